/** What stands at a place of a search: a word, or a phrase in quotes. */
interface Value {
  text: string;
  start: number;
  end: number;
  quoted: boolean;
  isUnclosed: boolean;
}

interface Quotes {
  open: string;
  close: string;
  /** Also an apostrophe, as in ’tis: it opens a phrase only where another one closes it, at the end of a word. */
  isApostrophe?: boolean;
}

/** Quotes as keyboards, word processors and other languages have them. */
const QUOTES: readonly Quotes[] = [
  { open: '"', close: '"' },
  { open: "＂", close: '＂"' },
  { open: "“”„‟", close: '“”‟"' },
  { open: "«»", close: "«»" },
  { open: "「", close: "」" },
  { open: "『", close: "』" },
  { open: "'‘’‚‛", close: "'‘’", isApostrophe: true },
  { open: "‹›", close: "‹›", isApostrophe: true },
];

/** An address as mail programs write it. */
const MAIL = /^<([^\s<>,"]+@[^\s<>,"]+)>;?(?=[\s,，]|$)/;

/** What separates terms. The server splits here, too. */
export const SEPARATOR: RegExp = /[\s,，]/;

/** The text between quotes, or up to the next separator. */
export function readValue(text: string, start: number): Value {
  const word = wordAt(text, start);
  const quotes = QUOTES.find(({ open }) => open.includes(text[start] ?? " "));
  if (quotes !== undefined) return readPhrase(text, start, quotes) ?? word;
  const [mail, address] = MAIL.exec(text.slice(start)) ?? [];
  if (mail === undefined || address === undefined) return word;
  return { text: address, start, end: start + mail.length, quoted: true, isUnclosed: false };
}

function wordAt(text: string, start: number): Value {
  let end = start;
  while (end < text.length && !SEPARATOR.test(text[end] ?? "")) end += 1;
  return { text: text.slice(start, end), start, end, quoted: false, isUnclosed: false };
}

function readPhrase(text: string, start: number, { close, isApostrophe }: Quotes): Value | null {
  let content = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const next = text[at + 1] ?? " ";
    if (close.includes(char) && (!isApostrophe || (SEPARATOR.test(next) && content !== ""))) {
      return { text: content.trim(), start, end: at + 1, quoted: true, isUnclosed: false };
    }
    if (char === "\\" && !isApostrophe && (next === "\\" || close.includes(next))) {
      content += next;
      at += 1;
    } else content += char;
  }
  if (isApostrophe) return null;
  return { text: content.trim(), start, end: text.length, quoted: true, isUnclosed: true };
}
