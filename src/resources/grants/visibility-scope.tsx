import type { ReactNode } from "react";
import type { Grant } from "../../api/wire/grant.ts";
import type { Me } from "../../api/wire/caller.ts";
import type { VisibilityScope } from "../../list/empty-list.tsx";
import { short } from "../../list/resource.ts";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { ActingAs } from "../acting-as.tsx";
import { useCaller, useFreshCaller } from "../../feedback/use-caller.ts";

interface ListScope {
  /** Beside the title. */
  aside: ReactNode;
  /** For an empty list; undefined where that means that there are none. */
  scope: VisibilityScope | undefined;
}

/** Whose codes or tokens the list can hold: authentik lists all of them to superusers, and to everybody else their own. */
export function useVisibilityScope<T extends Grant>(list: List<T>): ListScope {
  const [, many] = short(list.resource.noun);
  const { me, unknown, askAgain } = useCaller();
  const onlyOwn = me !== undefined && !me.user.is_superuser;
  const contradicted = onlyOwn && hasOthers(list, me);
  useFreshCaller(list, contradicted);

  // Shown before that, it would cause a layout shift.
  const settled = list.answer !== undefined || list.failure !== undefined;
  if (me === undefined && !unknown) return { aside: undefined, scope: undefined };
  if (me === undefined || contradicted) {
    return {
      aside: list.answer !== undefined && (
        <>
          It is not known whose {many} these are.{" "}
          <Button look="link" onClick={askAgain}>
            Retry
          </Button>
        </>
      ),
      scope: { of: "", whose: "unknown" },
    };
  }
  if (!onlyOwn) {
    return { aside: settled && me.original && <ActingAs me={me} />, scope: undefined };
  }
  return {
    aside:
      settled &&
      (me.original ? (
        <ActingAs me={me} so={`only their ${many} are listed`} />
      ) : (
        `Only your own ${many} are listed.`
      )),
    scope: me.original
      ? { of: " of the impersonated user", whose: "impersonated" }
      : { of: " of your own", whose: "own" },
  };
}

function hasOthers<T extends Grant>(list: List<T>, me: Me): boolean {
  return list.entries.some(
    (entry) => entry.readable && entry.value.user !== null && entry.value.user.pk !== me.user.pk,
  );
}
