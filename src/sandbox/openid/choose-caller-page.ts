/** The sandbox's own pages, in place of authentik's flows. */

export interface CallerLink {
  readonly href: string;
  readonly text: string;
}

interface OpenIdPage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly links: readonly CallerLink[];
  /** The path of the styles' folder, without a slash at its end. */
  readonly base: string;
}

export function openIdPage({ status, title, text, links, base }: OpenIdPage): Response {
  const items = links.map(
    ({ href, text }) => `<li><a href="${escape(href)}">${escape(text)}</a></li>`,
  );
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)} · Sandbox</title>
    <link rel="stylesheet" href="${escape(base)}/sign-in.css">
  </head>
  <body>
    <main>
      <p>The sandbox, in authentik’s place</p>
      <h1>${escape(title)}</h1>
      <p>${escape(text)}</p>
      <ul>${items.join("")}</ul>
    </main>
  </body>
</html>
`;
  return new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
