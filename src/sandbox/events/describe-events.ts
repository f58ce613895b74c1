import type { Births } from "../codes/births.ts";
import type { JsonFields } from "../http/json-fields.ts";
import { instant } from "../rules/instant.ts";
import type { UserEntity } from "../world/entities.ts";
import { chanceAt, createRandom } from "../world/random.ts";
import { birthValues } from "./birth-values.ts";
import type { ClientManners } from "./client-manners.ts";
import { eventKey, type EventPlace } from "./event-keys.ts";
import type { BriefEvent, EventEntity, EventUser } from "./event-entities.ts";

/** An event's place, and the keys of what it is about. */
export interface EventRow extends EventPlace {
  readonly provider: number;
  readonly user: number;
  /** Epoch milliseconds. */
  readonly created: number;
}

interface DescriptionOptions {
  readonly seed: number;
  readonly births: Births;
  readonly manners: ReadonlyMap<number, ClientManners>;
  readonly users: ReadonlyMap<number, UserEntity>;
}

const QUESTION = { address: 111, browser: 112 } as const;
const YEAR = 365 * 86_400_000;
export const TOKEN_VIEW = "authentik.providers.oauth2.views.token";

export const ANONYMOUS: EventUser = {
  pk: 1,
  email: "",
  username: "AnonymousUser",
  is_anonymous: true,
};

const BROWSERS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
];

/** Turns rows of columns into events, as they would be written in the newest version. */
export function createDescriptions({ seed, births, manners, users }: DescriptionOptions) {
  function clientOf({ provider }: Pick<EventRow, "provider">): ClientManners {
    const client = manners.get(provider);
    if (client === undefined) throw new RangeError(`no such client: ${provider}`);
    return client;
  }

  /** What is the same for all events of that client and user: without scopes, random texts and times. */
  function brief(row: Pick<EventRow, "nth" | "provider" | "user">): BriefEvent {
    const client = clientOf(row);
    return row.nth === 0 ? briefBirth(client, row.user) : briefAttempt(client);
  }

  function briefBirth(client: ClientManners, userKey: number): BriefEvent {
    const user = users.get(userKey);
    if (user === undefined) throw new RangeError(`no such user: ${userKey}`);
    const { provider, application } = client;
    const { pk, email, username } = user;
    return {
      user: { pk, email, username },
      action: "authorize_application",
      app: "authentik.providers.oauth2.views.authorize",
      context: {
        flow: provider.authorization_flow.replaceAll("-", ""),
        http_request: {
          args: {
            client_id: provider.client_id,
            redirect_uri: client.redirectUri,
            response_type: "code",
          },
          path: "/application/o/authorize/",
          method: "GET",
          user_agent: pickAt(BROWSERS, chanceAt(seed, pk, QUESTION.browser)),
        },
        authorized_application: {
          pk: application.pk.replaceAll("-", ""),
          app: "authentik_core",
          name: application.name,
          model_name: "application",
        },
      },
      client_ip: addressOf(user),
    };
  }

  function addressOf({ pk, type }: UserEntity): string {
    const host = 1 + Math.floor(chanceAt(seed, pk, QUESTION.address) * 253);
    return type === "external" ? `203.0.113.${host}` : `10.8.${pk % 16}.${host}`;
  }

  /** A redemption with a redirect URI that is not registered. The form is not recorded. */
  function briefAttempt({
    provider,
    redirectUri,
    serverIp,
    serverAgent,
  }: ClientManners): BriefEvent {
    return {
      user: ANONYMOUS,
      action: "configuration_error",
      app: TOKEN_VIEW,
      context: {
        message: "Invalid redirect URI used by provider",
        expected: provider.redirect_uris.map(({ url, matching_mode, redirect_uri_type }) => {
          return { url, matching_mode, redirect_uri_type };
        }),
        provider: providerRef(provider),
        http_request: {
          args: {},
          path: "/application/o/token/",
          method: "POST",
          user_agent: serverAgent,
        },
        // Behind a proxy, the client believes that it is reached without encryption.
        redirect_uri: redirectUri.replace(/^https:/, "http:"),
      },
      client_ip: serverIp,
    };
  }

  /** The request's own part of an event, in addition to `brief`. */
  function context(row: EventRow, { context }: BriefEvent): JsonFields {
    const { index, nth } = row;
    const request = context["http_request"] as JsonFields;
    if (nth > 0) {
      const request_id = createRandom(seed, `attempt ${index} ${nth}`).hex(32);
      return { ...context, http_request: { ...request, request_id } };
    }
    const { nonce, state, challenge, requestId } = birthValues(seed, index, clientOf(row));
    const scopes = births.scopesAt(index);
    const args = {
      ...(nonce !== null && { nonce }),
      scope: asked(scopes),
      state,
      ...(request["args"] as JsonFields),
      ...(challenge !== null && { code_challenge: challenge, code_challenge_method: "S256" }),
    };
    const { flow, ...more } = context;
    return {
      flow: flow ?? null,
      scopes: scopes.join(" "),
      ...more,
      http_request: { ...request, args, request_id: requestId },
    };
  }

  return {
    seed,
    brief,
    event(row: EventRow): EventEntity {
      const same = brief(row);
      return {
        ...same,
        pk: eventKey(seed, row),
        context: context(row, same),
        ...eventTimes(row.created),
      };
    },
  };
}

export type Descriptions = ReturnType<typeof createDescriptions>;

/** @param created epoch milliseconds; an event ends a year later, reckoned from a moment before it was written */
export function eventTimes(created: number): Pick<EventEntity, "created" | "expires"> {
  return { created: instant(created), expires: instant(created + YEAR - 0.9) };
}

/** How an event refers to a provider. */
export function providerRef({ pk, name }: { pk: number; name: string }): JsonFields {
  return { pk, app: "authentik_providers_oauth2", name, model_name: "oauth2provider" };
}

/** As a client asks for them: in its own order, not in that of the server. */
function asked(scopes: readonly string[]): string {
  return scopes
    .toSorted((one, other) => Number(other === "openid") - Number(one === "openid"))
    .join(" ");
}

function pickAt(list: readonly string[], share: number): string {
  return list[Math.floor(share * list.length)] ?? "";
}
