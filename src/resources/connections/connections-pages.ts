/** The lazy chunk of the lists of connections and sources, and of what is tied together by them. */
export {
  GroupConnectionsPage,
  SourceConnectionsPage,
} from "../group-connections/group-connections-page.tsx";
export { SourcesPage } from "../sources/sources-page.tsx";
export { UserConnectionsPage } from "../user-connections/user-connections-page.tsx";
export { SameIdentityPage } from "../identity/same-identity-page.tsx";
