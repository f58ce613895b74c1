import type { ServerFilters } from "../../api/list-request.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";

/**
 * The filters under which sign-ins were searched by outcome, where the search's own words narrowed them ("user:jane").
 * Their outcomes are told from what was read under the same: what everybody left is too much to reach as far back.
 */
export const readUnder = new WeakMap<AuthentikEvent, ServerFilters>();
