import type { Json } from "./json-fields.ts";
import { message, type Language, type MessageName } from "./messages.ts";

/** An endpoint's response, before headers are added. */
export interface Answer {
  readonly status: number;
  /** Omitted if the response has no body. */
  readonly body?: Json;
  /** Latency on a real server, in milliseconds. */
  readonly cost?: number;
}

/** Thrown to respond with a JSON error. */
export class ErrorAnswer extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(status: number, body: Json) {
    super(`answered with ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** Thrown where a real server crashes: an HTML 500, or an empty 405 for an unsafe method. */
export class ServerFault extends Error {}

/** An error whose body has only a `detail`. */
export function errorDetail(
  status: number,
  name: MessageName,
  language: Language,
  value?: string,
): ErrorAnswer {
  return new ErrorAnswer(status, { detail: message(name, language, value) });
}

const TITLES: Readonly<Record<number, string>> = {
  200: "Welcome",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
};

/** The HTML page sent in place of JSON. Like a real server's, it does not identify the request. */
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

export function isUnsafeMethod(method: string): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH" || method === "DELETE";
}
