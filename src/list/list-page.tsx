import { type ReactNode, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/text/format.ts";
import { ControlsSheet } from "./controls/controls-sheet.tsx";
import {
  LazyGapNotice,
  LazyReadNotice,
  LazySortSelect,
  LazyStaleNotice,
} from "./lazy-list-parts.tsx";
import type { VisibilityScope } from "./empty-list.tsx";
import { ListBody } from "./list-body.tsx";
import type { Columns } from "./table/list-table.tsx";
import { Pager } from "./pager/pager.tsx";
import { filterCount } from "./state/list-state.ts";
import type { Listed } from "./resource.ts";
import { RefreshControls } from "./controls/refresh-controls.tsx";
import { SearchBox } from "./search/search-box.tsx";
import { Notice } from "../feedback/state-view.tsx";
import { HighlightContext } from "../ui/text/highlight-context.ts";
import { useHighlight } from "./search/use-highlight.ts";
import { visible } from "../ui/text/visible.ts";
import type { List } from "./state/use-list.ts";
import styles from "./list-page.module.css";

interface ListPageProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
  /** Notices that the list is not quite what the URL asks for, each with an action. */
  warning?: ReactNode;
  /** Known only after the rows, so it is rendered below them and causes no layout shift. */
  footnote?: ReactNode;
  /** What the list does not show, beside the title. */
  aside?: ReactNode;
  /** Whose objects are listed, where these are not everybody's. */
  scope?: VisibilityScope | undefined;
  /** The filter boxes. */
  filters: ReactNode;
  /** Between the controls and the rows: counts, timeline and the like. Keeps its height. */
  above?: ReactNode;
  /** Further buttons at the end of the row of controls. */
  actions?: ReactNode;
  /** The buttons for what can be done with the list as a whole, in the header. */
  tools?: ReactNode;
  /** The button that makes the list live, beside those that refresh it. */
  live?: ReactNode;
  /** The object open beside the list, and its drawer. */
  selected: string | undefined;
  drawer: ReactNode;
}

/**
 * A list page: header with a row of controls, rows, pager; a drawer docks beside them. In a narrow pane the header is one
 * line, and the controls are behind a button.
 */
export function ListPage<T extends Listed>(props: ListPageProps<T>) {
  const { list } = props;
  const { answer, failure, state, resource } = list;
  const { title } = resource;
  const plural = resource.noun[1];
  const heading = useId();
  const [open, setOpen] = useState(false);
  // Exclusions are shown above the rows, not among the filters, and do not count here.
  const boxes = filterCount({ ...state, exclude: null });
  const report = answer?.report;
  const isApart = report && (report.how !== "snapshot" || report.moved);
  const isReported = list.search !== "off" || isApart || state.expiry || state.exclude;
  const count = report?.how === "loaded" ? report.of : (answer?.count ?? 0);
  const isPart = report?.how === "scan" && (report.capped || !report.done);
  const of = isPart ? " among those read" : (props.scope?.of ?? " in all");
  const shown = answer !== undefined;
  const highlight = useHighlight(state.search, resource);

  return (
    <div className={styles["split"]}>
      <title>{`${props.selected === undefined ? "" : `${visible(props.selected)} · `}${title} · Grantlens`}</title>
      <section className={styles["pane"]} aria-labelledby={heading} data-list="">
        <header className={styles["header"]}>
          <h1 id={heading} tabIndex={-1}>
            {title}
          </h1>
          {/* Its place is kept, so that it does not wrap the line when it comes. */}
          <span
            className={styles["count"]}
            title={shown ? `${formatCount(count)}${of}` : undefined}
          >
            {shown && formatCount(count)}
          </span>
          {props.aside && <span className={styles["scope"]}>{props.aside}</span>}
          <Button className={styles["toggle"]} aria-expanded={open} onClick={() => setOpen(!open)}>
            Filters{boxes > 0 && ` (${boxes})`}
          </Button>
          <ControlsSheet
            isOpen={open}
            onClose={() => setOpen(false)}
            done={shown ? `Show ${formatCount(count)}` : "Done"}
          >
            <div className={styles["tools"]}>{props.tools}</div>
            <RefreshControls
              asOf={shown ? answer.asOf : undefined}
              fetching={list.fetching}
              onRefresh={list.refresh}
            >
              {props.live}
            </RefreshControls>
            <div className={styles["controls"]}>
              <SearchBox
                value={state.search}
                placeholder={resource.search.placeholder}
                resource={resource}
                entries={list.entries}
                onSearch={(search, replace) => list.change({ search }, { replace })}
              />
              <div className={styles["filters"]}>
                {props.filters}
                {open && <LazySortSelect list={list} columns={props.columns} />}
              </div>
              <div className={styles["actions"]}>{props.actions}</div>
            </div>
          </ControlsSheet>
        </header>
        {list.notice !== undefined && (
          <Notice
            action={
              <Button look="link" onClick={list.dismissNotice}>
                Dismiss
              </Button>
            }
          >
            {list.notice}
          </Notice>
        )}
        {props.warning}
        {failure && shown && !list.isPlaceholder && (
          <LazyStaleNotice list={list} failure={failure} />
        )}
        {shown && !list.isPlaceholder && answer.parts && (
          <LazyGapNotice resource={resource} asOf={answer.asOf} parts={answer.parts} />
        )}
        {props.above}
        {isReported && (
          <LazyReadNotice
            plural={plural}
            verb={state.search === "" ? "read" : "searched"}
            otherwise={
              list.isPlaceholder || list.search === "off" ? undefined : resource.search.byServer
            }
            report={list.isPlaceholder ? undefined : report}
            fetching={list.fetching}
            onResume={list.resume}
          />
        )}
        <HighlightContext value={list.isPlaceholder ? null : highlight}>
          <ListBody {...props} />
        </HighlightContext>
        {props.footnote}
        {shown && answer.count > 0 && (
          <Pager
            // Another page on its way: what is pressed next goes on from there.
            page={list.isPlaceholder ? Math.min(state.page, answer.pages) : answer.page}
            pages={answer.pages}
            start={answer.start}
            end={answer.end}
            count={answer.count}
            pageSize={answer.pageSize}
            askedPageSize={state.page_size}
            linkTo={list.pageLink}
            onPageSize={(page_size) => list.change({ page_size })}
            onWantNext={() => answer.next !== null && list.prefetch(answer.next)}
          />
        )}
      </section>
      {props.drawer}
    </div>
  );
}
