// From the paths of -f to source files: a file as it is, a directory with every manifest below it, `-`
// for stdin. Reading what they say is the session's business; gzip too, so bytes are passed on.

import type { DiagnosticView } from '../../session/answers.ts';
import type { SourceFile } from '../../session/questions.ts';
import { type Failure, type Files, type Io, isFailure, type Listing, nothingRead, reasonOf } from '../io.ts';

export interface Input {
  readonly sources: readonly SourceFile[];
  /** What the sources lack, beyond what reading them will say. */
  readonly missing: readonly DiagnosticView[];
}

/** What a directory's files are chosen by; a file that is named outright is read whatever its name. */
const manifest = /\.(ya?ml|json)(\.gz)?$/;

/** Emacs marks a file that is being edited by a link to nowhere, beside it. */
const editorLock = /^\.#/;

/** How stdin is named in places. */
export const stdinName = '<stdin>';

export async function readPaths(paths: readonly string[], io: Io): Promise<readonly SourceFile[] | Failure> {
  const sources = new Map<string, SourceFile>();
  for (const path of paths) {
    const read = path === '-' ? [await readStdin(io)] : await readPath(path, io.files);
    if (isFailure(read)) return read;
    // A file that two paths name is read once, or each of its objects would be a duplicate.
    for (const source of read) if (!sources.has(source.file)) sources.set(source.file, source);
  }
  return [...sources.values()];
}

async function readStdin(io: Io): Promise<SourceFile> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return { file: stdinName, content: Buffer.concat(chunks) };
}

async function readPath(path: string, files: Files): Promise<readonly SourceFile[] | Failure> {
  const listing = await files.list(path);
  if (listing.kind === 'missing' || listing.kind === 'closed') return unreadable(path, listing);
  const found = listing.kind === 'file' ? [path] : await manifestsBelow(path, listing, files, new Set());
  if (isFailure(found)) return found;
  if (found.length === 0) return nothingRead(`no .yaml, .yml or .json file in \`${path}\``);
  const sources: SourceFile[] = [];
  for (const file of found) {
    try {
      sources.push({ file, content: await files.open(file) });
    } catch (thrown) {
      return nothingRead(`cannot read \`${file}\`: ${reasonOf(thrown)}`);
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
): Promise<readonly string[] | Failure> {
  if (walked.has(real)) return [];
  walked.add(real);
  const found: string[] = [];
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
    if (listing.kind === 'file') found.push(inside);
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
