import { useLocation } from "react-router";
import type { Failure } from "../api/failures.ts";
import { basePath, hostPath } from "../base-path.ts";

/** Leads to authentik and back to this address, where signing in is what the failure takes. */
export function SignInLink({ failure }: { failure: Failure }) {
  const { pathname, search } = useLocation();
  const host = hostPath();
  if (failure.kind !== "signed-out" || (!failure.signIn && host === undefined)) return null;
  const base = basePath();
  const to = encodeURIComponent(
    `${host === undefined ? "" : base.slice(0, -1)}${pathname}${search}`,
  );
  const path =
    host === undefined ? `${base}auth/sign-in?to=` : `${host}flows/-/default/authentication/?next=`;
  return <a href={path + to}>Sign in</a>;
}
