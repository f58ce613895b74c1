import { ApiError } from "../../api/failures.ts";

/** Reports a lazy chunk that failed to load like any request that failed. @throws ApiError */
export function notLoaded(): never {
  throw new ApiError({ kind: "unreachable", reason: "network" });
}
