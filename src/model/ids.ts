const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/;
const PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** Brackets, quotes and signs that come along when an id is copied out of a text. */
const AROUND = /^[#[({<"'\s]+|[\])}>"'.,;\s]+$/g;

/** A number in groups of three, as people write large ones: 103,364. */
const GROUPED = /^\d{1,3}(?:[ ,.'’_]\d{3})+$/;

/** A numeric id as the API writes it, however it was written or copied ("#103,364 "); null for what is none. */
export function readNumericId(text: string): string | null {
  const id = tidied(text);
  const digits = GROUPED.test(id) ? id.replaceAll(/\D/g, "") : id;
  return /^\d{1,15}$/.test(digits) ? digits : null;
}

/** A UUID as the API writes it, lower case with hyphens, however it was written or copied; null for what is none. */
export function readHyphenated(text: string): string | null {
  const id = tidied(text).toLowerCase();
  return UUID.test(id) ? id.replaceAll("-", "").replace(PARTS, "$1-$2-$3-$4-$5") : null;
}

/** Without what cannot be seen, is full-width, or stands around it. */
function tidied(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(AROUND, "");
}
