import { typeOf, TYPE_NAMES } from "../../api/endpoints/connections/connection-types.ts";
import type { Source } from "../../api/wire/source.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import type { Tie } from "./found-identity.ts";
import styles from "./identity.module.css";

function sourceOf({ source, source_obj }: Tie, sources: ReadonlyMap<string, Source>) {
  // The looked-up source has the type, which a nested one lacks.
  return sources.get(source) ?? source_obj ?? undefined;
}

interface SourceNameProps {
  tie: Tie;
  sources: ReadonlyMap<string, Source>;
}

export function SourceName({ tie, sources }: SourceNameProps) {
  const name = sourceOf(tie, sources)?.name;
  return name === undefined ? (
    <bdi className={styles["mono"]} title="its name is not known">
      {tie.source || "unreadable"}
    </bdi>
  ) : (
    <ServerText>{name}</ServerText>
  );
}

/** The type of a source, and that it is disabled. */
export function SourceMarks({ tie, sources }: SourceNameProps) {
  const source = sourceOf(tie, sources);
  if (source === undefined) return null;
  const type = typeOf(source);
  return (
    <>
      {type && <span className={styles["muted"]}> {TYPE_NAMES[type]}</span>}
      {!source.enabled && <span className={styles["mark"]}>disabled</span>}
    </>
  );
}
