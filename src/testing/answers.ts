import { type FakeAuthentik, json, type Respond } from "./fake-authentik.ts";

/** The server's own fault comes as a page for people. */
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

/** In the reader's language, so that nothing can go by the English words. */
export const forbidden: Respond = () =>
  Promise.resolve(json(403, { detail: "Sie sind nicht berechtigt, diese Aktion durchzuführen." }));

/** Nothing comes back. */
export const dropped: Respond = () => Promise.reject(new TypeError("Failed to fetch"));

/** From now on nobody is signed in: lists are a 403, one code is a 404, as on a server. */
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

/** The sandbox's answer with its body changed. */
export function edited(change: (body: any) => void): Respond {
  return async (request, next) => {
    const answer = await next(request);
    const body = JSON.parse(await answer.text());
    change(body);
    return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers });
  };
}
