// Generated snapshots, zipped, in the system's folder for what may be deleted: benches share them, and a changed generator
// makes new ones.

import { constants } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gunzipSync } from 'node:zlib';
import { fewestPods, listText, objectsOf, type Wanted } from '../generate/cluster.ts';

const folder = join(tmpdir(), 'firebreak-bench');

export async function snapshotFile(wanted: Wanted): Promise<string> {
  const name = `${wanted.profile}-${wanted.pods}-${wanted.seed}`;
  const file = join(folder, `${name}.${fingerprint(wanted)}.json.gz`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const outdated = readdirSync(folder).filter((each) => each.startsWith(`${name}.`));
  for (const each of outdated) rmSync(join(folder, each));
  const making = join(folder, `making-${name}-${process.pid}`);
  const text = Readable.from(listText(objectsOf(wanted)), { objectMode: true });
  await pipeline(text, createGzip({ level: 1 }), createWriteStream(making));
  renameSync(making, file);
  return file;
}

/** Of a small cluster of the same kind: what changes the generator most likely changes that too. */
function fingerprint(wanted: Wanted): string {
  const hash = createHash('sha256');
  const pods = Math.min(wanted.pods, 200 + fewestPods(200));
  for (const piece of listText(objectsOf({ ...wanted, pods }))) hash.update(piece);
  return hash.digest('hex').slice(0, 12);
}

export interface SnapshotText {
  /** JSON.parse of the whole: the base of what reading costs. */
  readonly parse: () => readonly unknown[];
}

/** As one string, or an item each where that would be longer than a string can be. */
export async function snapshotText(wanted: Wanted): Promise<SnapshotText> {
  const bytes = gunzipSync(readFileSync(await snapshotFile(wanted)));
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    const items = [...objectsOf(wanted)].map((object) => JSON.stringify(object));
    return { parse: () => items.map((item): unknown => JSON.parse(item)) };
  }
  const text = bytes.toString('utf8');
  return { parse: () => JSON.parse(text).items };
}
