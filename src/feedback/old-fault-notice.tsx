import { type Failure, isFault } from "../api/failures.ts";
import { Notice } from "./state-view.tsx";
import { useCaller } from "./use-caller.ts";

/**
 * authentik 2024.8 fails (500) where later versions refuse or answer. The console does not go by the version, so this
 * is shown for every such failure to each caller who may be affected.
 */
export function OldFaultNotice({ failure }: { failure: Failure | undefined }) {
  const { me } = useCaller();
  if (failure === undefined || !isFault(failure)) return null;
  if (me === undefined || me.user.is_superuser) return null;
  return (
    <Notice>
      authentik 2024.8 fails like this for everybody who is not a superuser, whatever they may see,
      and {me.original ? "the user you impersonate" : "you"} {me.original ? "is" : "are"} not one.
      On that version, retrying does not help: sign in as a superuser, or update authentik.
    </Notice>
  );
}
