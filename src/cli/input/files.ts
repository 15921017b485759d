// From the paths of -f to source files: a file as it is, a directory with every manifest below it, `-`
// for stdin. Reading what they say is the session's business; gzip too, so bytes are passed on.

import type { DiagnosticView } from '../../session/answers.ts';
import type { InputFile, SourceFile } from '../../session/questions.ts';
import { type Failure, type Files, type Io, isFailure, type Listing, nothingRead, reasonOf } from '../io.ts';

export interface Input<File extends InputFile = SourceFile> {
  readonly sources: readonly File[];
  /** What the sources lack, beyond what reading them will say. */
  readonly missing: readonly DiagnosticView[];
}

/** What a directory's files are chosen by; a file that is named outright is read whatever its name. */
const manifest = /\.(ya?ml|json)(\.gz)?$/;

/** Emacs marks a file that is being edited by a link to nowhere, beside it. */
const editorLock = /^\.#/;

/** How stdin is named in places. */
export const stdinName = '<stdin>';

/** With everything in memory. */
export async function readPaths(paths: readonly string[], io: Io): Promise<readonly SourceFile[] | Failure> {
  return each(paths, io, readStdin, async ({ path }) => ({ file: path, content: await io.files.open(path) }));
}

/** Large files, and what comes on stdin, are read while they are used: that can be done once. */
export async function streamPaths(paths: readonly string[], io: Io): Promise<readonly InputFile[] | Failure> {
  const { stream, open } = io.files;
  const stdin = async (): Promise<InputFile> => ({ file: stdinName, content: stdinBytes(io) });
  return each(paths, io, stdin, async ({ path, size }) => {
    if (stream === undefined || size === undefined || !isLarge(path, size))
      return { file: path, content: await open(path) };
    return { file: path, content: told(path, stream(path)), size };
  });
}

/** In bytes; what is zipped is larger than it looks. */
function isLarge(path: string, size: number): boolean {
  return size > (path.endsWith('.gz') ? 2 ** 16 : 2 ** 20);
}

async function each<File extends InputFile>(
  paths: readonly string[],
  io: Io,
  stdin: (io: Io) => Promise<File>,
  read: (found: Found) => Promise<File>,
): Promise<readonly File[] | Failure> {
  const sources = new Map<string, File>();
  for (const path of paths) {
    const files = path === '-' ? [await stdin(io)] : await filesAt(path, io.files, read);
    if (isFailure(files)) return files;
    // A file that two paths name is read once, or each of its objects would be a duplicate.
    for (const source of files) if (!sources.has(source.file)) sources.set(source.file, source);
  }
  return [...sources.values()];
}

async function readStdin(io: Io): Promise<SourceFile> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdinBytes(io)) chunks.push(chunk);
  return { file: stdinName, content: Buffer.concat(chunks) };
}

async function* stdinBytes({ stdin }: Io): AsyncIterable<Uint8Array> {
  for await (const chunk of stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

/** What the errors of streams are known by: somebody else reads them, and must tell them from faults of ours. */
const cannotRead = Symbol('cannot read');

async function* told(file: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* bytes;
  } catch (thrown) {
    throw new Error(`cannot read \`${file}\`: ${reasonOf(thrown)}`, { cause: cannotRead });
  }
}

/** The failure that a stream of `streamPaths` threw; anything else is thrown on. */
export function streamFailure(thrown: unknown): Failure {
  if (thrown instanceof Error && thrown.cause === cannotRead) return nothingRead(thrown.message);
  throw thrown;
}

interface Found {
  readonly path: string;
  readonly size: number | undefined;
}

async function filesAt<File>(
  path: string,
  files: Files,
  read: (found: Found) => Promise<File>,
): Promise<readonly File[] | Failure> {
  const listing = await files.list(path);
  if (listing.kind === 'missing' || listing.kind === 'closed') return unreadable(path, listing);
  const found =
    listing.kind === 'file' ? [{ path, size: listing.size }] : await manifestsBelow(path, listing, files, new Set());
  if (isFailure(found)) return found;
  if (found.length === 0) return nothingRead(`no .yaml, .yml or .json file in \`${path}\``);
  const sources: File[] = [];
  for (const one of found) {
    try {
      sources.push(await read(one));
    } catch (thrown) {
      return nothingRead(`cannot read \`${one.path}\`: ${reasonOf(thrown)}`);
    }
  }
  return sources;
}

/**
 * Depth first, names in order of their bytes: the same tree gives the same order everywhere. A directory
 * that links lead to again is walked once, so that a circle of them ends.
 */
async function manifestsBelow(
  path: string,
  { names, real }: Listing & { readonly kind: 'directory' },
  files: Files,
  walked: Set<string>,
): Promise<readonly Found[] | Failure> {
  if (walked.has(real)) return [];
  walked.add(real);
  const found: Found[] = [];
  for (const name of [...names].sort()) {
    const inside = path.endsWith('/') ? `${path}${name}` : `${path}/${name}`;
    const listing = await files.list(inside);
    const below = listing.kind === 'directory' ? await manifestsBelow(inside, listing, files, walked) : [];
    if (isFailure(below)) return below;
    found.push(...below);
    if (listing.kind === 'closed') return unreadable(inside, listing);
    if (!manifest.test(name) || editorLock.test(name)) continue;
    // A link to a policy that is not there: an answer without the policy would be wrong.
    if (listing.kind === 'missing') return unreadable(inside, listing);
    if (listing.kind === 'file') found.push({ path: inside, size: listing.size });
  }
  return found;
}

function unreadable(path: string, { why }: { readonly why: string }): Failure {
  return nothingRead(`cannot read \`${path}\`: ${why}`);
}

/** A path that a file names, relative to where that file stands. */
export function beside(file: string, path: string): string {
  if (path.startsWith('/') || file === stdinName) return path;
  const directory = file.slice(0, file.lastIndexOf('/') + 1);
  return `${directory}${path}`;
}
