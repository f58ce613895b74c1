import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { download } from "../../ui/download.ts";
import { mergeViews, type Reading, type SavedView, writeViews } from "./saved-views.ts";
import type { ChangeViews } from "./use-views.ts";
import styles from "./views-panel.module.css";

interface ViewsFileProps {
  /** The views of all lists. */
  views: readonly SavedView[];
  read: (json: string) => Reading;
  change: ChangeViews;
}

/** Larger than any real file of views; larger imports are refused. */
const LARGEST = 1_000_000;

/** Export and import of views as a file. */
export function ViewsFile({ views, read, change }: ViewsFileProps) {
  const [json, setJson] = useState("");
  const [problems, setProblems] = useState<readonly string[]>([]);
  const id = useId();

  async function readFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    if (file.size > LARGEST) setProblems(["This file is too large for one of views."]);
    else take(await file.text());
  }

  function take(text: string): void {
    const reading = text.length > LARGEST ? undefined : read(text);
    if (reading === undefined) return setProblems(["This text is too long for one of views."]);
    setProblems(reading.problems);
    if (reading.views.length === 0) return;
    const { added } = mergeViews(views, reading.views);
    const same = reading.views.length - added;
    change(
      `${added} added${same > 0 ? `, ${same} already there` : ""}.`,
      (all) => mergeViews(all, reading.views).views,
    );
    setJson("");
  }

  return (
    <div className={styles["file"]}>
      <p className={styles["actions"]}>
        <Button
          disabled={views.length === 0}
          onClick={() => download("grantlens-views.json", "application/json", writeViews(views))}
        >
          Export all lists’ views
        </Button>
      </p>
      <details>
        <summary>Import views</summary>
        <div className={styles["import"]}>
          <label htmlFor={`${id}-file`}>A file of views</label>
          <input
            id={`${id}-file`}
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              void readFile(event.target.files?.[0]);
              // So that choosing the same file again fires `change`.
              event.target.value = "";
            }}
          />
          <label htmlFor={id}>or its JSON</label>
          <textarea
            id={id}
            rows={4}
            spellCheck={false}
            value={json}
            onChange={(event) => setJson(event.target.value)}
          />
          <Button disabled={json.trim() === ""} onClick={() => take(json)}>
            Import
          </Button>
        </div>
      </details>
      {problems.length > 0 && (
        <div role="alert">
          <ul className={styles["problems"]} aria-label="What was not understood">
            {problems.slice(0, 50).map((problem, index) => (
              <li key={index} dir="auto">
                {problem}
              </li>
            ))}
            {problems.length > 50 && <li>and {problems.length - 50} more</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
