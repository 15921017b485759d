// The whole cluster for the machine: classes of endpoints, and for each direction one row a signature
// (the list of policies that isolate a class). All flows are then intersections of a few sets.

import type { Cluster, Endpoint } from '../model/cluster.ts';
import type { AnyPolicy, Direction } from '../model/policy.ts';
import type { Family } from '../sets/addresses.ts';
import { type Classes, classesOf } from './classes.ts';
import { type PortTable, portTable } from './port-table.ts';
import { type Relevance, relevanceOf, sameRelevance } from './relevance.ts';
import { type Row, type RowMaker, rowMaker, type Signature } from './rows.ts';
import { type Selector, selectorOf } from './selection.ts';
import { signaturesOf } from './signatures.ts';

/** What one direction allows, factored: classes that the same policies isolate share one row. */
export interface DirectionTable {
  /** class → position in `rows`. */
  readonly rowOf: Readonly<Uint32Array>;
  readonly rows: readonly Row[];
}

export interface CompiledFamily {
  readonly family: Family;
  readonly classes: Classes;
  readonly egress: DirectionTable;
  readonly ingress: DirectionTable;
  readonly memo: Memo;
}

export interface Compiled {
  readonly cluster: Cluster;
  readonly ports: PortTable;
  readonly relevance: Relevance;
  readonly families: readonly CompiledFamily[];
}

/** Work that the next compile may save: selections by meaning, rows by the policies that make them. */
interface Memo {
  readonly selector: Selector;
  readonly maker: RowMaker;
  readonly rows: Map<string, Row>;
  readonly ids: Map<AnyPolicy, number>;
}

/** `previous` only saves work: the result answers as it would without it. */
export function compile(cluster: Cluster, previous?: Compiled): Compiled {
  const alike = previous !== undefined && samePods(previous.cluster, cluster);
  const relevance = relevanceOf(cluster, alike ? previous.relevance : undefined);
  const ports = previous?.ports ?? portTable();
  const reusable = alike && sameRelevance(relevance, previous.relevance) ? previous.families : [];
  const families = cluster.families.map((family) => {
    const known = reusable.find((each) => each.family === family);
    const classes = known?.classes ?? classesOf(cluster, family, relevance);
    return compileFamily(cluster, family, classes, known?.memo ?? freshMemo(cluster, classes, ports));
  });
  return { cluster, ports, relevance, families };
}

function samePods(a: Cluster, b: Cluster): boolean {
  return (
    a.assumptions === b.assumptions &&
    a.pods.length === b.pods.length &&
    a.pods.every((pod, i) => pod === b.pods[i]) &&
    a.namespaces.length === b.namespaces.length &&
    a.namespaces.every((namespace, i) => namespace === b.namespaces[i])
  );
}

function freshMemo(cluster: Cluster, classes: Classes, ports: PortTable): Memo {
  const selector = selectorOf(cluster, classes);
  const maker = rowMaker(classes, selector, ports, cluster.assumptions);
  return { selector, maker, rows: new Map(), ids: new Map() };
}

function compileFamily(cluster: Cluster, family: Family, classes: Classes, memo: Memo): CompiledFamily {
  const table = (direction: Direction) => directionTable(direction, cluster, classes, memo);
  return { family, classes, egress: table('egress'), ingress: table('ingress'), memo };
}

function directionTable(direction: Direction, cluster: Cluster, classes: Classes, memo: Memo): DirectionTable {
  const signatures = signaturesOf(direction, cluster, classes, memo.selector);
  const rows: Row[] = [];
  const positions = new Map<Row, number>();
  const rowOf = new Uint32Array(classes.list.length);
  classes.list.forEach(({ representative }, i) => {
    const row = rememberedRow(direction, signatures[i] ?? 'open', representative, memo);
    const position = positions.get(row) ?? rows.push(row) - 1;
    positions.set(row, position);
    rowOf[i] = position;
  });
  return { rowOf, rows };
}

function rememberedRow(
  direction: Direction,
  signature: Signature | 'open',
  subject: Endpoint,
  { maker, rows, ids }: Memo,
): Row {
  if (signature === 'open') return maker.openRow;
  const { admin, certain, perhaps, baseline, skipsBaseline, foreign } = signature;
  const key = [
    direction,
    ...admin.map(({ policy, selects }) => `${idOf(policy, ids)}${selects}`),
    '|',
    ...certain.map((policy) => idOf(policy, ids)),
    '?',
    ...perhaps.map((policy) => idOf(policy, ids)),
    '|',
    ...baseline.map(({ policy, selects }) => `${idOf(policy, ids)}${selects}`),
    skipsBaseline,
    foreign,
    direction === 'ingress' ? portNames(subject) : '',
  ].join(' ');
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = maker.row(direction, signature, subject);
  rows.set(key, row);
  return row;
}

function idOf(policy: AnyPolicy, ids: Map<AnyPolicy, number>): number {
  const known = ids.get(policy);
  if (known !== undefined) return known;
  ids.set(policy, ids.size);
  return ids.size - 1;
}

/** Ingress rules look port names up on the subject, so subjects that differ there differ in their rows. */
function portNames(subject: Endpoint): string {
  if (subject.kind === 'external') return '';
  const { ports, network } = subject.pod;
  return `${network} ${ports.map((p) => `${p.protocol}/${p.name}=${p.port}${p.container}`).join(',')}`;
}
