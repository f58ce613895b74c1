import type { FilterOption } from "./filter-lookup.ts";

/** The options, with the value added to the detail of those that would otherwise look identical. */
export function tellApart<T extends FilterOption>(options: readonly T[]): T[] {
  const seen = new Map<string, number>();
  for (const option of options) {
    const words = wordsOf(option);
    seen.set(words, (seen.get(words) ?? 0) + 1);
  }
  return options.map((option) => {
    if (seen.get(wordsOf(option)) === 1) return option;
    const { value, detail } = option;
    return { ...option, detail: detail ? `${detail} · ${value}` : value };
  });
}

function wordsOf({ label, detail }: FilterOption): string {
  return JSON.stringify([label, detail || null]);
}
