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

/** Of a file that may turn out to be YAML all bytes are kept as long as they are fewer. */
const tooLong = 2 ** 23;

async function readJson(input: Opened, { file, mode, watch, trouble }: Long, hash: Hashing): Promise<JsonOutcome> {
  const surely = isJsonName(file);
  const window = byteWindow();
  const pieces = gathering();
  const { cutting, decoded, seems } = jsonReading(file, mode, pieces);
  const cutter = cutJson(window, surely ? 'no-markers' : 'markers', cutting);
  const from = joined(input)[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let kept = surely ? tooLong : 0; // how many bytes are in `seen`; beyond the limit none are
  let told = 0;
  for (let ended = false; !ended; ) {
    const { done, value } = await from.next();
    if (done === true) window.complete = true;
    else push(window, value);
    ended = cutter.next().done === true || done === true;
    if (done !== true && kept < tooLong) {
      kept += value.length;
      if (kept < tooLong) seen.push(value);
      else seen.length = 0;
    }
    if (kept < tooLong && seems() === 'unlike') return { kind: 'unlike', all: handedBack(seen, from) };
    const objects = decoded.objects.length + decoded.ignored.length;
    const going = await watch.pause(objects - told);
    told = objects;
    if (going === 'cancelled') {
      await from.return?.();
      return { kind: 'read', reading: going };
    }
    if (window.bad !== 'no') trouble.bad = window.bad;
    ended ||= trouble.bad !== 'none';
  }
  await from.return?.();
  if (trouble.thrown !== 'nothing') throw trouble.thrown.by;
  if (trouble.bad !== 'none') return { kind: 'read', reading: refused(file, trouble.bad) };
  if (seems() === 'binary') return { kind: 'read', reading: refused(file, 'binary') };
  const source = { file, pieces: pieces.gathered(window.offset, await hash.end()) };
  return { kind: 'read', reading: { source, documents: [decoded], diagnostics: [] } };
}

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
