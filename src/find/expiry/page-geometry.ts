/**
 * Which pages hold which rows. The API has page numbers and page sizes only, no offsets: a page of `size` rows begins
 * at a multiple of `size`. To read an arbitrary range of offsets with one request, a size has to be found whose pages
 * do not split the range. Offsets count from 0.
 */

/** A page to request. */
export interface PageRequest {
  page: number;
  size: number;
}

/**
 * The smallest page that holds the offsets `from` (inclusive) to `to` (exclusive).
 *
 * @param maxSize the largest size that may be requested.
 * @param minSize the smallest.
 * @returns null when no size fits.
 */
export function coveringPage(
  from: number,
  to: number,
  maxSize: number,
  minSize = 1,
): PageRequest | null {
  for (let size = Math.max(minSize, to - from); size <= maxSize; size++) {
    const index = Math.floor(from / size);
    if (index === Math.floor((to - 1) / size)) return { page: index + 1, size };
  }
  return null;
}

/** The page that holds the offset `from` and reaches farthest beyond it. */
export function farthestPage(from: number, maxSize: number): PageRequest {
  let best: PageRequest = { page: Math.floor(from / maxSize) + 1, size: maxSize };
  for (let size = maxSize - 1; size > maxSize / 2; size--) {
    const page = Math.floor(from / size) + 1;
    if (page * size > best.page * best.size) best = { page, size };
  }
  return best;
}

/** The offset after a page's last row. */
export function endOf({ page, size }: PageRequest): number {
  return page * size;
}
