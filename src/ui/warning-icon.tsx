/** Something about a row needs a second look. Decoration, hidden from assistive technology. */
export function WarningIcon({ className }: { className?: string | undefined }) {
  return (
    <svg
      width={14}
      height={14}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      className={className}
      aria-hidden
    >
      <path d="M7 1.800L13 12.200H1z" strokeLinejoin="round" />
      <path d="M7 5.500v3M7 10.200v.5" strokeLinecap="round" />
    </svg>
  );
}
