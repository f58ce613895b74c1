import { screen } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { closeConsole, drawer, findTable, openConsole } from "../testing/console.tsx";
import { createFakeAuthentik } from "../testing/fake-authentik.ts";
import { field, unfoldAll } from "../testing/fields.tsx";

afterEach(closeConsole);

/** Every client secret of the sandbox, and every secret in its attributes, contains this word. */
const CANARY = "CANARY";
const CODES = "oauth2/authorization_codes/";

describe.each(["2026.2", "2024.8"])("authentik %s", (version) => {
  test("the sandbox does send secrets, so there is something to find", async () => {
    const { authentik } = openConsole("/authorization-codes", { version });
    const { results } = await authentik.peek(`${CODES}?page_size=100`);
    expect(results.every((code: any) => code.provider.client_secret.startsWith(CANARY))).toBe(true);
    const { user } = await authentik.peek(`${CODES}3546/`);
    expect(JSON.stringify(user.attributes).split(CANARY).length).toBeGreaterThan(5);
    expect(JSON.stringify(await authentik.peek("core/groups/?page_size=100"))).toContain(CANARY);
  });

  test.each([
    ["the list", "/authorization-codes?page_size=50", undefined],
    ["a code", "/authorization-codes/3546", /^Code for/],
    ["its provider", "/authorization-codes/3546/provider", "Survey kiosk"],
    ["its user, who has secrets", "/authorization-codes/3546/user", "Sylvie Quartz"],
    ["connections", "/source-connections?page_size=50", undefined],
    ["a connection", "/source-connections/423", "quartz-labs/red-team"],
    ["its source", "/source-connections/423/source", "GitHub 🐙"],
  ])("no secret is on the page or in its storage: %s", async (_, address, name) => {
    const { everything, quiet, user } = openConsole(address, { version });
    await findTable();
    if (name !== undefined) await drawer(name);
    await quiet();
    await unfoldAll(user.click);
    const all = everything();
    expect(all.length).toBeGreaterThan(10_000);
    expect(all).not.toContain(CANARY);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(CANARY);
  });

  test("no secret of a group is on the page", async () => {
    const server = createFakeAuthentik({ version });
    const [group] = (await server.peek("core/groups/?search=Wi-Fi")).results;
    const { everything, quiet, user } = openConsole(
      `/authorization-codes/1204/user/groups/${group.pk}`,
      { version },
    );
    const open = await drawer("Wi-Fi");
    await quiet();
    await unfoldAll(user.click);
    expect(field(open, "attributes").textContent).toContain("radius_secret");
    expect(everything()).not.toContain(CANARY);
  });
});

test("the raw JSON is copied without its secrets", async () => {
  const { user } = openConsole("/authorization-codes/3546/user");
  const open = await drawer("Sylvie Quartz");
  await user.click(open.getByRole("button", { name: "Copy raw JSON" }));
  const copied = await navigator.clipboard.readText();
  expect(JSON.parse(copied)).toMatchObject({ username: "secrets" });
  expect(copied).toContain("[withheld]");
  expect(copied).not.toContain(CANARY);
  expect(screen.getByText("Copied")).toBeTruthy();
});
