import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { isFields, type Json } from "../http/json-fields.ts";
import { writeOAuth2Provider } from "../endpoints/serializers/serialize-provider.ts";
import { randomHex } from "../openid/issued-grants.ts";
import type { ProviderEntity, RedirectUriEntity } from "../world/entities.ts";
import { validityMs } from "../world/validity.ts";
import { dropGrants, nextKey, requireMade } from "./made-objects.ts";
import { readBody, typeName } from "./read-body.ts";
import {
  readFields,
  readFlag,
  readList,
  readOptionalRelation,
  readRelation,
  readText,
  readWord,
  refuseTaken,
  type FieldResult,
} from "./read-fields.ts";

type Written = Pick<
  ProviderEntity,
  | "name"
  | "authentication_flow"
  | "authorization_flow"
  | "invalidation_flow"
  | "property_mappings"
  | "client_type"
  | "client_id"
  | "client_secret"
  | "access_code_validity"
  | "access_token_validity"
  | "refresh_token_validity"
  | "include_claims_in_id_token"
  | "redirect_uris"
>;

/** POST and DELETE of `providers/oauth2`. */
export const providerWrites = { post: createProvider, remove: removeProvider };

async function createProvider(call: Call): Promise<Answer> {
  const { state, worldIndex, version } = call;
  const { providers, world } = worldIndex;
  const flows = new Map(world.flows.map((flow) => [flow.pk, flow]));
  const mappings = new Map(world.scopeMappings.map((mapping) => [mapping.pk, mapping]));
  const isText = version.rules.redirect_uris === "lines";
  const fields = readFields<Written>(call, await readBody(call), {
    name: { read: readText },
    authentication_flow: { read: readOptionalRelation(flows), fallback: null },
    authorization_flow: { read: readRelation(flows) },
    // A version without the field ignores it.
    invalidation_flow: version.has("provider", "invalidation_flow")
      ? { read: readRelation(flows) }
      : { read: () => ({ of: "" }), fallback: "" },
    property_mappings: { read: readList(readRelation(mappings)), fallback: [] },
    client_type: { read: readWord(["confidential", "public"]), fallback: "confidential" },
    client_id: { read: readText, fallback: randomHex(20) },
    client_secret: { read: readText, fallback: randomHex(64) },
    access_code_validity: { read: readDuration, fallback: "minutes=1" },
    access_token_validity: { read: readDuration, fallback: "hours=1" },
    refresh_token_validity: { read: readDuration, fallback: "days=30" },
    include_claims_in_id_token: { read: readFlag, fallback: true },
    redirect_uris: isText ? { read: readLines, fallback: [] } : { read: readList(readRedirectUri) },
  });
  const others = [...providers.values()];
  refuseTaken(
    call,
    "name",
    others.some(({ name }) => name === fields.name),
  );
  refuseTaken(
    call,
    "client_id",
    others.some(({ client_id }) => client_id === fields.client_id),
  );
  const provider: ProviderEntity = {
    ...fields,
    pk: nextKey(providers),
    kind: "oauth2",
    refresh_token_threshold: "seconds=0",
    signing_key: null,
    encryption_key: null,
    logout_uri: "",
    logout_method: "backchannel",
    sub_mode: "hashed_user_id",
    issuer_mode: "per_provider",
    jwt_federation_sources: [],
    jwt_federation_providers: [],
    grant_types: ["authorization_code", "refresh_token"],
  };
  providers.set(provider.pk, provider);
  state.made.providers.add(provider.pk);
  return { status: 201, cost: 80, body: writeOAuth2Provider(call, provider) };
}

/** Its codes and tokens go with it; its application stays, without a provider. */
function removeProvider(call: Call, { pk }: ProviderEntity): Answer {
  const { state, worldIndex } = call;
  const { applications, applicationsBySlug } = worldIndex;
  requireMade(state.made.providers, pk);
  dropGrants(call, (grant) => grant.provider === pk);
  const application = applications.get(pk);
  if (application !== undefined) {
    applicationsBySlug.set(application.slug, { ...application, provider: null });
  }
  applications.delete(pk);
  worldIndex.providers.delete(pk);
  state.made.providers.delete(pk);
  return { status: 204, cost: 80 };
}

function readDuration(value: Json): FieldResult<string> {
  const text = readText(value);
  if ("problem" in text || !Number.isNaN(validityMs(text.of))) return text;
  return { problem: "not-a-duration", value: text.of };
}

function readLines(value: Json): FieldResult<readonly RedirectUriEntity[]> {
  if (typeof value !== "string") return { problem: "not-a-string" };
  const lines = value.split("\n").filter((line) => line !== "");
  return { of: lines.map((url) => redirectUri("strict", url)) };
}

function readRedirectUri(value: Json): FieldResult<RedirectUriEntity> {
  if (!isFields(value)) return { problem: "no-dictionary", value: typeName(value) };
  const { matching_mode = null, url = null } = value;
  const mode = readWord(["strict", "regex"] as const)(matching_mode);
  if ("problem" in mode) return mode;
  const text = readText(url);
  return "problem" in text ? text : { of: redirectUri(mode.of, text.of) };
}

function redirectUri(matching_mode: "strict" | "regex", url: string): RedirectUriEntity {
  return { matching_mode, url, redirect_uri_type: "authorization" };
}
