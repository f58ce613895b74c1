import { useState } from "react";
import type { Span } from "./brush-scale.ts";

interface BrushedSpan {
  /** That which is not applied yet. */
  drafted: Span | undefined;
  /** On show: that, or the one in the address. */
  span: Span;
  setDraft: (span: Span | undefined) => void;
}

/**
 * The span of a brush that stands for one in the address. One that is not applied yet belongs to the address that it
 * started from, and is gone with it: Back shows what is in the address.
 *
 * @param base the part of the address that says the span.
 */
export function useBrushedSpan(base: string, inAddress: Span): BrushedSpan {
  const [draft, setDraft] = useState<{ base: string; span: Span }>();
  if (draft && draft.base !== base) setDraft(undefined);
  const drafted = draft?.base === base ? draft.span : undefined;
  return {
    drafted,
    span: drafted ?? inAddress,
    setDraft: (span) => setDraft(span && { base, span }),
  };
}
