import type { ComponentType } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";

type Parts = typeof import("./parts.ts");

const load = () => import("./parts.ts");

export const CountsAsked = part("CountsAsked");
export const CountsLine = part("CountsLine");
export const CountsWithout = part("CountsWithout");
export const RangeForm = part("RangeForm");
export const TimelineChart = part("TimelineChart");

/** As generic in its rows as it is itself, which `ComponentType` cannot say. */
function part<Name extends keyof Parts>(name: Name): Parts[Name] {
  return lazyComponent(() =>
    load().then((parts) => parts[name] as unknown as ComponentType<object>),
  ) as unknown as Parts[Name];
}
