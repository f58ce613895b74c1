import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { useJournal } from "./journal.ts";

/** Opens the journal, and says how much is in it. */
export function JournalButton({ onOpen }: { onOpen: () => void }) {
  const { entries } = useJournal();
  return (
    <Button aria-haspopup="dialog" onClick={onOpen}>
      Journal{entries.length > 0 && ` (${formatCount(entries.length)})`}
    </Button>
  );
}
