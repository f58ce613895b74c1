import type { ReactNode } from "react";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { Me } from "../../api/wire/caller.ts";
import type { VisibilityScope } from "../../list/list-body.tsx";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import { useCaller, useFreshCaller } from "../../feedback/use-caller.ts";

interface WhoseCodes {
  /** Beside the title. */
  scope: ReactNode;
  /** For an empty list; undefined where it means what it says. */
  reach: VisibilityScope | undefined;
}

/** Whose codes the list can hold: authentik lists all of them to superusers, and to everybody else their own. */
export function useVisibilityScope(list: List<AuthorizationCode>): WhoseCodes {
  const { me, unknown, askAgain } = useCaller();
  const onlyOwn = me !== undefined && !me.user.is_superuser;
  const contradicted = onlyOwn && hasOthers(list, me);
  useFreshCaller(list, contradicted);

  // Earlier it would move what is already there.
  const settled = list.answer !== undefined || list.failure !== undefined;
  if (me === undefined && !unknown) return { scope: undefined, reach: undefined };
  if (me === undefined || contradicted) {
    return {
      scope: list.answer !== undefined && (
        <>
          It is not known whose codes these are.{" "}
          <Button look="link" onClick={askAgain}>
            Ask again
          </Button>
        </>
      ),
      reach: {
        of: "",
        note: "Who is asking could not be found out: this may hold for your own codes only.",
      },
    };
  }
  if (!onlyOwn) {
    return { scope: settled && me.original && <ActingAs me={me} />, reach: undefined };
  }
  return {
    scope:
      settled &&
      (me.original ? (
        <ActingAs me={me} so="only their codes are listed" />
      ) : (
        "Only your own codes are listed."
      )),
    reach: {
      of: me.original ? " of the impersonated user" : " of your own",
      note: me.original
        ? "The user you impersonate is no superuser: only their own codes are listed, so this says nothing about those of others."
        : "You are no superuser: only your own codes are listed, so this says nothing about those of others.",
    },
  };
}

interface ActingAsProps {
  me: Me;
  /** What follows from it. */
  so?: string;
}

/** Whom one impersonates: at the list itself, since the shell's foot is folded away on a phone. */
export function ActingAs({ me, so = "their rights count" }: ActingAsProps) {
  return (
    <>
      Impersonating <ServerText>{me.user.name || me.user.username}</ServerText>: {so}.
    </>
  );
}

function hasOthers(list: List<AuthorizationCode>, me: Me): boolean {
  return list.entries.some(
    (entry) => entry.readable && entry.value.user !== null && entry.value.user.pk !== me.user.pk,
  );
}
