import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/format.ts";

interface CutTextProps {
  text: string;
  /** Characters (UTF-16 units) shown at first. */
  limit?: number;
}

/** Text from outside: isolated from the direction of what surrounds it, and cut when very long. */
export function CutText({ text, limit = 2000 }: CutTextProps) {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= limit) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi>{cut(text, limit)}…</bdi>{" "}
      <Button look="link" onClick={() => setWhole(true)}>
        Show all {formatCount(text.length)} characters
      </Button>
    </>
  );
}

/** Never between the two halves of one character. */
function cut(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
