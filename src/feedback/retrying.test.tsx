import { screen, waitFor, within } from "../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { dropped } from "../testing/answers.ts";
import { closeConsole, findTable, keys, openConsole } from "../testing/console.tsx";
import { type Asked, json, type Respond } from "../testing/fake-authentik.ts";

afterEach(closeConsole);

const CODES = "oauth2/authorization_codes/";
const starting: Respond = () => Promise.resolve(json(503, { error: "authentik starting" }));
/** The status that reports the retry. */
const retrying = async () => {
  const status = (await screen.findByText(/Trying again/)).closest<HTMLElement>("[role=status]");
  if (status === null) throw new Error("no status");
  return status;
};

test("rows are loaded automatically as soon as authentik is ready", async () => {
  const { authentik } = openConsole("/authorization-codes", {
    retryPauseMs: 20,
    before: (server) => server.answer(CODES, starting, 2),
  });
  await findTable();
  expect(keys()).toHaveLength(20);
  expect(authentik.askedFor(CODES)).toHaveLength(3);
  expect(screen.queryByText(/Trying again/)).toBeNull();
});

test("a failure is shown at once, in its place, with the time of the retry", async () => {
  const { url } = openConsole("/authorization-codes?x=1", {
    before: (server) => server.answer(CODES, starting),
  });
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByRole("heading", { name: "authentik is not ready (503)" })).toBeTruthy();
  expect((await retrying()).textContent).toMatch(
    /^authentik is not ready \(503\)\. Trying again in \d+ s, attempt 2 of 5\./,
  );
  expect(url()).toBe("/authorization-codes?x=1");
});

test.each(["Try now in the status", "Try again in the table's place"])(
  "%s retries",
  async (where) => {
    const { authentik, user } = openConsole("/authorization-codes", {
      before: (server) => server.answer(CODES, dropped, 1),
    });
    const status = within(await retrying());
    if (where.startsWith("Try now")) {
      await user.click(status.getByRole("button", { name: "Try now" }));
    } else {
      await user.click(
        within(screen.getByRole("alert")).getByRole("button", { name: "Try again" }),
      );
    }
    await findTable();
    expect(authentik.askedFor(CODES)).toHaveLength(2);
    expect(screen.queryByText(/Trying again/)).toBeNull();
  },
);

test("Stop ends the retries: the failure stays, with its own retry button", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    before: (server) => server.answer(CODES, starting, 1),
  });
  await user.click(within(await retrying()).getByRole("button", { name: "Stop" }));
  await quiet();
  expect(screen.queryByText(/Trying again/)).toBeNull();
  const alert = within(screen.getByRole("alert"));
  expect(alert.getByRole("heading", { name: "authentik is not ready (503)" })).toBeTruthy();
  expect(authentik.askedFor(CODES)).toHaveLength(1);
  await user.click(alert.getByRole("button", { name: "Try again" }));
  await findTable();
});

test("while a refresh is retried, and after Stop, the rows stay and are marked stale", async () => {
  const { authentik, user } = openConsole("/authorization-codes");
  await findTable();
  const before = keys();
  const restore = authentik.answer(CODES, starting);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  const status = within(await retrying());
  expect(screen.getByText("Not up to date.")).toBeTruthy();
  expect(keys()).toEqual(before);
  await user.click(status.getByRole("button", { name: "Stop" }));
  expect(screen.getByText("Not up to date.")).toBeTruthy();
  expect(keys()).toEqual(before);
  restore();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText("Not up to date.")).toBeNull());
});

test("names that could not be looked up are loaded with the next refresh", async () => {
  const { authentik, user } = openConsole("/source-connections", {
    before: (server) => server.answer("core/groups/", () => Promise.resolve(json(504, {}))),
  });
  await findTable();
  const asked = authentik.askedFor("core/groups/").length;
  authentik.answer("core/groups/", (request, next) => next(request));
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await waitFor(() => expect(authentik.askedFor("core/groups/").length).toBeGreaterThan(asked));
  await screen.findAllByText("Red team");
});

const lastPage = ({ path, params }: Asked) => path === CODES && params.get("page") === "last";

test("from past the end, the last page is loaded automatically as soon as authentik is ready", async () => {
  const { url } = openConsole("/authorization-codes?page=99", {
    retryPauseMs: 20,
    before: (server) => server.answer(lastPage, starting, 2),
  });
  await findTable();
  expect(url()).toBe("/authorization-codes?page=5");
});

test.each(["Try now", "Stop"])("%s works for the last page, too", async (button) => {
  const { url, user } = openConsole("/authorization-codes?page=99", {
    before: (server) => server.answer(lastPage, starting, 1),
  });
  await user.click(within(await retrying()).getByRole("button", { name: button }));
  if (button === "Stop") {
    const alert = within(await screen.findByRole("alert"));
    expect(alert.getByRole("heading", { name: "authentik is not ready (503)" })).toBeTruthy();
    expect(url()).toBe("/authorization-codes?page=99");
    await user.click(alert.getByRole("button", { name: "Try again" }));
  }
  await findTable();
  expect(url()).toBe("/authorization-codes?page=5");
});

test("a last page that cannot be loaded is reported", async () => {
  openConsole("/authorization-codes?page=99", {
    before: (server) => server.answer(lastPage, () => Promise.resolve(json(504, {}))),
  });
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByRole("heading", { name: "authentik is not ready (504)" })).toBeTruthy();
});
