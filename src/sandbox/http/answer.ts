import type { Json } from "./json-fields.ts";
import { message, type Language, type MessageName } from "./messages.ts";

/** What an endpoint answers, before headers. */
export interface Answer {
  readonly status: number;
  /** undefined: an answer without a body. */
  readonly body?: Json;
  /** Milliseconds that a real server needs for it. */
  readonly cost?: number;
}

/** Thrown to answer with an error in JSON. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(status: number, body: Json) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** Thrown where a real server breaks: a 500 in HTML, or an empty 405 when the method is unsafe. */
export class ServerFault extends Error {}

/** An error with nothing but a `detail`. */
export function detail(
  status: number,
  name: MessageName,
  language: Language,
  value?: string,
): Refusal {
  return new Refusal(status, { detail: message(name, language, value) });
}

const TITLES: Readonly<Record<number, string>> = {
  200: "Welcome",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
};

/** The page that is sent where an API would send JSON. It does not name the request. */
export function htmlPage(status: number): string {
  const title = TITLES[status] ?? "Error";
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} - authentik</title>
  </head>
  <body>
    <main><h1>${title}</h1></main>
  </body>
</html>
`;
}

export function unsafe(method: string): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH" || method === "DELETE";
}
