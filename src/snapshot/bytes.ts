// Bytes → text, in a browser, a worker and Node alike. Text is UTF-8, or UTF-16 with its mark (which PowerShell writes).

import { type BadBytes, type Content, type Unzip, unzipped } from './chunks.ts';
import type { Diagnostic } from './diagnostic.ts';
import { encodingOf, joined, type Opened, opened, type Trouble } from './opened.ts';
import type { Source } from './snapshot.ts';

/** What is held as one text is no longer. */
const textLimit = 2 ** 30;

export async function toSource(file: string, content: Content, unzip: Unzip = unzipped): Promise<Source | Diagnostic> {
  if (typeof content === 'string') return textSource(file, content);
  const trouble: Trouble = { bad: 'none', thrown: 'nothing' };
  return wholeText(file, await opened(content, 2, unzip, () => undefined, trouble), trouble);
}

export function textSource(file: string, text: string): Source | Diagnostic {
  return checked(file, text.replace(/^\uFEFF/, ''));
}

/** All of an input as one text. */
export async function wholeText(file: string, input: Opened, trouble: Trouble): Promise<Source | Diagnostic> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of joined(input)) {
    size += chunk.length;
    if (size > textLimit) return refused(file, 'too-large');
    chunks.push(chunk);
  }
  if (trouble.thrown !== 'nothing') throw trouble.thrown.by;
  return trouble.bad === 'none' ? decoded(file, chunks) : refused(file, trouble.bad);
}

export function isSource(read: Source | Diagnostic): read is Source {
  return 'text' in read;
}

function decoded(file: string, chunks: readonly Uint8Array[]): Source | Diagnostic {
  const decoder = new TextDecoder(encodingOf(chunks[0] ?? new Uint8Array()), { fatal: true });
  try {
    const parts = chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
    return checked(file, parts.join('') + decoder.decode());
  } catch (thrown) {
    // A TypeError is text that is none; anything else is a string longer than the engine can hold.
    return refused(file, thrown instanceof TypeError ? 'not-text' : 'too-large');
  }
}

function checked(file: string, text: string): Source | Diagnostic {
  return text.includes('\0') ? refused(file, 'binary') : { file, text };
}

const messages: Readonly<Record<BadBytes | 'binary', string>> = {
  'bad-gzip': 'not a valid gzip file, or cut short',
  'not-text': 'not UTF-8 text',
  'too-large': 'larger than one text can be here (about 512 MiB)',
  binary: 'binary, not text: it has NUL characters',
};

/** Nothing of the file is read. */
export function refused(file: string, bad: BadBytes | 'binary'): Diagnostic {
  const code = bad === 'binary' ? 'not-text' : bad;
  const origin = { file, start: 0, end: 0, items: [] };
  return { severity: 'error', code, message: messages[bad], origin, path: [] };
}
