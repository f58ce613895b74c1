import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { Group } from "../../api/wire/group.ts";
import { GroupHeading, GroupPanel } from "../../detail/panels/group-panel.tsx";
import { ConnectionDrawer, type Owner } from "../connections/connection-drawer.tsx";
import { groupRelation } from "../relations/group-relation.ts";
import type { DrawerProps } from "../resource-page.tsx";

const GROUP: Owner<GroupConnection, Group> = {
  step: "group",
  relation: groupRelation,
  idOf: ({ group }) => group,
  Heading: ({ id, steps }) => <GroupHeading steps={steps} user={null} root={id} />,
  Panel: ({ id, steps, to }) => <GroupPanel steps={steps} user={null} root={id} to={to} />,
  target: (pk) => ({ kind: "group", pk }),
};

/** The drawer of a group's connection, its source and its group. */
export function GroupConnectionDrawer(props: DrawerProps<GroupConnection>) {
  return <ConnectionDrawer {...props} owner={GROUP} />;
}
