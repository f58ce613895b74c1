import type { ColumnMeta } from "./table-features.ts";
import styles from "./list-table.module.css";

/** The class of a column's cells. */
export function cellClass({ className, priority, align, phone }: ColumnMeta = {}): string {
  const own = [priority, align, phone ? `phone-${phone}` : "phone-none"];
  const names = own.flatMap((name) => (name ? (styles[name] ?? []) : []));
  return [className ?? "", ...names].join(" ").trim();
}
