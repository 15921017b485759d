// The bytes of an input as they arrive, unzipped on the way. Whoever has a faster way to unzip brings it.

export type Bytes = AsyncIterable<Uint8Array>;

/** What an input may be given as. */
export type Content = string | Uint8Array | Blob | Bytes;

/** What was wrong with an input as a whole: nothing of it is read. */
export type BadBytes = 'bad-gzip' | 'too-large' | 'not-text';

/** Unpacking ends here: what is longer is no cluster. */
export const unpackedLimit = 2 ** 33;

/** Large enough that what it costs to wait for each does not count, small enough to tell progress. */
const chunkSize = 2 ** 20;

/** How many bytes an input has as it lies there. */
export function sizeOf(content: Content): number | 'unknown' {
  if (typeof content === 'string') return content.length;
  if (content instanceof Uint8Array) return content.length;
  return content instanceof Blob ? content.size : 'unknown';
}

/** Tells `taken` of the bytes that each chunk has as it lies there. */
export async function* chunksOf(content: Content, taken: (bytes: number) => void): Bytes {
  for await (const chunk of pieces(content)) {
    taken(chunk.length);
    yield chunk;
  }
}

function pieces(content: Content): Iterable<Uint8Array> | Bytes {
  if (typeof content === 'string') return encoded(content);
  if (content instanceof Uint8Array) return parts(content);
  return content instanceof Blob ? streamed(content.stream()) : content;
}

function* parts(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}

function* encoded(text: string): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length; ) {
    // The two halves of a character stay together.
    const end = at + chunkSize + (isHighHalf(text.charCodeAt(at + chunkSize - 1)) ? 1 : 0);
    yield encoder.encode(text.slice(at, end));
    at = end;
  }
}

function isHighHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** Streams cannot be walked over by `for await` in every browser. */
export async function* streamed(stream: ReadableStream<Uint8Array>): Bytes {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

export type Unzip = (zipped: Bytes) => Bytes;

/** As every browser can. */
export function unzipped(zipped: Bytes): Bytes {
  const from = zipped[Symbol.asyncIterator]();
  const stream = new ReadableStream<BufferSource>({
    pull: async (controller) => {
      const { done, value } = await from.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: async () => {
      await from.return?.();
    },
  });
  return streamed(stream.pipeThrough(new DecompressionStream('gzip')));
}
