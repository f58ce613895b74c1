/** The sandbox's own pages, in place of authentik's flows. */

export interface CallerLink {
  readonly href: string;
  readonly text: string;
}

export function openIdPage(
  status: number,
  title: string,
  text: string,
  links: readonly CallerLink[] = [],
): Response {
  const items = links.map(
    ({ href, text }) => `<li><a href="${escape(href)}">${escape(text)}</a></li>`,
  );
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)} · Sandbox</title>
    <link rel="stylesheet" href="/sign-in.css">
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
