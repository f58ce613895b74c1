/** What can be said of a version's behaviour. */
export interface Rules {
  /** Page size without `page_size`, and with one that makes no sense. */
  readonly page_size: number;
  /** A larger page size is silently made this one. */
  readonly max_page_size: number;
  /** What `page=` asks for. */
  readonly empty_page: "invalid" | "first";
  /** `autocomplete` beside `pagination` and `results`. */
  readonly autocomplete: boolean;
  /** Whether `"a b"` and `'a b'` are one search term. */
  readonly search_quotes: boolean;
  /** A NUL character in `search`. */
  readonly search_nul: "dropped" | "refused";
  /** Whether a 404 of an object names its model. */
  readonly not_found_names_model: boolean;
  readonly json_type: string;
  readonly vary: string;
  /** Whether `Accept-Language` is heeded, and `Content-Language` sent. */
  readonly languages: boolean;
  /** A word other than `Bearer` in the `Authorization` header. */
  readonly other_schemes: "refused" | "ignored";
  /** What anybody but a superuser gets from group connections. */
  readonly connections_of_others: "fault" | "guarded";
  /** Whether the view permission shows everybody's user connections; if not, superusers only. */
  readonly user_connections_by_permission: boolean;
  /** `redirect_uris`: lines of one text; objects; objects that say what they are for. */
  readonly redirect_uris: "lines" | "objects" | "typed";
  /** `provider` of a code or token: all of the OAuth2 provider, or what every provider has. */
  readonly grant_provider: "oauth2" | "base";
  /** `assigned_backchannel_application_*` of a provider that has none. */
  readonly no_backchannel: "absent" | "null";
  /** `source` of a group connection. */
  readonly connection_source: "object" | "uuid";
  /** Whether group connections can be created and changed; if not, POST fails and PUT does nothing. */
  readonly connection_writes: boolean;
  readonly connection_search: readonly ("group__name" | "source__slug" | "identifier")[];
  /** Ordering keys that are taken, and then break the server. */
  readonly connection_ordering_faults: readonly string[];
  /** Milliseconds that each row of group connections costs. */
  readonly connection_row_ms: number;
  /** Whether sources can be filtered by `pbm_uuid`. */
  readonly source_uuid_filter: boolean;
  /** What the icon of a source is: the address, or what was set. */
  readonly source_icon: "url" | "name";
  /** The well-known address of the source type `azuread`. */
  readonly azuread_well_known: string | null;
  /** What a superuser may do with the system as a whole. */
  readonly system_permissions: readonly string[];
}
