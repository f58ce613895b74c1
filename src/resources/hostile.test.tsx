import { screen, waitFor } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { seen } from "../ui/text/invisible.ts";
import {
  closeConsole,
  filter,
  findOption,
  findTable,
  openConsole,
  openFilter,
  sortButton,
} from "../testing/console.tsx";
import { type FakeAuthentik, json } from "../testing/fake-authentik.ts";
import { unfoldAll } from "../testing/fields.tsx";
import { HOSTILE, MARKER, poisoned } from "../testing/hostile-texts.ts";

afterEach(closeConsole);

const TEXTS = Object.entries(HOSTILE);
const CODES = "oauth2/authorization_codes/";

/** Replaces every text of every response. */
function poison(text: string, also: (body: any) => void = () => {}) {
  return (authentik: FakeAuthentik): void => {
    authentik.answer(
      ({ path }) => path !== "config.json",
      async (request, next) => {
        const answer = await next(request);
        const body: any = poisoned(JSON.parse(await answer.text()), text);
        also(body);
        return new Response(JSON.stringify(body), answer);
      },
    );
  };
}

/**
 * Expects that hostile text is shown as text, fully visible, of limited length, and isolated from its neighbours if it
 * has characters that may change the direction of what is around them.
 */
function expectHarmless(poison: string): void {
  const mayReorder = /[^\0-\u058f]/.test(poison);
  const page = document.documentElement;
  expect(page.textContent).toContain(MARKER);
  expect(
    page.querySelectorAll(
      "img:not([src^='data:image/']), script, iframe, object, embed, form[action]",
    ),
  ).toHaveLength(0);
  const origins = [...page.querySelectorAll("[href]")].map(
    (link) => new URL(link.getAttribute("href") ?? "", "http://console.example/").origin,
  );
  expect(new Set(origins)).toEqual(new Set(["http://console.example"]));
  // Thousands of them: one assertion for all.
  const harmful = [...page.querySelectorAll("*")]
    .flatMap(({ attributes }) => [...attributes])
    .filter(({ name, value }) => name !== "href" && (value.length >= 3000 || seen(value) !== value))
    .map(({ name, value }) => [name, value.length, seen(value.slice(0, 200))]);
  expect(harmful).toEqual([]);
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.nodeValue ?? "";
    length += text.length;
    if (seen(text) !== text) throw new Error(`hidden: ${JSON.stringify(text.slice(0, 200))}`);
    const isApart = node.parentElement?.closest("bdi, [dir=auto], .visually-hidden, pre");
    if (mayReorder && text.includes(MARKER) && !isApart) {
      throw new Error(`not isolated: ${node.parentElement?.outerHTML.slice(0, 300)}`);
    }
  }
  expect(length).toBeLessThan(600_000);
  expect(page.querySelectorAll("*").length).toBeLessThan(25_000);
}

describe.each(TEXTS)("%s", (_, text) => {
  test.each([
    ["codes", "/authorization-codes"],
    ["connections", "/source-connections"],
    ["a code", "/authorization-codes/3546"],
    ["its provider", "/authorization-codes/3546/provider"],
    ["its user", "/authorization-codes/3546/user"],
    ["a connection", "/source-connections/423"],
    ["its source", "/source-connections/423/source"],
    ["its group", "/source-connections/423/group"],
  ])("is harmless in %s", async (_, address) => {
    const isOpen = address.split("/").length > 2;
    // The list's rows have cases of their own.
    const before = poison(text, (body) => isOpen && body.results?.splice(3));
    const { quiet, user } = openConsole(address, { before });
    await findTable();
    if (isOpen) {
      await waitFor(() => expect(document.querySelector("summary")).not.toBeNull());
    }
    await quiet();
    await unfoldAll(user.click);
    expectHarmless(text);
  });

  test("is harmless in the options of a filter, and in its box", async () => {
    const { user, url, quiet } = openConsole("/authorization-codes", { before: poison(text) });
    await findTable();
    await quiet();
    await openFilter(user, "User");
    const option = await findOption(new RegExp(MARKER));
    expectHarmless(text);
    await user.click(option);
    await waitFor(() => expect(url()).toMatch(/user=\d+/));
    await quiet();
    expect(filter("User").value).toContain(MARKER);
    expect(filter("User").value.length).toBeLessThan(3000);
    expect(seen(filter("User").value)).toBe(filter("User").value);
    expectHarmless(text);
  });

  test("is harmless in what a search finds", async () => {
    openConsole("/authorization-codes?search=grafana", { before: poison(text) });
    await screen.findByRole("heading", { name: "Or filter by" });
    await waitFor(() => expect(screen.getAllByText(new RegExp(MARKER)).length).toBeGreaterThan(2));
    expectHarmless(text);
  });

  test("is harmless in an unreadable row, and in a rejection", async () => {
    const { authentik, user, quiet } = openConsole("/authorization-codes", {
      before: poison(text, (body) => body.results?.forEach((row: any) => (row.pk = text))),
    });
    await findTable();
    await quiet();
    await unfoldAll(user.click);
    expectHarmless(text);
    authentik.answer(CODES, () =>
      Promise.resolve(json(400, { provider: [text], [text]: [text, text], detail: text })),
    );
    await user.click(sortButton("Expires"));
    await screen.findByText("authentik rejected this request");
    expectHarmless(text);
  });
});

test("an invisible character in a name is shown as its code point, in list, drawer and who-am-I", async () => {
  openConsole("/authorization-codes/3546/user", { before: poison("safe\u202egpj.exe") });
  await waitFor(() =>
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe(
      "safecharacter U+202Egpj.exe",
    ),
  );
  expect(screen.getByText("Signed in as").parentElement?.textContent).toContain("U+202E");
  expect((await findTable()).textContent).toContain("U+202E");
  expect((await findTable()).querySelector("a[title*='safe‹U+202E›gpj.exe']")).not.toBeNull();
});

test("copied JSON has the text itself", async () => {
  const text = "safe\u202egpj.exe";
  const { user } = openConsole("/authorization-codes/3546/user", { before: poison(text) });
  await waitFor(() => expect(screen.getByRole("heading", { level: 2 }).textContent).toMatch(/exe/));
  await user.click(screen.getByRole("button", { name: "Copy raw JSON" }));
  expect(JSON.parse(await navigator.clipboard.readText())).toMatchObject({ username: text });
  await user.click(screen.getByText("Raw JSON"));
  const shown = screen.getByRole("region", { name: "Raw JSON" }).textContent;
  expect(shown).toContain(String.raw`"username": "safe\u202egpj.exe"`);
});

test("invisible characters in the URL are shown", async () => {
  openConsole("/authorization-codes/3546/%E2%80%AEx?page=%E2%80%AEy&ordering=%00");
  expect((await screen.findByText(/The object has no/)).textContent).toContain("U+202E");
  expect(screen.getByText(/Removed from the address/).textContent).toContain("page=‹U+202E›y");
});
