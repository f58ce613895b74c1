import { queryOptions } from "@tanstack/react-query";
import { get } from "../client.ts";
import { unreadableShape } from "../failures.ts";
import { LOOK_UPS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { readVersion } from "../wire/authentik-version.ts";

/** authentik's version, such as `2026.2.2`: for display only, nothing may depend on it. */
export function versionQuery() {
  return queryOptions({
    queryKey: keys.version,
    queryFn: async ({ signal }) => {
      const { body, requestId } = await get("admin/version/", {}, { signal });
      const version = readVersion(body);
      if (version === null) throw unreadableShape(requestId);
      return version;
    },
    ...LOOK_UPS,
  });
}
