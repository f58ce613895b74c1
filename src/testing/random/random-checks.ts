import { formatTime } from "../../ui/text/format.ts";
import { type Address, isLeavingOut, meaning, questionOf } from "./random-address.ts";
import type { Outcome } from "./random-authentik.ts";
import { sourcesOf } from "./random-sources.ts";

/** What is wrong with the page, in words; empty if nothing is. */
export type Wrong = string[];

/** What the page has received since it was opened. */
export interface Seen {
  address: Address;
  outcomes: readonly Outcome[];
  /** Whether no request is in flight. */
  quiet: boolean;
  /** Whether the clocks behind the responses were right. */
  clocksAgree: boolean;
}

const one = <E extends HTMLElement>(selector: string, within: ParentNode = document) =>
  within.querySelector<E>(selector);
const text = (element: Element | null | undefined) =>
  (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();

/** The list as shown on the page. */
export function listOnShow() {
  const list = one("main section[data-list]");
  const table = list && one("table", list);
  return {
    table,
    busy: table?.getAttribute("aria-busy") === "true",
    stale: [...(list?.querySelectorAll("[role=status]") ?? [])].some((notice) =>
      text(notice).startsWith("Not up to date."),
    ),
    loading: list !== null && one('[role=status][aria-label="Loading"]', list) !== null,
    alert: text(list && one("[role=alert] h2", list)),
    state: text(list && one("h2", list)),
    pks: [...(list?.querySelectorAll<HTMLElement>("tr[data-pk]") ?? [])].map(({ dataset }) =>
      Number(dataset["pk"]),
    ),
    count: text(list && one("h1 + span", list)),
    range: text(list && one('nav[aria-label="Pages"] p', list)),
    gaps: [...(table?.querySelectorAll("td[colspan]") ?? [])].some((cell) =>
      text(cell).includes("cannot be shown"),
    ),
    asOf: /as of ([\d:]+(?: UTC[-+\d:]*)?)/.exec(text(list && one("header", list)))?.[1],
  };
}

/** A page is never blank, and never crashes. */
export function wrongWithPage(): Wrong {
  const main = one("main");
  if (main === null || text(main) === "") return ["the page is blank"];
  const heading = text(one("h1", main));
  if (heading === "") return ["the page has no heading"];
  return heading === "This page crashed" ? [`the page crashed: ${text(main)}`] : [];
}

/** Rows that are not marked as earlier or stale are the server's latest response to the address's question. */
export function wrongWithRows({ address, outcomes, quiet, clocksAgree }: Seen): Wrong {
  const shown = listOnShow();
  const question = questionOf(address);
  const sources = sourcesOf(question, outcomes);
  const newest = sources.at(-1);
  const last = outcomes.findLastIndex((each) => each.question === question);
  const failed = last > (newest?.index ?? -1);
  const wrong: Wrong = [];
  // A search may be answered by the server; a filter by expiry never is, whatever was requested on the way to it.
  const isOwn = isLeavingOut(address) || isChosenByExpiry(address);
  if (isOwn || (newest === undefined && isFound(address))) {
    return wrongWithFound(address, outcomes, quiet);
  }

  if (shown.table !== null && !shown.busy) {
    const candidates = quiet ? sources.slice(-1) : sources;
    const source = candidates.findLast(({ pks }) => pks.join() === shown.pks.join());
    if (source === undefined) {
      wrong.push(
        `the rows ${shown.pks.join()} are no answer to ${question}; right: ${newest?.pks.join()}`,
      );
    } else {
      const counts = source.counts.map((count) => new Intl.NumberFormat().format(count));
      if (!counts.includes(shown.count)) wrong.push(`counts ${shown.count} rows of ${counts}`);
      if (!counts.some((count) => shown.range.endsWith(` of ${count}`))) {
        wrong.push(`says ${shown.range} of ${counts}`);
      }
      const { at, gaps } = source;
      const times = [-1000, 0, 1000].map((off) => formatTime((at ?? 0) + off));
      if (quiet && clocksAgree && at !== null && !times.includes(shown.asOf ?? "")) {
        wrong.push(`says as of ${shown.asOf}, answered at ${times[1]}`);
      }
      if (gaps > 0 !== shown.gaps) wrong.push(`${gaps} rows are missing, said: ${shown.gaps}`);
    }
    if (quiet && failed && !shown.stale)
      wrong.push("rows that could not be renewed are not marked");
  }
  if (!quiet) return wrong;

  if (shown.busy) wrong.push("earlier rows stay, and nothing is asked");
  if (shown.loading) wrong.push("it says Loading, and nothing is asked");
  if (shown.stale && !failed) wrong.push("the rows are called stale, and are not");
  if (shown.table === null && shown.alert === "" && shown.state === "") {
    wrong.push("nothing stands in the table's place");
  }
  if (
    shown.table === null &&
    shown.alert === "" &&
    shown.state.startsWith("No ") &&
    !newest?.counts.includes(0)
  ) {
    wrong.push(`it says “${shown.state}” of ${newest?.counts} rows`);
  }
  const isSearching = address.own["search"] !== undefined;
  if (shown.alert !== "" && !failed && !isSearching) {
    wrong.push(`it says “${shown.alert}”, and nothing failed`);
  }
  return wrong;
}

/** Whether the console may have to find the rows itself, in which case no page of the server is the answer. */
export function isFound(address: Address): boolean {
  return address.own["search"] !== undefined || isChosenByExpiry(address);
}

function isChosenByExpiry({ own }: Address): boolean {
  return ["status", "within", "expires_after", "expires_before"].some(
    (name) => own[name] !== undefined,
  );
}

/** Rows that the console found are in some response, and each shows the match of the search. */
function wrongWithFound({ facts, own }: Address, outcomes: readonly Outcome[], quiet: boolean) {
  const { table, busy, pks, loading, alert, state } = listOnShow();
  const wrong: Wrong = [];
  if (table !== null && !busy) {
    const told = new Set(
      outcomes.flatMap(({ question, rows }) =>
        question.startsWith(facts.api) ? (rows?.pks ?? []) : [],
      ),
    );
    const untold = pks.filter((pk) => !told.has(pk));
    if (untold.length > 0) wrong.push(`the rows ${untold.join()} were told by no answer`);
    const rows = [...table.querySelectorAll<HTMLElement>("tr[data-pk]")];
    const unmarked = rows.filter((row) => one("mark", row) === null);
    if (own["search"] !== undefined && unmarked.length > 0) {
      wrong.push(`${unmarked.length} rows do not show why “${own["search"]}” found them`);
    }
  }
  if (!quiet) return wrong;
  if (busy) wrong.push("earlier rows stay, and nothing is asked");
  if (loading) wrong.push("it says Loading, and nothing is asked");
  if (table === null && alert === "" && state === "") {
    wrong.push("nothing stands in the table's place");
  }
  return wrong;
}

/** The controls beside the rows match the address. */
export function wrongWithControls({ address, quiet }: Seen): Wrong {
  const sort = one<HTMLSelectElement>("main section[data-list] label select");
  const search = one<HTMLInputElement>('main input[type="search"]');
  const wrong: Wrong = [];
  const ordering = address.own["ordering"] ?? address.facts.usual;
  const isOffered = [...(sort?.options ?? [])].some(({ value }) => value === ordering);
  if (isOffered && sort?.value !== ordering) wrong.push(`Sort is ${sort?.value}, not ${ordering}`);
  const sought = address.own["search"] ?? "";
  if (quiet && search?.value !== sought) wrong.push(`Search is ${search?.value}, not ${sought}`);
  return wrong;
}

/** The open object is the address's, and is marked if it could not be refreshed. */
export function wrongWithDrawer({ address, outcomes, quiet }: Seen): Wrong {
  const region = one("main section[aria-labelledby]:not([data-list])");
  if (address.pk === "") return region === null ? [] : ["an object is open that nobody asked for"];
  if (region === null) return quiet ? ["the open object is missing"] : [];
  const wrong: Wrong = [];
  if (text(one("h2", region)) === "") wrong.push("the open object has no heading");
  const fields = [...region.querySelectorAll("dt")];
  const pk = text(fields.find(({ title }) => title === "pk")?.parentElement?.querySelector("dd"));
  if (address.below === "" && pk !== "" && pk.match(/\d+/)?.[0] !== address.pk) {
    wrong.push(`the open object is ${pk}, not ${address.pk}`);
  }
  if (!quiet) return wrong;
  const told = outcomes.findLast(
    ({ question }) => question === `${address.facts.api}${address.pk}/`,
  );
  const says = text(region);
  const isMarked =
    one("[role=alert]", region) !== null ||
    /No longer listed|^No |No (authorization code|access token|refresh token|source connection) \d/.test(
      says,
    );
  if (told !== undefined && told.status !== 200 && !isMarked) {
    wrong.push(
      `the open object could not be renewed (${told.status}), and is not marked: ${says.slice(0, 300)}`,
    );
  }
  if (told?.status === 200 && says.includes("No longer listed")) {
    wrong.push("the open object is called gone, and is there");
  }
  if (says.includes("No longer listed") && says.includes("Never redeemed")) {
    const end = fields.find(({ title }) => title === "expires")?.parentElement;
    const expires = Date.parse(end?.querySelector("time")?.dateTime ?? "");
    const wasSeen = outcomes.some(
      ({ status, at, question, rows }) =>
        status === 200 &&
        at >= expires &&
        (rows?.pks.includes(Number(address.pk)) ||
          question === `${address.facts.api}${address.pk}/`),
    );
    if (!wasSeen) wrong.push("a code that nobody saw after its end is called unredeemed");
  }
  if (region.querySelector('[aria-busy="true"]:not([role=link])') !== null) {
    wrong.push("the open object says Loading, and nothing is asked");
  }
  return wrong;
}

/** Whether the user was taken from past the end to the last page, after the server said that it was past the end. */
export function isBroughtBack(
  expected: Address,
  found: Address,
  outcomes: readonly Outcome[],
): boolean {
  const page = Number(found.own["page"] ?? 1);
  if (!(Number(expected.own["page"] ?? 1) > page)) return false;
  const { page: _, ...others } = expected.own;
  const own = { ...others, ...(page > 1 && { page: String(page) }) };
  if (meaning({ ...expected, own }) !== meaning(found)) return false;
  // No server knows the pages of rows that the console found itself.
  if (isFound(expected) || isLeavingOut(expected)) return true;
  // The 404 is for the page itself or, if it was read in parts, for the first of them.
  return outcomes.some(
    (each) => each.question.startsWith(expected.facts.api) && each.status === 404,
  );
}
