import { type ReactNode, useState } from "react";
import { Button } from "../button.tsx";
import { formatCount } from "./format.ts";
import { highlighted } from "./server-text.tsx";
import { cut } from "./visible.ts";

interface CutTextProps {
  text: string;
  /** Characters (UTF-16 units) shown at first. */
  limit?: number;
  /** Renders a text so that invisible characters in it are visible. */
  show?: (text: string) => ReactNode;
}

/**
 * Untrusted text: isolated from the direction of the text around it (`<bdi>`), truncated when very
 * long, and with invisible characters made visible.
 */
export function CutText({ text, limit = 2000, show = highlighted }: CutTextProps) {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= limit) return <bdi>{show(text)}</bdi>;
  return (
    <>
      <bdi>{show(cut(text, limit))}</bdi>{" "}
      <Button look="link" onClick={() => setWhole(true)}>
        Show all {formatCount(text.length)} characters
      </Button>
    </>
  );
}
