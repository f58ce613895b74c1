import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAuthorizationCode } from "./grant.ts";
import { readGroup } from "./group.ts";
import { isObject, type JsonValue } from "./json.ts";
import { readMe } from "./caller.ts";
import { readPage, type Row } from "./page.ts";
import { readProvider } from "./provider.ts";
import { readSource } from "./source.ts";
import { readGroupConnection } from "./connections/group-connection.ts";
import { readUser } from "./user.ts";
import { readVersion } from "./authentik-version.ts";

/** A response recorded from a running authentik. */
interface Recorded {
  case: string;
  request: { method: string; path: string };
  response: { status: number; body: JsonValue };
}

type Read = (value: JsonValue) => Row<{ pk: string | number }>;

const ENDPOINTS: [RegExp, Read][] = [
  [/^oauth2\/authorization_codes\//, readAuthorizationCode],
  [/^sources\/group_connections\/oauth\//, readGroupConnection],
  [/^providers\/(all|oauth2)\//, readProvider],
  [/^core\/users\/(?!me\/)/, readUser],
  [/^core\/groups\//, readGroup],
  [/^sources\/(all|oauth)\//, readSource],
];

const copied = Object.values(
  import.meta.glob<unknown>("../../sandbox/replay/recorded/**/*.json", {
    eager: true,
    import: "default",
  }),
)
  .flat()
  .filter(isRecorded);

/** The whole collection, when there is one: `<folder>/<version>/cases/<case>.json`. */
function wholeCollection(folder: string): Recorded[] {
  return readdirSync(folder).flatMap((version) => {
    const cases = join(folder, version, "cases");
    if (!existsSync(cases)) return [];
    return readdirSync(cases).map(
      (name) => JSON.parse(readFileSync(join(cases, name), "utf8")) as Recorded,
    );
  });
}

function isRecorded(value: unknown): value is Recorded {
  return isObject(value) && "request" in value && "response" in value;
}

function check({ request, response }: Recorded): boolean {
  if (request.method !== "GET" || response.status !== 200 || !isObject(response.body)) return false;
  const url = new URL(request.path, "http://authentik");
  const path = url.pathname.replace("/api/v3/", "");
  if (path === "core/users/me/") {
    expect(readMe(response.body)?.user.username).toBeTruthy();
    return true;
  }
  if (path === "admin/version/") {
    expect(readVersion(response.body)).toMatch(/^\d{4}\.\d+/);
    return true;
  }
  const read = ENDPOINTS.find(([pattern]) => pattern.test(path))?.[1];
  const isAnswer = "pagination" in response.body || "pk" in response.body;
  if (!read || !isAnswer) return false;
  const rows =
    "pagination" in response.body ? rowsOf(response.body, url, read) : [read(response.body)];
  for (const row of rows) {
    // The copied selection keeps only the keys of a row that it contains in full elsewhere.
    if (row.raw !== null && isObject(row.raw) && row.raw["copied"] === true) continue;
    expect(row).toMatchObject({ readable: true, problems: [] });
  }
  expect(JSON.stringify(rows)).not.toMatch(/"client_secret":"(?!\[withheld\]|")/);
  return true;
}

function rowsOf(body: JsonValue, url: URL, read: Read): Row<{ pk: string | number }>[] {
  const asked = url.searchParams.get("page_size");
  const page = readPage(body, read, asked === null ? undefined : Number(asked));
  expect(page).not.toBeNull();
  return page?.rows ?? [];
}

const LISTS: Record<string, Read> = {
  users: readUser,
  groups: readGroup,
  oauth2_providers: readProvider,
  sources: readSource,
  oauth_sources: readSource,
};

const copiedRows = Object.values(
  import.meta.glob<Record<string, JsonValue[]>>("../../sandbox/replay/recorded/**/rows.json", {
    eager: true,
    import: "default",
  }),
);

test.each(Object.entries(LISTS))(
  "the copied rows of %s are read without a problem",
  (name, read) => {
    const rows = copiedRows.flatMap((lists) => lists[name] ?? []);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(read(row)).toMatchObject({ readable: true, problems: [] });
  },
);

test("the copied recordings are read without a problem", () => {
  expect(copied.filter(check).length).toBeGreaterThan(0);
});

const folder = process.env["GRANTLENS_RECORDINGS"];

test.runIf(folder)("all recordings are read without a problem", () => {
  const checked = wholeCollection(folder ?? "").filter(check);
  expect(checked.length).toBeGreaterThan(0);
});
