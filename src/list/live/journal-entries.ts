import { serverNow } from "../../api/server-clock.ts";
import type { Entry } from "../entry.ts";
import type { Listed, Resource } from "../resource.ts";
import type { JournalEntry } from "./journal.ts";
import type { Fate, GoneEntry } from "./live-rows.ts";
import type { News } from "./watch.ts";

/** What an answer brought, for the journal. */
export function newsEntries<T extends Listed>(
  resource: Resource<T>,
  { came, went, missed, at }: News<T>,
): readonly JournalEntry[] {
  const lost: JournalEntry = {
    at,
    list: resource.name,
    what: "missed",
    id: "",
    detail: "More changed at once than the page shows",
    user: "",
    provider: "",
  };
  return [
    ...(missed ? [lost] : []),
    ...went.map((entry) => entryOf(resource, entry, at, "went", fateText(entry.fate))),
    ...came.map((entry) => entryOf(resource, entry, at, "came", "")),
  ];
}

/** What became of rows that went, found out afterwards. */
export function fateEntries<T extends Listed>(
  resource: Resource<T>,
  gone: readonly GoneEntry<T>[],
  fates: ReadonlyMap<string, Fate>,
): readonly JournalEntry[] {
  return gone.flatMap((entry) => {
    const fate = fates.get(entry.key);
    return fate ? [entryOf(resource, entry, entry.missedAt, "outcome", fateText(fate))] : [];
  });
}

/** What became of rows that are listed, in words, by key; "" is left out: nothing yet. */
export function outcomeEntries<T extends Listed>(
  resource: Resource<T>,
  byKey: ReadonlyMap<string, Entry<T>>,
  outcomes: readonly (readonly [key: string, text: string])[],
): readonly JournalEntry[] {
  const at = serverNow();
  return outcomes.flatMap(([key, text]) => {
    const entry = byKey.get(key);
    return entry && text !== "" ? [entryOf(resource, entry, at, "outcome", text)] : [];
  });
}

function fateText({ word, detail }: Fate): string {
  if (word === "Gone") return detail;
  return detail === "" ? word : `${word} ${detail}`;
}

function entryOf<T extends Listed>(
  { name, relations }: Resource<T>,
  { value }: Entry<T>,
  at: number,
  what: JournalEntry["what"],
  detail: string,
): JournalEntry {
  const labelOf = (isUser: boolean): string => {
    const found = relations.find(({ relation }) => (relation.name === "user") === isUser);
    const object = found?.objectIn(value) ?? null;
    return found && object !== null ? found.relation.labelOf(object) : "";
  };
  return {
    at,
    list: name,
    what,
    id: String(value.pk),
    detail,
    user: labelOf(true),
    provider: labelOf(false),
  };
}
