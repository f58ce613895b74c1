/**
 * The avatar that the API sends if none was uploaded: the initials as an SVG in a `data:` URL.
 * The colour depends on the username, so that it stays the same when the name changes.
 */
export function initialsAvatar(username: string, name: string): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">' +
    `<rect width="64" height="64" fill="hsl(${hueOf(username)} 45% 40%)"/>` +
    '<text x="32" y="33" fill="#fff" font-family="sans-serif" font-size="28" text-anchor="middle" ' +
    `dominant-baseline="middle">${escapeMarkup(initialsOf(name === "" ? username : name))}</text></svg>`;
  return `data:image/svg+xml;base64,${base64(svg)}`;
}

function initialsOf(name: string): string {
  const parts = name.split(/\s+/u).filter((part) => part !== "");
  const first = parts[0] ?? "";
  const last = parts.length > 1 ? (parts.at(-1) ?? "") : "";
  return (firstCharacter(first) + firstCharacter(last)).toUpperCase();
}

function firstCharacter(text: string): string {
  return [...text][0] ?? "";
}

function hueOf(text: string): number {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 360;
  return sum;
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function base64(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
