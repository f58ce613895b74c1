import { expect, test, vi } from "vitest";
import type { JsonFields } from "../http/json-fields.ts";
import { ACCESS_TOKENS_PATH, asking, CODES_PATH, invented } from "../testing/asking.ts";
import { VERSIONS } from "../versions/known-versions.ts";

// Generous, so that a busy machine does not fail the tests.
vi.setConfig({ testTimeout: 60_000 });

const FIELDS = ["assigned_backchannel_application_slug", "assigned_backchannel_application_name"];
/** Versions that omit `FIELDS` if there is no back-channel application. */
const ABSENT = new Set(["2024.8", "2024.12", "2025.4"]);

function keyOf(name: string): number {
  return invented.providers.find((provider) => provider.name === name)?.pk ?? 0;
}

/** The provider nested in the first row of a list filtered by that provider. */
async function nested(version: string, path: string, name: string): Promise<JsonFields> {
  const { body } = await asking({ version })(`${path}?provider=${keyOf(name)}`);
  return body.results[0]?.["provider"] as JsonFields;
}

test.each(Object.keys(VERSIONS))(
  "%s: nested providers name their applications",
  async (version) => {
    const both = await nested(version, CODES_PATH, "Survey kiosk");
    expect(both).toMatchObject({
      assigned_application_slug: "survey",
      assigned_backchannel_application_slug: "survey-results",
      assigned_backchannel_application_name: "Survey results",
    });
    const backOnly = await nested(version, ACCESS_TOKENS_PATH, "Back-channel provider");
    expect(backOnly).toMatchObject({
      assigned_application_slug: null,
      assigned_application_name: null,
      assigned_backchannel_application_slug: "archive",
      assigned_backchannel_application_name: "Payroll archive",
    });
    const frontOnly = await nested(version, CODES_PATH, "Grafana");
    const none = ABSENT.has(version) ? undefined : null;
    for (const field of FIELDS) expect(frontOnly[field]).toBe(none);
  },
);

test("the list of all providers can be filtered by back-channel", async () => {
  const { body } = await asking()("providers/all/?backchannel=true&ordering=pk");
  expect(body.results.map(({ pk }) => pk)).toEqual([
    keyOf("Survey kiosk"),
    keyOf("Back-channel provider"),
  ]);
});
