/** A lens; decoration beside the name. */
export function Logo() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none" aria-hidden="true">
      <circle cx="9" cy="9" r="6" stroke="var(--accent)" strokeWidth="5" />
    </svg>
  );
}
