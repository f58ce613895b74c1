import { guarded } from "./formula-guard.ts";

/** A table for the clipboard: tab-separated, and as HTML. */
interface CopiedTable {
  rows: number;
  text: string;
  html: string;
}

/** What is in a cell but not part of its text: sentences for screen readers, the button of the row's menu. */
const APART = ".visually-hidden, button, [popover]";

/**
 * The rows of a list's table that can be read, with the columns that are on screen.
 *
 * @param only the keys of the rows that are meant; default all.
 */
export function copiedTable(table: HTMLTableElement, only?: ReadonlySet<string>): CopiedTable {
  const all = [...table.querySelectorAll<HTMLTableRowElement>("tbody tr[data-pk]")];
  const rows = only ? all.filter(({ dataset }) => only.has(dataset["pk"] ?? "")) : all;
  const heads = [...table.querySelectorAll("thead th")];
  // A phone shows no heads: what is on screen is told by the cells.
  const model = [...(rows[0]?.cells ?? heads)];
  const shown = heads.flatMap((_, index) => (isShown(model[index]) ? [index] : []));
  const lines = [
    shown.map((index) => headOf(heads[index], rows[0]?.cells[index])),
    ...rows.map((row) => shown.map((index) => guarded(cellText(row.cells[index])))),
  ];
  return {
    rows: rows.length,
    text: lines.map((line) => line.map(quoted).join("\t")).join("\r\n"),
    html: htmlOf(lines),
  };
}

function isShown(cell: Element | undefined): boolean {
  return cell !== undefined && getComputedStyle(cell).display !== "none";
}

function headOf(head: Element | undefined, cell: Element | undefined): string {
  // In a sort button, the name comes before the note on how it sorts.
  const name = head?.querySelector("button > span") ?? head;
  // A time that is copied whole has its own zone.
  return textIn(name, cell?.querySelector("time") ? `${APART}, [data-zone]` : APART);
}

/** A time is copied whole, in UTC: what is on screen is a part of it, or is over in a second. */
function cellText(cell: Element | undefined): string {
  const time = cell?.querySelector("time")?.dateTime;
  const ms = time ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? textIn(cell) : new Date(ms).toISOString();
}

function textIn(element: Element | undefined, apart = APART): string {
  if (element === undefined) return "";
  const copy = element.cloneNode(true) as Element;
  for (const one of copy.querySelectorAll(apart)) one.remove();
  return copy.textContent.replaceAll(/\s+/g, " ").trim();
}

/** Spreadsheets take a quotation mark for the beginning of a text of several lines. */
function quoted(text: string): string {
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

function htmlOf(lines: readonly (readonly string[])[]): string {
  const table = document.createElement("table");
  for (const [at, line] of lines.entries()) {
    const row = table.insertRow();
    for (const text of line) {
      row.append(
        Object.assign(document.createElement(at === 0 ? "th" : "td"), { textContent: text }),
      );
    }
  }
  return table.outerHTML;
}
