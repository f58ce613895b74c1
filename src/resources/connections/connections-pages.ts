/** The lazy chunk of the lists of connections. */
export {
  GroupConnectionsPage,
  SourceConnectionsPage,
} from "../group-connections/group-connections-page.tsx";
export { UserConnectionsPage } from "../user-connections/user-connections-page.tsx";
