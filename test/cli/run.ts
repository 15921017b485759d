// Runs the whole command line in process, with files in memory or on disk, and gives what a shell would see.

import { disk } from '../../src/cli/disk.ts';
import type { ExitCode, Files, Io, Listing } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  /** Path → content: all the files there are. Left out: the disk, from the project's root. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string | Uint8Array;
  readonly env?: Io['env'];
  readonly terminal?: boolean;
  readonly page?: string;
  readonly interrupted?: () => AbortSignal;
  /** Called with each piece of stdout as it comes. */
  readonly heard?: (text: string) => void;
}

export async function run(args: readonly string[], around: Around = {}): Promise<Outcome> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const hear = (text: string) => {
    stdout.push(text);
    around.heard?.(text);
  };
  const isTTY = around.terminal ?? false;
  const code = await main(args, {
    stdin: typed(around.stdin ?? ''),
    stdout: { write: hear, isTTY },
    stderr: { write: (text) => stderr.push(text), isTTY },
    files: around.files === undefined ? disk : memory(around.files),
    env: around.env ?? {},
    ...(around.page === undefined ? {} : { page: around.page }),
    ...(around.interrupted === undefined ? {} : { interrupted: around.interrupted }),
  });
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

async function* typed(text: string | Uint8Array): AsyncIterable<string | Uint8Array> {
  yield text;
}

const missing: Listing = { kind: 'missing', why: 'no such file or directory' };

function memory(files: Readonly<Record<string, string | Uint8Array>>): Files {
  const contents = new Map(Object.entries(files));
  return {
    list: async (path) => {
      if (contents.has(path)) return { kind: 'file' };
      const prefix = path.endsWith('/') ? path : `${path}/`;
      const below = [...contents.keys()].filter((name) => name.startsWith(prefix));
      const names = new Set(below.map((name) => name.slice(prefix.length).split('/')[0] ?? ''));
      return names.size > 0 ? { kind: 'directory', names: [...names], real: path } : missing;
    },
    open: async (path) => Buffer.from(contents.get(path) ?? ''),
  };
}
