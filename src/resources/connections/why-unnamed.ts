import type { LookUpStatus } from "../../list/related-objects.ts";

/** Why an id is shown instead of a name; short, because a row has little space. */
export const WHY_UNNAMED: Record<LookUpStatus, string> = {
  unasked: "its name is looked up with the list’s rows",
  loading: "its name is on its way",
  ready: "its name is not among those looked up",
  forbidden: "you may not look up its name",
  failed: "looking up its name failed",
};
