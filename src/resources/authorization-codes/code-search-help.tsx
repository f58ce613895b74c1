import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { CODE_FIELDS, parseSearch } from "../../find/text/parse-search.ts";
import { highlightOf } from "../../list/search/highlight.tsx";
import { Suggestions } from "../../list/search/suggestions.tsx";
import type { SuggestionsProps } from "../../list/search/search-help.ts";
import { SearchSyntax } from "../../list/search/search-syntax.tsx";
import type { Highlight } from "../../ui/text/highlight-context.ts";

/** Completions and mistakes for the search of codes; scopes are offered from the rows on show. */
export function CodeSearchAid({ entries, ...props }: SuggestionsProps<AuthorizationCode>) {
  const scopes = entries.flatMap((entry) => (entry.readable ? entry.value.scope : []));
  return (
    <Suggestions
      {...props}
      fields={CODE_FIELDS}
      values={{ scope: [...new Set(scopes)].toSorted() }}
    />
  );
}

const EXAMPLES = [
  ["jane grafana", "codes of a user Jane to a provider or application Grafana"],
  ['user:jane scope:"offline" status:expired', "Jane’s expired codes that ask for offline access"],
  ["id:1204", "this one code"],
] as const;

/** How codes are searched. */
export function CodeSyntax() {
  return <SearchSyntax fields={CODE_FIELDS} examples={EXAMPLES} />;
}

/** How codes show what a search found. */
export function codeMarking(search: string): Highlight | null {
  const { terms } = parseSearch(search, CODE_FIELDS);
  return terms.length > 0 ? highlightOf(terms) : null;
}
