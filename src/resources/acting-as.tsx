import type { Me } from "../api/wire/caller.ts";
import { ServerText } from "../ui/text/server-text.tsx";

interface ActingAsProps {
  me: Me;
  /** Its consequence, as the end of the sentence. */
  so?: string;
}

/** Who is impersonated. Shown at the list itself, since the shell's footer is collapsed on a phone. */
export function ActingAs({ me, so = "their permissions apply" }: ActingAsProps) {
  return (
    <>
      Impersonating <ServerText>{me.user.name || me.user.username}</ServerText>: {so}.
    </>
  );
}
