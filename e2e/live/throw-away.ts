import { setTimeout as wait } from "node:timers/promises";
import { type ApiObject, ApiProblem, type AuthentikApi } from "./authentik-api.ts";

/** What can be made, and how it is found again. */
const KINDS = {
  group: { path: "core/groups/", key: "pk", named: "name" },
  user: { path: "core/users/", key: "pk", named: "username" },
  provider: { path: "providers/oauth2/", key: "pk", named: "name" },
  application: { path: "core/applications/", key: "slug", named: "slug" },
  source: { path: "sources/oauth/", key: "slug", named: "slug" },
  connection: { path: "sources/group_connections/oauth/", key: "pk", named: "identifier" },
} as const;

type Kind = keyof typeof KINDS;

interface Made {
  readonly kind: Kind;
  readonly name: string;
  /** null where no answer told it. */
  key: string | null;
}

const ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 1000;

/** Makes objects, and remembers each before it is asked for, so that it can be removed whatever happens. */
export function createThrowAway(api: AuthentikApi) {
  const made: Made[] = [];

  async function removeOne(one: Made): Promise<void> {
    const { path, named } = KINDS[one.kind];
    if (one.key === null) {
      // A connection goes with its source.
      if (one.kind === "connection") return;
      const { results } = await api.ask("GET", `${path}?${named}=${one.name}`);
      const found = (results as ApiObject[]).find((each) => each[named] === one.name);
      if (found === undefined) return;
      one.key = String(found[KINDS[one.kind].key]);
    }
    try {
      await api.ask("DELETE", `${path}${one.key}/`);
    } catch (error) {
      // What went with something else is gone already.
      if (!(error instanceof ApiProblem && error.status === 404)) throw error;
    }
  }

  return {
    /** @throws ApiProblem where the server refuses */
    async make(kind: Kind, fields: ApiObject): Promise<ApiObject> {
      const { path, key, named } = KINDS[kind];
      const name = String(fields[named]);
      const one: Made = { kind, name, key: key === "slug" ? name : null };
      made.push(one);
      try {
        const answer = await api.ask("POST", path, fields);
        one.key = String(answer[key]);
        return answer;
      } catch (error) {
        // Refused: there is nothing to remove. After a fault there may be.
        if (error instanceof ApiProblem && [400, 403, 404].includes(error.status)) {
          made.splice(made.indexOf(one), 1);
        }
        throw error;
      }
    },

    /**
     * Removes everything, the last one first.
     *
     * @returns what could not be removed, each in words.
     */
    async removeAll(): Promise<string[]> {
      const left: string[] = [];
      for (const one of made.toReversed()) {
        for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
          try {
            await removeOne(one);
            break;
          } catch (error) {
            if (attempt === ATTEMPTS) left.push(`${one.kind} ${one.name} (${String(error)})`);
            else await wait(BETWEEN_ATTEMPTS_MS);
          }
        }
      }
      return left;
    },
  };
}

export type ThrowAway = ReturnType<typeof createThrowAway>;
