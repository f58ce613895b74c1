import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { html500 } from "../testing/answers.ts";
import { closeConsole, drawer, findTable, keys, openConsole } from "../testing/console.tsx";
import { createFakeAuthentik } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";

/** A listed code whose user is in a group with a role. */
async function codeWithRole() {
  const authentik = createFakeAuthentik();
  const { results } = await authentik.peek(`${CODES}?page_size=100&ordering=expires,pk`);
  for (const { pk, user } of results) {
    for (const group of user.groups) {
      const { roles_obj: roles } = await authentik.peek(`core/groups/${group}/`);
      if (roles?.length > 0) return { pk, group, role: roles[0] };
    }
  }
  throw new Error("no such code");
}

test("an object's failure stays when its row arrives later", async () => {
  const [{ pk }] = (await createFakeAuthentik().peek(`${CODES}?ordering=expires,pk`)).results;
  let restore = () => {};
  let release = () => {};
  const { authentik, user } = openConsole(`/authorization-codes/${pk}`, {
    before: (server) => {
      restore = server.answer(`${CODES}${pk}/`, html500);
      ({ release } = server.hold(CODES));
    },
  });
  await screen.findByRole("alert");
  release();
  await waitFor(() => expect(keys()).toContain(pk));
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByRole("heading", { name: "The server failed (500)" })).toBeTruthy();
  restore();
  await user.click(alert.getByRole("button", { name: "Try again" }));
  await drawer(/^Code for/);
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(authentik.askedFor(`${CODES}${pk}/`)).toHaveLength(2);
});

test("a role whose group cannot be loaded says why, and Try again loads it", async () => {
  const { pk, group, role } = await codeWithRole();
  let restore = () => {};
  const { user } = openConsole(
    `/authorization-codes/${pk}/user/groups/${group}/roles/${role.pk}?page_size=100`,
    {
      before: (server) => {
        restore = server.answer(`core/groups/${group}/`, html500);
      },
    },
  );
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByRole("heading", { name: "The server failed (500)" })).toBeTruthy();
  expect(screen.queryByText("The role could not be read")).toBeNull();
  restore();
  await user.click(alert.getByRole("button", { name: "Try again" }));
  await drawer(role.name);
});

test("a group known only from its user's row can be refetched", async () => {
  const { pk, group } = await codeWithRole();
  const restored: (() => void)[] = [];
  const { user } = openConsole(`/authorization-codes/${pk}/user/groups/${group}?page_size=100`, {
    before: (server) => restored.push(server.answer(`core/groups/${group}/`, html500)),
  });
  await findTable();
  const notice = (await screen.findByText(/^Only what the user’s row says/)).closest(
    "[role=status]",
  );
  for (const restore of restored) restore();
  await user.click(within(notice as HTMLElement).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText(/^Only what the user’s own/)).toBeNull());
});
