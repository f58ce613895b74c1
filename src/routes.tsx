import { Route, Routes } from "react-router";
import { AuthorizationCodesPage } from "./resources/authorization-codes/authorization-codes-page.tsx";
import { CrashBoundary } from "./shell/crash-boundary.tsx";
import { lazyComponent } from "./feedback/lazy-component.tsx";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { Shell } from "./shell/shell.tsx";

const OverviewPage = lazyComponent(
  () => import("./overview/overview-page.tsx").then((module) => module.OverviewPage),
  { page: "Overview" },
);

// Most visits are for codes; the other pages come in chunks of their own.
const GroupConnectionsPage = lazyComponent(
  () =>
    import("./resources/group-connections/group-connections-page.tsx").then(
      (module) => module.GroupConnectionsPage,
    ),
  { page: "Source connections" },
);

/** The map of the console: the only file that knows all pages. An object's steps are below its key, as the drawer reads them. */
export function Console() {
  return (
    <CrashBoundary>
      <Routes>
        <Route element={<Shell />}>
          <Route index element={<OverviewPage />} />
          <Route path="authorization-codes" element={<AuthorizationCodesPage />}>
            <Route path=":pk/*" element={null} />
          </Route>
          <Route path="source-connections" element={<GroupConnectionsPage />}>
            <Route path=":pk/*" element={null} />
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </CrashBoundary>
  );
}
