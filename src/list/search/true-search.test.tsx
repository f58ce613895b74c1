import { screen, waitFor } from "../../testing/render.tsx";
import { afterEach, describe, expect, test } from "vitest";
import { closeConsole, keys, openConsole } from "../../testing/console.tsx";
import { type FakeAuthentik, START } from "../../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";

const has = (word: string, ...texts: (string | null | undefined)[]) =>
  texts.some((text) => text?.toLowerCase().includes(word.toLowerCase()));

const ofUser = (word: string) => (code: any) =>
  has(word, code.user.username, code.user.name, code.user.email);
const ofApp = (word: string) => (code: any) =>
  has(word, code.provider.assigned_application_name, code.provider.assigned_application_slug);
const ofAny = (word: string) => (code: any) =>
  ofUser(word)(code) ||
  ofApp(word)(code) ||
  has(word, code.provider.name, code.provider.client_id, String(code.pk), ...code.scope);
const both = (one: (row: any) => boolean, other: (row: any) => boolean) => (row: any) =>
  one(row) && other(row);

describe.each(["2026.2", "2024.8"])("codes, authentik %s", (version) => {
  test.each<[string, (code: any) => boolean]>([
    ["grafana", ofAny("grafana")],
    ["email naoko", both(ofAny("email"), ofAny("naoko"))],
    ["user:naoko", ofUser("naoko")],
    ["user:naoko.oconnor", ofUser("naoko.oconnor")],
    [
      "user:acme.example scope:email",
      both(ofUser("acme.example"), (c) => has("email", ...c.scope)),
    ],
    ['provider:"grafana kiosk"', (code) => has("grafana kiosk", code.provider.name)],
    ["app:dash", ofApp("dash")],
    ["client:a", (code) => has("a", code.provider.client_id)],
    ["scope:offline", (code) => has("offline", ...code.scope)],
    ["status:expired", (code) => code.expires !== null && Date.parse(code.expires) < START],
    ["status:never", (code) => code.expires === null],
    [
      "status:valid scope:email",
      both(
        (code) => code.expires !== null && Date.parse(code.expires) >= START,
        (code) => has("email", ...code.scope),
      ),
    ],
    ["id:1204", (code) => code.pk === 1204],
    ["id:1204 user:nobody", () => false],
    ["id:999999999", () => false],
    ["usr:x openid", ofAny("openid")],
    ["-user:naoko openid", both((code) => !ofUser("naoko")(code), ofAny("openid"))],
    ["-status:expired", (code) => code.expires === null || Date.parse(code.expires) >= START],
    [
      "NOT id:1204 -openid",
      both(
        (code) => code.pk !== 1204,
        (code) => !ofAny("openid")(code),
      ),
    ],
    ["#1,204", (code) => code.pk === 1204],
    ["“grafana kiosk” −user:naoko", both(ofAny("grafana kiosk"), (code) => !ofUser("naoko")(code))],
    ["ｇｒａｆａｎａ", ofAny("grafana")],
    ["zqxy", () => false],
  ])("%s", async (search, matches) => {
    const { authentik } = openConsole(
      `/authorization-codes?page_size=100&search=${encodeURIComponent(search)}`,
      { version },
    );
    const rows = await authentik.peekAll(`${CODES}?ordering=expires,pk`);
    const expected = rows.filter(matches).map(({ pk }) => pk);
    await screen.findByText(/^Searched (?:all|the one) /);
    await waitFor(() => expect(keys()).toEqual(expected.slice(0, 100)));
  });
});

describe.each(["2026.2", "2024.8"])("connections, authentik %s", (version) => {
  const isOld = version === "2024.8";

  async function named(authentik: FakeAuthentik) {
    const rows = await authentik.peekAll(`${CONNECTIONS}?ordering=-created,pk`);
    const sources = await authentik.peekAll("sources/all/?ordering=name");
    const groups = await authentik.peekAll("core/groups/?include_users=false");
    return rows.map((row) => {
      const id = row.source.pk ?? row.source;
      const group = groups.find(({ pk }) => pk === row.group).name;
      return { ...row, source: sources.find(({ pk }) => pk === id), group };
    });
  }
  const ofSource = (word: string) => (row: any) => has(word, row.source.name, row.source.slug);
  const ofGroup = (word: string) => (row: any) => has(word, row.group);

  test.each<[string, (row: any) => boolean]>([
    ["source:git", ofSource("git")],
    ["source:github group:platform", both(ofSource("github"), ofGroup("platform"))],
    ['group:"platform security"', ofGroup("platform security")],
    ["identifier:quartz", (row) => has("quartz", row.identifier)],
    ['"platform security"', (row) => has("platform security", row.group, row.identifier)],
    ["id:423", (row) => row.pk === 423],
    [
      "quartz group:platform",
      both((row) => has("quartz", row.identifier, row.group, row.source.slug), ofGroup("platform")),
    ],
    [
      "ｑｕａｒｔｚ -group:platform",
      (row) =>
        has("quartz", row.identifier, row.group, row.source.slug) && !has("platform", row.group),
    ],
    // The server's own search, where it covers all of these.
    [
      "platform",
      (row) =>
        has("platform", row.group, row.identifier, row.source.slug, isOld ? row.source.name : null),
    ],
  ])("%s", async (search, matches) => {
    const { authentik } = openConsole(
      `/source-connections?page_size=100&search=${encodeURIComponent(search)}`,
      { version },
    );
    const rows = await named(authentik);
    const expected = rows.filter(matches).map(({ pk }) => pk);
    await waitFor(() => expect(keys()).toEqual(expected.slice(0, 100)));
    expect(expected.length).toBeGreaterThan(0);
  });
});
