import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Button } from "../../ui/button.tsx";
import type { FilterOption, LookedUpProps } from "./filter-lookup.ts";
import { emptyMessage } from "./filter-messages.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import boxStyles from "./filter-combobox.module.css";
import styles from "./filter-combobox-list.module.css";

interface FilterComboboxListProps extends LookedUpProps {
  /** The id of the message, for the input's `aria-describedby`. */
  messageId: string;
  /** What is wrong with the id typed by hand. */
  problem: string | null;
}

/** The options, and below them the status of the look-up. */
export function FilterComboboxList({ messageId, problem, ...props }: FilterComboboxListProps) {
  const { lookup } = props;
  const message = emptyMessage(props);
  const note = footNote(props, problem);
  return (
    <Popover className={`${boxStyles["raised"]} ${styles["popover"]}`} offset={4}>
      <ListBox<FilterOption>
        className={styles["list"] ?? ""}
        aria-busy={lookup.state === "loading" || undefined}
        renderEmptyState={() => (
          <span id={messageId} className={styles["message"]}>
            {message}
          </span>
        )}
      >
        {(option) => (
          <ListBoxItem
            id={option.value}
            textValue={visible(option.label)}
            className={styles["option"] ?? ""}
          >
            <ServerText className={styles["label"]}>{option.label}</ServerText>
            {option.detail !== null && (
              <>
                {" "}
                <ServerText className={styles["detail"]}>{option.detail}</ServerText>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
      <div role="status" className={styles["status"]}>
        {note !== null && <p data-tone={problem === null ? undefined : "danger"}>{note}</p>}
        {lookup.state === "error" && (
          <Button look="link" onClick={lookup.onRetry}>
            Try again
          </Button>
        )}
      </div>
    </Popover>
  );
}

function footNote(props: LookedUpProps, problem: string | null): string | null {
  if (problem !== null) return problem;
  const { state, options, more } = props.lookup;
  if (options.length === 0) return null;
  if (state === "loading" || state === "error") return emptyMessage(props);
  return state === "ready" && more ? "There are more: type to narrow them down." : null;
}
