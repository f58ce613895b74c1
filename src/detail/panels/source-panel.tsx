import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sourceByPkQuery } from "../../api/endpoints/sources.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import type { Source } from "../../api/wire/source.ts";
import { FailureView } from "../../feedback/failure-view.tsx";
import { ObjectBody } from "../object-body.tsx";
import { Unreadable } from "./unreadable.tsx";

interface SourcePanelProps {
  uuid: string;
  known: Source | undefined;
  /** Of the source as far as it is known: goes before its fields. */
  children?: (source: Source) => ReactNode;
}

/** The source of a connection. A nested one lacks its type, so it is fetched as well. */
export function SourcePanel({ uuid, known, children }: SourcePanelProps) {
  const whole = known !== undefined && known.component !== null && known.component !== "";
  const client = useQueryClient();
  const query = useQuery({ ...sourceByPkQuery(uuid), enabled: !whole && uuid !== "" });
  const source = whole ? known : (query.data?.value ?? known);
  if (source === undefined) {
    if (uuid === "") return <Unreadable what="source" />;
    const failure = failureIn(query);
    if (!failure) return <p role="status">Loading the source</p>;
    return (
      <FailureView
        failure={failure}
        what="this source"
        level={3}
        onRetry={() => askAgain(client)}
      />
    );
  }
  return (
    <>
      {children?.(source)}
      <ObjectBody
        kind="source"
        object={source.raw}
        targets={[{ kind: "source", slug: source.slug }]}
      />
    </>
  );
}
