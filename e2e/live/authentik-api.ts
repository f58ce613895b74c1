/** An object as the API sends it. */
export type ApiObject = Record<string, any>;

/** An answer that is not the one hoped for; 0 without an answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(what: string, status: number, body: unknown) {
    super(`${what}: ${status === 0 ? "no answer" : status} ${JSON.stringify(body)}`.slice(0, 500));
    this.status = status;
    this.body = body;
  }
}

export interface AuthentikApi {
  /** Without a slash at its end. */
  readonly url: string;
  /**
   * @param path below `/api/v3/`.
   * @throws ApiProblem for any status but 2xx, and where no answer comes.
   */
  ask(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<ApiObject>;
}

/** How long an answer may take: creating something on a busy server takes seconds. */
const PATIENCE_MS = 60_000;

/** authentik's API, with a token of a superuser. */
export function createAuthentikApi(url: string, token: string): AuthentikApi {
  return {
    url,
    async ask(method, path, body) {
      const what = `${method} ${path}`;
      const headers = {
        Accept: "application/json",
        Authorization: `Bearer ${token}`,
        ...(body && { "Content-Type": "application/json" }),
      };
      let status = 0;
      let text: string;
      try {
        const answer = await fetch(`${url}/api/v3/${path}`, {
          method,
          headers,
          ...(body && { body: JSON.stringify(body) }),
          // A redirect would take the token to another address.
          redirect: "manual",
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        status = answer.status;
        text = await answer.text();
      } catch (error) {
        throw new ApiProblem(what, 0, reasonOf(error));
      }
      const sent = jsonOf(text);
      if (status < 200 || status > 299) throw new ApiProblem(what, status, sent);
      return sent as ApiObject;
    },
  };
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}

/** Faults and unknown paths are answered in HTML. */
function jsonOf(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 200);
  }
}
