import type { ComponentType } from "react";
import { Route, Routes } from "react-router";
import { lazyComponent } from "./feedback/lazy-component.tsx";
import { RESOURCES, type ResourceName } from "./paths.ts";
import { AuthorizationCodesPage } from "./resources/authorization-codes/authorization-codes-page.tsx";
import { CrashBoundary } from "./shell/crash-boundary.tsx";
import { Shell } from "./shell/shell.tsx";

const OverviewPage = lazyComponent(
  () => import("./overview/overview-page.tsx").then((module) => module.OverviewPage),
  { page: "Overview" },
);

const NotFoundPage = lazyComponent(
  () => import("./shell/not-found-page.tsx").then((module) => module.NotFoundPage),
  { page: "No such page" },
);

const tokens = () => import("./resources/tokens/tokens-pages.tsx");

const connections = () => import("./resources/connections/connections-pages.ts");

// Most visits are for codes; the other pages come in chunks of their own.
const PAGES: Readonly<Record<ResourceName, ComponentType>> = {
  "authorization-codes": AuthorizationCodesPage,
  "access-tokens": lazyComponent(() => tokens().then((module) => module.AccessTokensPage), {
    page: "Access tokens",
  }),
  "refresh-tokens": lazyComponent(() => tokens().then((module) => module.RefreshTokensPage), {
    page: "Refresh tokens",
  }),
  "sign-ins": lazyComponent(
    () => import("./resources/sign-ins/sign-ins-page.tsx").then((module) => module.SignInsPage),
    { page: "Sign-ins" },
  ),
  "user-connections": lazyComponent(
    () => connections().then((module) => module.UserConnectionsPage),
    { page: "User connections" },
  ),
  "group-connections": lazyComponent(
    () => connections().then((module) => module.GroupConnectionsPage),
    {
      page: "Group connections",
    },
  ),
  "source-connections": lazyComponent(
    () => connections().then((module) => module.SourceConnectionsPage),
    { page: "Source connections" },
  ),
  sources: lazyComponent(() => connections().then((module) => module.SourcesPage), {
    page: "Sources",
  }),
};

const FootAndKeys = lazyComponent(() =>
  import("./foot-and-keys.tsx").then((module) => module.FootAndKeys),
);
const SameIdentityPage = lazyComponent(
  () => connections().then((module) => module.SameIdentityPage),
  { page: "Same identity" },
);

/** The map of the console: the only file that knows all pages. An object's steps are below its key, as the drawer reads them. */
export function Console() {
  return (
    <CrashBoundary>
      <Routes>
        <Route element={<Shell later={<FootAndKeys />} />}>
          <Route index element={<OverviewPage />} />
          {RESOURCES.map((name) => {
            const Page = PAGES[name];
            return (
              <Route key={name} path={name} element={<Page />}>
                <Route path=":pk/*" element={null} />
              </Route>
            );
          })}
          <Route path="same-identity" element={<SameIdentityPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </CrashBoundary>
  );
}
