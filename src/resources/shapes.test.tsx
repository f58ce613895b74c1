import { act, waitFor } from "../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../api/wire/json.ts";
import { edited } from "../testing/answers.ts";
import { closeConsole, openConsole } from "../testing/console.tsx";
import { createFakeAuthentik } from "../testing/fake-authentik.ts";
import { crossedVariants, singleVariants } from "../testing/variants.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CODE = `${CODES}103410/`;
const CONNECTIONS = "sources/group_connections/oauth/";
const CONNECTION = `${CONNECTIONS}423/`;
const GROUP = "core/groups/5ced1e83-bf22-4bc6-9108-cc5e3ab8455a/";
const GROUPS_STEP = "user/groups/5ced1e83-bf22-4bc6-9108-cc5e3ab8455a";

/** So many variants take a while on a busy machine. */
const PATIENCE = 600_000;

/** What a page shows when it mistakes the type of a value. */
const SLIP = /undefined|NaN|\[object|Invalid Date|This page crashed/;

type Console = ReturnType<typeof openConsole>;

/** Refetches everything on screen, and lets the page render it. */
async function again({ client }: Console): Promise<void> {
  await act(async () => {
    await client.refetchQueries({ type: "active" });
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

function expectShown(object: JsonObject, what: string): void {
  const rows = new Map<string, Element | null>();
  for (const term of document.querySelectorAll("dt[title]")) {
    const name = term.getAttribute("title") ?? "";
    if (!rows.has(name)) rows.set(name, term.nextElementSibling);
  }
  const unshown = Object.keys(object).filter((name) => {
    const value = rows.get(name);
    return !value || (value.textContent.trim() === "" && !value.querySelector("img, svg"));
  });
  expect(unshown, what).toEqual([]);
  expectNoSlip(what);
}

function expectNoSlip(what: string): void {
  expect(SLIP.exec(document.body.textContent)?.[0], what).toBeUndefined();
  for (const titled of document.querySelectorAll("main [title]")) {
    expect(SLIP.exec(titled.getAttribute("title") ?? "")?.[0], what).toBeUndefined();
  }
}

/** An object, where it is shown, and how it gets into a response. */
interface Place {
  address: string;
  path: string;
  /** Finds the object in the response body. */
  of: (body: any) => JsonObject;
  put: (body: any, object: JsonObject) => void;
}

const inCode = (name: "provider" | "user") => ({
  address: `/authorization-codes/103410/${name}`,
  path: CODE,
  of: (code: any) => code[name],
  put: (code: any, object: JsonObject) => (code[name] = object),
});
const itself = {
  of: (body: any) => body,
  put: (body: any, object: JsonObject) => {
    for (const name of Object.keys(body)) delete body[name];
    Object.assign(body, object);
  },
};
const github = (body: any) => body.results.find(({ slug }: any) => slug === "github");

const PLACES: Record<string, Place> = {
  "a code": { address: "/authorization-codes/103410", path: CODE, ...itself },
  "its provider": inCode("provider"),
  "its user": inCode("user"),
  "a group": { address: `/authorization-codes/103410/${GROUPS_STEP}`, path: GROUP, ...itself },
  "a role": {
    address: "/authorization-codes/103410/user/roles/",
    path: CODE,
    of: (code) => code.user.roles_obj[0],
    put: (code, object) => (code.user.roles_obj = [object]),
  },
  "a connection": { address: "/source-connections/423", path: CONNECTION, ...itself },
  "its source": {
    address: "/source-connections/423/source",
    path: "sources/all/",
    of: github,
    put: (body, object) =>
      Object.assign(body.results, { [body.results.indexOf(github(body))]: object }),
  },
};

/** Opens the page that shows an object; `change` makes the server send another one in its place, and refetches. */
async function openPlace({ address, path, of, put }: Place) {
  const object = of(await createFakeAuthentik().peek(`${path}?page_size=100&include_users=false`));
  const whole = address.endsWith("/roles/") ? `${address}${String(object["pk"])}` : address;
  let now = object;
  const opened = openConsole(`${whole}?user=1&source__slug=none`, {
    before: (authentik) =>
      authentik.answer(
        path,
        edited((body) => put(body, now)),
      ),
  });
  await waitFor(() => expect(document.querySelector("dt[title]")).toBeTruthy());
  await opened.quiet();
  const change = async (variant: JsonObject) => {
    now = variant;
    await again(opened);
  };
  return { object, opened, change };
}

describe.each(Object.entries(PLACES))("%s", (_, place) => {
  test(
    "fields that are new, missing, null or of another type are shown, and never crash the page",
    async () => {
      const { object, opened, change } = await openPlace(place);
      expectShown(object, "as it is");
      const variants = crossedVariants(object);
      expect(variants.length).toBeGreaterThan(40);
      for (const variant of variants) {
        await change(variant);
        expectShown(variant, JSON.stringify(variant));
      }
      expect(opened.everything()).not.toContain("CANARY");
    },
    PATIENCE,
  );

  test("a missing or odd id is reported, and never crashes the page", async () => {
    const { object, change } = await openPlace(place);
    for (const variant of singleVariants(object, ["pk"])) {
      await change(variant);
      expectNoSlip(JSON.stringify(variant["pk"]));
      expect(document.querySelector("h2")?.textContent.trim()).toBeTruthy();
    }
  });
});

/** Rows that each have one odd field, or several in a nested object. */
function rowsOf(row: any, nested: readonly string[]): JsonObject[] {
  const variants = [
    ...singleVariants(row),
    ...nested.flatMap((name) =>
      crossedVariants(row[name]).map((object): JsonObject => ({ ...row, [name]: object })),
    ),
  ];
  return variants.map((variant, index) => ({ ...variant, pk: 1000 + index }));
}

const LISTS: [name: string, address: string, path: string, nested: string[], version: string][] = [
  ["codes", "/authorization-codes", CODES, ["provider", "user"], "2026.2"],
  ["codes of 2026.8", "/authorization-codes", CODES, ["provider"], "2026.8"],
  ["connections", "/source-connections", CONNECTIONS, [], "2026.2"],
  ["connections of 2024.8", "/source-connections", CONNECTIONS, ["source"], "2024.8"],
];

test.each(LISTS)(
  "rows of %s with odd fields are all shown",
  async (...given) => {
    const [, address, path, nested, version] = given;
    const server = createFakeAuthentik({ version });
    const { results } = await server.peek(`${path}?page_size=20&include_groups=false`);
    const rows = rowsOf(results[0], nested);
    let page: JsonObject[] = [];
    const opened = openConsole(`${address}?page_size=100`, {
      version,
      before: (authentik) => {
        const fill = edited((body) => {
          body.results = page;
          const { length } = page;
          const numbers = { next: 0, previous: 0, current: 1, total_pages: 1, start_index: 1 };
          body.pagination = { ...numbers, count: length, end_index: length };
        });
        authentik.answer(path, fill);
      },
    });
    for (let start = 0; start < rows.length; start += 100) {
      page = rows.slice(start, start + 100);
      await (start === 0 ? opened.quiet() : again(opened));
      await waitFor(() =>
        expect(
          [...document.querySelectorAll<HTMLElement>("tr[data-pk]")].map((row) =>
            Number(row.dataset["pk"]),
          ),
        ).toEqual(page.map(({ pk }) => pk)),
      );
      for (const row of document.querySelectorAll("tr[data-pk]")) {
        const cells = [...row.querySelectorAll("td")];
        expect(cells.length).toBeGreaterThan(3);
        const what = JSON.stringify(
          page.find(({ pk }) => String(pk) === row.getAttribute("data-pk")),
        );
        expect(cells.filter((cell) => cell.textContent.trim() === "").length, what).toBe(0);
      }
      expectNoSlip(`rows from ${start}`);
    }
  },
  PATIENCE,
);
