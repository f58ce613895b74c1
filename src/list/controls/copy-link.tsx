import { useState } from "react";
import { useHref, useLocation } from "react-router";
import { Button } from "../../ui/button.tsx";
import { writeClipboard } from "../../ui/clipboard.ts";

/** Copies the address, which is all that the list shows. */
export function CopyLink() {
  const href = useHref(useLocation());
  // Said of the address that was copied, not of a later one.
  const [copied, setCopied] = useState<{ href: string; done: boolean }>();
  const said = copied?.done ? "Link copied" : "Not copied";
  return (
    <Button
      aria-live="polite"
      onClick={() =>
        void writeClipboard(new URL(href, window.location.href).href).then((done) =>
          setCopied({ href, done }),
        )
      }
    >
      {copied?.href === href ? said : "Copy link"}
    </Button>
  );
}
