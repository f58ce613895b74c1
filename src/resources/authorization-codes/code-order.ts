import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { microsOf, rowOrder, type SortValue } from "../../list/browser/row-order.ts";

/** Compares codes as the server would, see `rowOrder`. */
export const codeOrder = (ordering: string) => rowOrder<AuthorizationCode>(ordering, valueOf);

function valueOf(code: AuthorizationCode, key: string): SortValue {
  if (key === "provider") return code.provider?.pk ?? null;
  if (key === "user") return code.user?.pk ?? null;
  // Without end comes after all ends, with either sign on its own side, as on the server.
  if (key === "expires") return code.expires === null ? Infinity : microsOf(code.expires);
  return code.pk;
}
