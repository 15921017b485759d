// The files of this machine, as the command line sees them.

import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { type Files, type Listing, reasonOf } from './io.ts';

export const disk: Files = { list, open: (path) => readFile(path), stream };

/** Opened when somebody begins to read it, and anew each time. */
function stream(path: string): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => createReadStream(path, { highWaterMark: chunkSize })[Symbol.asyncIterator]() };
}

const chunkSize = 2 ** 20;

async function list(path: string): Promise<Listing> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return { kind: 'file', size: found.size };
    return { kind: 'directory', names: await readdir(path), real: await realpath(path) };
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing', why: 'no such file or directory' };
    return { kind: 'closed', why: code === 'EACCES' ? 'permission denied' : reasonOf(thrown) };
  }
}
