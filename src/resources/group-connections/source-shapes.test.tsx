import { waitFor } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { VERSIONS } from "../../sandbox/versions/known-versions.ts";
import { edited } from "../../testing/answers.ts";
import { closeConsole, drawer, openConsole } from "../../testing/console.tsx";
import type { Asked, FakeAuthentik } from "../../testing/fake-authentik.ts";
import { expectEveryField, field } from "../../testing/fields.tsx";

afterEach(closeConsole);

const AT = "/source-connections/423";
const CONNECTION = "sources/group_connections/oauth/423/";
const NAME = "quartz-labs/red-team";
const SOURCES = "sources/all/";

const byUuid = ({ path, params }: Asked) => path === SOURCES && params.has("pbm_uuid");
const byName = ({ path, params }: Asked) => path === SOURCES && !params.has("pbm_uuid");

/** As in an installation with more sources than the lookup of names covers. */
function withoutGithub(authentik: FakeAuthentik): void {
  const forget = edited((body) => {
    body.results = body.results.filter(({ slug }: any) => slug !== "github");
    body.pagination.count = body.pagination.end_index = body.results.length;
  });
  authentik.answer(byName, forget);
}

describe.each(Object.keys(VERSIONS))("authentik %s", (version) => {
  test("a source without a looked-up name is requested once, and identified by its key", async () => {
    const { authentik, quiet } = openConsole(`${AT}/source`, { version, before: withoutGithub });
    const open = await drawer("GitHub 🐙");
    await waitFor(() => expect(field(open, "component").textContent).toBe("ak-source-oauth-form"));
    await quiet();
    expectEveryField(open, await authentik.peek(`${SOURCES}github/`));
    expect(authentik.asked.filter(byUuid)).toHaveLength(1);
    expect(authentik.asked.filter(byName)).toHaveLength(1);
  });
});

test("a source other than the requested one is not shown in its place", async () => {
  const others = edited((body) => {
    body.results = body.results.map((source: any) => ({ ...source, pk: `${source.pk}-other` }));
  });
  const { quiet } = openConsole(`${AT}/source`, {
    before: (authentik) => {
      withoutGithub(authentik);
      authentik.answer(byUuid, others);
    },
  });
  const open = await drawer("Source");
  expect((await open.findByRole("alert")).textContent).toContain("Not found");
  expect(open.queryByText("github")).toBeNull();
  await quiet();
});

test.each<[string, (connection: any, source: any) => void, string]>([
  ["there", (row, source) => (row.source_obj = source), "GitHub 🐙"],
  ["null", (row) => (row.source_obj = null), "GitHub 🐙"],
  ["absent", (row) => delete row.source_obj, "GitHub 🐙"],
  [
    "there and the uuid is not",
    (row, source) => Object.assign(row, { source: null, source_obj: source }),
    "GitHub 🐙",
  ],
  ["the only object, in the uuid's place", (row, source) => (row.source = source), "GitHub 🐙"],
])("source_obj %s: the connection names its source", async (_, change, name) => {
  const { authentik, quiet } = openConsole(AT, {
    version: "2026.8",
    before: (server) => {
      server.answer(CONNECTION, async (request, next) => {
        const source = await server.peek(`${SOURCES}github/`);
        return edited((row) => change(row, source))(request, next);
      });
    },
  });
  const open = await drawer(NAME);
  await quiet();
  const links = open.getAllByRole("link", { name });
  expect(links[0]?.getAttribute("href")).toBe(`${AT}/source`);
  expect(authentik.asked.filter(({ path }) => path.startsWith(SOURCES))).toHaveLength(1);
});

test("a source or group that cannot be read has no link, and its raw value is shown", async () => {
  const spoil = edited((row) => {
    delete row.source_obj;
    Object.assign(row, { source: { name: "Nameless" }, group: ["nowhere"] });
  });
  const { quiet } = openConsole(AT, { before: (server) => server.answer(CONNECTION, spoil) });
  const open = await drawer(NAME);
  await waitFor(() => expect(field(open, "source").textContent).toContain("Nameless"));
  await quiet();
  expect(field(open, "group").textContent).toContain("nowhere");
  for (const name of ["source", "group"]) {
    expect(field(open, name).querySelector("a"), name).toBeNull();
  }
});

test("the step of an unreadable source says so", async () => {
  const spoil = edited((row) => (row.source = {}));
  const { authentik, quiet } = openConsole(`${AT}/source`, {
    before: (server) => server.answer(CONNECTION, spoil),
  });
  const open = await drawer("Source");
  expect(await open.findByText("The source could not be read")).toBeTruthy();
  await quiet();
  expect(authentik.asked.filter(byUuid)).toEqual([]);
});
