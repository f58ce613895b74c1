import type { JsonValue } from "../json.ts";
import { WITHHELD } from "../redact.ts";

/** The fingerprint of a nonce; null where there is none, or it looks like a token and was withheld on its way here. */
export function nonceOf(nonce: JsonValue | undefined): string | null {
  const isOne = typeof nonce === "string" && nonce !== "" && nonce !== WITHHELD;
  return isOne ? fingerprint(nonce) : null;
}

/**
 * A short text that is equal for equal texts and, for all that matters here, differs for different ones: 64 bits by
 * FNV-1a. It takes the place of what must be compared and not kept.
 */
function fingerprint(text: string): string {
  let [low, high] = [0x81_1c_9d_c5, 0x13_57_9b_df];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01_00_01_93);
    high = Math.imul(high ^ unit ^ (low >>> 16), 0x01_00_01_93);
  }
  return [low, high].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
