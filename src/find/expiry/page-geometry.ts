/** A page to ask for. */
export interface PageOf {
  page: number;
  size: number;
}

/**
 * The smallest page that holds the places `from` (inclusive) to `to` (exclusive), counted from 0. Pages of a size lie
 * at its multiples only, so a size must be found of which no multiple falls in between.
 *
 * @param most the largest size to be asked for.
 * @param least the smallest.
 * @returns null when there is none.
 */
export function coveringPage(from: number, to: number, most: number, least = 1): PageOf | null {
  for (let size = Math.max(least, to - from); size <= most; size++) {
    const index = Math.floor(from / size);
    if (index === Math.floor((to - 1) / size)) return { page: index + 1, size };
  }
  return null;
}

/** The page that holds the place `from` and reaches farthest beyond it. */
export function farthestPage(from: number, most: number): PageOf {
  let best: PageOf = { page: Math.floor(from / most) + 1, size: most };
  for (let size = most - 1; size > most / 2; size--) {
    const page = Math.floor(from / size) + 1;
    if (page * size > best.page * best.size) best = { page, size };
  }
  return best;
}

/** The place after a page's last, from 0. */
export function endOf({ page, size }: PageOf): number {
  return page * size;
}
