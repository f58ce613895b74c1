import { expect, test } from "vitest";
import { escaped, seen } from "./invisible.ts";
import { cut, visible } from "./visible.ts";

const ORDINARY: [what: string, text: string][] = [
  ["a plain name", "Amara Okafor"],
  ["accents, composed and combining", "Zoë Élan e\u0301lan Nguye\u0302\u0303n"],
  ["Arabic", "محمد الفاسي"],
  ["Hebrew with points", "שָׁלוֹם"],
  ["Persian with a non-joiner", "می\u200cخواهم"],
  ["Urdu beside an id", "علی (ali-42)"],
  ["Hindi with joiners", "क्\u200dष र्\u200dय श्री"],
  ["Malayalam with a joiner at its end", "അവന്\u200d"],
  ["Sinhala", "ශ්\u200dරී ලංකා"],
  ["Bengali", "র\u200d্যাব"],
  ["Mongolian with a selector", "ᠮᠣᠩᠭᠣᠯ ᠬ\u180bᠠ\u180eᠠ"],
  ["Thai and Tibetan", "น้ำผึ้ง བསྒྲུབས"],
  ["Japanese with a selected form", "葛\u{e0100}城 辻\ufe00"],
  ["Korean", "김민준"],
  ["a family", "👩\u200d👩\u200d👧"],
  ["skin tones", "🧑🏽\u200d🤝\u200d🧑🏿 👍🏾"],
  ["a heart on fire, a rainbow flag", "❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈"],
  ["a keycap", "1\ufe0f\u20e3"],
  ["text and picture form", "☎\ufe0e ☎\ufe0f"],
  ["the flag of Scotland", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
  ["the flag of Japan", "🇯🇵"],
  ["tabs and lines", "a\tb\nc\r\nd"],
  ["markup", "<img src=x onerror=alert(1)>"],
  ["unusual spaces", "12\u202f000\u00a0€ 漢\u3000字"],
  ["eight marks on one letter", `a${"\u0301".repeat(8)}`],
  ["nothing", ""],
];

test.each(ORDINARY)("%s stays as it is", (_, text) => {
  expect(visible(text)).toBe(text);
  expect(seen(text)).toBe(text);
  expect(escaped(JSON.stringify(text))).toBe(JSON.stringify(text));
});

test.each<[what: string, text: string, shown: string]>([
  ["an override", "invoice\u202egpj.exe", "invoice‹U+202E›gpj.exe"],
  ["embeddings and isolates", "\u202aa\u202c\u2066b\u2069", "‹U+202A›a‹U+202C U+2066›b‹U+2069›"],
  ["direction marks", "a\u200eb\u200fc\u061cd", "a‹U+200E›b‹U+200F›c‹U+061C›d"],
  ["zero width", "ad\u200bmin\ufeff\u2060", "ad‹U+200B›min‹U+FEFF U+2060›"],
  ["a soft hyphen and a grapheme joiner", "ad\u00admi\u034fn", "ad‹U+00AD›mi‹U+034F›n"],
  ["joiners in Latin", "ad\u200dmi\u200cn", "ad‹U+200D›mi‹U+200C›n"],
  ["a joiner in front, a joiner twice", "\u200dक\u200d\u200d", "‹U+200D›क\u200d‹U+200D›"],
  ["a joiner after a picture and before none", "👩\u200da", "👩‹U+200D›a"],
  ["a selector in Latin", "ad\ufe0fmin\ufe01", "ad‹U+FE0F›min‹U+FE01›"],
  ["bytes in selectors", "😀\ufe0f\ufe01\u{e0101}", "😀\ufe0f‹U+FE01 U+E0101›"],
  ["tags", "hi\u{e0001}\u{e0041}", "hi‹U+E0001 U+E0041›"],
  [
    "a flag that says more",
    `🏴${"\u{e0068}".repeat(9)}`,
    `🏴${"\u{e0068}".repeat(6)}‹U+E0068 U+E0068 U+E0068›`,
  ],
  ["controls", "a\u0000b\u001b[31mc\u007fd\u0085e", "a‹U+0000›b‹U+001B›[31mc‹U+007F›d‹U+0085›e"],
  ["a carriage return of its own", "safe\revil", "safe‹U+000D›evil"],
  ["line separators", "a\u2028b\u2029c", "a‹U+2028›b‹U+2029›c"],
  ["half characters", "a\ud83db\udc19", "a‹U+D83D›b‹U+DC19›"],
  ["fillers and a blank", "\u3164\u115f\u1160\uffa0a\u2800", "‹U+3164 U+115F U+1160 +1›a‹U+2800›"],
  ["annotations", "\ufff9a\ufffab\ufffb", "‹U+FFF9›a‹U+FFFA›b‹U+FFFB›"],
  [
    "a stack of marks",
    `a${"\u0301".repeat(60)}b`,
    `a${"\u0301".repeat(8)}‹U+0301 U+0301 U+0301 +49›b`,
  ],
  ["a run of them", "\u200b".repeat(100), "‹U+200B U+200B U+200B +97›"],
])("%s: shown as code points", (_, text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(JSON.parse(escaped(JSON.stringify(text)))).toBe(text);
  expect(seen(escaped(JSON.stringify(text)))).toBe(escaped(JSON.stringify(text)));
});

test("a text for one line is truncated, and never within a character", () => {
  expect(visible("x".repeat(100_000))).toBe(`${"x".repeat(300)}…`);
  expect(cut("ab🐙c", 3)).toBe("ab…");
  expect(cut("ab🐙c", 4)).toBe("ab🐙…");
  expect(cut("ab🐙", 4)).toBe("ab🐙");
});

test("JSON is escaped in its strings and keys, and parses to the same value", () => {
  const value = { "a\u202eb": ["\u200b", { c: "\ud800\u{e0041}" }], d: "\n" };
  const text = escaped(JSON.stringify(value));
  expect(text).toContain(String.raw`"a\u202eb"`);
  expect(text).toContain(String.raw`"\u200b"`);
  expect(text).toContain(String.raw`\ud800\udb40\udc41`);
  expect(JSON.parse(text)).toEqual(value);
});
