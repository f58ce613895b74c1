/** Lines on a grid of 16. */
const LINES = {
  overview: "M1 8h3l2-5 4 10 2-5h3",
  "sign-ins": "M9 2h5v12H9M2 8h7M6 5l3 3-3 3",
  "authorization-codes": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3l2 2",
  "access-tokens": "M5 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 8h6v3M11 8v2",
  "refresh-tokens": "M13 5A6 6 0 0 0 3 6M3 11a6 6 0 0 0 10-1M13 2v3h-3M3 14v-3h3",
  "user-connections": "M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2 14c1-5 11-5 12 0",
  "group-connections":
    "M6 3a2 2 0 1 0 0 5 2 2 0 0 0 0-5M1 13c1-4 9-4 10 0M11 3a2 2 0 0 1 0 5M13 10l2 3",
  "source-connections": "",
  "same-identity": "M6 10l4-4M7 4l2-2a3 3 0 0 1 5 5l-2 2M9 12l-2 2a3 3 0 0 1-5-5l2-2",
} as const;

/** The picture of a page in the navigation; decoration beside its name. */
export function NavIcon({ page }: { page: keyof typeof LINES }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={LINES[page]} />
    </svg>
  );
}
