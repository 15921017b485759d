// Unzipping in a thread of its own: several times as fast as what browsers and Node have in common.

import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const chunkSize = 2 ** 20;

export function unzip(zipped: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const from = Readable.from(zipped, { objectMode: false });
  const unzipped = createGunzip({ chunkSize });
  from.on('error', (error) => unzipped.destroy(error));
  // Whoever stops early stops what feeds it.
  unzipped.on('close', () => from.destroy());
  return from.pipe(unzipped);
}
