import { afterEach, expect, test } from "vitest";
import { formatMoment } from "../../ui/text/format.ts";
import { dropped, edited, forbidden, html500, signOut } from "../../testing/answers.ts";
import { closeConsole, column, drawer, findTable, openConsole } from "../../testing/console.tsx";
import { type FakeAuthentik, json, type Respond, START } from "../../testing/fake-authentik.ts";
import { expectEveryField, field, linkTo } from "../../testing/fields.tsx";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const CODE = `${CODES}103410/`;
const AT = "/authorization-codes/103410";
const NAME = "Code for Teresa Balogun to Meeting room displays";
const PROVIDER = "Meeting room displays";
const LEFT_OUT = /leaves client ID, type, validity and redirect URIs out of a code/;
const MISSING = /^Client ID, type, validity and redirect URIs: this authentik leaves them out/;
const isWhole = ({ path }: { path: string }) => path.startsWith("providers/oauth2/");
const askedWhole = (authentik: FakeAuthentik) => authentik.asked.filter(isWhole);

/** The API path of the code's provider. */
async function providerPath(authentik: FakeAuthentik): Promise<string> {
  return `providers/oauth2/${(await authentik.peek(CODE)).provider.pk}/`;
}

test("2026.8: the open code's provider is fetched once, and shown with the time of that request", async () => {
  const { authentik, quiet, user, back, everything } = openConsole(AT, { version: "2026.8" });
  const open = await drawer(NAME);
  expect(await open.findByText(LEFT_OUT)).toBeTruthy();
  await quiet();
  const { provider: part, expires } = await authentik.peek(CODE);
  const whole = await authentik.peek(await providerPath(authentik));
  expect(Object.keys(part)).not.toContain("client_id");
  expect(field(open, "client_id").textContent).toContain(whole.client_id);
  expect(field(open, "client_type").textContent).toBe("Public");
  expect(field(open, "access_code_validity").textContent).toBe("10 minutes");
  expect(field(open, "redirect_uris").textContent).toContain("rooms\\.example\\.com");
  const issued = formatMoment(Date.parse(expires) - 600_000, START);
  expect(
    open.getByText(`Issued about ${issued}, from its provider’s current validity.`),
  ).toBeTruthy();
  const asOf = formatMoment(START, START);
  expect(open.getByText(LEFT_OUT).textContent).toContain(`as of ${asOf}`);

  await user.click(linkTo(open, `${AT}/provider`));
  const step = await drawer(PROVIDER);
  expectEveryField(step, { ...part, ...whole });
  expect(field(step, "client_secret").textContent).toBe("withheld");
  expect(step.getByText(LEFT_OUT).textContent).toContain(`as of ${asOf}`);
  await back();
  await drawer(NAME);
  await quiet();
  expect(askedWhole(authentik).map(({ path }) => path)).toEqual([await providerPath(authentik)]);
  expect(whole.client_secret).toMatch(/^CANARY-/);
  expect(everything()).not.toContain("CANARY");
});

test("2026.8: the list fetches no provider, and says why it cannot tell when codes were issued", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes?ordering=pk&page_size=50", {
    version: "2026.8",
  });
  const table = await findTable();
  await quiet();
  expect(new Set(column("Issued"))).toEqual(
    new Set(["—not known: the list lacks its provider’s validity", "—not known: it never expires"]),
  );
  for (const cell of table.querySelectorAll('[title^="not known"]')) {
    expect(cell.getAttribute("aria-label")).toBe(cell.getAttribute("title"));
  }
  expect(table.querySelectorAll('[title^="not known"]')).toHaveLength(50);
  expect(column("Provider").every((text) => text !== "")).toBe(true);
  expect(askedWhole(authentik)).toEqual([]);
});

test("2026.8: the user's step does not fetch the provider", async () => {
  const { authentik, quiet } = openConsole(`${AT}/user`, { version: "2026.8" });
  await drawer("Teresa Balogun");
  await quiet();
  expect(askedWhole(authentik)).toEqual([]);
});

test.each(["2024.8", "2024.12", "2025.4", "2025.12", "2026.2"])(
  "%s: the provider came with the code, so nothing more is fetched or noted",
  async (version) => {
    const { authentik, quiet, user } = openConsole(AT, { version });
    const open = await drawer(NAME);
    await quiet();
    expect(open.getByText(/^Issued about/)).toBeTruthy();
    await user.click(linkTo(open, `${AT}/provider`));
    const step = await drawer(PROVIDER);
    await quiet();
    expectEveryField(step, (await authentik.peek(CODE)).provider);
    expect(step.queryByText(LEFT_OUT)).toBeNull();
    expect(askedWhole(authentik)).toEqual([]);
  },
);

test("a provider that lacks only some fields does not count as narrowed", async () => {
  const { authentik, quiet } = openConsole(AT, {
    before: (server) =>
      server.answer(
        CODE,
        edited((code) => {
          delete code.provider.client_id;
          delete code.provider.access_code_validity;
        }),
      ),
  });
  const open = await drawer(NAME);
  await quiet();
  expect(field(open, "client_type").textContent).toBe("Public");
  expect(open.getByText(/^Issue time not known: its provider’s validity is needed/)).toBeTruthy();
  expect(askedWhole(authentik)).toEqual([]);
});

const gone: Respond = () => Promise.resolve(json(404, { detail: "Nicht gefunden." }));
const another = edited((provider) => {
  provider.pk += 1;
  provider.client_id = "somebody-elses-client";
});

test.each<[string, Respond, string]>([
  ["forbidden", forbidden, "you may not see the provider itself."],
  ["gone", gone, "the provider was deleted, or is hidden from you."],
])("%s: the row's fields are shown, and why others are missing; no retry", async (...given) => {
  const [, respond, why] = given;
  const { authentik, user, quiet } = openConsole(AT, {
    version: "2026.8",
    before: (server) => server.answer(isWhole, respond),
  });
  const open = await drawer(NAME);
  expect((await open.findByText(MISSING)).textContent).toContain(`out of a code, and ${why}`);
  expect(open.getByText(/^Issue time not known: its provider’s validity is needed/)).toBeTruthy();
  expect(field(open, "assigned_application_name").textContent).not.toBe("");
  expect(open.queryByRole("button", { name: "Try again" })).toBeNull();
  await user.click(linkTo(open, `${AT}/provider`));
  const step = await drawer(PROVIDER);
  expectEveryField(step, (await authentik.peek(CODE)).provider);
  expect(step.getByText(MISSING)).toBeTruthy();
  await quiet();
});

test.each<[string, Respond, string]>([
  ["a server's fault", html500, "The server failed (500)"],
  ["silence", dropped, "Grantlens cannot be reached"],
  ["another provider than was asked for", another, "The answer could not be read"],
])("%s is reported, and Try again recovers", async (_, respond, title) => {
  let restore = () => {};
  const { user, everything } = openConsole(AT, {
    version: "2026.8",
    before: (server) => (restore = server.answer(isWhole, respond)),
  });
  const open = await drawer(NAME);
  const notice = await open.findByText(MISSING);
  expect(notice.textContent).toContain(`asking for the provider itself failed (${title})`);
  expect(open.queryAllByText(/^Request id/)).toHaveLength(respond === dropped ? 0 : 1);
  expect(everything()).not.toContain("somebody-elses-client");
  restore();
  await user.click(open.getByRole("button", { name: "Try again" }));
  expect(await open.findByText(LEFT_OUT)).toBeTruthy();
  expect(open.queryByText(MISSING)).toBeNull();
  expect(open.getByText(/^Issued about/)).toBeTruthy();
  await user.click(linkTo(open, `${AT}/provider`));
  expect(await (await drawer(PROVIDER)).findByText("Client secret")).toBeTruthy();
});

test("while authentik starts, the row's fields are readable, and the rest loads automatically", async () => {
  const starting: Respond = () => Promise.resolve(json(503, { error: "authentik starting" }));
  openConsole(`${AT}/provider`, {
    version: "2026.8",
    retryPauseMs: 300,
    before: (server) => server.answer(isWhole, starting, 2),
  });
  const step = await drawer(PROVIDER);
  expect(field(step, "name").textContent).toBe(PROVIDER);
  expect(step.getByText(/Looking up|leaves them out/)).toBeTruthy();
  expect(await step.findByText(LEFT_OUT)).toBeTruthy();
});

test("being signed out meanwhile is not mistaken for forbidden", async () => {
  const { authentik, user, quiet } = openConsole(`${AT}/user`, { version: "2026.8" });
  const open = await drawer("Teresa Balogun");
  await findTable();
  await quiet();
  signOut(authentik);
  await user.click(linkTo(open, AT));
  const code = await drawer(NAME);
  expect((await code.findByText(MISSING)).textContent).toContain("(You are not signed in)");
  expect(code.getAllByRole("button", { name: "Try again" }).length).toBeGreaterThan(0);
});

test("while the provider is loading, a placeholder stands for its fields", async () => {
  let release = () => {};
  const { quiet } = openConsole(AT, {
    version: "2026.8",
    before: (server) => ({ release } = server.hold(isWhole)),
  });
  const open = await drawer(NAME);
  expect(await open.findByText("Looking up the rest of the provider")).toBeTruthy();
  expect(open.getByText("Looking up its issue time.")).toBeTruthy();
  release();
  await open.findByText(LEFT_OUT);
  expect(open.queryByText(/^Looking up/)).toBeNull();
  await quiet();
});

test("an absurdly long validity crashes neither the list nor the drawer", async () => {
  const spoil = edited((body) => {
    for (const code of body.results ?? [body]) {
      code.provider.access_code_validity = "weeks=99999999999999";
    }
  });
  openConsole(AT, {
    before: (server) => server.answer(({ path }) => path.startsWith(CODES), spoil),
  });
  const open = await drawer(NAME);
  await findTable();
  expect(column("Issued").every((text) => text.includes("could not be read"))).toBe(true);
  expect(open.getByText(/^Issue time not known: its expiry time or its/)).toBeTruthy();
});

test("2026.8: the ring stays full until shortly before expiry, since a code's lifetime is not known", async () => {
  const spoil = edited(({ results: [first, second] }) => {
    first.is_expired = second.is_expired = false;
    first.expires = new Date(START + 40_000).toISOString();
    second.expires = new Date(START + 10_000).toISOString();
  });
  openConsole("/authorization-codes", {
    version: "2026.8",
    before: (server) => server.answer(CODES, spoil),
  });
  const table = await findTable();
  const shares = [...table.querySelectorAll<HTMLElement>("[data-row-link]")].map(
    ({ style }) => Number(style.getPropertyValue("--twelfths")) / 12,
  );
  expect(shares[0]).toBe(1);
  expect(shares[1]).toBeCloseTo(1 / 12);
});
