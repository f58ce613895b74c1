import { CLIENT_PLANS, clientFault, type ClientFault } from "../world/clients.ts";
import type { ApplicationEntity, ProviderEntity, RedirectUriEntity } from "../world/entities.ts";
import { chanceAt, createRandom } from "../world/random.ts";

/** How a client asks for codes and redeems them; always the same for one client. */
export interface ClientManners {
  readonly provider: ProviderEntity;
  readonly fault: ClientFault | undefined;
  /** Its application; for a provider without one, the application that was deleted since. */
  readonly application: { readonly pk: string; readonly name: string };
  readonly sendsNonce: boolean;
  /** Whether it sends a PKCE challenge: with each request, never, or with every other one. */
  readonly challenge: "always" | "never" | "sometimes";
  /** A redirect URI that the provider accepts. */
  readonly redirectUri: string;
  /** The address of its server, which talks to the token endpoint. */
  readonly serverIp: string;
  readonly serverAgent: string;
}

const QUESTION = { nonce: 61, pkce: 62, agent: 63 } as const;
const SERVER_AGENTS = ["Go-http-client/2.0", "python-requests/2.32.3", "node", "okhttp/4.12.0"];

/** The manners of all clients, by the key of their provider. */
export function inventManners(
  seed: number,
  providers: readonly ProviderEntity[],
  applications: readonly ApplicationEntity[],
): ReadonlyMap<number, ClientManners> {
  const byProvider = new Map(applications.map((each) => [each.provider, each]));
  return new Map(
    providers.map((provider, index): [number, ClientManners] => {
      const { pk, name, kind, client_type } = provider;
      const fault = clientFault(name);
      const isProxy = kind === "proxy";
      const share = (question: number): number => chanceAt(seed, pk, question);
      return [
        pk,
        {
          provider,
          fault,
          application: byProvider.get(pk) ?? deletedApplication(seed, provider),
          sendsNonce: fault === "two-workers" || (!isProxy && share(QUESTION.nonce) < 0.8),
          challenge:
            fault === "lost-pkce"
              ? "sometimes"
              : client_type === "public" || (!isProxy && share(QUESTION.pkce) < 0.4)
                ? "always"
                : "never",
          redirectUri: redirectUriOf(provider.redirect_uris, CLIENT_PLANS[index]?.key ?? "client"),
          serverIp: `10.20.${Math.floor(pk / 250)}.${(pk % 250) + 4}`,
          serverAgent:
            SERVER_AGENTS[Math.floor(share(QUESTION.agent) * SERVER_AGENTS.length)] ?? "",
        },
      ];
    }),
  );
}

function deletedApplication(seed: number, { pk, name }: ProviderEntity) {
  return { pk: createRandom(seed, `deleted application ${pk}`).uuid(), name };
}

/** A registered address; for a pattern, one that matches the patterns of this world. */
function redirectUriOf(uris: readonly RedirectUriEntity[], key: string): string {
  const strict = uris.find(({ matching_mode }) => matching_mode === "strict");
  if (strict !== undefined) return strict.url;
  const pattern = uris[0]?.url ?? `https://${key}.example.com/oauth/callback`;
  return pattern
    .replaceAll("\\.", ".")
    .replaceAll("(-[a-z]+)?", "")
    .replaceAll("[0-9]{1,3}", "7")
    .replaceAll("[a-z]+", "north")
    .replaceAll(".*", "oauth/callback");
}
