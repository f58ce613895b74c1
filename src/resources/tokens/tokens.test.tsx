import { screen, waitFor, within } from "@testing-library/dom";
import { afterEach, describe, expect, test } from "vitest";
import {
  closeConsole,
  column,
  drawer,
  findTable,
  keys,
  openConsole,
  row,
  sortButton,
} from "../../testing/console.tsx";
import { START } from "../../testing/fake-authentik.ts";
import { field } from "../../testing/fields.tsx";

afterEach(closeConsole);

interface SentToken {
  pk: number;
  expires: string | null;
  revoked: boolean;
  id_token: string;
  user: { pk: number; username: string };
  provider: { pk: number; name: string };
}

const LISTS = [
  { name: "access-tokens", path: "oauth2/access_tokens/", title: "Access tokens" },
  { name: "refresh-tokens", path: "oauth2/refresh_tokens/", title: "Refresh tokens" },
];

async function allTokens(authentik: ReturnType<typeof openConsole>["authentik"], path: string) {
  const tokens: SentToken[] = [];
  for (let page = 1; page !== 0;) {
    const { results, pagination } = await authentik.peek(
      `${path}?ordering=expires,pk&page_size=100&page=${page}`,
    );
    tokens.push(...results);
    page = pagination.next;
  }
  return tokens;
}

const endOf = ({ expires }: SentToken) => (expires === null ? Infinity : Date.parse(expires));

describe.each(LISTS)("$title", ({ name, path, title }) => {
  test("are listed in authentik's order, the first to expire first", async () => {
    const { authentik } = openConsole(`/${name}`);
    await findTable();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(title);
    const all = await allTokens(authentik, path);
    expect(keys()).toEqual(all.slice(0, 20).map(({ pk }) => pk));
    const revoked = column("Revoked");
    expect(revoked).toEqual(all.slice(0, 20).map((token) => (token.revoked ? "Revoked" : "no")));
  });

  test("are sorted by revoked on the server", async () => {
    const { authentik, user, url } = openConsole(`/${name}`);
    await findTable();
    await user.click(sortButton("Revoked"));
    expect(url()).toBe(`/${name}?ordering=revoked`);
    await user.click(sortButton("Revoked"));
    expect(url()).toBe(`/${name}?ordering=-revoked`);
    const { results } = await authentik.peek(`${path}?ordering=-revoked,pk&page_size=20`);
    await waitFor(() => expect(keys()).toEqual(results.map(({ pk }: SentToken) => pk)));
  });

  test.each([
    ["status=expired", (end: number) => end < START],
    ["status=valid", (end: number) => end >= START && end < Infinity],
    ["status=never", (end: number) => end === Infinity],
    [
      "expires_after=now&expires_before=now%2B10d",
      (end: number) => end >= START && end < START + 10 * 86_400_000,
    ],
  ])("are filtered by expiry time: %s, in its order and in another", async (filter, belongs) => {
    const { authentik, user } = openConsole(`/${name}?${filter}`);
    const all = await allTokens(authentik, path);
    const wanted = all.filter((token) => belongs(endOf(token))).map(({ pk }) => pk);
    expect(wanted.length).toBeGreaterThan(0);
    await waitFor(() => expect(keys()).toEqual(wanted.slice(0, 20)));
    await user.click(sortButton("ID"));
    const byId = wanted.toSorted((a, b) => a - b).slice(0, 20);
    await waitFor(() => expect(keys()).toEqual(byId));
  });

  test("are counted by expiry time, with an expiring period that fits their lifetime", async () => {
    const within = name === "access-tokens" ? 300 : 86_400;
    const { authentik } = openConsole(`/${name}?status=expiring`, { beside: true });
    const all = await allTokens(authentik, path);
    const soon = all.filter(
      (token) => endOf(token) >= START && endOf(token) < START + within * 1000,
    );
    const line = await screen.findByRole("navigation", { name: "Tokens by expiry time" });
    expect(line.textContent).toContain(`${soon.length} within ${within === 300 ? "5 min" : "1 d"}`);
    expect(line.textContent).toMatch(new RegExp(`^${all.length.toLocaleString("en")} tokens: `));
  });

  test("are searched by status in the browser", async () => {
    const { authentik } = openConsole(`/${name}?search=status:valid`);
    const all = await allTokens(authentik, path);
    const valid = all.filter((token) => endOf(token) >= START && endOf(token) < Infinity);
    await waitFor(() => expect(keys()).toEqual(valid.slice(0, 20).map(({ pk }) => pk)));
  });

  test("are shown without a provider that is excluded in a row's menu", async () => {
    const { authentik, user, url } = openConsole(`/${name}`);
    await findTable();
    const all = await allTokens(authentik, path);
    const first = all[0] as SentToken;
    const button = row(first.pk).querySelector("[data-row-menu]") as HTMLElement;
    await user.click(button);
    const menu = within(await screen.findByRole("menu"));
    await user.click(menu.getByRole("menuitem", { name: "Exclude this provider" }));
    expect(url()).toBe(`/${name}?exclude_provider=${first.provider.pk}`);
    const rest = all.filter(({ provider }) => provider.pk !== first.provider.pk);
    await waitFor(() => expect(keys()).toEqual(rest.slice(0, 20).map(({ pk }) => pk)));
  });

  test("open beside the list with their claims as a tree", async () => {
    const { authentik } = openConsole(`/${name}`);
    const all = await allTokens(authentik, path);
    const token = all.find(({ id_token }) => id_token.includes('"aud"')) as SentToken;
    closeConsole();
    openConsole(`/${name}/${token.pk}`);
    const open = await drawer(/^Token for /);
    const claims = JSON.parse(token.id_token) as Record<string, unknown>;
    await waitFor(() =>
      expect(field(open, "id_token").textContent).toContain(`"${claims["iss"]}"`),
    );
    for (const claim of Object.keys(claims)) {
      expect(field(open, "id_token").textContent).toContain(claim);
    }
    expect(field(open, "revoked").textContent).toBe(token.revoked ? "Yes" : "No");
    expect(open.getByText(/^(Access|Refresh) token validity$/)).toBeTruthy();
  });

  test("are reported as gone when deleted before they are opened", async () => {
    const { authentik, user, quiet } = openConsole(`/${name}?status=valid&ordering=-pk`);
    await findTable();
    await quiet();
    const [pk] = keys();
    await authentik.peek(`${path}${pk}/`, "DELETE");
    await user.click(row(Number(pk)).querySelector("a") as HTMLElement);
    const open = await drawer(/^Token for /);
    expect(await open.findByText(/^No longer listed\. Last seen /)).toBeTruthy();
  });
});

test("a revoked token is not called valid", async () => {
  const { authentik } = openConsole("/refresh-tokens?status=valid&ordering=-revoked");
  const all = await allTokens(authentik, "oauth2/refresh_tokens/");
  const revoked = all.find((token) => token.revoked && endOf(token) > START + 86_400_000);
  await waitFor(() => expect(keys()).toContain(revoked?.pk));
  expect(row(Number(revoked?.pk)).textContent).toMatch(/^Revoked(?!.*Valid)/);
});

test("a caller who is not a superuser sees only their own tokens, and is told so", async () => {
  openConsole("/access-tokens", { as: "viewer" });
  expect(await screen.findByText("Only your own tokens are listed.")).toBeTruthy();
});

test("no claim that may be a secret reaches the page", async () => {
  const { authentik, everything } = openConsole("/access-tokens?page_size=100");
  await findTable();
  const all = await allTokens(authentik, "oauth2/access_tokens/");
  const secrets = all.flatMap(({ id_token }) => [
    ...id_token.matchAll(
      /"(?:access_token|refresh_token|[a-z_]*secret|[a-z_]*password)": *"([^"]+)"/g,
    ),
  ]);
  expect(secrets.length).toBeGreaterThan(0);
  for (const [, secret = ""] of secrets) expect(everything()).not.toContain(secret);
});
