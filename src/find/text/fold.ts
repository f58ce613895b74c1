/*
 * Characters that are typed, or pasted from elsewhere, in place of others: full-width forms, the spaces and hyphens of
 * word processors, curly quotes. Each stands for one character, so that offsets in a folded text are those of the text.
 */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FOLDED: readonly (readonly [others: RegExp, folded: string])[] = [
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " "],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[\u2018-\u201b\u2039\u203a]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb\u300c-\u300f]/g, '"'],
];
const ANY =
  /[\u00a0\u00ab\u00bb\u1680\u2000-\u200a\u2010-\u201f\u202f\u2039\u203a\u205f\u2212\u3000\u300c-\u300f\uff01-\uff5e]/;

/** The text with each such character replaced by the plain one. */
export function fold(text: string): string {
  if (!ANY.test(text)) return text;
  const narrow = text.replace(FULL_WIDTH, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
  return FOLDED.reduce((result, [others, folded]) => result.replace(others, folded), narrow);
}
