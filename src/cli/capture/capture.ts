// The live cluster as input: the kinds that the answers look at, and nothing else; never a Secret. A list
// that we may not read is a warning, and every answer then says what is missing.

import type { DiagnosticView } from '../../session/answers.ts';
import type { SourceFile } from '../../session/questions.ts';
import type { Input } from '../input/files.ts';
import { type Failure, type Io, isFailure, nothingRead } from '../io.ts';
import { connect } from './connect.ts';
import { findKubeconfig } from './kubeconfig.ts';
import { type Listed, list } from './list.ts';

interface Wanted {
  readonly plural: string;
  readonly group: '' | 'apps' | 'batch' | 'networking.k8s.io';
  readonly kind: string;
}

/** Namespaces first: what follows refers to them. */
const wanted: readonly Wanted[] = [
  { plural: 'namespaces', group: '', kind: 'Namespace' },
  { plural: 'nodes', group: '', kind: 'Node' },
  { plural: 'pods', group: '', kind: 'Pod' },
  { plural: 'replicationcontrollers', group: '', kind: 'ReplicationController' },
  { plural: 'deployments', group: 'apps', kind: 'Deployment' },
  { plural: 'statefulsets', group: 'apps', kind: 'StatefulSet' },
  { plural: 'daemonsets', group: 'apps', kind: 'DaemonSet' },
  { plural: 'replicasets', group: 'apps', kind: 'ReplicaSet' },
  { plural: 'jobs', group: 'batch', kind: 'Job' },
  { plural: 'cronjobs', group: 'batch', kind: 'CronJob' },
  { plural: 'networkpolicies', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
];

export interface Which {
  readonly context: string;
  readonly kubeconfig: string;
}

export async function capture(which: Which, io: Io): Promise<Input | Failure> {
  const found = await findKubeconfig(which, io);
  if (found.kind === 'none') return nothingRead(noCluster(found.looked));
  const connection = connect(found, which.context);
  if (isFailure(connection)) return connection;
  const sources: SourceFile[] = [];
  const missing: DiagnosticView[] = [];
  for (const one of wanted) {
    const listed = await list(connection.get, pathOf(one), (count) =>
      showProgress(io, `reading ${one.plural}: ${count}`),
    );
    if (listed.kind === 'unreachable') {
      showProgress(io, '');
      return nothingRead(`cannot reach the cluster of context \`${connection.context}\`: ${listed.why}`);
    }
    if (listed.kind === 'list') sources.push(sourceOf(one, connection.context, listed));
    else missing.push(unlisted(one, listed.why));
  }
  showProgress(io, '');
  if (sources.length === 0) return nothingRead(`the cluster lists nothing to us: ${missing[0]?.message ?? ''}`);
  return { sources, missing };
}

function noCluster(looked: readonly string[]): string {
  const places = looked.length === 0 ? '' : ` (looked for ${looked.map((path) => `\`${path}\``).join(', ')})`;
  return `no input: give -f PATH, or a kubeconfig for the live cluster${places}`;
}

function apiVersion({ group }: Wanted): string {
  return group === '' ? 'v1' : `${group}/v1`;
}

function pathOf(one: Wanted): string {
  return `/${one.group === '' ? 'api' : 'apis'}/${apiVersion(one)}/${one.plural}`;
}

/** One item a line, so that a place in a live list is short. The API leaves kind and version out of items. */
function sourceOf(one: Wanted, context: string, { items }: Extract<Listed, { readonly kind: 'list' }>): SourceFile {
  const version = apiVersion(one);
  const lines = items.map((item) => JSON.stringify({ apiVersion: version, kind: one.kind, ...asObject(item) }));
  const list = `{"apiVersion":"v1","kind":"List","items":[\n${lines.join(',\n')}\n]}\n`;
  return { file: `${context}/${one.plural}.json`, content: list };
}

function asObject(item: unknown): object {
  return typeof item === 'object' && item !== null ? item : {};
}

function unlisted({ plural }: Wanted, why: string): DiagnosticView {
  const message = `the cluster did not list ${plural}, so the answer lacks them: ${why}`;
  return { severity: 'warning', code: 'live-list-failed', message };
}

/** One line that is written over; the empty text clears it. */
function showProgress(io: Io, text: string): void {
  if (io.stderr.isTTY === true) io.stderr.write(`\r\x1b[K${text}`);
}
