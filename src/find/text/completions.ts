import { fold } from "./fold.ts";
import { normalise } from "./normalise.ts";
import { printSearch, type SearchField } from "./parse-search.ts";

/** One way to complete the word at the caret. */
interface Completion {
  /** Replaces the word. */
  readonly text: string;
  readonly about: string;
}

interface Completions {
  /** The word that they would replace; empty between two words. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const MAX_OPTIONS = 12;

/**
 * Completions for the word before the caret: names of fields, or values of a field whose values are known.
 *
 * @param values of fields, as far as they are known from elsewhere.
 */
export function completionsAt(
  text: string,
  caret: number,
  fields: readonly SearchField[],
  values: Readonly<Record<string, readonly string[]>> = {},
): Completions {
  const from = wordStart(text, caret);
  const to = caret + (/^[^\s,]*/.exec(text.slice(caret))?.[0].length ?? 0);
  const word = text.slice(from, caret);
  const none = { from, to, options: [] };
  if (from === -1 || to !== caret) return none;
  const prefix = /^([a-z_]+):"?([^"]*)$/i.exec(word);
  if (prefix === null)
    return { from, to, options: /^[a-z_]*$/i.test(word) ? fieldNames(word, fields) : [] };
  const field = fieldOf(prefix[1] ?? "", fields);
  if (field === undefined) return none;
  const candidates = field.values ?? values[field.name] ?? [];
  const typed = normalise(prefix[2] ?? "");
  const options = candidates
    .filter((value) => normalise(value).includes(typed))
    .toSorted(
      (a, b) => Number(normalise(b).startsWith(typed)) - Number(normalise(a).startsWith(typed)),
    )
    .slice(0, MAX_OPTIONS)
    .map((value) => ({ text: printSearch([{ field: field.name, text: value }]), about: "" }));
  return { from, to, options: options.length === 1 && options[0]?.text === word ? [] : options };
}

/**
 * Whether the word at the caret is a field whose value is still missing, or is the beginning of one of its few allowed
 * values. A search would leave such a word out.
 */
export function isUnfinishedAt(
  text: string,
  caret: number,
  fields: readonly SearchField[],
): boolean {
  const from = wordStart(text, caret);
  if (from === -1 || /^[^\s,]/.test(text.slice(caret))) return false;
  const [, name = "", value = ""] = /^([a-z_]+):"?([^"]*)$/i.exec(text.slice(from, caret)) ?? [];
  const field = fieldOf(name, fields);
  if (field === undefined || value.trim() === "") return field !== undefined;
  const typed = value.toLowerCase();
  return field.values?.some((one) => one !== typed && one.startsWith(typed)) ?? false;
}

function fieldOf(typed: string, fields: readonly SearchField[]): SearchField | undefined {
  const name = typed.toLowerCase();
  return fields.find((one) => one.name === name || one.aliases?.includes(name));
}

function fieldNames(word: string, fields: readonly SearchField[]): Completion[] {
  const start = word.toLowerCase();
  return fields
    .filter((one) => [one.name, ...(one.aliases ?? [])].some((name) => name.startsWith(start)))
    .map(({ name, about }) => ({ text: `${name}:`, about }));
}

/** Where the word before the caret begins, behind its minus; -1 within a phrase, which has no completions. */
function wordStart(typed: string, caret: number): number {
  const text = fold(typed);
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < caret; at += 1) {
    const char = text[at] ?? "";
    if (isQuoted && char === "\\") at += 1;
    else if (char === '"' && (isQuoted || at === start || text[at - 1] === ":"))
      isQuoted = !isQuoted;
    else if (!isQuoted && /[\s,]/.test(char)) start = at + 1;
  }
  if (text[start] === "-") start += 1;
  return text[start] === '"' ? -1 : Math.min(start, caret);
}
