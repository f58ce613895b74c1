import { type SubmitEvent, useId, useState } from "react";
import { useLocation } from "react-router";
import type { ResourceName } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { writeClipboard } from "../../ui/clipboard.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { isSameName, visible } from "../../ui/text/visible.ts";
import {
  canonicalSearch,
  cleanName,
  type Definitions,
  MOST_VIEWS,
  readViews,
} from "./saved-views.ts";
import { LAYOUT_PARAM, useLayout } from "../columns/use-layout.ts";
import { searchWords } from "../search/search-words.ts";
import { useViews } from "./use-views.ts";
import { ViewRow } from "./view-row.tsx";
import { ViewsFile } from "./views-file.tsx";
import styles from "./views-panel.module.css";

interface ViewsPanelProps {
  list: ResourceName;
  /** "authorization codes". */
  plural: string;
  definitions: Definitions;
  onClose: () => void;
}

/** The saved views of one list, in a dialog: save, open, rename, choose the default, share, delete, export, import. */
export function ViewsPanel({ list, plural, definitions, onClose }: ViewsPanelProps) {
  const { text, reading, said, say, change, replaceAll } = useViews(definitions);
  const { search } = useLocation();
  const [layout] = useLayout(list);
  const address = new URLSearchParams(search);
  if (layout !== "") address.set(LAYOUT_PARAM, layout);
  const here = canonicalSearch(address.toString(), definitions[list]);
  // A view without columns is the list as it stands, too: whatever columns it has.
  const states = new Set([here, canonicalSearch(search, definitions[list])]);
  const views = reading.views.filter((view) => view.list === list);

  return (
    <Dialog title={`Views of ${plural}`} onClose={onClose}>
      {text === undefined && (
        <p role="alert">This browser keeps nothing for this page, so that views cannot be saved.</p>
      )}
      {reading.broken && (
        <div role="alert" className={styles["broken"]}>
          <p>
            What is stored as views cannot be read, and is kept as it is until you decide.{" "}
            {reading.problems[0]}
          </p>
          <p className={styles["actions"]}>
            <Button
              onClick={() =>
                void writeClipboard(text ?? "").then((done) =>
                  say(done ? "What is stored is copied." : "Copying is not possible here."),
                )
              }
            >
              Copy what is stored
            </Button>
            <Button onClick={() => replaceAll([])}>Discard it and begin anew</Button>
          </p>
        </div>
      )}
      {!reading.broken && reading.unread.length > 0 && (
        <p className={styles["muted"]}>
          {reading.unread.length === 1
            ? "One stored view is"
            : `${reading.unread.length} stored views are`}{" "}
          not understood here, and kept.
        </p>
      )}
      {text !== undefined && !reading.broken && (
        <SaveAs
          here={here}
          names={views.map(({ name }) => name)}
          onSave={(name) => {
            const isNew = !views.some((view) => isSameName(view.name, name));
            if (isNew && reading.views.length >= MOST_VIEWS) {
              say(`${MOST_VIEWS} views are the most. Delete one first.`);
              return;
            }
            change(`“${visible(name)}” is saved.`, (all) => {
              const old = all.find((view) => view.list === list && isSameName(view.name, name));
              const view = { list, name, search: here, isDefault: old?.isDefault ?? false };
              return old ? all.map((one) => (one === old ? view : one)) : [...all, view];
            });
          }}
        />
      )}
      {views.length > 0 && (
        <ul className={styles["views"]} aria-label="Saved views">
          {views.map((view) => (
            <ViewRow
              key={view.name}
              view={view}
              isHere={states.has(view.search)}
              names={views.map(({ name }) => name)}
              change={change}
              say={say}
            />
          ))}
        </ul>
      )}
      <p role="status" className={styles["said"]}>
        {said}
      </p>
      {!reading.broken && (
        <ViewsFile
          views={reading.views}
          read={(json) => readViews(json, definitions)}
          change={change}
        />
      )}
    </Dialog>
  );
}

interface SaveAsProps {
  here: string;
  names: readonly string[];
  onSave: (name: string) => void;
}

/** Saves the list's current state under a name. */
function SaveAs({ here, names, onSave }: SaveAsProps) {
  const [draft, setDraft] = useState("");
  const id = useId();
  const name = cleanName(draft);
  const isTaken = names.some((one) => isSameName(one, name));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (name === "") return;
    onSave(name);
    setDraft("");
  }

  return (
    <form className={styles["save"]} onSubmit={submit}>
      <label htmlFor={id}>Save this list as</label>
      <div className={styles["field"]}>
        <input
          id={id}
          value={draft}
          maxLength={100}
          onChange={(event) => setDraft(event.target.value)}
        />
        <Button type="submit" disabled={name === ""}>
          {isTaken ? "Replace" : "Save"}
        </Button>
      </div>
      <p className={styles["muted"]}>
        Saves <code className={styles["search"]}>{visible(searchWords(here))}</code>
      </p>
    </form>
  );
}
