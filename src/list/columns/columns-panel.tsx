import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { Listed } from "../resource.ts";
import type { Columns } from "../table/list-table.tsx";
import type { List } from "../state/use-list.ts";
import { type LaidOut, type LayoutDraft, readLayout, writeLayout } from "./layout-columns.ts";
import { useLayout } from "./use-layout.ts";
import styles from "./columns-panel.module.css";

interface ColumnsPanelProps {
  list: List<Listed>;
  columns: Columns<Listed>;
  onClose: () => void;
}

/** Which columns a list shows, in which order and how wide, and how high its rows are. Takes effect at once. */
export function ColumnsPanel({ list: { resource }, columns, onClose }: ColumnsPanelProps) {
  const [layout, setLayout] = useLayout(resource.name);
  const draft = readLayout(
    layout,
    columns.map(({ id = "" }) => id),
  );
  const set = (change: Partial<LayoutDraft>) => setLayout(writeLayout({ ...draft, ...change }));
  const change = (id: string, to: Partial<LaidOut>) =>
    set({ columns: draft.columns.map((one) => (one.id === id ? { ...one, ...to } : one)) });

  return (
    <Dialog title={`Columns of ${resource.noun[1]}`} onClose={onClose}>
      <p className={styles["muted"]}>
        Kept in this browser for this list, and in the views that you save. On a phone, rows keep
        their own form.
      </p>
      <ul className={styles["columns"]}>
        {draft.columns.map((column, index) => {
          const { header = column.id, meta } = columns.find(({ id }) => id === column.id) ?? {};
          return (
            <ColumnRow
              key={column.id}
              column={column}
              name={String(header)}
              isFixed={meta?.phone === "start"}
              onChange={(to) => change(column.id, to)}
              onMove={
                index === 0 || !column.isShown
                  ? undefined
                  : () => set({ columns: swapped(draft.columns, index) })
              }
            />
          );
        })}
      </ul>
      <label className={styles["choice"]}>
        <input
          type="checkbox"
          checked={draft.isCompact}
          onChange={({ target }) => set({ isCompact: target.checked })}
        />
        Compact rows
      </label>
      <p>
        <Button disabled={layout === ""} onClick={() => setLayout("")}>
          Reset
        </Button>
      </p>
    </Dialog>
  );
}

/** The columns with one of them moved before the one above it. */
function swapped(columns: readonly LaidOut[], index: number): LaidOut[] {
  const [moved] = columns.slice(index, index + 1);
  const rest = columns.toSpliced(index, 1);
  return moved ? rest.toSpliced(index - 1, 0, moved) : rest;
}

interface ColumnRowProps {
  column: LaidOut;
  name: string;
  /** It has the row's link. */
  isFixed: boolean;
  onChange: (to: Partial<LaidOut>) => void;
  onMove: (() => void) | undefined;
}

function ColumnRow({ column, name, isFixed, onChange, onMove }: ColumnRowProps) {
  const { isShown, width } = column;
  return (
    <li className={styles["column"]}>
      <label className={styles["choice"]}>
        <input
          type="checkbox"
          checked={isShown || isFixed}
          disabled={isFixed}
          onChange={({ target }) => onChange({ isShown: target.checked })}
        />
        {name}
      </label>
      <Button look="quiet" aria-label={`Move ${name} up`} disabled={!onMove} onClick={onMove}>
        ↑
      </Button>
      <label className={styles["width"]}>
        Width<span className="visually-hidden"> of {name}</span>
        <input
          type="number"
          min={60}
          max={1000}
          step={10}
          placeholder="auto"
          value={width}
          disabled={!isShown}
          onChange={({ target }) => onChange({ width: target.value.replaceAll(/\D/g, "") })}
        />
        px
      </label>
    </li>
  );
}
