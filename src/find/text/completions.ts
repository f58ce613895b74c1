import { normalise } from "./normalise.ts";
import { printSearch, type SearchField } from "./parse-search.ts";

/** A way to go on with what is typed. */
interface Completion {
  /** What stands in the place of the word under the caret. */
  readonly text: string;
  readonly about: string;
}

interface Completions {
  /** The word they would replace; empty between two words. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const MOST = 12;

/**
 * What the word before the caret may become: the name of a field, or a value of one whose values are known.
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
  const typed = /^([a-z_]+):"?([^"]*)$/i.exec(word);
  if (typed === null)
    return { from, to, options: /^[a-z_]*$/i.test(word) ? names(word, fields) : [] };
  const field = fieldOf(typed[1] ?? "", fields);
  if (field === undefined) return none;
  const known = field.values ?? values[field.name] ?? [];
  const wanted = normalise(typed[2] ?? "");
  const options = known
    .filter((value) => normalise(value).includes(wanted))
    .toSorted(
      (a, b) => Number(normalise(b).startsWith(wanted)) - Number(normalise(a).startsWith(wanted)),
    )
    .slice(0, MOST)
    .map((value) => ({ text: printSearch([{ field: field.name, text: value }]), about: "" }));
  return { from, to, options: options.length === 1 && options[0]?.text === word ? [] : options };
}

/**
 * Whether the word at the caret is a field that still waits for its value, or for the end of one of the few it takes:
 * what stands there would be left out of a search.
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
  const said = value.toLowerCase();
  return field.values?.some((one) => one !== said && one.startsWith(said)) ?? false;
}

function fieldOf(said: string, fields: readonly SearchField[]): SearchField | undefined {
  const name = said.toLowerCase();
  return fields.find((one) => one.name === name || one.aliases?.includes(name));
}

function names(word: string, fields: readonly SearchField[]): Completion[] {
  const start = word.toLowerCase();
  return fields
    .filter((one) => [one.name, ...(one.aliases ?? [])].some((name) => name.startsWith(start)))
    .map(({ name, about }) => ({ text: `${name}:`, about }));
}

/** Where the word before the caret begins; -1 within a closed or plain phrase, which nothing completes. */
function wordStart(text: string, caret: number): number {
  let start = 0;
  let quoted = false;
  for (let at = 0; at < caret; at += 1) {
    const sign = text[at] ?? "";
    if (quoted && sign === "\\") at += 1;
    else if (sign === '"' && (quoted || at === start || text[at - 1] === ":")) quoted = !quoted;
    else if (!quoted && /[\s,]/.test(sign)) start = at + 1;
  }
  return text[start] === '"' ? -1 : start;
}
