import { type SubmitEvent, useId, useState } from "react";
import { useHref } from "react-router";
import { listPath } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { writeClipboard } from "../../ui/clipboard.ts";
import { closeDialog } from "../../ui/dialog.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import { isSameName, visible } from "../../ui/text/visible.ts";
import { cleanName, type SavedView } from "./saved-views.ts";
import type { ChangeViews } from "./use-views.ts";
import { searchWords } from "../search/search-words.ts";
import { Link } from "../../link.tsx";
import styles from "./views-panel.module.css";

interface ViewRowProps {
  view: SavedView;
  /** The list is in this state now. */
  isHere: boolean;
  /** The names of this list's views. */
  names: readonly string[];
  change: ChangeViews;
  say: (text: string) => void;
}

/** A saved view: a link to it, and its actions. */
export function ViewRow({ view, isHere, names, change, say }: ViewRowProps) {
  const [renaming, setRenaming] = useState(false);
  const to = listPath(view.list, view.search);
  const href = useHref(to);
  const name = visible(view.name);
  const is = (one: SavedView) => one.list === view.list && one.name === view.name;

  async function copyLink(): Promise<void> {
    const done = await writeClipboard(new URL(href, window.location.href).href);
    say(done ? `The link to “${name}” is copied.` : "Copying is not possible here.");
  }

  function toggleDefault(): void {
    const isDefault = !view.isDefault;
    change(
      isDefault ? `The navigation leads to “${name}”.` : "The navigation leads to the whole list.",
      (all) =>
        all.map((one) =>
          one.list === view.list ? { ...one, isDefault: isDefault && is(one) } : one,
        ),
    );
  }

  function rename(next: string): void {
    setRenaming(false);
    focusHeading();
    if (next === view.name) return;
    change(`“${name}” is called “${visible(next)}” now.`, (all) =>
      all.map((one) => (is(one) ? { ...one, name: next } : one)),
    );
  }

  return (
    <li className={styles["view"]}>
      <div className={styles["what"]}>
        {renaming ? (
          <Rename
            name={view.name}
            isTaken={(next) => names.some((one) => one !== view.name && isSameName(one, next))}
            onRename={rename}
            onCancel={() => {
              setRenaming(false);
              focusHeading();
            }}
          />
        ) : (
          <Link
            to={to}
            onClick={(event) => closeDialog(event.currentTarget)}
            aria-current={isHere ? "true" : undefined}
          >
            <ServerText>{view.name}</ServerText>
          </Link>
        )}
        <code className={styles["search"]}>{visible(searchWords(view.search))}</code>
      </div>
      <div className={styles["actions"]} role="group" aria-label={name}>
        <Button look="quiet" aria-pressed={view.isDefault} onClick={toggleDefault}>
          Default
        </Button>
        <Button look="quiet" onClick={() => void copyLink()}>
          Copy link
        </Button>
        <Button look="quiet" onClick={() => setRenaming(true)}>
          Rename
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            focusHeading();
            change(`“${name}” is deleted.`, (all) => all.filter((one) => !is(one)));
          }}
        >
          Delete
        </Button>
      </div>
    </li>
  );
}

/** Restores the focus after the focused element was unmounted. */
function focusHeading(): void {
  document.querySelector<HTMLElement>("dialog[open] h2")?.focus();
}

interface RenameProps {
  name: string;
  isTaken: (name: string) => boolean;
  onRename: (name: string) => void;
  onCancel: () => void;
}

function Rename({ name, isTaken, onRename, onCancel }: RenameProps) {
  const [draft, setDraft] = useState(name);
  const id = useId();
  const next = cleanName(draft);
  const taken = isTaken(next);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (next !== "" && !taken) onRename(next);
  }

  return (
    <form className={styles["field"]} onSubmit={submit}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the user has just pressed Rename
        autoFocus
        aria-label={`New name of “${visible(name)}”`}
        aria-describedby={taken ? id : undefined}
        value={draft}
        maxLength={100}
        onChange={(event) => setDraft(event.target.value)}
      />
      <Button type="submit" disabled={next === "" || taken}>
        Rename
      </Button>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
      {taken && (
        <p id={id} className={styles["muted"]}>
          There is one of that name.
        </p>
      )}
    </form>
  );
}
