import { createHash } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";

/** Texts that the browser keeps and cannot read or change: encrypted, and valid for a time. */
export interface Seal {
  /** @param seconds how long the text can be opened again */
  close(content: object, purpose: string, seconds: number): Promise<string>;
  /** null for a text that is not of this key and purpose, or is too old. */
  open(text: string, purpose: string): Promise<Record<string, unknown> | null>;
}

/** @param secret of any length; the same secret opens what another process closed. */
export function createSeal(secret: string): Seal {
  const key = createHash("sha256").update("grantlens session key\0").update(secret).digest();
  return {
    close: (content, purpose, seconds) =>
      new EncryptJWT({ content })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setAudience(purpose)
        .setExpirationTime(new Date(Date.now() + seconds * 1000))
        .encrypt(key),
    async open(text, purpose) {
      try {
        const { payload } = await jwtDecrypt(text, key, {
          audience: purpose,
          keyManagementAlgorithms: ["dir"],
          contentEncryptionAlgorithms: ["A256GCM"],
          requiredClaims: ["exp"],
        });
        const { content } = payload;
        return typeof content === "object" && content !== null ? { ...content } : null;
      } catch {
        return null;
      }
    },
  };
}
