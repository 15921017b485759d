// Files and pasted text into sources for the session. Nothing is read here and nothing leaves the page: files go to the
// worker as they are, unread.

import type { Assume, GivenFile, SourceFile } from '../session/questions.ts';
import { knownAssume } from './assumptions.ts';

const manifests = /\.(ya?ml|json)(\.gz)?$/i;

/** The worker reads them: not a byte passes through the page. */
export function givenFiles(files: readonly File[]): readonly GivenFile[] {
  return files.map((file) => ({ file: pathOf(file), content: file }));
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** YAML reads ten times slower than JSON: of more than this the page asks first, with an estimate. */
export const longYaml = 64 * 1024 * 1024;

export function yamlBytes(files: readonly File[]): number {
  return files.filter(({ name }) => /\.ya?ml$/i.test(name)).reduce((sum, { size }) => sum + size, 0);
}

/** Folders are walked as the command line walks them: manifests only. */
export async function droppedFiles(data: DataTransfer): Promise<readonly File[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...data.files];
  const found = await Promise.all(entries.map((entry) => filesOf(entry, 'as-given')));
  return found.flat();
}

async function filesOf(entry: FileSystemEntry, which: 'as-given' | 'manifests'): Promise<readonly File[]> {
  if (isFile(entry)) {
    if (which === 'manifests' && !manifests.test(entry.name)) return [];
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  }
  if (!isDirectory(entry)) return [];
  const inside = await childrenOf(entry.createReader());
  const nested = await Promise.all(inside.map((child) => filesOf(child, 'manifests')));
  return nested.flat();
}

/** A reader gives some entries at a time, and none at the end. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function pathOf(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
}

export function titleOf(files: readonly { readonly name: string }[]): string {
  const [first] = files;
  if (first === undefined) return 'nothing';
  return files.length === 1 ? first.name : `${first.name} and ${files.length - 1} more`;
}

export interface Served {
  readonly sources: readonly SourceFile[];
  readonly assume: Assume;
  readonly lenient: boolean;
}

const nothingServed: Served = { sources: [], assume: {}, lenient: false };

/** What `firebreak serve` was started with; any other host has none. */
export async function servedInput(): Promise<Served> {
  if (!location.protocol.startsWith('http')) return nothingServed;
  try {
    const response = await fetch('./input.json', { cache: 'no-store' });
    if (!response.ok) return nothingServed;
    const body: unknown = await response.json();
    return { sources: sourcesIn(body), assume: assumeIn(body), lenient: isLenient(body) };
  } catch {
    return nothingServed;
  }
}

function sourcesIn(body: unknown): readonly SourceFile[] {
  if (typeof body !== 'object' || body === null || !('files' in body) || !Array.isArray(body.files)) return [];
  return body.files.flatMap((entry: unknown): readonly SourceFile[] => {
    if (typeof entry !== 'object' || entry === null || !('file' in entry) || !('content' in entry)) return [];
    const { file, content } = entry;
    return typeof file === 'string' && typeof content === 'string' ? [{ file, content }] : [];
  });
}

function assumeIn(body: unknown): Assume {
  if (typeof body !== 'object' || body === null || !('assume' in body)) return {};
  return typeof body.assume === 'object' && body.assume !== null ? knownAssume(Object.entries(body.assume)) : {};
}

function isLenient(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'lenient' in body && body.lenient === true;
}

export async function scenarioList(): Promise<typeof import('virtual:scenarios')['scenarios']> {
  return (await import('virtual:scenarios')).scenarios;
}
