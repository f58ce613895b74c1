/** Bytes; fifty times the largest requested page (100 codes are 300 kB), with room for larger rows of unknown kinds. */
const LONGEST_BODY = 16 * 1024 * 1024;

/** Thrown for a body over the limit, which would block the whole process while it is read and redacted. */
export class TooLong extends Error {}

/**
 * The decompressed text of a body; a few compressed bytes can be gigabytes here.
 *
 * @param limit in bytes.
 * @throws TooLong beyond the limit; also what reading throws.
 */
export async function readBounded(
  body: ReadableStream<Uint8Array>,
  limit = LONGEST_BODY,
): Promise<string> {
  const decoder = new TextDecoder();
  let length = 0;
  let text = "";
  // Leaving the loop early cancels the stream.
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > limit) throw new TooLong(`more than ${limit} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
