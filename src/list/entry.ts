import type { ListAnswer } from "../api/list-answer.ts";
import type { JsonValue } from "../api/wire/json.ts";
import type { Problem } from "../api/wire/page.ts";

/** A row that could be read, with what a cell needs to know about the answer it came in. */
export interface Entry<T> {
  readable: true;
  key: string;
  value: T;
  problems: readonly Problem[];
  /** The server's clock when it answered, epoch milliseconds; resolution one second. */
  answeredAt: number;
}

/** A row that could not be read; it is shown as such, and the rest of the page lives. */
export interface BadEntry {
  readable: false;
  key: string;
  raw: JsonValue;
  problems: readonly Problem[];
}

/** The rows of an answer as the table wants them: keyed, each knowing when it was true. */
export function entriesOf<T extends { pk: string | number }>(
  answer: ListAnswer<T>,
): readonly (Entry<T> | BadEntry)[] {
  return answer.rows.map((row, index) =>
    row.readable
      ? {
          readable: true,
          key: String(row.value.pk),
          value: row.value,
          problems: row.problems,
          answeredAt: answer.asOf,
        }
      : { readable: false, key: `unreadable-${index}`, raw: row.raw, problems: row.problems },
  );
}
