import type { Context } from "hono";
import { html } from "hono/html";

interface Link {
  to: string;
  text: string;
}

export interface SignInPage {
  title: string;
  paragraphs: readonly string[];
  links: readonly Link[];
}

/**
 * A page of this process itself, without the console: it is there also where that cannot be.
 *
 * @param base the path that the console lives under, without a slash at its end
 */
export function signInPage(
  context: Context,
  status: 200 | 400 | 502,
  base: string,
  page: SignInPage,
) {
  context.header("Cache-Control", "no-store");
  return context.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${page.title} · Grantlens</title>
          <link rel="icon" href="${base}/favicon.svg" />
          <link rel="stylesheet" href="${base}/sign-in.css" />
        </head>
        <body>
          <main>
            <p>Grantlens</p>
            <h1>${page.title}</h1>
            ${page.paragraphs.map((text) => html`<p>${text}</p>`)}
            <ul>
              ${page.links.map(({ to, text }) => html`<li><a href="${to}">${text}</a></li>`)}
            </ul>
          </main>
        </body>
      </html>`,
    status,
  );
}
