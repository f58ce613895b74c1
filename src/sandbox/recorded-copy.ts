/**
 * The part of a recording that is kept in the project: small, but with every rule in it. Pictures
 * are cut short; of most rows only what decides their order is kept, with `copied` set.
 */
import type { Json, JsonFields } from "./json.ts";
import { isFields, rowsOf, type RecordedCase, type RecordedRows } from "./recorded-rows.ts";
import { orderKeys } from "./truth-compare.ts";

/** Cases that say again what another one says. */
const SAID_ALREADY = [
  /^codes-ordering-(auth_time|code|created|desc_(auth_time|created|revoked|scope)|revoked|multi[279])$/,
  /^codes-(page_size-(20|100|minus1|empty)|search-(empty|two|unicode|quoted|hit_user|open_quote)|page-(abc|huge|last|space1))$/,
  /^codes-retrieve-(expired_minute|expired_year|far_future|second|backch)$/,
  /^codes-filter-(user_empty|provider_(empty|noapp|proxy)|provider_abc|user_huge|both_bad)$/,
  /^gc-oauth-ordering-(desc_(created|group|id|pk|last_updated|source_obj)|multi[0-5]$|multi8)/,
  /^gc-oauth-filter-(group_empty|source_slug_empty)|^gc-oauth-(page-(1|2|abc|huge|float)|search-(two|miss|empty)|list-default|slim|retrieve-second)$/,
  /^gc-oauth-(format-|accept-|lang-|no-slash|page_size-(20|minus1|abc|empty)|retrieve-(abc|huge))/,
  /^(extra-walk|sources-all-ordering|providers-all-ordering|cors-get|users-page_size|x-codes-still-there|codes-accept-html-any|codes-format-json|x-codes-slim-(bad|retrieve)|sources-all-pbm-pk|users-filter-pk)/,
  /^users-(search-(dot|script|email|ql_broken|miss)|filter-path)|^users-retrieve-(scripty|super_sam|svc_backup|x_arabic|avatar)$/,
  /^(codes|gc-oauth)-ordering-(is_expired|id|desc_(user|group_name_2)|source_slug_2|multi7)$|^groups-(search-ql|list-default|retrieve$|search-markup|search-arabic)/,
];

/** Lists of which the first row is kept whole, as an example of its shape. */
const WHOLE =
  /^(codes-page-2|gc-oauth-page-empty|gc-oauth-search-case|users-list-slim|users-search-two|users-filter-is_superuser|groups-(list-children|filter)|providers-(all|oauth2)-search-hit|sources-(all|oauth)-(search|enabled)|x-codes-slim)/;

export function copyCases(cases: readonly RecordedCase[]): RecordedCase[] {
  return cases
    .filter(({ case: name }) => !SAID_ALREADY.some((pattern) => pattern.test(name)))
    .map((each) => {
      const { Authorization: _token, ...headers } = each.request.headers;
      const { "x-authentik-id": _id, ...answered } = each.response.headers;
      return {
        case: each.case,
        as: each.as,
        request: { ...each.request, headers },
        response: { ...each.response, headers: answered, body: copyBody(each) },
      };
    });
}

function copyBody({ case: name, request, response }: RecordedCase): Json {
  const { body } = response;
  if (!isFields(body) || !("results" in body)) return cut(body);
  const results = rowsOf(body).map((row, index) =>
    index === 0 && WHOLE.test(name) ? cut(row) : ranked(row, request.path),
  );
  return { ...body, results };
}

function ranked(row: JsonFields, path: string): JsonFields {
  const decisive = new Set(["pk", ...(orderKeys(path, row) ?? [])]);
  const kept = Object.entries(row).filter(([field]) => decisive.has(field));
  return { ...Object.fromEntries(kept.map(([field, value]) => [field, key(value)])), copied: true };
}

/** A nested object by its key alone. */
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

/** Rows as they are, without what the rows of other lists say too. */
export function copyRows(rows: RecordedRows): RecordedRows {
  return {
    users: without(rows.users, "groups_obj", "seen"),
    groups: without(rows.groups, "users", "users_obj", "seen"),
    applications: rows.applications.map(({ pk = null, slug = null }) => ({ pk, slug })),
    providers: rows.providers.map(({ pk = null, component = null }) => ({ pk, component })),
    oauth2_providers: without(rows.oauth2_providers, "seen"),
    sources: without(rows.sources, "seen"),
    oauth_sources: without(rows.oauth_sources, "type", "seen"),
    connections: rows.connections.map(({ seen: _seen, ...row }) => ({
      ...row,
      source: key(row["source"] ?? null),
    })),
    codes: rows.codes.map((row) => ({
      ...row,
      provider: key(row["provider"] ?? null),
      user: key(row["user"] ?? null),
    })),
  };
}

function without(list: readonly JsonFields[], ...fields: string[]): JsonFields[] {
  return list.map((row) => {
    const kept = Object.entries(row).filter(([field]) => !fields.includes(field));
    return Object.fromEntries(kept.map(([field, value]) => [field, cut(value)]));
  });
}
