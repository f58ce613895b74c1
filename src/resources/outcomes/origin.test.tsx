import { screen, waitFor } from "@testing-library/dom";
import { afterEach, expect, test } from "vitest";
import {
  closeConsole,
  drawer,
  findTable,
  keys,
  openConsole,
  passTime,
  row,
} from "../../testing/console.tsx";

afterEach(closeConsole);

test("a code's sign-in is found from its drawer", async () => {
  const { user, url } = openConsole("/authorization-codes?ordering=-pk");
  await findTable();
  await user.click(row(keys()[0] as number).querySelector("a") as HTMLElement);
  const open = await drawer(/^Code for /);
  await user.click(open.getByRole("button", { name: "Find its sign-in" }));
  const link = await open.findByRole("link", { name: /^22 Nov 2026, / });
  await user.click(link);
  expect(url()).toMatch(/^\/sign-ins\/[\da-f-]{36}$/);
  expect(await drawer(/^Sign-in of /)).toBeTruthy();
});

test("a code that vanishes while it is open tells its outcome", async () => {
  const { authentik, user } = openConsole("/authorization-codes?ordering=-pk&status=valid", {
    still: false,
  });
  await findTable();
  const nonces = async () => {
    const tokens: { id_token: string }[] = await authentik.peekAll(
      "oauth2/access_tokens/?ordering=pk",
    );
    return new Set(tokens.map(({ id_token }) => JSON.parse(id_token || "{}")?.nonce));
  };
  const before = await nonces();
  passTime(9000);
  const redeemed = new Set([...(await nonces())].filter((nonce) => !before.has(nonce)));
  expect(redeemed.size).toBeGreaterThan(0);
  const listed = new Set(
    (await authentik.peekAll("oauth2/authorization_codes/?ordering=pk")).map(({ pk }) => pk),
  );
  const gone = keys().find((pk) => !listed.has(pk)) as number;
  await user.click(row(gone).querySelector("a") as HTMLElement);
  const open = await drawer(/^Code for /);
  await waitFor(() =>
    expect(open.getByText(/^(?:Redeemed|One of these sign-ins:.*)$/)).toBeTruthy(),
  );
  expect(open.queryByText("Ended early")).toBeNull();
});

test("a token's sign-in is the one with its nonce", async () => {
  const { authentik, user, url } = openConsole("/access-tokens?ordering=-pk");
  await findTable();
  const { results } = await authentik.peek("oauth2/access_tokens/?ordering=-pk&page_size=20");
  const token = results.find(({ id_token }: { id_token: string }) => id_token.includes('"nonce"'));
  await user.click(row(token.pk).querySelector("a") as HTMLElement);
  const open = await drawer(/^Token for /);
  await user.click(open.getByRole("button", { name: "Find its sign-in" }));
  await user.click(await open.findByRole("link", { name: /^22 Nov 2026, / }));
  const event = await authentik.peek(`events/events/${url().split("/")[2]}/`);
  expect(event.context.http_request.args.nonce).toBe(JSON.parse(token.id_token).nonce);
});

test("who may not read events is told so", async () => {
  const { user } = openConsole("/access-tokens", { as: "viewer" });
  await findTable();
  await user.click(row(keys()[0] as number).querySelector("a") as HTMLElement);
  const open = await drawer(/^Token for /);
  await user.click(open.getByRole("button", { name: "Find its sign-in" }));
  expect(
    await open.findByText(/^(?:You may not read events and providers|Its sign-in was not found)/),
  ).toBeTruthy();
  expect(screen.getAllByRole("row").length).toBeGreaterThan(1);
});
