interface IconProps {
  /** CSS class; icons are decoration and always hidden from assistive technology. */
  className?: string | undefined;
}

const BOX = {
  width: 14,
  height: 14,
  viewBox: "0 0 14 14",
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 2,
  "aria-hidden": true,
} as const;

/** Something about a row needs a second look. */
export function WarningIcon({ className }: IconProps) {
  return (
    <svg {...BOX} strokeWidth={1.5} className={className}>
      <path d="M7 1.800L13 12.200H1z" strokeLinejoin="round" />
      <path d="M7 5.500v3M7 10.200v.5" strokeLinecap="round" />
    </svg>
  );
}

interface ArrowProps extends IconProps {
  direction: "up" | "down" | "both";
}

/** The direction of a sort. */
export function SortIcon({ direction, className }: ArrowProps) {
  return (
    <svg
      {...BOX}
      width={10}
      height={12}
      viewBox="0 0 10 12"
      strokeWidth={1.5}
      className={className}
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
