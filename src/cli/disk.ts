// The files of this machine, as the command line sees them.

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import type { Files, Listing } from './io.ts';

export const disk: Files = { list, open: (path) => readFile(path) };

async function list(path: string): Promise<Listing> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return { kind: 'file' };
    return { kind: 'directory', names: await readdir(path), real: await realpath(path) };
  } catch (thrown) {
    return { kind: 'missing', why: whyMissing(thrown) };
  }
}

function whyMissing(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file or directory';
  if (code === 'EACCES') return 'permission denied';
  return thrown instanceof Error ? thrown.message : String(thrown);
}
