import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { writeOAuthSource } from "../endpoints/serializers/serialize-source.ts";
import { SOURCE_TYPES } from "../endpoints/serializers/source-types.ts";
import type { OAuthSourceFields, SourceEntity } from "../world/source-entities.ts";
import { dropConnections, requireMade } from "./made-objects.ts";
import { readBody } from "./read-body.ts";
import {
  readFields,
  readFlag,
  readOptionalRelation,
  readOptionalText,
  readText,
  readWord,
  refuseTaken,
} from "./read-fields.ts";

type Written = Pick<
  SourceEntity,
  "name" | "slug" | "enabled" | "authentication_flow" | "enrollment_flow"
> &
  Pick<OAuthSourceFields, "provider_type" | "consumer_key"> & {
    readonly consumer_secret: string;
    readonly authorization_url: string;
    readonly access_token_url: string;
    readonly profile_url: string;
  };

/** POST and DELETE of `sources/oauth`. */
export const sourceWrites = { post: createSource, remove: removeSource };

async function createSource(call: Call): Promise<Answer> {
  const { state, worldIndex } = call;
  const { sources, world } = worldIndex;
  const flows = new Map(world.flows.map((flow) => [flow.pk, flow]));
  const data = await readBody(call);
  const type = SOURCE_TYPES.get(String(data["provider_type"]));
  // A type with addresses of its own needs none.
  const address = (own: string | null | undefined) =>
    own === null ? { read: readText } : { read: readOptionalText, fallback: "" };
  const {
    consumer_secret: _secret,
    provider_type,
    consumer_key,
    ...fields
  } = readFields<Written>(call, data, {
    name: { read: readText },
    slug: { read: readText },
    enabled: { read: readFlag, fallback: true },
    authentication_flow: { read: readOptionalRelation(flows), fallback: null },
    enrollment_flow: { read: readOptionalRelation(flows), fallback: null },
    provider_type: { read: readWord([...SOURCE_TYPES.keys()]) },
    consumer_key: { read: readText },
    consumer_secret: { read: readText },
    authorization_url: address(type?.authorization_url),
    access_token_url: address(type?.access_token_url),
    profile_url: address(type?.profile_url),
  });
  const isTaken = [...sources.values()].some(({ slug }) => slug === fields.slug);
  refuseTaken(call, "slug", isTaken);
  const { authorization_url, access_token_url, profile_url, ...own } = fields;
  const oauth: OAuthSourceFields = {
    group_matching_mode: "identifier",
    provider_type,
    request_token_url: null,
    authorization_url: authorization_url || null,
    access_token_url: access_token_url || null,
    profile_url: profile_url || null,
    pkce: "none",
    consumer_key,
    additional_scopes: "",
    oidc_well_known_url: "",
    oidc_jwks_url: "",
    oidc_jwks: {},
    authorization_code_auth_method: "basic_auth",
  };
  const source = {
    ...own,
    pk: crypto.randomUUID(),
    kind: "oauth",
    promoted: false,
    user_property_mappings: [],
    group_property_mappings: [],
    policy_engine_mode: "any",
    user_matching_mode: "identifier",
    managed: null,
    user_path_template: "goauthentik.io/sources/%(slug)s",
    icon: "",
    oauth,
  } as const;
  sources.set(source.pk, source);
  state.made.sources.add(source.pk);
  return { status: 201, cost: 80, body: writeOAuthSource(call, source) };
}

/** Its connections go with it. */
function removeSource(call: Call, { pk }: SourceEntity): Answer {
  const { state, worldIndex } = call;
  requireMade(state.made.sources, pk);
  dropConnections(call, (row) => row.source === pk);
  worldIndex.sources.delete(pk);
  state.made.sources.delete(pk);
  return { status: 204, cost: 80 };
}
