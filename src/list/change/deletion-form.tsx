import { useRef, useState } from "react";
import { deletableKind } from "../../api/remove-object.ts";
import { Button } from "../../ui/button.tsx";
import { closeDialog, useStaysOpen } from "../../ui/dialog.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import type { Entry } from "../entry.ts";
import type { RowValue } from "../menu/row-value.ts";
import { rowValues } from "../menu/row-values.ts";
import { useLookedUpObjects } from "../related-objects.ts";
import type { Listed, Resource } from "../resource.ts";
import { DELETION_EFFECTS } from "./deletion-words.ts";
import { DeletionOutcome } from "./deletion-outcome.tsx";
import { useDeletion } from "./use-deletion.ts";
import styles from "./change.module.css";

interface DeletionFormProps<T extends Listed> {
  resource: Resource<T>;
  entries: readonly Entry<T>[];
  /** The number has to be typed: more is deleted than is on screen. */
  isTyped?: boolean;
}

/** The rows that are to be deleted, and the button that does it; then how far it is, and what became of them. */
export function DeletionForm<T extends Listed>(props: DeletionFormProps<T>) {
  const { resource, entries, isTyped = false } = props;
  const { noun } = resource;
  const deletion = useDeletion(resource, entries);
  // Else nobody would be told of what fails after that.
  useStaysOpen(deletion.stop);
  const [typed, type] = useState("");
  const said = useRef<HTMLDivElement>(null);
  const count = entries.length;
  const isReady = !isTyped || typed.replaceAll(/[\s,.]/g, "") === String(count);

  async function start(): Promise<void> {
    // The button is gone with this.
    said.current?.focus();
    const isAllDone = await deletion.run(entries);
    if (isAllDone && count === 1 && said.current) closeDialog(said.current);
  }

  const kind = deletableKind(resource.endpoint.path);
  return (
    <>
      {!deletion.begun && (
        <>
          <ul className={styles["effects"]}>
            {kind && DELETION_EFFECTS[kind].map((effect) => <li key={effect}>{effect}</li>)}
            <li>It cannot be undone.</li>
          </ul>
          <Concerned resource={resource} entries={entries} />
          {isTyped && (
            <label className={styles["typed"]}>
              Type {formatCount(count)} to delete {count === 1 ? "it" : "them"}
              <input
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                onChange={({ target }) => type(target.value)}
              />
            </label>
          )}
          <p className={styles["actions"]}>
            <Button
              className={styles["danger"]}
              aria-disabled={!isReady}
              onClick={() => isReady && void start()}
            >
              Delete {count === 1 ? noun[0] : formatCountOf(count, noun)}
            </Button>
            <Button onClick={({ currentTarget }) => closeDialog(currentTarget)}>Cancel</Button>
          </p>
        </>
      )}
      <div ref={said} tabIndex={-1}>
        {deletion.begun && <DeletionOutcome noun={noun} entries={entries} deletion={deletion} />}
      </div>
    </>
  );
}

/** Of more, the number tells more than their names. */
const MOST_NAMED = 100;

function Concerned<T extends Listed>({ resource, entries }: DeletionFormProps<T>) {
  const lookedUp = useLookedUpObjects();
  const more = entries.length - MOST_NAMED;
  return (
    <ul
      className={styles["rows"]}
      // It scrolls, also by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={`The ${resource.noun[1]} to be deleted`}
    >
      {entries.slice(0, MOST_NAMED).map((entry) => (
        <li key={entry.key}>
          {tellingValues(rowValues(resource, entry, lookedUp)).map(({ what, text, second }) => (
            <span key={what}>
              <span className={styles["muted"]}>{what}</span>{" "}
              <NamePair name={text} second={second === text ? "" : second} />
            </span>
          ))}
        </li>
      ))}
      {more > 0 && <li>and {formatCount(more)} more</li>}
    </ul>
  );
}

/** What tells which row it is: its id, what it belongs to, and what that is called elsewhere. */
function tellingValues(values: readonly RowValue[]): RowValue[] {
  const rest = values.slice(0, -1);
  return [
    ...values.slice(-1),
    ...rest.filter(({ open, what }) => open !== undefined || what === "identifier"),
  ];
}
