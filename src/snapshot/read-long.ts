// A long file → what is decoded of it, while its bytes arrive. Only YAML has to be there as a whole.

import { byteWindow, push } from './byte-window.ts';
import { isSource, refused, wholeText } from './bytes.ts';
import type { Bytes } from './chunks.ts';
import type { DecodedFile } from './collected.ts';
import { cutJson } from './cut-json.ts';
import type { Decoded, Ignored } from './decode.ts';
import type { Diagnostic } from './diagnostic.ts';
import { isBlank } from './documents.ts';
import type { Reading } from './field.ts';
import { type Hashing, hashing } from './hash.ts';
import { isJsonName } from './json-values.ts';
import { asUtf8, concatenated, joined, type Opened, startOf, type Trouble } from './opened.ts';
import { gathering } from './pieces.ts';
import { jsonReading } from './read-json.ts';
import { yamlReading } from './read-yaml.ts';
import type { CutSource, ReadObject } from './snapshot.ts';
import type { Watching } from './watching.ts';

export interface Long {
  readonly file: string;
  readonly mode: Reading['mode'];
  readonly watch: Watching;
  readonly trouble: Trouble;
}

export interface LongReading extends DecodedFile {
  readonly source: CutSource;
}

/** A Diagnostic says that nothing of the file is read. */
export async function readLong(input: Opened, long: Long): Promise<LongReading | Diagnostic | 'cancelled'> {
  const hash = hashing();
  const text = await startOf(hashed(asUtf8(joined(input), long.trouble), hash), 1);
  const json = beginsAsJson(text.first) ? await readJson(text, long, hash) : ({ kind: 'unlike', all: text } as const);
  return json.kind === 'unlike' ? readYaml(json.all, long, hash) : json.reading;
}

async function* hashed(bytes: Bytes, hash: Hashing): Bytes {
  for await (const chunk of bytes) {
    hash.add(chunk);
    yield chunk;
  }
}

function beginsAsJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => !isBlank(byte));
  return first === 0x7b || first === 0x5b;
}

type JsonOutcome =
  | { readonly kind: 'read'; readonly reading: LongReading | Diagnostic | 'cancelled' }
  /** It begins as JSON does, and is none: all of it is handed back. */
  | { readonly kind: 'unlike'; readonly all: Opened };

async function readJson(input: Opened, { file, mode, watch, trouble }: Long, hash: Hashing): Promise<JsonOutcome> {
  const window = byteWindow();
  const pieces = gathering();
  const { cutting, decoded, seems } = jsonReading(file, mode, pieces);
  const cutter = cutJson(window, isJsonName(file) ? 'no-markers' : 'markers', cutting);
  const from = joined(input)[Symbol.asyncIterator]();
  const seen = isJsonName(file) ? 'not-kept' : keptChunks();
  let told = 0;
  for (let ended = false; !ended; ) {
    const { done = false, value } = await from.next();
    if (done) window.complete = true;
    else {
      push(window, value);
      if (seen !== 'not-kept') seen.add(value);
    }
    ended = cutter.next().done === true || done;
    const all = seems() === 'unlike' && seen !== 'not-kept' ? seen.all() : 'too-many';
    if (all !== 'too-many') return { kind: 'unlike', all: handedBack(all, from) };
    const objects = decoded.objects.length + decoded.ignored.length;
    const going = await watch.pause(objects - told);
    told = objects;
    if (window.bad !== 'no') trouble.bad = window.bad;
    if (going === 'cancelled') {
      await from.return?.();
      return { kind: 'read', reading: going };
    }
    ended ||= trouble.bad !== 'none';
  }
  await from.return?.();
  if (trouble.thrown !== 'nothing') throw trouble.thrown.by;
  const bad = trouble.bad === 'none' && seems() === 'binary' ? 'binary' : trouble.bad;
  if (bad !== 'none') return { kind: 'read', reading: refused(file, bad) };
  const source = { file, pieces: pieces.gathered(window.offset, await hash.end()) };
  return { kind: 'read', reading: { source, documents: [decoded], diagnostics: [] } };
}

/** Of a file that may turn out to be YAML: all of its bytes, unless they become too many. */
function keptChunks() {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add: (chunk: Uint8Array) => {
      size += chunk.length;
      if (size < tooMany) chunks.push(chunk);
      else chunks.length = 0;
    },
    all: (): readonly Uint8Array[] | 'too-many' => (size < tooMany ? chunks : 'too-many'),
  };
}

const tooMany = 2 ** 23;

function handedBack(seen: readonly Uint8Array[], from: AsyncIterator<Uint8Array>): Opened {
  const length = seen.reduce((sum, chunk) => sum + chunk.length, 0);
  return { first: concatenated(seen, length), rest: { [Symbol.asyncIterator]: () => from } };
}

async function readYaml(
  input: Opened,
  { file, mode, watch, trouble }: Long,
  hash: Hashing,
): Promise<LongReading | Diagnostic | 'cancelled'> {
  const text = await wholeText(file, input, trouble);
  if (!isSource(text)) return text;
  const objects: ReadObject[] = [];
  const ignored: Ignored[] = [];
  const diagnostics: Diagnostic[] = [];
  const pieces = gathering();
  const reading = yamlReading(text, mode, pieces);
  let next = reading.next();
  for (; next.done !== true; next = reading.next()) {
    for (const object of next.value.objects) objects.push(object);
    for (const one of next.value.ignored) ignored.push(one);
    for (const one of next.value.diagnostics) diagnostics.push(one);
    if ((await watch.pause(next.value.objects.length)) === 'cancelled') return 'cancelled';
  }
  const decoded: Decoded = { objects, ignored, diagnostics };
  const source = { file, pieces: pieces.gathered(text.text.length, await hash.end()) };
  return { source, documents: [decoded], diagnostics: next.value };
}
