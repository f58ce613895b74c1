interface ArrowProps {
  direction: "up" | "down" | "both";
  className?: string | undefined;
}

/** The direction of a sort. Decoration, hidden from assistive technology. */
export function SortIcon({ direction, className }: ArrowProps) {
  return (
    <svg
      width={10}
      height={12}
      viewBox="0 0 10 12"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      className={className}
      aria-hidden
    >
      {direction !== "down" && (
        <path d="M2 4.500L5 1.500l3 3M5 1.500V10.5" opacity={direction === "both" ? 0.6 : 1} />
      )}
      {direction !== "up" && (
        <path d="M2 7.500L5 10.500l3-3M5 1.500V10.5" opacity={direction === "both" ? 0.6 : 1} />
      )}
    </svg>
  );
}
