/** The lazy chunk of the drawers of connections and sources. */
export { GroupConnectionDrawer } from "../group-connections/group-connection-drawer.tsx";
export { SourceDrawer } from "../sources/source-drawer.tsx";
export { UserConnectionDrawer } from "../user-connections/user-connection-drawer.tsx";
