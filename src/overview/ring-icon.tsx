import { SmallIcon } from "../ui/small-icon.tsx";

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
    <SmallIcon strokeWidth={2} className={className}>
      <circle cx="7" cy="7" r="5" opacity="0.25" />
      <circle
        cx="7"
        cy="7"
        r="5"
        strokeDasharray={`${left} ${CIRCUMFERENCE}`}
        transform="rotate(-90 7 7)"
      />
    </SmallIcon>
  );
}
