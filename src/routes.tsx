import { lazy } from "react";
import { Navigate, type RouteObject } from "react-router";
import { AuthorizationCodesPage } from "./pages/authorization-codes-page.tsx";
import { CrashPage } from "./pages/crash-page.tsx";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import { Shell } from "./pages/shell.tsx";
import { listPath } from "./paths.ts";

// Most visits are for codes; the other pages come in chunks of their own.
const SourceConnectionsPage = lazy(() =>
  import("./pages/source-connections-page.tsx").then((module) => ({
    default: module.SourceConnectionsPage,
  })),
);

/** The map of the console: the only file that knows all pages. An object's steps are below its key, as the drawer reads them. */
export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <CrashPage />,
    children: [
      {
        // Within the shell: a crash of one page leaves the way to the others.
        errorElement: <CrashPage />,
        children: [
          { index: true, element: <Navigate to={listPath("authorization-codes")} replace /> },
          {
            path: "authorization-codes",
            element: <AuthorizationCodesPage />,
            children: [{ path: ":pk/*", element: null }],
          },
          {
            path: "source-connections",
            element: <SourceConnectionsPage />,
            children: [{ path: ":pk/*", element: null }],
          },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
