/*
 * Texts that anyone who can name a user, an application or a source could inject, put into every text of a response.
 * Used by page tests and, through a dedicated server, by e2e tests.
 */

/** Part of each text, so that it can be found wherever it is shown. */
export const MARKER = "Pois0n";

const MARKUP = `${MARKER}"><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">b</a>`;

/** One of each kind of invisible character; `ui/text/visible.test.ts` has the full table. */
const HIDDEN = [
  ..."\u202e\u202d\u2066\u2069\u202c\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u3164",
  ..."\u{e0001}\u{e0041}\ufe0f\u{e0101}\u0001\u001b\u007f\u0085\r\u2028\u2029\u0000\udc00\ud800",
  "\u0301\u0489".repeat(20),
];

/** Keyed by description. */
export const HOSTILE: Readonly<Record<string, string>> = {
  markup: MARKUP,
  "a script URL": `javascript:alert("${MARKER}")`,
  "a page as an URL": `data:text/html,<script>alert("${MARKER}")</script>`,
  "a right-to-left name": `${MARKER} محمد (שירה) 42`,
  "hidden characters, together": `${HIDDEN.join("")}${MARKER}`,
  "hidden characters, apart": `__proto__${MARKER}${HIDDEN.slice(0, 15).join("a")}`,
  "20 kB": `${MARKER}${"x".repeat(20_000)}`,
  "20 kB of hidden characters": `${MARKER}${"\u202e".repeat(10_000)}${"a\u200b".repeat(5_000)}`,
  "20 kB of marks": `${MARKER}${"a\u200b".repeat(200)}${"\u0301".repeat(20_000)}`,
};

/** Ids and timestamps: with these replaced there would be nothing to show. */
const IDS =
  /^(?:pk|uuid|group|source|groups|parents?|children|roles|users|seen|(?:policybindingmodel|pbm)\w*)$/;
const TIME = /^\d{4}-\d{2}-\d{2}T/;
/** A text longer than this replaces only some fields: a few copies suffice. */
const LONG = 10_000;
const FOR_LONG = /name$|slug$|^(?:email|identifier|scope|client_id|access_code_validity|url)$/;
const NAMES = /^(?:attributes|settings|urls)$/;

/** The body with each text replaced by a hostile one, which is also added as the name of unknown fields. */
export function poisoned(value: unknown, text: string, field = ""): unknown {
  const isLong = text.length > LONG;
  if (typeof value === "string") {
    const isMeant = isLong ? FOR_LONG.test(field) : !IDS.test(field) && !TIME.test(value);
    return isMeant ? text : value;
  }
  if (Array.isArray(value)) {
    const items = isLong && field === "results" ? value.slice(0, 3) : value;
    return items.map((item) => poisoned(item, text, field));
  }
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, item]) => [name, poisoned(item, text, name)]);
  const more =
    !isLong && (NAMES.test(field) || "pk" in value) ? [[text, [text, { [text]: text }]]] : [];
  return Object.fromEntries([...fields, ...more]);
}
