import { expect, test } from "vitest";
import { asking, invented } from "../testing/asking.ts";
import { CALLERS } from "../world/callers.ts";

const PATH = "core/applications/";

async function statuses(path: string): Promise<string> {
  const asked = CALLERS.map((as) => asking({}, as)(path));
  return (await Promise.all(asked)).map(({ response }) => response.status).join(" ");
}

test("everybody sees the list, a single one needs the permission", async () => {
  expect(await statuses(PATH)).toBe("200 200 200 403 403");
  expect(await statuses(`${PATH}gitlab/`)).toBe("200 200 403 403 403");
  const { body } = await asking()(`${PATH}nope/`);
  expect(body).toEqual({ detail: "No Application matches the given query." });
});

test("each application has the provider that names it", async () => {
  const { body } = await asking()(`${PATH}?superuser_full_list=true&page_size=100`);
  expect(body.pagination["count"]).toBe(invented.applications.length);
  for (const row of body.results) {
    if (row["provider"] === null) expect(row["provider_obj"]).toBeNull();
    else expect(row["provider_obj"]).toMatchObject({ assigned_application_slug: row["slug"] });
    expect((await asking()(`${PATH}${String(row["slug"])}/`)).body).toEqual(row);
  }
  const names = body.results.map((row) => row["name"]);
  expect(names[0]).toBe("Argo CD");
});

test("filters, search and the address to open", async () => {
  const found = async (query: string) => (await asking()(PATH + query)).body.results;
  expect(await found("?slug=intranet")).toMatchObject([
    { name: "Intranet", launch_url: "https://intranet.example.com" },
  ]);
  expect(await found("?name=GitLab")).toHaveLength(2);
  expect(await found("?search=vault")).toMatchObject([{ slug: "vault" }]);
  expect(await found("?slug=m2m")).toMatchObject([{ launch_url: null }]);
  expect(await found("?slug=survey-results")).toMatchObject([
    {
      provider: null,
      backchannel_providers_obj: [{ name: "Survey kiosk", component: "" }],
    },
  ]);
});
