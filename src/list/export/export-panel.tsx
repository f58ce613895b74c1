import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useHref } from "react-router";
import type { ListAnswer } from "../../api/list-answer.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import { listPath } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { writeClipboard } from "../../ui/clipboard.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { download } from "../../ui/download.ts";
import { formatCount } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import type { RowSelection } from "../change/row-selection.ts";
import { type Entry, foldedIn } from "../entry.ts";
import { useLookedUpObjects } from "../related-objects.ts";
import type { Listed } from "../resource.ts";
import { filterCount } from "../state/list-state.ts";
import { encode } from "../state/url-codec.ts";
import type { List } from "../state/use-list.ts";
import { RadioChoice } from "./radio-choice.tsx";
import { copiedTable } from "./copy-table.ts";
import {
  type ExportFacts,
  extentOf,
  fileName,
  isoSecond,
  selectionExtent,
} from "./export-facts.ts";
import { ExportProgress } from "./export-progress.tsx";
import { filterWords } from "./filter-words.ts";
import { jsonFile } from "./json-file.ts";
import { matchCount, MOST_ROWS } from "./read-all.ts";
import { useReadAll } from "./use-read-all.ts";
import styles from "./export-panel.module.css";

interface ExportPanelProps<T extends Listed> {
  list: List<T>;
  selection?: RowSelection<T> | undefined;
  onClose: () => void;
}

const TYPES = { csv: "text/csv", json: "application/json" } as const;

/** Saves the rows of a list as a file: those of the page, those selected or all that match; or copies them as a table. */
export function ExportPanel<T extends Listed>({ list, selection, onClose }: ExportPanelProps<T>) {
  const { resource, state, answer } = list;
  const { noun, definition } = resource;
  const client = useQueryClient();
  const lookedUp = useLookedUpObjects();
  const { me } = useCaller();
  // As it was when the dialog was opened. All that match are a choice of their own.
  const [chosen] = useState(() => (selection?.get().all ? [] : (selection?.entries() ?? [])));
  const [what, setWhat] = useState<"page" | "selection" | "all">(
    selection?.get().all ? "all" : chosen.length > 0 ? "selection" : "page",
  );
  const [format, setFormat] = useState<keyof typeof TYPES>("csv");
  const [said, say] = useState<ReactNode>("");
  const all = useReadAll(list);
  // Without the page, and without parameters that are not the list's own, which may be anything.
  const search = encode({ ...state, page: what === "all" ? 1 : state.page }, definition);
  const href = useHref(listPath(resource.name, search.toString()));
  // The rows of an earlier question are not those asked for.
  const page = list.isPlaceholder ? undefined : answer && onShow(answer, foldedIn(list.entries));
  const count = page && matchCount(page);

  async function save(rows: ListAnswer<T>): Promise<void> {
    const { words, mark, complete } =
      what === "selection" ? selectionExtent(rows.rows.length, count) : extentOf(rows);
    const facts: ExportFacts = {
      list: resource.name,
      as_of: isoSecond(rows.asOf),
      seen_by: me?.user.username ?? "not known",
      filter: filterWords(resource, state, { client, lookedUp, answer: rows }),
      address: new URL(href, location.href).href,
      extent: words,
      complete,
    };
    const name = fileName(facts, mark, format);
    try {
      const text =
        format === "json"
          ? jsonFile(rows.rows, facts)
          : (await import("./csv-file.ts")).csvFile(rows.rows, resource.relations, lookedUp, facts);
      download(name, TYPES[format], text);
    } catch {
      say("A part of Grantlens could not be loaded: nothing was saved. Try again.");
      return;
    }
    say(
      <>
        Saved {formatCountOf(rows.rows.length, noun)} ({words}) as <code>{name}</code>.
      </>,
    );
  }

  async function start(how: "start" | "go-on"): Promise<void> {
    say("");
    const rows = what === "all" ? await all.read(how) : page;
    if (rows) await save(what === "selection" ? selectedOf(rows, chosen) : rows);
  }

  async function copy(): Promise<void> {
    const table = document.querySelector<HTMLTableElement>("[data-list] table");
    if (table === null) return say("There are no rows to copy.");
    const only = what === "selection" ? new Set(chosen.map(({ key }) => key)) : undefined;
    const { rows, text, html } = copiedTable(table, only);
    const done = await writeClipboard(text, html);
    say(done ? `Copied ${formatCountOf(rows, noun)}.` : "Copying is not possible here.");
  }

  const isBlocked = all.reading || page === undefined;
  return (
    <Dialog title={`Export ${noun[1]}`} onClose={onClose}>
      <RadioChoice
        legend="Rows"
        value={what}
        onChange={setWhat}
        disabled={all.reading}
        options={[
          ["page", pageWords(page)],
          ...(chosen.length > 0
            ? [["selection", `The selection: ${formatCount(chosen.length)}`] as const]
            : []),
          ["all", allWords(count, filterCount(state) > 0 || state.search !== "")],
        ]}
      />
      <RadioChoice
        legend="Format"
        value={format}
        onChange={setFormat}
        disabled={all.reading}
        options={[
          ["csv", "CSV, for spreadsheets: users, providers and so on by ID and name"],
          ["json", "JSON, for programs: everything authentik sent, without secrets"],
        ]}
      />
      {what === "all" && (count ?? 0) > MOST_ROWS && (
        <p className={styles["muted"]}>
          At most {formatCount(MOST_ROWS)} are read. Filter the list to get the others.
        </p>
      )}
      <p className={styles["actions"]}>
        {/* Not disabled while it reads: it would lose the focus. */}
        <Button aria-disabled={isBlocked} onClick={() => isBlocked || void start("start")}>
          Save file
        </Button>
        <Button aria-disabled={page === undefined} onClick={() => page && void copy()}>
          Copy {what === "selection" ? "selection" : "page"} as table
        </Button>
      </p>
      <ExportProgress
        noun={noun}
        all={all}
        onRetry={() => void start("go-on")}
        onSavePart={() => all.part && void save(all.part)}
        onCancel={() => {
          all.cancel();
          say("Cancelled: nothing was saved.");
        }}
      />
      <p role="status" className={styles["said"]}>
        {said}
      </p>
    </Dialog>
  );
}

/** The page without its first rows, where these are folded. */
function onShow<T>(answer: ListAnswer<T>, folded: number): ListAnswer<T> {
  return { ...answer, rows: answer.rows.slice(folded), start: answer.start + folded };
}

/** The selected rows, as an answer that has no others. */
function selectedOf<T extends Listed>(
  page: ListAnswer<T>,
  chosen: readonly Entry<T>[],
): ListAnswer<T> {
  const rows = chosen.map(({ value, problems, answeredAt }) => ({
    readable: true as const,
    value,
    raw: value.raw,
    problems: [...problems],
    asOf: answeredAt,
  }));
  return { ...page, rows };
}

function pageWords(page: ListAnswer<unknown> | undefined): string {
  if (page === undefined || page.rows.length === 0) return "This page";
  return `This page: ${formatCount(page.start)} to ${formatCount(page.end)}`;
}

function allWords(count: number | undefined, isFiltered: boolean): string {
  const all = count === undefined ? "All" : `All ${formatCount(count)}`;
  return isFiltered || count === undefined ? `${all} that match` : all;
}
