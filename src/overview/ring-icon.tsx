interface RingProps {
  className: string | undefined;
  /** The share that is left, 0 to 1. */
  share: number;
}

const CIRCUMFERENCE = 2 * Math.PI * 5;

/** A ring that empties as time runs out. */
export function RingIcon({ share, className }: RingProps) {
  const left = Math.max(0, Math.min(1, share)) * CIRCUMFERENCE;
  return (
    <svg
      width={14}
      height={14}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      aria-hidden
      className={className}
    >
      <circle cx="7" cy="7" r="5" opacity="0.25" />
      <circle
        cx="7"
        cy="7"
        r="5"
        strokeDasharray={`${left} ${CIRCUMFERENCE}`}
        transform="rotate(-90 7 7)"
      />
    </svg>
  );
}
