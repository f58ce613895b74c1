/**
 * Selects the part of a recording that is kept in this repository: small, but covering every rule. Avatars are
 * truncated. For a list, only the order of its rows is kept, and sometimes its first row.
 */
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { resultsOf, type RecordedCase, type RecordedRows } from "./recorded-rows.ts";
import { recordedOrder } from "./recorded-order.ts";

/** Cases that duplicate another case. */
const REDUNDANT = [
  /^(codes-(retrieve-noapp|page_size-abc|filter-unknown_param)|gc-oauth-(page_size-100|ordering-pk))$/,
  /^codes-ordering-(auth_time|code|created|desc_(auth_time|created|revoked|scope)|revoked|multi[279])$/,
  /^codes-(page_size-(20|100|minus1|empty)|search-(empty|two|unicode|quoted|hit_user|open_quote)|page-(abc|huge|last|space1))$/,
  /^codes-retrieve-(expired_minute|expired_year|far_future|second)$/,
  /^codes-filter-(user_empty|provider_(empty|noapp|proxy)|provider_abc|user_huge|both_bad)$/,
  /^gc-oauth-ordering-(desc_(created|group|id|pk|last_updated|source_obj)|multi[0-5]$|multi8)/,
  /^gc-oauth-filter-(group_empty|source_slug_empty)|^gc-oauth-(page-(1|2|abc|huge|float)|search-(two|miss|empty)|list-default|slim|retrieve-second)$/,
  /^gc-oauth-(format-|accept-|lang-|no-slash|page_size-(20|minus1|abc|empty)|retrieve-(abc|huge))/,
  /^(extra-walk|sources-all-ordering|providers-all-ordering|cors-get|users-page_size|x-codes-still-there|codes-accept-html-any|codes-format-json|x-codes-slim-(bad|retrieve)|sources-all-pbm-pk|users-filter-pk)/,
  /^(x-users-list-auditor-slim|(codes|gc-oauth)-as-viewer-ps1|config-as-nobody|extra-(users|groups|providers-oauth2)-detail-badtoken)$|^users-(search-(dot|script|email|ql_broken|miss)|filter-path)|^users-retrieve-(scripty|super_sam|svc_backup|x_arabic|avatar)$/,
  /^(access|refresh)-(ordering-(desc_)?(foo|scope)|ordering-desc_(id_token|is_expired|user|provider)|page_size-(0|20|abc)|page-(abc|empty)|retrieve-expired|head|post|filter-revoked_ignored)$/,
  /^refresh-(as-(auditor|badtoken)|retrieve-(abc|missing|never)|filter-unknown|page_size-1000|list-default|slim|ordering-(expires|provider))$|^x-access-slim$/,
  /^uc-oauth-(ordering-(source_slug|expires)|retrieve-missing|as-nobody|page_size-2)$/,
  /^(gc|uc)-(saml|plex|kerberos|telegram)-(ordering|filter|page_size|search|used_by|options)/,
  /^(gc|uc)-(all|ldap)-(ordering-(expires|pk|source_slug|created_desc|user|group)|page_size|search-miss|options)/,
  /^(codes|gc-oauth)-ordering-(is_expired|id|desc_(user|group_name_2)|source_slug_2|multi7)$|^groups-(search-ql|list-default|retrieve$|search-markup|search-arabic)/,
];

/** Lists whose first row is kept as an example of its shape. */
const WHOLE =
  /^((gc|uc)-(all|saml)-list-default|codes-page-2|gc-oauth-page-empty|gc-oauth-search-case|users-list-slim|users-search-two|users-filter-is_superuser|groups-(list-children|filter)|providers-(all|oauth2)-search-hit|sources-(all|oauth)-(search|enabled)|x-codes-slim|access-list-default|refresh-page-2)/;

/**
 * The cases kept for every release but one: an example of each object, and what changed between releases (pagination,
 * search, ordering, writes, permissions, error messages).
 */
const BRIEF = [
  /^codes-(page-|page_size-|retrieve$|retrieve-(missing|backch)|search-(nul|hit|quoted)|ordering-(expires|desc_expires)$|filter-provider$|list-default|used_by-ok|post|put)/,
  /^gc-oauth-(page-(empty|last)|page_size-(0|1000)|retrieve$|search-|ordering-(source_obj|desc_source_obj|last_updated|source$)|post-|put-|patch-(ok|bad|missing)|delete-)/,
  /^access-(list-default|page-past_end|page_size-1000|ordering-(desc_expires|revoked)|retrieve-(revoked|missing)|as-(viewer|auditor)|slim|search|delete-)/,
  /^refresh-(page-2|ordering-desc_revoked|as-nobody|delete-ok|filter-abc|used_by)/,
  /^uc-oauth-(list-default|as-(auditor|viewer)|retrieve$|ordering-(last_updated|source_obj)|search)/,
  /^(gc|uc)-(saml|plex|ldap|kerberos|telegram)-(list-default|as-auditor)/,
  /^(gc|uc)-all-(list-default|as-|retrieve|filter-|ordering-(identifier|source_obj)|search-hit|used_by|post)/,
  /^(users-(list-default|search-two|retrieve-slim)|groups-(list-children|retrieve-)|providers-(all|oauth2)-(search-hit|retrieve$)|sources-(all|oauth)-(search|enabled|retrieve|pbm)|me|version|config)/,
  /^(codes|gc-oauth)-(as|retrieve-as|used_by-as|delete)-|-detail-nobody$|-delete-missing-|retrieve-missing-|^auth-(token_scheme|two_spaces|non_ascii)|lang-de-403$/,
];

/** @param brief true for every release but the one with the long selection */
export function copyCases(cases: readonly RecordedCase[], brief: boolean): RecordedCase[] {
  return cases
    .filter(({ case: name }) => !REDUNDANT.some((pattern) => pattern.test(name)))
    .filter(({ case: name }) => !brief || BRIEF.some((pattern) => pattern.test(name)))
    .map((each) => {
      const headers = unusual(each);
      const { "x-authentik-id": _id, ...answered } = each.response.headers;
      return {
        case: each.case,
        as: each.as,
        request: { ...each.request, headers },
        response: { ...each.response, headers: answered, body: copyBody(each) },
      };
    });
}

const JSON_ONLY = "application/json";

/** A request's headers without those that `restored` adds back. */
function unusual({ as, request }: RecordedCase): Record<string, string> {
  const kept = Object.entries(request.headers).filter(([name, value]) => {
    if (name === "Authorization") return as !== "admin";
    return name !== "Accept" || value !== JSON_ONLY;
  });
  const accept = "Accept" in request.headers ? {} : { Accept: "*/*" };
  return { ...Object.fromEntries(kept), ...accept };
}

/** A copied case with the headers that were left out because most cases have them. */
export function restored(copy: RecordedCase, adminToken: string): RecordedCase {
  const { as, request } = copy;
  const authorization = as === "admin" ? { Authorization: `Bearer ${adminToken}` } : {};
  const headers = { Accept: JSON_ONLY, ...authorization, ...request.headers };
  return { ...copy, request: { ...request, headers } };
}

function copyBody({ case: name, request, response }: RecordedCase): Json {
  const { body } = response;
  if (!isFields(body) || !("results" in body)) return cut(body);
  const rows = resultsOf(body);
  const [first] = rows;
  return {
    ...body,
    results: first !== undefined && WHOLE.test(name) ? [cut(first)] : [],
    order: recordedOrder(request.path, rows),
  };
}

/** Reduces a nested object to its key. */
function key(value: Json): Json {
  return isFields(value) ? { pk: value["pk"] ?? null } : value;
}

function cut(value: Json): Json {
  if (Array.isArray(value)) return value.map(cut);
  if (isFields(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, cut(field)]));
  }
  return typeof value === "string" && value.startsWith("data:image/") ? value.slice(0, 46) : value;
}

/** Rows without the fields that duplicate other lists. */
export function copyRows(rows: RecordedRows): RecordedRows {
  return {
    users: without(rows.users, "groups_obj", "seen"),
    groups: without(rows.groups, "users", "users_obj", "seen"),
    applications: rows.applications.map(({ pk = null, slug = null }) => ({ pk, slug })),
    providers: rows.providers.map(({ pk = null, component = null }) => ({ pk, component })),
    oauth2_providers: without(rows.oauth2_providers, "seen"),
    sources: without(rows.sources, "seen"),
    oauth_sources: without(rows.oauth_sources, "type", "seen"),
    connections: rows.connections.map(connection),
    user_connections: rows.user_connections.map(connection),
    codes: rows.codes.map(grant),
    access_tokens: rows.access_tokens.map(grant),
    refresh_tokens: rows.refresh_tokens.map(grant),
  };
}

function connection({ seen: _seen, source_obj: _told, ...row }: JsonFields): JsonFields {
  return { ...row, source: key(row["source"] ?? null) };
}

function grant(row: JsonFields): JsonFields {
  return { ...row, provider: key(row["provider"] ?? null), user: key(row["user"] ?? null) };
}

function without(list: readonly JsonFields[], ...fields: string[]): JsonFields[] {
  return list.map((row) => {
    const kept = Object.entries(row).filter(([field]) => !fields.includes(field));
    return Object.fromEntries(kept.map(([field, value]) => [field, cut(value)]));
  });
}
