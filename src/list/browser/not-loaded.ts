import { ApiError } from "../../api/failures.ts";

/** For a file that did not arrive: said as any request that did not. @throws ApiError */
export function notLoaded(): never {
  throw new ApiError({ kind: "unreachable", reason: "network" });
}
