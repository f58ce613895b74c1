import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { normalise, type TextSpan, spansOf } from "./normalise.ts";
import type { SearchTerm } from "./parse-search.ts";

/** One text of a row that words are looked for in. */
export interface RowText {
  /** The field it belongs to, as in `user:jane`. */
  readonly field: string;
  /** Which text of the field: "email". */
  readonly place: string;
  readonly text: string;
}

type Term = Pick<SearchTerm, "field" | "text">;

/** A row as it is searched: its texts, and how it stands in its life. */
export interface SearchableRow {
  readonly texts: readonly RowText[];
  /** All that hold of it: a code about to expire is valid too. */
  readonly statuses?: readonly string[];
}

/** Searches rows for terms, all of which must be found, each in any of a row's texts or in those of its field. */
export function matcher(terms: readonly Term[]): (row: SearchableRow) => boolean {
  const wanted = terms.map(({ field, text }) => ({ field, text, folded: normalise(text) }));
  return ({ texts, statuses = [] }) => {
    const folded = texts.map((one) => ({ field: one.field, text: normalise(one.text) }));
    return wanted.every((term) => {
      if (term.field === "status") return statuses.includes(term.text);
      if (term.field === "id") return texts.some((one) => isId(one, term.text));
      return folded.some(
        ({ field, text }) =>
          (term.field === null || term.field === field) && text.includes(term.folded),
      );
    });
  };
}

/** Where the terms that look at a field are found in one of its texts. */
export function termSpans(terms: readonly Term[], field: string, text: string): TextSpan[] {
  const looking = terms.filter((term) => term.field === null || term.field === field);
  const words = looking
    .filter((term) => term.field !== "id" || Number(term.text) === Number(text))
    .map((term) => normalise(term.field === "id" ? text : term.text));
  return spansOf(
    text,
    words.filter((word) => word !== ""),
  );
}

function isId({ field, text }: RowText, wanted: string): boolean {
  return field === "id" && Number(text) === Number(wanted);
}

/** The texts of a code that words are looked for in. */
export function codeTexts({ pk, user, provider, scope }: AuthorizationCode): RowText[] {
  const texts: RowText[] = [{ field: "id", place: "pk", text: String(pk) }];
  const add = (field: string, place: string, text: string | null | undefined) => {
    if (text) texts.push({ field, place, text });
  };
  add("user", "username", user?.username);
  add("user", "name", user?.name);
  add("user", "email", user?.email);
  add("provider", "name", provider?.name);
  add("app", "name", provider?.assigned_application_name);
  add("app", "slug", provider?.assigned_application_slug);
  add("client", "client_id", provider?.client_id);
  for (const one of scope) add("scope", "scope", one);
  return texts;
}

/**
 * How a code stands by its expiry time, in the words of `status:`; nothing when that could not be read.
 *
 * @param now epoch milliseconds, the server's.
 * @param within how long before its end a code counts as expiring, milliseconds.
 */
export function codeStatuses(
  { expires, expiresMs }: Pick<AuthorizationCode, "expires" | "expiresMs">,
  now: number,
  within: number,
): string[] {
  if (expires === null) return ["never"];
  if (expiresMs === null) return [];
  if (expiresMs < now) return ["expired"];
  return expiresMs < now + within ? ["valid", "expiring"] : ["valid"];
}

/** What is known of the names behind a connection's ids. */
interface KnownNames {
  readonly sources: ReadonlyMap<string, { name: string; slug: string }>;
  readonly groups: ReadonlyMap<string, { name: string }>;
}

/** The texts of a connection that words are looked for in. */
export function connectionTexts(connection: SourceConnection, names: KnownNames): RowText[] {
  const { pk, source, source_obj, group, identifier } = connection;
  const known = names.sources.get(source) ?? source_obj;
  const texts: RowText[] = [{ field: "id", place: "pk", text: String(pk) }];
  const add = (field: string, place: string, text: string | undefined) => {
    if (text) texts.push({ field, place, text });
  };
  add("source", "name", known?.name);
  add("source", "slug", known?.slug);
  add("group", "name", names.groups.get(group)?.name);
  add("identifier", "identifier", identifier);
  return texts;
}
