/**
 * Texts that a spreadsheet may take for a formula (OWASP, "CSV injection"), with the full-width signs and the line end
 * that it skips before one.
 */
export const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The text, with an apostrophe before what a spreadsheet may take for a formula. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
