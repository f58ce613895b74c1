/**
 * Responses recorded from a running authentik, and the rows in them. A world built from these rows must reproduce the
 * recorded responses.
 */
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { CONNECTION_KINDS } from "../world/source-entities.ts";

export interface RecordedCase {
  readonly case: string;
  /** The caller: `admin`, `viewer`, `nobody` … */
  readonly as: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    /** A JSON value, or a string that is sent as it is. */
    readonly body?: Json;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
  };
}

/** All rows of a recording, in the shape that its version sends. */
export interface RecordedRows {
  readonly users: readonly JsonFields[];
  readonly groups: readonly JsonFields[];
  readonly applications: readonly JsonFields[];
  readonly providers: readonly JsonFields[];
  readonly oauth2_providers: readonly JsonFields[];
  readonly sources: readonly JsonFields[];
  readonly oauth_sources: readonly JsonFields[];
  readonly connections: readonly JsonFields[];
  readonly user_connections: readonly JsonFields[];
  /** Codes and tokens have `seen`: the time of the first response that contains them. */
  readonly codes: readonly JsonFields[];
  readonly access_tokens: readonly JsonFields[];
  readonly refresh_tokens: readonly JsonFields[];
}

/** The rows of a list response; empty for any other body. */
export function resultsOf(body: Json): readonly JsonFields[] {
  const results = isFields(body) ? body["results"] : undefined;
  return Array.isArray(results) ? results.filter(isFields) : [];
}

/**
 * Collects all rows of all lists that were sent to the admin.
 * @param standIn keys of the provider and user for codes that were counted, but are on unrecorded pages
 */
export function gatherRows(
  cases: readonly RecordedCase[],
  standIn: { readonly provider: number; readonly user: number },
): RecordedRows {
  const inOrder = cases
    .filter(({ as, response }) => as === "admin" && response.status === 200)
    .toSorted((one, other) => recordedAt(one) - recordedAt(other));

  function listed(path: string, unless: (row: JsonFields) => boolean = () => false) {
    const found = new Map<Json, JsonFields>();
    for (const each of inOrder) {
      if (each.request.path.split("?")[0] !== `/api/v3/${path}/`) continue;
      // Experiments at the end of a recording add rows that crash the server.
      if (each.case.includes("poison") || each.case.startsWith("clean")) continue;
      for (const row of resultsOf(each.response.body)) {
        const key = row["pk"] ?? null;
        if (!unless(row) && !found.has(key)) {
          found.set(key, { ...row, seen: each.response.headers["date"] ?? "" });
        }
      }
    }
    return [...found.values()];
  }

  // Only the list of its kind says which one a connection is of.
  function connections(path: string): JsonFields[] {
    const known = CONNECTION_KINDS.flatMap((kind): JsonFields[] =>
      listed(`${path}/${kind}`).map((row) => ({ kind, ...row })),
    );
    const keys = new Set(known.map(({ pk = null }) => pk));
    // Only OAuth has more of them than fit on the recorded pages of its own list.
    const others = listed(`${path}/all`, ({ pk = null }) => keys.has(pk));
    return [...known, ...others.map((row) => ({ kind: "oauth", ...row }))];
  }

  const users = listed("core/users");
  const codes = listed("oauth2/authorization_codes");
  const userConnections = connections("sources/user_connections");
  // The user of unauthenticated requests is in no list, but may own codes.
  const others = codes
    .map((row) => row["user"])
    .filter(isFields)
    .filter((row, index, rows) => rows.findIndex(({ pk }) => pk === row["pk"]) === index)
    .filter((row) => !users.some(({ pk }) => pk === row["pk"]));
  return {
    users: [...users, ...others],
    groups: listed("core/groups"),
    applications: listed("core/applications"),
    providers: listed("providers/all"),
    oauth2_providers: listed("providers/oauth2"),
    sources: listed("sources/all"),
    oauth_sources: listed("sources/oauth"),
    connections: connections("sources/group_connections"),
    user_connections: [
      ...userConnections,
      ...unrecorded(
        inOrder,
        USER_CONNECTIONS,
        userConnections.filter(({ kind }) => kind === "oauth"),
        standInConnection(
          inOrder,
          userConnections.filter(({ kind }) => kind === "oauth"),
        ),
      ),
    ],
    codes: [
      ...codes,
      ...unrecorded(
        inOrder,
        "/authorization_codes/?page_size=1",
        codes,
        standInCode(codes, standIn),
      ),
    ],
    access_tokens: listed("oauth2/access_tokens"),
    refresh_tokens: listed("oauth2/refresh_tokens"),
  };
}

/** All of `rows`, plus those of `others` with other keys. */
export function withRowsOf(rows: RecordedRows, others: RecordedRows): RecordedRows {
  const merged = Object.entries(others).map(([name, list]: [string, readonly JsonFields[]]) => {
    const own = rows[name as keyof RecordedRows];
    const keys = new Set(own.map(({ pk }) => pk));
    return [name, [...own, ...list.filter(({ pk }) => !keys.has(pk))]];
  });
  return Object.fromEntries(merged) as RecordedRows;
}

/** The path suffix of the request for all user connections with OAuth sources. */
const USER_CONNECTIONS = "/user_connections/oauth/";

/** The body of the first response to a path that ends with `asked`. */
function wholeList(cases: readonly RecordedCase[], asked: string): Json {
  return cases.find(({ request }) => request.path.endsWith(asked))?.response.body ?? null;
}

/** The code that stands in for codes on unrecorded pages. */
function standInCode(
  codes: readonly JsonFields[],
  standIn: { readonly provider: number; readonly user: number },
): JsonFields | undefined {
  const provider = codes.find(({ provider: of }) => isFields(of) && of["pk"] === standIn.provider);
  const user = codes.find(({ user: of }) => isFields(of) && of["pk"] === standIn.user);
  return provider && user && { ...provider, user: user["user"] ?? null };
}

/** The same for user connections: the newest one, with the source of the last row on the first page. */
function standInConnection(
  cases: readonly RecordedCase[],
  rows: readonly JsonFields[],
): JsonFields | undefined {
  const newest = rows.toSorted((one, other) => Number(other["pk"]) - Number(one["pk"]))[0];
  const last = resultsOf(wholeList(cases, USER_CONNECTIONS)).at(-1);
  return newest && last && { ...newest, source: last["source"] ?? null };
}

/**
 * Rows that a list counts but no recorded page contains. They get unused keys.
 * @param asked the path suffix of the request for the whole list
 */
function unrecorded(
  cases: readonly RecordedCase[],
  asked: string,
  rows: readonly JsonFields[],
  standIn: JsonFields | undefined,
): JsonFields[] {
  const body = wholeList(cases, asked);
  const pagination = isFields(body) ? body["pagination"] : undefined;
  const count = isFields(pagination) ? Number(pagination["count"]) : 0;
  if (standIn === undefined) return [];
  const keys = new Set(rows.map(({ pk }) => Number(pk)));
  const found: JsonFields[] = [];
  for (let pk = Math.min(...keys); found.length + rows.length < count; pk += 1) {
    if (!keys.has(pk)) found.push({ ...standIn, pk });
  }
  return found;
}

/** Epoch milliseconds, accurate to the second. */
export function recordedAt({ response }: RecordedCase): number {
  return Date.parse(response.headers["date"] ?? "");
}
