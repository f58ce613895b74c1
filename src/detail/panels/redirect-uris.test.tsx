import { afterEach, expect, test } from "vitest";
import { edited } from "../../testing/answers.ts";
import { closeConsole, drawer, openConsole } from "../../testing/console.tsx";
import { field } from "../../testing/fields.tsx";

afterEach(closeConsole);

const CODE = "oauth2/authorization_codes/103410/";
const ONE = "https://one.example.com/cb";
const TWO = "https://two.example.com/cb";

test.each<[string, unknown, string[]]>([
  ["a line each (2024.8)", `${ONE}\n${TWO}`, [ONE, TWO]],
  ["an empty text", "", ["empty"]],
  ["texts", [ONE, TWO], [ONE, TWO]],
  [
    "with how they are matched (2024.12)",
    [
      { matching_mode: "strict", url: ONE },
      { matching_mode: "regex", url: TWO },
    ],
    [ONE, "strict", TWO, "regex"],
  ],
  [
    "with what they are for (2026.5)",
    [{ matching_mode: "strict", url: ONE, redirect_uri_type: "authorization" }],
    [ONE, "strict", "authorization"],
  ],
  [
    "with what nobody knows",
    [{ matching_mode: "by_mood", url: ONE, redirect_uri_type: "brand_new", weight: 7 }],
    [ONE, "by_mood", "brand_new", "7"],
  ],
  ["an empty list", [], ["none"]],
  ["null", null, ["none"]],
  ["an object without an address", [{ matching_mode: "strict" }, ONE], ["strict", ONE]],
  ["a number", 7, ["7"]],
])("redirect URIs as %s are shown in the summary and in full", async (_, value, shown) => {
  const spoil = edited((code) => (code.provider.redirect_uris = value));
  const { user, quiet, authentik } = openConsole("/authorization-codes/103410?user=1", {
    before: (server) => server.answer(CODE, spoil),
  });
  const short = await drawer(/^Code for/);
  await quiet();
  for (const text of shown) expect(field(short, "redirect_uris").textContent).toContain(text);
  const [link] = short.getAllByRole("link", { name: "Meeting room displays" });
  if (link) await user.click(link);
  const full = await drawer("Meeting room displays");
  for (const text of shown) expect(field(full, "redirect_uris").textContent).toContain(text);
  expect(authentik.asked.filter(({ path }) => path.startsWith("providers/"))).toEqual([]);
});
