import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { CONNECTION_FIELDS, parseSearch } from "../../find/text/parse-search.ts";
import { highlightOf } from "../../list/search/highlight.tsx";
import { Suggestions } from "../../list/search/suggestions.tsx";
import type { SuggestionsProps } from "../../list/search/search-help.ts";
import { SearchSyntax } from "../../list/search/search-syntax.tsx";
import type { Highlight } from "../../ui/text/highlight-context.ts";
import { useNames } from "../relations/connection-names.ts";

/** Completions and mistakes for the search of connections; sources and groups are offered by name. */
export function ConnectionSearchAid(props: SuggestionsProps<SourceConnection>) {
  const { sources, groups } = useNames();
  const values = {
    source: [...sources.values()].map((source) => source.slug),
    group: [...groups.values()].map((group) => group.name),
  };
  return <Suggestions {...props} fields={CONNECTION_FIELDS} values={values} />;
}

const EXAMPLES = [
  ["github platform", "connections of GitHub to a group with “platform” in its name"],
  ['group:"platform security" source:github', "one group’s connections to one source"],
] as const;

/** How connections are searched. */
export function ConnectionSyntax() {
  return <SearchSyntax fields={CONNECTION_FIELDS} examples={EXAMPLES} />;
}

/** How connections show what a search found. */
export function connectionMarking(search: string): Highlight | null {
  const { terms } = parseSearch(search, CONNECTION_FIELDS);
  return terms.length > 0 ? highlightOf(terms) : null;
}
