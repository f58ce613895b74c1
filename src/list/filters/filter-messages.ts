import { visible } from "../../ui/text/visible.ts";
import { type LookedUpProps, typedIdHint } from "./filter-lookup.ts";

/** The one message of an empty list. */
export function emptyMessage({
  name,
  kind,
  lookup,
}: Pick<LookedUpProps, "name" | "kind" | "lookup">): string {
  const noun = name.toLowerCase();
  switch (lookup.state) {
    case "loading":
      return "Searching…";
    case "error":
      return `Looking up a ${noun} failed.`;
    case "forbidden":
      return `You are not permitted to look up a ${noun}. ${typedIdHint(name, kind)}`;
    case "ready":
      return lookup.text ? `No ${noun} matches “${visible(lookup.text)}”.` : `There is no ${noun}.`;
  }
}
