import type { ReactNode } from "react";
import { type To, useHref, useLinkClickHandler } from "react-router";
import { formatCount } from "../../ui/text/format.ts";
import { paginationItems, rangeText } from "./pagination-items.ts";
import { PageSizeSelect } from "./page-size-select.tsx";
import styles from "./pager.module.css";

interface PagerProps {
  page: number;
  pages: number;
  /** All rows, and the first and last row of this page, 1-based (both 0 when there are none). */
  count: number;
  start: number;
  end: number;
  /** The effective size, from the answer. */
  pageSize: number;
  /** The size the URL asks for. */
  askedPageSize: number;
  /** The link to a page: path and search string, so that filters and the open object are kept. */
  linkTo: (page: number) => To;
  onPageSize: (size: number) => void;
  /** Next is hovered, focused or pressed: for prefetching its page. May be called often. */
  onWantNext?: (() => unknown) | undefined;
}

/** The pagination: the range shown, the page size, and links to other pages. */
export function Pager({
  page,
  pages,
  count,
  start,
  end,
  pageSize,
  askedPageSize,
  linkTo,
  onPageSize,
  onWantNext,
}: PagerProps) {
  const first = page <= 1;
  const last = page >= pages;
  return (
    <nav aria-label="Pages" className={styles["pager"]}>
      {/* A live region: announces the range after each change of page, filter or search. */}
      <p role="status" className={styles["range"]}>
        {rangeText({ start, end, count }, formatCount)}
      </p>
      <PageSizeSelect pageSize={pageSize} askedPageSize={askedPageSize} onPageSize={onPageSize} />
      <ul className={styles["steps"]}>
        <Step name="First page" to={linkTo(1)} off={first} className={styles["wideOnly"]}>
          «
        </Step>
        <Step name="Previous page" to={linkTo(Math.max(1, page - 1))} off={first} shortcut="[">
          ‹
        </Step>
        {paginationItems(page, pages).map((item) => {
          const className = shownClass(item);
          return item.kind === "gap" ? (
            <li key={item.side} className={className} aria-hidden="true">
              <span className={styles["gap"]}>…</span>
            </li>
          ) : (
            <Step
              key={item.page}
              to={linkTo(item.page)}
              current={item.page === page}
              className={className}
            >
              {formatCount(item.page)}
            </Step>
          );
        })}
        <Step
          name="Next page"
          to={linkTo(Math.min(pages, page + 1))}
          off={last}
          onWant={onWantNext}
          shortcut="]"
        >
          ›
        </Step>
        <Step name="Last page" to={linkTo(pages)} off={last} className={styles["wideOnly"]}>
          »
        </Step>
      </ul>
    </nav>
  );
}

interface StepProps {
  /** The accessible name where the content is a symbol; a page number needs none. */
  name?: string;
  to: To;
  /** Disabled: there is no page in this direction. */
  off?: boolean;
  current?: boolean;
  className?: string | undefined;
  onWant?: (() => unknown) | undefined;
  shortcut?: string;
  children: ReactNode;
}

/**
 * One link of the pager. When disabled it stays the same element, without `href`, so that keyboard
 * focus is kept instead of being reset to the top of the page.
 */
function Step({
  name,
  to,
  off = false,
  current = false,
  className,
  onWant,
  shortcut,
  children,
}: StepProps) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to, { preventScrollReset: true });
  const shared = { "aria-label": name, className: styles["step"], children };
  if (off) {
    return (
      <li className={className}>
        <a {...shared} role="link" aria-disabled="true" tabIndex={-1} />
      </li>
    );
  }
  return (
    <li className={className}>
      <a
        {...shared}
        href={href}
        aria-current={current ? "page" : undefined}
        onClick={follow}
        onPointerEnter={onWant}
        onPointerDown={onWant}
        onFocus={onWant}
        data-key={shortcut}
      />
    </li>
  );
}

function shownClass({ wide, phone }: { wide: boolean; phone: boolean }): string | undefined {
  if (wide && phone) return undefined;
  return wide ? styles["wideOnly"] : styles["phoneOnly"];
}
