import { useLocation } from "react-router";
import { basePath } from "../base-path.ts";
import type { Failure } from "../api/failures.ts";

/** Leads to authentik and back to this address, where signing in is what the failure takes. */
export function SignInLink({ failure }: { failure: Failure }) {
  const { pathname, search } = useLocation();
  if (failure.kind !== "signed-out" || !failure.signIn) return null;
  const to = encodeURIComponent(pathname + search);
  return <a href={`${basePath()}auth/sign-in?to=${to}`}>Sign in</a>;
}
