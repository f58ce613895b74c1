/** The lazy chunk of the drawers of connections. */
export { GroupConnectionDrawer } from "../group-connections/group-connection-drawer.tsx";
export { UserConnectionDrawer } from "../user-connections/user-connection-drawer.tsx";
