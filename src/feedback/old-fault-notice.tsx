import { type Failure, isFault } from "../api/failures.ts";
import { Notice } from "./state-view.tsx";
import { useCaller } from "./use-caller.ts";

/**
 * authentik 2024.8 breaks where a later one refuses or answers. The console asks for no version, so this is said of
 * every such failure to whoever may be meant by it.
 */
export function OldFaultNotice({ failure }: { failure: Failure | undefined }) {
  const { me } = useCaller();
  if (failure === undefined || !isFault(failure)) return null;
  if (me === undefined || me.user.is_superuser) return null;
  return (
    <Notice>
      authentik 2024.8 fails like this for everybody who is no superuser, whatever they may see, and{" "}
      {me.original ? "the user you impersonate" : "you"} {me.original ? "is" : "are"} none. If that
      is its version, trying again does not help: ask as a superuser, or update it.
    </Notice>
  );
}
