// Bytes → text, in a browser, a worker and Node alike. Gzip is known by its first bytes; text is UTF-8,
// or UTF-16 with its mark (which PowerShell writes).

import type { Code, Diagnostic } from './diagnostic.ts';
import type { Source } from './snapshot.ts';

const sizeLimit = 2 ** 30;

export async function toSource(file: string, content: string | Uint8Array): Promise<Source | Diagnostic> {
  if (typeof content === 'string') return checked(file, content.replace(/^\uFEFF/, ''));
  if (content[0] !== 0x1f || content[1] !== 0x8b) return decoded(file, [content]);
  const chunks = await unzipped(content);
  if (chunks === 'bad-gzip') return refused(file, chunks, 'not a valid gzip file, or cut short');
  if (chunks === 'too-large') return refused(file, chunks, 'larger than 1 GiB when unpacked');
  return decoded(file, chunks);
}

export function isSource(read: Source | Diagnostic): read is Source {
  return 'text' in read;
}

async function unzipped(content: Uint8Array): Promise<readonly Uint8Array[] | 'bad-gzip' | 'too-large'> {
  const stream = new Blob([new Uint8Array(content)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return chunks;
      size += value.length;
      if (size > sizeLimit) {
        await reader.cancel();
        return 'too-large';
      }
      chunks.push(value);
    }
  } catch {
    return 'bad-gzip'; // the only thing that a decompressing stream throws for
  }
}

function decoded(file: string, chunks: readonly Uint8Array[]): Source | Diagnostic {
  const [first] = chunks;
  const decoder = new TextDecoder(encodingOf(first), { fatal: true });
  try {
    const parts = chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
    return checked(file, parts.join('') + decoder.decode());
  } catch (thrown) {
    // A TypeError is text that is none; anything else is a string longer than the engine can hold.
    if (thrown instanceof TypeError) return refused(file, 'not-text', 'not UTF-8 text');
    return refused(file, 'too-large', 'larger than one text can be here (about 512 MiB)');
  }
}

function encodingOf(first: Uint8Array | undefined): string {
  if (first?.[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  return first?.[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function checked(file: string, text: string): Source | Diagnostic {
  return text.includes('\0') ? refused(file, 'not-text', 'binary, not text: it has NUL characters') : { file, text };
}

function refused(file: string, code: Code, message: string): Diagnostic {
  return { severity: 'error', code, message, origin: { file, start: 0, end: 0, items: [] }, path: [] };
}
