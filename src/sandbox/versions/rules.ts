/** The behaviour of a version, as far as it differs from that of others. */
export interface Rules {
  /** The page size without `page_size`, or with a nonsensical one. */
  readonly page_size: number;
  /** The largest page size; more is silently reduced to it. */
  readonly max_page_size: number;
  /** What an empty `page=` means. */
  readonly empty_page: "invalid" | "first";
  /** Whether lists have `autocomplete` besides `pagination` and `results`. */
  readonly autocomplete: boolean;
  /** Whether `"a b"` and `'a b'` are one search term. */
  readonly search_quotes: boolean;
  /** What happens to a NUL character in `search`. */
  readonly search_nul: "dropped" | "refused";
  /** Whether a 404 of an object names its model. */
  readonly not_found_names_model: boolean;
  readonly json_type: string;
  readonly vary: string;
  /** Whether `Accept-Language` is heeded and `Content-Language` sent. */
  readonly languages: boolean;
  /** What happens to an `Authorization` header with another scheme than `Bearer`. */
  readonly other_schemes: "refused" | "ignored";
  /** What group connections answer to anybody but a superuser: a crash, or by permission. */
  readonly connections_of_others: "fault" | "guarded";
  /** Whether the view permission shows everybody's user connections, or only a superuser sees them. */
  readonly user_connections_by_permission: boolean;
  /** `redirect_uris` of a provider: lines of one text, objects, or objects that have a type. */
  readonly redirect_uris: "lines" | "objects" | "typed";
  /** `provider` of a code or token: the whole OAuth2 provider, or only the fields of any provider. */
  readonly grant_provider: "oauth2" | "base";
  /** `assigned_backchannel_application_*` of a provider without such an application. */
  readonly no_backchannel: "absent" | "null";
  /** `source` of a connection. */
  readonly connection_source: "object" | "uuid";
  /** Whether group connections can be created and changed; if not, POST fails and PUT does nothing. */
  readonly connection_writes: boolean;
  readonly connection_search: readonly ("group__name" | "source__slug" | "identifier")[];
  /** Ordering keys that crash the server. */
  readonly connection_ordering_faults: readonly string[];
  /** How long a real server takes for each row of group connections, in milliseconds. */
  readonly connection_row_ms: number;
  /** Whether sources can be filtered by `pbm_uuid`. */
  readonly source_uuid_filter: boolean;
  /** `icon` of a source: its URL, or the value that was set. */
  readonly source_icon: "url" | "name";
  /** The well-known URL of the source type `azuread`. */
  readonly azuread_well_known: string | null;
  /** `system_permissions` of a superuser. */
  readonly system_permissions: readonly string[];
}
