import { type FakeAuthentik, json, type Respond } from "./fake-authentik.ts";

/** An internal server error, which comes as an HTML page. */
export const html500: Respond = () =>
  Promise.resolve(
    new Response("<!doctype html><h1>Server Error (500)</h1>", {
      status: 500,
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "X-authentik-id": "0123456789abcdef0123456789abcdef",
      },
    }),
  );

/** In another language, so that nothing can rely on the English wording. */
export const forbidden: Respond = () =>
  Promise.resolve(json(403, { detail: "Sie sind nicht berechtigt, diese Aktion durchzuführen." }));

/** A network failure: no response. */
export const dropped: Respond = () => Promise.reject(new TypeError("Failed to fetch"));

/** Signs the user out: from now on lists return 403 and a single code 404, as on a real server. */
export function signOut(authentik: FakeAuthentik): void {
  authentik.answer(
    ({ path }) => path !== "config.json",
    (request) =>
      Promise.resolve(
        /authorization_codes\/\d+\/$/.test(new URL(request.url).pathname)
          ? json(404, { detail: "Nicht gefunden." })
          : json(403, { detail: "Anmeldedaten fehlen." }),
      ),
  );
}

/** The sandbox's response with its body edited. */
export function edited(change: (body: any) => void): Respond {
  return async (request, next) => {
    const answer = await next(request);
    const body = JSON.parse(await answer.text());
    change(body);
    return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers });
  };
}

/** Makes the server fail on every response with this row, as with a code that is to expire without saying when. */
export function poison(server: FakeAuthentik, pk: number): () => void {
  return server.answer(
    ({ path }) => path.startsWith("oauth2/authorization_codes/"),
    async (request, next) => {
      const response = await next(request);
      const body = await response.clone().json();
      const rows: { pk: number }[] = body.results ?? [body];
      return rows.some((each) => each.pk === pk) ? html500(request, next) : response;
    },
  );
}
