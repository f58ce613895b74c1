import type { ReactNode } from "react";

interface SmallIconProps {
  className?: string | undefined;
  strokeWidth: number;
  children: ReactNode;
}

/** An icon of 14 by 14 px, in the text's colour. Decoration, hidden from assistive technology. */
export function SmallIcon({ className, strokeWidth, children }: SmallIconProps) {
  return (
    <svg
      width={14}
      height={14}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      className={className}
      aria-hidden
    >
      {children}
    </svg>
  );
}

/** Something about a row needs a second look. */
export function WarningIcon({ className }: Pick<SmallIconProps, "className">) {
  return (
    <SmallIcon strokeWidth={1.5} className={className}>
      <path d="M7 1.800L13 12.200H1z" strokeLinejoin="round" />
      <path d="M7 5.500v3M7 10.200v.5" strokeLinecap="round" />
    </SmallIcon>
  );
}
