import { keys as queryKeys } from "../../api/keys.ts";
import { screen, waitFor, within } from "../../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import {
  allCodes,
  CODES,
  expectNothingUnknown,
  pksOf,
  type SentCode,
} from "../../testing/all-codes.ts";
import {
  closeConsole,
  column,
  findTable,
  keys,
  openConsole,
  pager,
  passTime,
  sortButton,
} from "../../testing/console.tsx";
import { type Held, json, START } from "../../testing/fake-authentik.ts";
import { expectAgreement, findCounts, shownNumbers } from "../../testing/shown-numbers.ts";

afterEach(closeConsole);

/** 300 codes, loaded in full. */
async function openWhole(url: string) {
  const opened = openConsole(url, { rows: 300, beside: true });
  await findTable();
  await findCounts();
  await opened.quiet();
  await waitFor(() => expectAgreement(300));
  return opened;
}

const isTimed = (code: SentCode) => code.ends !== null;

test.each([
  [30, 2],
  [90, 2],
  [300, 6],
])("a list of %d rows takes at most %d requests, and then no more", async (rows, most) => {
  const options = { rows, beside: true };
  const { authentik, user, quiet, url } = openConsole("/authorization-codes", options);
  await findTable();
  await findCounts();
  await quiet();
  await waitFor(() => expectAgreement(rows));
  const asked = authentik.askedFor(CODES).length;
  expect(asked).toBeLessThanOrEqual(most);
  expectNothingUnknown(authentik);

  const all = await allCodes(authentik);
  await user.click(sortButton("ID"));
  expect(url()).toContain("ordering=pk");
  expect(keys()).toEqual(pksOf(await allCodes(authentik, "pk")).slice(0, 20));
  await user.click(sortButton("Expires"));

  const expired = all.filter(({ ends }) => ends !== null && ends < START);
  await user.click(within(await findCounts()).getByRole("link", { name: /expired/ }));
  expect(url()).toBe("/authorization-codes?status=expired");
  expect(keys()).toEqual(pksOf(expired).slice(0, 20));
  await user.click(within(await findCounts()).getByRole("link", { name: /never/ }));
  expect(keys().toSorted()).toEqual(pksOf(all.filter((code) => !isTimed(code))).toSorted());
  await user.click(within(await findCounts()).getByRole("link", { name: /codes/ }));
  if (rows > 40) {
    await user.click(pager().getByRole("link", { name: "Next page" }));
    expect(keys()).toEqual(pksOf(all).slice(20, 40));
  }
  await user.type(screen.getByRole("combobox", { name: "Search" }), "grafana");
  await waitFor(() => expect(url()).toContain("search=grafana"));
  await waitFor(() => expect(keys().length).toBeGreaterThan(0));
  expect(keys().every((pk) => pksOf(all).includes(pk))).toBe(true);
  expect(authentik.askedFor(CODES).length).toBe(asked);
});

test("a refresh reads only what changed, and updates every number", async () => {
  const { authentik, user, quiet } = await openWhole("/authorization-codes?ordering=-pk");
  const gone = keys().filter((_, index) => index % 2 === 0);
  for (const pk of gone) await authentik.peek(`${CODES}${pk}/`, "DELETE");
  passTime(6000);
  const before = authentik.askedFor(CODES).length;
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await waitFor(() => expect(keys()).not.toContain(gone[0]));
  await quiet();
  expectAgreement((await allCodes(authentik)).length);
  const asked = authentik.askedFor(CODES).slice(before);
  expect(asked.length).toBeLessThanOrEqual(5);
  const rows = asked.reduce((sum, { params }) => sum + Number(params.get("page_size")), 0);
  expect(rows).toBeLessThanOrEqual(120);
});

test("a new question to a list that was read long ago renews it; another page does not", async () => {
  const { authentik, user, quiet } = await openWhole("/authorization-codes");
  const [gone] = keys();
  await authentik.peek(`${CODES}${gone}/`, "DELETE");
  passTime(60_000);
  const asked = authentik.askedFor(CODES).length;
  await user.click(pager().getByRole("link", { name: "Next page" }));
  await quiet();
  expect(authentik.askedFor(CODES).length).toBe(asked);
  await user.click(within(await findCounts()).getByRole("link", { name: /expired/ }));
  await waitFor(() => expect(keys()).not.toContain(gone));
  await quiet();
  const shown = await findCounts();
  expect(shown.textContent).toContain(`${(await allCodes(authentik)).length} codes`);
});

test("the user's request cancels the background read, which resumes afterwards", async () => {
  let reading: Held | undefined;
  const { authentik, user, client, quiet } = openConsole("/authorization-codes", {
    rows: 300,
    beside: true,
    before: (authentik) => {
      reading = authentik.hold(
        ({ path, params }) => path === CODES && params.get("page_size") === "100",
      );
    },
  });
  await findTable();
  await reading?.arrived;
  expect(client.isFetching({ queryKey: ["authorization-codes"] })).toBe(1);
  await user.click(sortButton("ID"));
  const sorted = pksOf(await allCodes(authentik, "pk"));
  // Answered while the page being read is still held: that read was cancelled.
  await waitFor(() => expect(keys()).toEqual(sorted.slice(0, 20)));
  expect(client.isFetching({ queryKey: queryKeys.snapshot("authorization-codes") })).toBe(0);
  await waitFor(() => expectAgreement(300));
  await quiet();
  const rows = authentik.askedFor(CODES).map(({ params }) => Number(params.get("page_size")));
  // Four pages, plus one for each time the read was cancelled.
  expect(rows.filter((size) => size > 20).length).toBeLessThanOrEqual(8);
  reading?.release();
});

test("sorts users by the names shown, without a note in the header", async () => {
  const { authentik, user } = await openWhole("/authorization-codes");
  const all = await authentik.peekAll(`${CODES}?ordering=pk`);
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  const names = all.map(({ user: { name, username } }) => name || username).toSorted(compare);
  expect(sortButton("User").textContent).toBe("User");
  await user.click(sortButton("User"));
  const shown = () => keys().map((key) => all.find(({ pk }) => pk === key).user);
  expect(shown().map(({ name, username }) => name || username)).toEqual(names.slice(0, 20));
  await user.click(sortButton("User"));
  expect(shown().map(({ name, username }) => name || username)).toEqual(
    names.toReversed().slice(0, 20),
  );
});

test("sorts by scopes, issue time and status, which no server can", async () => {
  const { authentik, user, url } = await openWhole("/authorization-codes");
  const all = await authentik.peekAll(`${CODES}?ordering=pk`);
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  await user.click(sortButton("Scopes"));
  expect(url()).toBe("/authorization-codes?ordering=scope");
  // As shown: each code's scopes in alphabetical order.
  const scopesOf = (code: { scope: string[] }) => code.scope.toSorted().join(" ");
  const scopes = all.map(scopesOf).filter(Boolean).toSorted(compare);
  expect(keys().map((key) => scopesOf(all.find(({ pk }) => pk === key)))).toEqual(
    scopes.slice(0, 20),
  );

  await user.click(sortButton("Status"));
  const statuses = () => new Set(column("Status").map((words) => words.split(" ")[0]));
  expect(statuses()).toEqual(new Set(["Expired"]));
  await user.click(sortButton("Status"));
  expect(url()).toBe("/authorization-codes?ordering=-status");
  expect(statuses()).toEqual(new Set(["Valid"]));

  await user.click(sortButton("Issued"));
  await user.click(sortButton("Issued"));
  const ages = column("Issued").map((words) => /\d\d:\d\d:\d\d/.exec(words)?.[0] ?? "");
  expect(ages).toEqual(ages.toSorted().toReversed());
  expect(ages[0]).not.toBe("");
  // Unknown values come last in both directions.
  await user.click(pager().getByRole("link", { name: "Last page" }));
  expect(column("Issued").at(-1)).toContain("not known");
  expectNothingUnknown(authentik);
});

test("a refresh sorts by the statuses at that time", async () => {
  const { authentik, user, quiet } = await openWhole("/authorization-codes?ordering=-status");
  passTime(40_000);
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await quiet();
  const valid = (await allCodes(authentik)).filter(
    ({ ends }) => ends !== null && ends >= Date.now() + 15_000,
  );
  const pages = Math.ceil(valid.length / 20);
  for (let page = 1; page < pages; page += 1) {
    await waitFor(() =>
      expect(column("Status").map((words) => words.split(" ")[0])).toEqual(Array(20).fill("Valid")),
    );
    await user.click(pager().getByRole("link", { name: "Next page" }));
  }
  expect(valid.map(({ pk }) => pk)).toEqual(
    expect.arrayContaining(keys().slice(0, valid.length % 20)),
  );
});

test.each(["exclude_provider=9", "status=valid", "search=scope:openid"])(
  "rows read for exclusions, ranges and searches are sorted by scopes too: %s",
  async (filter) => {
    const address = `/authorization-codes?${filter}&ordering=scope`;
    const { url, quiet } = openConsole(address, { rows: 900 });
    await findTable();
    await quiet();
    expect(url()).toBe(address);
    expect(sortButton("Scopes").closest("th")?.getAttribute("aria-sort")).toBe("ascending");
    const shown = column("Scopes").map((words) => words.split(" ")[0] ?? "");
    expect(shown).toEqual(shown.toSorted(new Intl.Collator(undefined, { numeric: true }).compare));
  },
);

test("a browser-only order in the URL is kept if the list is short, and never sent", async () => {
  const { authentik, url, quiet } = openConsole("/authorization-codes?ordering=-status", {
    rows: 300,
    beside: true,
  });
  await findTable();
  expect(screen.queryByText(/Removed from the address/)).toBeNull();
  await waitFor(() => expect(column("Status")[0]).toMatch(/^Valid/));
  await quiet();
  expect(url()).toBe("/authorization-codes?ordering=-status");
  const sent = authentik.askedFor(CODES).map(({ params }) => params.get("ordering"));
  expect(sent.join()).not.toContain("status");
});

test("a browser-only order is removed if the list is too long, with the reason", async () => {
  const { url } = openConsole("/authorization-codes?ordering=scope&provider=9", {
    rows: 3000,
    beside: true,
  });
  await findTable();
  await waitFor(() => expect(url()).not.toContain("scope"));
  expect(url()).toBe("/authorization-codes?provider=9");
  expect(screen.getByText(/ordering=scope \(this list is too long/)).toBeTruthy();
});

test.each(["?status=valid&ordering=-pk", "?status=expired", "?page=3", "?expires_after=now"])(
  "a short list is loaded in full, whatever the URL: %s",
  async (search) => {
    openConsole(`/authorization-codes${search}`, { rows: 300, beside: true });
    await findTable();
    await waitFor(() => expect(sortButton("User").textContent).toBe("User"));
    const { counts, sum, timeline } = shownNumbers();
    expect({ counts, sum, timeline }).toEqual({ counts: 300, sum: 300, timeline: 300 });
  },
);

test("a search without searchable terms says so", async () => {
  openConsole("/authorization-codes?search=user:", { beside: true });
  expect(await screen.findByText(/None of this can be searched for/)).toBeTruthy();
});

test("a list beyond the bound is sorted and paginated by the server", async () => {
  const options = { rows: 401, beside: true };
  const { authentik, user, quiet } = openConsole("/authorization-codes", options);
  await findTable();
  await findCounts();
  await quiet();
  const sizes = authentik.askedFor(CODES).map(({ params }) => params.get("page_size"));
  expect(sizes).not.toContain("100");
  const before = sizes.length;
  await user.click(sortButton("ID"));
  await waitFor(() => expect(keys()).toEqual(expect.arrayContaining([keys()[0]])));
  await quiet();
  expect(authentik.askedFor(CODES).length).toBeGreaterThan(before);
});

test("a list on a slow server is not loaded in full", async () => {
  let slow = true;
  const { authentik, quiet } = openConsole("/authorization-codes", {
    rows: 300,
    beside: true,
    before: (authentik) => {
      authentik.answer(CODES, async (request, next) => {
        // As measured, 20 rows take it half a second.
        if (slow) passTime(500);
        slow = false;
        return next(request);
      });
    },
  });
  await findTable();
  await findCounts();
  await quiet();
  const sizes = authentik.askedFor(CODES).map(({ params }) => params.get("page_size"));
  expect(sizes).not.toContain("100");
});

test("if loading it in full fails, a list is counted like a long one", async () => {
  const { authentik, quiet } = openConsole("/authorization-codes", {
    rows: 300,
    beside: true,
    before: (authentik) => {
      authentik.answer(
        ({ path, params }) => path === CODES && params.get("page_size") === "100",
        () => Promise.resolve(json(429, {})),
      );
    },
  });
  await findTable();
  const counts = await findCounts();
  await quiet();
  expect(counts.textContent).toMatch(/^300\s+codes/);
  expect(keys().length).toBe(20);
  expect(authentik.askedFor(CODES).length).toBeGreaterThan(3);
});

test("all numbers agree at any moment while codes are issued, redeemed and cleaned up", async () => {
  const { authentik, user, quiet } = openConsole("/authorization-codes", {
    rows: 312,
    still: false,
    beside: true,
  });
  // Codes come and go between any two answers.
  authentik.answer(
    ({ path }) => path === CODES,
    (request, next) => {
      passTime(300);
      return next(request);
    },
  );
  await findTable();
  await findCounts();
  await quiet();
  await waitFor(() => expect(shownNumbers().counts).not.toBeNull());
  const seen = new Set<number>();
  const disagreements: string[] = [];
  let looks = 0;
  const watch = new MutationObserver(() => {
    const { title, counts, sum, timeline, pager: paged } = shownNumbers();
    if (counts === null) return;
    looks += 1;
    if ([counts, sum, timeline, paged].some((each) => each !== title)) {
      disagreements.push(JSON.stringify(shownNumbers()));
    }
    seen.add(counts);
  });
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  for (let round = 0; round < 12; round += 1) {
    passTime(6000 + round * 1700);
    await user.click(screen.getByRole("button", { name: "Refresh" }));
    if (round % 3 === 0) await user.click(sortButton("ID"));
    await quiet();
  }
  watch.disconnect();
  expect(disagreements).toEqual([]);
  expect(looks).toBeGreaterThan(12);
  expect(seen.size).toBeGreaterThan(5);
});
