import type { ReactNode } from "react";
import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import type { Me } from "../api/wire/me.ts";
import type { Reach } from "../list/list-body.tsx";
import type { List } from "../list/use-list.ts";
import { Button } from "../ui/button.tsx";
import { useCaller, useFreshCaller } from "./use-caller.ts";

interface WhoseCodes {
  /** Beside the title. */
  scope: ReactNode;
  /** For an empty list; undefined where it means what it says. */
  reach: Reach | undefined;
}

/** Whose codes the list can hold: authentik lists all of them to superusers, and to everybody else their own. */
export function useWhoseCodes(list: List<AuthorizationCode>): WhoseCodes {
  const { me, unknown, askAgain } = useCaller();
  const onlyOwn = me !== undefined && !me.user.is_superuser;
  const contradicted = onlyOwn && hasOthers(list, me);
  useFreshCaller(list, contradicted);

  if (unknown || contradicted) {
    const shown = list.answer !== undefined && list.search !== "ignored";
    return {
      scope: shown && (
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
  if (me === undefined) return { scope: undefined, reach: undefined };
  if (!onlyOwn) return { scope: me.original && <ActingAs me={me} />, reach: undefined };
  return {
    scope: me.original ? (
      <>
        <ActingAs me={me} /> Only their codes are listed.
      </>
    ) : (
      "Only your own codes are listed."
    ),
    reach: {
      of: me.original ? " of the impersonated user" : " of your own",
      note: me.original
        ? "The user you impersonate is no superuser: only their own codes are listed, so this says nothing about those of others."
        : "You are no superuser: only your own codes are listed, so this says nothing about those of others.",
    },
  };
}

/** Whom one impersonates, which the name in the shell's foot does not tell everybody. */
export function ActingAs({ me }: { me: Me }) {
  return (
    <>
      You impersonate <bdi>{me.user.name || me.user.username}</bdi>: their rights count.
    </>
  );
}

function hasOthers(list: List<AuthorizationCode>, me: Me): boolean {
  return list.entries.some(
    (entry) => entry.readable && entry.value.user !== null && entry.value.user.pk !== me.user.pk,
  );
}
