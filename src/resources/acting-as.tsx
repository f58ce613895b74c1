import type { Me } from "../api/wire/caller.ts";
import { ServerText } from "../ui/text/server-text.tsx";

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
