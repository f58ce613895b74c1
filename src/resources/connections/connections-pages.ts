/** The lazy chunk of the lists of connections, and of what is tied together by them. */
export {
  GroupConnectionsPage,
  SourceConnectionsPage,
} from "../group-connections/group-connections-page.tsx";
export { UserConnectionsPage } from "../user-connections/user-connections-page.tsx";
export { SameIdentityPage } from "../identity/same-identity-page.tsx";
