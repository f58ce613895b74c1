import type { ComponentType, ReactNode } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import { Line } from "../ui/line.tsx";

type Parts = typeof import("./expiring-parts.ts");

const load = () => import("./expiring-parts.ts");

export const LazyCounts = part("Counts", <Line />);
export const LazyFoldLine = part("FoldLine", <>&nbsp;</>);
export const LazyRangeForm = part("RangeForm");
export const LazyRangeWords = part("RangeWords");
export const LazyReadSnapshot = part("ReadSnapshot");
export const LazyTimelineChart = part("TimelineChart");

/** Cast to the type of the component itself, which is generic in its rows; `ComponentType` cannot express that. */
function part<Name extends keyof Parts>(name: Name, fallback?: ReactNode): Parts[Name] {
  const component = () => load().then((parts) => parts[name] as unknown as ComponentType<object>);
  return lazyComponent(component, { fallback }) as unknown as Parts[Name];
}
