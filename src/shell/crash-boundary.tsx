import { Component, type ReactNode } from "react";
import { CrashPage } from "./crash-page.tsx";

interface CrashBoundaryProps {
  /** When it changes, the children are rendered again after a crash; usually the location. */
  resetKey?: string;
  children: ReactNode;
}

interface CrashBoundaryState {
  error: unknown;
  crashed: boolean;
  resetKey: string | undefined;
}

/** An error boundary: keeps a crash of its children from the rest of the page. React needs a class for it. */
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
