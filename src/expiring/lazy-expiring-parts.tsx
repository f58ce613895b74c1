import type { ComponentType, ReactNode } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";

type Parts = typeof import("./expiring-parts.ts");

const load = () => import("./expiring-parts.ts");

export const LazyCountsAsked = part("CountsAsked");
export const LazyCountsLine = part("CountsLine");
export const LazyCountsWithout = part("CountsWithout");
export const LazyRangeForm = part("RangeForm");
export const LazyRangeWords = part("RangeWords");
export const LazyReadSnapshot = part("ReadSnapshot");
export const LazySnapshotCounts = part("SnapshotCounts", "Counting by expiry time …");
export const LazyTimelineChart = part("TimelineChart");

/** Cast to the type of the component itself, which is generic in its rows; `ComponentType` cannot express that. */
function part<Name extends keyof Parts>(name: Name, fallback?: ReactNode): Parts[Name] {
  const component = () => load().then((parts) => parts[name] as unknown as ComponentType<object>);
  return lazyComponent(component, { fallback }) as unknown as Parts[Name];
}
