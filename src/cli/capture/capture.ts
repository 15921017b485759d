// The live cluster as input: the kinds that the answers look at, and nothing else; never a Secret. A list
// that we may not read is a warning, and every answer then says what is missing.

import type { DiagnosticView } from '../../session/answers.ts';
import type { SourceFile } from '../../session/questions.ts';
import type { Input } from '../input/files.ts';
import { type Failure, type Io, isFailure, nothingRead } from '../io.ts';
import { type Connection, connect } from './connect.ts';
import { definitionsOf } from './definitions.ts';
import { beyondEveryClusters, everyClusters, type Kind } from './kinds.ts';
import { findKubeconfig } from './kubeconfig.ts';
import { type Listed, list } from './list.ts';

export interface Which {
  readonly context: string;
  readonly kubeconfig: string;
}

export async function capture(which: Which, io: Io): Promise<Input | Failure> {
  const found = await findKubeconfig(which, io);
  if (found.kind === 'none') return nothingRead(noCluster(found.looked));
  const connection = connect(found, which.context);
  if (isFailure(connection)) return connection;
  // A cluster that is not there shows at its first list, before it is asked what else it has.
  const first = await readKinds(everyClusters, connection, io);
  if (isFailure(first)) return first;
  const beyond = await beyondEveryClusters(connection.get);
  const more = await readKinds(beyond.kinds, connection, io);
  if (isFailure(more)) return more;
  const definitions = await definitionsOf(beyond.kinds, connection.get);
  const defining =
    definitions.items.length === 0 ? [] : [listOf(connection.context, 'customresourcedefinitions', definitions.items)];
  const sources = [...first.sources, ...more.sources, ...defining];
  const untold = [...beyond.untold, ...definitions.untold].map(({ what, why }) => unlisted(what, why));
  const missing = [...first.missing, ...untold, ...more.missing];
  if (sources.length === 0) return nothingRead(`the cluster lists nothing to us: ${missing[0]?.message ?? ''}`);
  return { sources, missing };
}

async function readKinds(kinds: readonly Kind[], { context, get }: Connection, io: Io): Promise<Input | Failure> {
  const sources: SourceFile[] = [];
  const missing: DiagnosticView[] = [];
  for (const one of kinds) {
    const listed = await list(get, pathOf(one), (count) => showProgress(io, `reading ${one.plural}: ${count}`));
    if (listed.kind === 'unreachable') {
      showProgress(io, '');
      return nothingRead(`cannot reach the cluster of context \`${context}\`: ${listed.why}`);
    }
    if (listed.kind === 'list') sources.push(sourceOf(one, context, listed));
    else missing.push(unlisted(one.plural, listed.why));
  }
  showProgress(io, '');
  return { sources, missing };
}

function noCluster(looked: readonly string[]): string {
  const places = looked.length === 0 ? '' : ` (looked for ${looked.map((path) => `\`${path}\``).join(', ')})`;
  return `no input: give -f PATH, or a kubeconfig for the live cluster${places}`;
}

function pathOf({ apiVersion, plural }: Kind): string {
  return `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}/${plural}`;
}

/** As kubectl writes it: kinds that not every cluster has may share a plural with one that it has. */
function fileOf(one: Kind): string {
  return everyClusters.includes(one) ? one.plural : `${one.plural}.${one.apiVersion.split('/')[0]}`;
}

/** One item a line, so that a place in a live list is short. The API leaves kind and version out of items. */
function sourceOf(one: Kind, context: string, { items }: Extract<Listed, { readonly kind: 'list' }>): SourceFile {
  const typed = items.map((item) => ({ apiVersion: one.apiVersion, kind: one.kind, ...asObject(item) }));
  return listOf(context, fileOf(one), typed);
}

function listOf(context: string, name: string, items: readonly object[]): SourceFile {
  const lines = items.map((item) => JSON.stringify(item));
  const content = `{"apiVersion":"v1","kind":"List","items":[\n${lines.join(',\n')}\n]}\n`;
  return { file: `${context}/${name}.json`, content };
}

function asObject(item: unknown): object {
  return typeof item === 'object' && item !== null ? item : {};
}

function unlisted(what: string, why: string): DiagnosticView {
  const message = `the cluster did not list ${what}, so the answer lacks them: ${why}`;
  return { severity: 'warning', code: 'live-list-failed', message };
}

/** One line that is written over; the empty text clears it. */
function showProgress(io: Io, text: string): void {
  if (io.stderr.isTTY === true) io.stderr.write(`\r\x1b[K${text}`);
}
