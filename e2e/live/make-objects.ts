import { randomBytes } from "node:crypto";
import { CANARY } from "../support/page-guard.ts";
import { type ApiObject, ApiProblem, type AuthentikApi } from "./authentik-api.ts";
import type { ThrowAway } from "./throw-away.ts";

export interface LiveUser {
  readonly pk: number;
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

export interface LiveProvider {
  readonly pk: number;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the journeys work with; all names begin with the prefix. */
export interface LiveObjects {
  readonly url: string;
  readonly prefix: string;
  readonly redirectUri: string;
  readonly users: readonly LiveUser[];
  readonly group: { readonly pk: string; readonly name: string };
  /** Their codes expire while one watches: the first one's soon, the other's also where everything is slow. */
  readonly quick: readonly LiveProvider[];
  /** Its codes outlive a journey. */
  readonly lasting: LiveProvider;
  readonly source: { readonly pk: string; readonly slug: string; readonly name: string };
  /** null where the version cannot make any. */
  readonly connection: { readonly pk: number; readonly identifier: string } | null;
}

const PEOPLE = ["anna", "ben"];
const SCOPES = new Set(["openid", "email", "profile"]);

interface Where {
  readonly api: AuthentikApi;
  readonly throwAway: ThrowAway;
  readonly prefix: string;
  readonly redirectUri: string;
}

/** @throws ApiProblem where the server refuses; what was made until then is remembered by `throwAway` */
export async function makeObjects(where: Where): Promise<LiveObjects> {
  const { api, throwAway, prefix, redirectUri } = where;
  const group = await throwAway.make("group", { name: `${prefix}-group`, is_superuser: false });
  const users: LiveUser[] = [];
  for (const person of PEOPLE) users.push(await makeUser(where, person, String(group["pk"])));
  const quick = [
    await makeProvider(where, "quick", "seconds=8"),
    await makeProvider(where, "slower", "seconds=90"),
  ];
  const lasting = await makeProvider(where, "lasting", "minutes=10");
  const slug = `${prefix}-source`;
  const source = await throwAway.make("source", {
    name: slug,
    slug,
    // Not offered on the page where people sign in.
    enabled: false,
    // A type whose addresses are built in, so that the server asks nobody about them.
    provider_type: "discord",
    consumer_key: prefix,
    consumer_secret: secret(),
    authentication_flow: await flowNamed(api, "default-source-authentication"),
    enrollment_flow: await flowNamed(api, "default-source-enrollment"),
  });
  return {
    url: api.url,
    prefix,
    redirectUri,
    users,
    group: { pk: String(group["pk"]), name: String(group["name"]) },
    quick,
    lasting,
    source: { pk: String(source["pk"]), slug, name: slug },
    connection: await makeConnection(where, group, source),
  };
}

async function makeUser({ api, throwAway, prefix }: Where, person: string, group: string) {
  const username = `${prefix}-${person}`;
  const { pk, name } = await throwAway.make("user", {
    username,
    name: `${person} ${prefix}`,
    path: "users",
    groups: [group],
  });
  const password = secret();
  await api.ask("POST", `core/users/${pk}/set_password/`, { password });
  return { pk, username, name, password };
}

/** With its application: without one nobody can sign in. */
async function makeProvider(where: Where, word: string, validity: string): Promise<LiveProvider> {
  const { api, throwAway, prefix, redirectUri } = where;
  const name = `${prefix}-${word}`;
  const mappings = await api.ask("GET", "propertymappings/provider/scope/?page_size=100");
  const fields = {
    name,
    authorization_flow: await flowNamed(api, "default-provider-authorization-implicit-consent"),
    // Required from 2024.10, ignored before.
    invalidation_flow: await flowNamed(api, "default-provider-invalidation-flow"),
    property_mappings: (mappings["results"] as ApiObject[])
      .filter(({ managed, scope_name }) => managed && SCOPES.has(scope_name))
      .map(({ pk }) => pk),
    client_type: "confidential",
    // With a mark by which the journeys notice it if the console shows it.
    client_secret: `${CANARY}${secret()}`,
    access_code_validity: validity,
    // Required from 2026.8, ignored before.
    grant_types: ["authorization_code", "refresh_token"],
  };
  const uri = { matching_mode: "strict", url: redirectUri, redirect_uri_type: "authorization" };
  const made = await throwAway
    .make("provider", { ...fields, redirect_uris: [uri] })
    .catch((error: unknown) => {
      // 2024.8 and 2024.10, in their first releases, want a text instead of a list.
      if (!isAbout(error, "redirect_uris")) throw error;
      return throwAway.make("provider", { ...fields, redirect_uris: redirectUri });
    });
  await throwAway.make("application", { name, slug: name, provider: made["pk"] });
  return {
    pk: made["pk"],
    name,
    clientId: made["client_id"],
    clientSecret: made["client_secret"] ?? fields.client_secret,
  };
}

async function makeConnection({ throwAway, prefix }: Where, group: ApiObject, source: ApiObject) {
  const identifier = `${prefix}-identifier`;
  try {
    const { pk } = await throwAway.make("connection", {
      group: group["pk"],
      source: source["pk"],
      identifier,
    });
    return { pk, identifier };
  } catch (error) {
    // 2024.8 and 2024.10 offer it and fail.
    if (error instanceof ApiProblem && [404, 405].includes(error.status)) return null;
    throw error;
  }
}

/** @returns null where the installation has no such flow */
async function flowNamed(api: AuthentikApi, slug: string): Promise<string | null> {
  const { results } = await api.ask("GET", `flows/instances/?slug=${slug}`);
  return results[0]?.pk ?? null;
}

function isAbout(error: unknown, field: string): boolean {
  if (!(error instanceof ApiProblem) || error.status !== 400) return false;
  return typeof error.body === "object" && error.body !== null && field in error.body;
}

function secret(): string {
  return randomBytes(24).toString("hex");
}
