import type { ColumnMeta } from "./table-features.ts";
import styles from "./list-table.module.css";

const known = new WeakMap<ColumnMeta, string>();

/** The class of a column's cells. */
export function cellClass(meta: ColumnMeta | undefined): string {
  if (meta === undefined) return styles["phone-none"] ?? "";
  const before = known.get(meta);
  if (before !== undefined) return before;
  const names = [meta.className ?? ""];
  if (meta.priority) names.push(styles[meta.priority] ?? "");
  if (meta.align) names.push(styles["end"] ?? "");
  names.push(styles[meta.phone ? `phone-${meta.phone}` : "phone-none"] ?? "");
  const text = names.join(" ").trim();
  known.set(meta, text);
  return text;
}
