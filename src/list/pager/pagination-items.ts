/** Where an item of the pager is shown: a phone has room for five slots, everything else for seven. */
interface Shown {
  readonly wide: boolean;
  readonly phone: boolean;
}

type PaginationItem =
  | ({ readonly kind: "page"; readonly page: number } & Shown)
  | ({ readonly kind: "gap"; readonly side: "left" | "right" } & Shown);

const WIDE_SLOTS = 7;
const PHONE_SLOTS = 5;

/**
 * Page numbers to offer for `page` of `pages`: first, last, and what fits around the current one,
 * with "gap" where numbers are left out. Always `min(slots, pages)` items, so that the pager's width
 * is the same on every page. `slots` is odd and at least 5.
 */
export function pageSlots(page: number, pages: number, slots = WIDE_SLOTS): (number | "gap")[] {
  const last = Math.max(1, pages);
  if (last <= slots) return range(1, last);
  const current = Math.min(Math.max(1, page), last);
  const edge = slots - 2;
  // Near an end the numbers continue up to it; with seven slots, a gap never replaces just one page.
  if (current < edge) return [...range(1, edge), "gap", last];
  if (current > last - edge + 1) return [1, "gap", ...range(last - edge + 1, last)];
  const around = (slots - 5) / 2;
  return [1, "gap", ...range(current - around, current + around), "gap", last];
}

/**
 * The slots of both breakpoints in one sequence, each item with the widths it is shown at. A phone's
 * numbers are a subset of a wide screen's.
 */
export function paginationItems(page: number, pages: number): PaginationItem[] {
  const wide = pageSlots(page, pages, WIDE_SLOTS);
  const phone = pageSlots(page, pages, PHONE_SLOTS);
  const numbers = wide
    .filter((slot) => slot !== "gap")
    .map((slot): PaginationItem => ({
      kind: "page",
      page: slot,
      wide: true,
      phone: phone.includes(slot),
    }));
  return [
    ...numbers.slice(0, 1),
    ...gap("left", wide, phone),
    ...numbers.slice(1, -1),
    ...gap("right", wide, phone),
    ...numbers.slice(1).slice(-1),
  ];
}

/** "21–40 of 312", "312 of 312", "0 rows"; numbers written by `format`. */
export function rangeText(
  shown: { start: number; end: number; count: number },
  format: (value: number) => string,
): string {
  if (shown.count <= 0 || shown.end < 1) return `${format(Math.max(0, shown.count))} rows`;
  const rows =
    shown.start >= shown.end
      ? format(shown.end)
      : `${format(Math.max(1, shown.start))}–${format(shown.end)}`;
  return `${rows} of ${format(shown.count)}`;
}

function gap(
  side: "left" | "right",
  wide: readonly (number | "gap")[],
  phone: readonly (number | "gap")[],
): PaginationItem[] {
  const at = side === "left" ? 1 : -2;
  const shown = { wide: wide.at(at) === "gap", phone: phone.at(at) === "gap" };
  return shown.wide || shown.phone ? [{ kind: "gap", side, ...shown }] : [];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
