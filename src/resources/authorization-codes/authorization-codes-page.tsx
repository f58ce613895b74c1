import { useMatch } from "react-router";
import { ListPage } from "../../list/list-page.tsx";
import { useFocusReturn } from "../../list/use-focus-return.ts";
import { useList } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { authorizationCodeColumns } from "./authorization-code-columns.tsx";
import { authorizationCodes } from "./authorization-codes-resource.ts";
import { CodeCounts } from "../../expiring/counts/counts.tsx";
import { ProviderFilter, UserFilter } from "./code-filters.tsx";
import { LinePlaceholder } from "../../ui/line-placeholder.tsx";
import { DrawerPlaceholder } from "../../ui/drawer-placeholder.tsx";
import { splitFilters } from "../../expiring/expiry-filter.ts";
import { lazyComponent } from "../../feedback/lazy-component.tsx";
import { RangeFilter } from "../../expiring/range-filter.tsx";
import { StatusFilter } from "../../expiring/status-filter.tsx";
import { Timeline } from "../../expiring/timeline/timeline.tsx";
import { usePreload } from "../../list/use-preload.ts";
import { DefaultViewNotice, Views } from "../views.tsx";
import { useVisibilityScope } from "../relations/visibility-scope.tsx";

const loadDrawer = () => import("./authorization-code-drawer.tsx");
const Drawer = lazyComponent(() => loadDrawer().then((module) => module.AuthorizationCodeDrawer), {
  fallback: <DrawerPlaceholder />,
});
const CodeSearch = lazyComponent(
  () => import("./code-search.tsx").then((module) => module.CodeSearch),
  {
    fallback: <LinePlaceholder />,
  },
);
const Exclusions = lazyComponent(
  () => import("./code-exclusions.tsx").then((module) => module.CodeExclusions),
  { fallback: <LinePlaceholder /> },
);

const loadSearch = () => import("./code-search-help.tsx");
const searchHelp = {
  Suggestions: lazyComponent(() => loadSearch().then((module) => module.CodeSearchAid)),
  Syntax: lazyComponent(() => loadSearch().then((module) => module.CodeSyntax)),
  highlight: () => loadSearch().then((module) => module.codeMarking),
};

/** Every authorization code, expired ones first. */
export function AuthorizationCodesPage() {
  const list = useList(authorizationCodes);
  const { pk, "*": below = "" } = useMatch("/authorization-codes/:pk/*")?.params ?? {};
  const { scope, reach } = useVisibilityScope(list);
  useFocusReturn(pk);
  usePreload(loadDrawer, list.answer !== undefined);

  return (
    <ListPage
      title="Authorization codes"
      scope={scope}
      reach={reach}
      list={list}
      columns={authorizationCodeColumns}
      views={<Views list={list.resource.name} plural={list.resource.plural} />}
      warning={<DefaultViewNotice list={list.resource.name} />}
      searchHint="Search, e.g. user:jane"
      searchHelp={searchHelp}
      filters={
        <>
          <ProviderFilter list={list} />
          <UserFilter list={list} />
          <StatusFilter list={list} />
          <RangeFilter list={list} />
        </>
      }
      actions={
        list.params.ordering === "expires" || list.params.filters["status"] ? undefined : (
          <Button onClick={() => list.change({ ordering: "expires" })}>Expired first</Button>
        )
      }
      above={
        <>
          {splitFilters(list.params.filters).without && <Exclusions list={list} />}
          <CodeCounts list={list} of={reach?.of ?? ""} />
          <Timeline list={list} />
          {list.params.search !== "" && <CodeSearch list={list} />}
        </>
      }
      selected={pk}
      drawer={pk !== undefined && <Drawer list={list} pk={pk} below={below} />}
    />
  );
}
