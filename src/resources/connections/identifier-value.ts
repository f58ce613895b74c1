import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { RowValue } from "../../list/menu/row-value.ts";
import { identityPath } from "../../detail/identity-path.ts";

/** What a source calls a group or user, as a value of the row: who else it calls so is one step away. */
export function identifierValue({ identifier }: Pick<GroupConnection, "identifier">): RowValue[] {
  if (identifier === "") return [];
  const what = "identifier";
  return [
    {
      what,
      text: identifier,
      link: { to: identityPath({ identifier }), words: "Same identity" },
      copy: { what, text: identifier },
    },
  ];
}
