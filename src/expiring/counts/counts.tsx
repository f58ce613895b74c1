import { useState } from "react";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { List } from "../../list/state/use-list.ts";
import { countsOf } from "./counts-of-rows.ts";
import { splitFilters } from "../expiry-filter.ts";
import { lazyComponent } from "../../feedback/lazy-component.tsx";
import styles from "./counts.module.css";

const Asked = lazyComponent(() =>
  import("./counts-asked.tsx").then((module) => module.CountsAsked),
);
const Told = lazyComponent(() => import("./counts-line.tsx").then((module) => module.CountsLine));
const Without = lazyComponent(() =>
  import("./counts-without.tsx").then((module) => module.CountsWithout),
);

interface CodeCountsProps {
  list: List<AuthorizationCode>;
  /** Whose codes they are, where not everybody's: " of your own". */
  of: string;
}

/**
 * How many codes there are under the server's filters, and how they stand. Told from the rows where all are on show,
 * else asked for once the rows are there. Where some are left out, told from all that were read. Keeps its line whatever
 * happens.
 */
export function CodeCounts({ list, of }: CodeCountsProps) {
  const { params, answer, isPlaceholder: earlier } = list;
  const { server, expiry, without } = splitFilters(params.filters);
  const within = expiry?.within ?? null;
  const question = JSON.stringify([server, within]);
  // The rows go first, all that are read.
  const reading = answer?.report?.done === false && list.fetching;
  const settled = answer !== undefined && !earlier && !reading;
  const [asked, ask] = useState<string>();
  if (settled && asked !== question) ask(question);

  if (without !== null) {
    return <div className={styles["line"]}>{settled && <Without list={list} of={of} />}</div>;
  }
  const own = settled && expiry === null && list.search === "off" ? countsOf(answer) : null;
  return (
    <div className={styles["line"]}>
      {own !== null && <Told list={list} of={of} counts={own} />}
      {own === null && asked === question && (
        <Asked list={list} of={of} server={server} within={within} />
      )}
    </div>
  );
}
