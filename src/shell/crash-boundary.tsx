import { Component, type ReactNode } from "react";
import { CrashPage } from "./crash-page.tsx";

interface CrashBoundaryProps {
  /** When it changes, what failed is tried anew: the address, mostly. */
  resetKey?: string;
  children: ReactNode;
}

interface CrashBoundaryState {
  error: unknown;
  crashed: boolean;
  resetKey: string | undefined;
}

/** Keeps a fault in what is below it from taking the rest of the page along. React offers this to classes only. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashBoundaryState> {
  override state: CrashBoundaryState = { error: null, crashed: false, resetKey: undefined };

  static getDerivedStateFromError(error: unknown): Partial<CrashBoundaryState> {
    return { error, crashed: true };
  }

  static getDerivedStateFromProps(
    { resetKey }: CrashBoundaryProps,
    state: CrashBoundaryState,
  ): Partial<CrashBoundaryState> | null {
    return resetKey === state.resetKey ? null : { crashed: false, resetKey };
  }

  override render(): ReactNode {
    return this.state.crashed ? <CrashPage error={this.state.error} /> : this.props.children;
  }
}
