/** Fifty times the largest page asked for (100 codes are 300 kB), with room for rows of a kind nobody has seen. */
const LONGEST_BODY = 16 * 1024 * 1024;

/** Thrown for a body that goes on and on: it would hold up the whole process while it is read and searched. */
export class TooLong extends Error {}

/**
 * The text of a body, decompressed; a few bytes on the way can be gigabytes here.
 *
 * @param limit in bytes.
 * @throws TooLong when there is more; whatever reading throws.
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
