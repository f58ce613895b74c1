import type { ConnectionKind } from "../world/source-entities.ts";

/** The behaviour of a version, where versions differ. */
export interface Rules {
  /** The page size if `page_size` is missing or invalid. */
  readonly page_size: number;
  /** The maximum page size; larger values are silently clamped to it. */
  readonly max_page_size: number;
  /** What an empty `page=` means. */
  readonly empty_page: "invalid" | "first";
  /** Whether lists have `autocomplete` in addition to `pagination` and `results`. */
  readonly autocomplete: boolean;
  /** Whether `"a b"` and `'a b'` are each one search term. */
  readonly search_quotes: boolean;
  /** What happens to a NUL character in `search`. */
  readonly search_nul: "dropped" | "refused";
  /** Whether the 404 for an object names its model. */
  readonly not_found_names_model: boolean;
  readonly json_type: string;
  readonly vary: string;
  /** Whether `Accept-Language` is honoured and `Content-Language` sent. */
  readonly languages: boolean;
  /** What happens to an `Authorization` header with a scheme other than `Bearer`. */
  readonly other_schemes: "refused" | "ignored";
  /** Whether group connections crash for everyone but superusers, or are guarded by permission. */
  readonly connections_of_others: "fault" | "guarded";
  /** Whether the view permission reveals everyone's user connections; otherwise only superusers see those of others. */
  readonly user_connections_by_permission: boolean;
  /** `redirect_uris` of a provider: one string with a URI per line, objects, or objects with a type. */
  readonly redirect_uris: "lines" | "objects" | "typed";
  /** `provider` of a code or token: the full OAuth2 provider, or only the fields common to all provider types. */
  readonly grant_provider: "oauth2" | "base";
  /** `assigned_backchannel_application_*` of a provider without such an application. */
  readonly no_backchannel: "absent" | "null";
  /** The lists of connections: one for each source type, and "all". */
  readonly group_connection_lists: readonly (ConnectionKind | "all")[];
  readonly user_connection_lists: readonly (ConnectionKind | "all")[];
  /** Whether group connections of SAML sources have POST. */
  readonly saml_connection_post: boolean;
  /** What a signed-out request for one user connection in the list of all gets. */
  readonly any_user_connection_signed_out: "refused" | "fault";
  /** `source` of a connection. */
  readonly connection_source: "object" | "uuid";
  /** Whether group connections can be created and changed; if not, POST crashes, and PUT and PATCH do nothing. */
  readonly connection_writes: boolean;
  /** What `search` looks at; `name`: the group's, or the user's username. */
  readonly connection_search: readonly ("name" | "source__slug" | "identifier")[];
  /** Ordering keys that crash the server. */
  readonly connection_ordering_faults: readonly string[];
  /** Latency of a real server per row of group or user connections, in milliseconds. */
  readonly connection_row_ms: number;
  /** Whether sources can be filtered by `pbm_uuid`. */
  readonly source_uuid_filter: boolean;
  /** `icon` of a source: its URL, or the value that was set. */
  readonly source_icon: "url" | "name";
  /** The well-known URL of the source type `azuread`. */
  readonly azuread_well_known: string | null;
  /** `system_permissions` of a superuser. */
  readonly system_permissions: readonly string[];
  /** Where the runs of the clean-up are told of. */
  readonly task_lists: "system_tasks" | "tasks";
  /** What an application without an icon sends. */
  readonly no_icon: "" | null;
  /** Every `action` that an event may have. */
  readonly event_actions: readonly string[];
  /** Whether events can be filtered by several `actions`. */
  readonly event_actions_filter: boolean;
  /** Whether `search` of events takes a query language, besides words. */
  readonly event_search_language: boolean;
  /** Where the birth of a code happens: in the flow, or at the authorization endpoint. */
  readonly event_birth_path: "flow" | "authorize";
  /** Whether the deletion of a connection is an event. */
  readonly connection_events: boolean;
  /** Whether a token answer says which scopes were granted. */
  readonly token_scope: boolean;
  /** Claims of an ID token that came with a version, each as in the tokens of running servers. */
  readonly token_claims: readonly ("amr" | "sid" | "jti")[];
  /** Whether an access token has its scopes as a claim. */
  readonly access_token_scope: boolean;
  /** Whether a client may authenticate by HTTP Basic with what it has percent-encoded. */
  readonly basic_client: boolean;
  /** What `prompt=none` gets for somebody who is signed in, with implicit consent. */
  readonly prompt_none: "code" | "consent_required";
  /**
   * Where somebody who signs in begins: at the address that looks for the right flow, or at that flow itself.
   */
  readonly sign_in_starts: "default" | "flow";
  /** Which kinds of logout the OpenID configuration tells of. */
  readonly logout_metadata: readonly ("backchannel" | "frontchannel")[];
}
