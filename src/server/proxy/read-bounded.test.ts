import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readBounded, TooLong } from "./read-bounded.ts";

function bodyOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

test("a text is complete, even when a character is split between two chunks", async () => {
  const bytes = new TextEncoder().encode("naïve 👩‍🚀");
  for (let at = 0; at < bytes.length; at++) {
    const body = bodyOf(bytes.slice(0, at), bytes.slice(at));
    expect(await readBounded(body)).toBe("naïve 👩‍🚀");
  }
});

test("a body as long as the limit is read, a longer one is rejected", async () => {
  expect(await readBounded(bodyOf(new Uint8Array(10)), 10)).toHaveLength(10);
  await expect(readBounded(bodyOf(new Uint8Array(6), new Uint8Array(5)), 10)).rejects.toThrow(
    TooLong,
  );
});

test("a body that is small when compressed and huge when unpacked is rejected", async () => {
  const packed = gzipSync(new Uint8Array(40_000_000));
  expect(packed.byteLength).toBeLessThan(100_000);
  const body = bodyOf(packed).pipeThrough(
    new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
  await expect(readBounded(body)).rejects.toThrow(TooLong);
});
