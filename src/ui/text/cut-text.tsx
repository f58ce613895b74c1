import { type ReactNode, useState } from "react";
import { Button } from "../button.tsx";
import { formatCount } from "./format.ts";
import { highlighted } from "./server-text.tsx";
import { cut } from "./visible.ts";

interface CutTextProps {
  text: string;
  /** Characters (UTF-16 units) shown at first. */
  limit?: number;
  /** How a text is shown in which something would not be seen. */
  show?: (text: string) => ReactNode;
}

/**
 * Text from outside: isolated from the direction of what surrounds it, cut when very long, and with
 * nothing in it that cannot be seen.
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
