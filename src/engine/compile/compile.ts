// The whole cluster for the machine: classes of endpoints, and for each direction one row a signature
// (the list of policies that isolate a class). All flows are then intersections of a few sets.

import type { Cluster } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import type { Family } from '../sets/addresses.ts';
import { type AnswerTable, answerTable } from './answer-table.ts';
import { type Classes, classesOf } from './classes.ts';
import { type NamespaceScopes, namespaceScopes } from './namespace-scopes.ts';
import { type PortTable, portTable } from './port-table.ts';
import { relevanceOf } from './relevance.ts';
import { type Row, type RowMaker, rowMaker, type Signature } from './rows.ts';
import { type Selector, selectorOf } from './selection.ts';
import { signaturesOf } from './signatures.ts';

/** What one direction allows, factored: classes that the same policies isolate share one row. */
export interface DirectionTable {
  /** class → signature; 0 is of what nothing selects. */
  readonly signatureOf: Readonly<Uint32Array>;
  /** How many signatures there are; some may be of no class. */
  readonly signatures: number;
  readonly signature: (number: number) => Signature | 'open';
  /** Worked out when it is first asked for. */
  readonly row: (signature: number) => Row;
}

export interface CompiledFamily {
  readonly family: Family;
  readonly classes: Classes;
  readonly egress: DirectionTable;
  readonly ingress: DirectionTable;
  readonly selector: Selector;
  readonly maker: RowMaker;
}

export interface Compiled {
  readonly cluster: Cluster;
  readonly answers: AnswerTable;
  readonly ports: PortTable;
  readonly families: readonly CompiledFamily[];
}

export function rowOf({ signatureOf, row }: DirectionTable, i: number): Row {
  return row(signatureOf[i] ?? 0);
}

/** `previous` only saves work: the result answers as it would without it. */
export function compile(cluster: Cluster, previous?: Compiled): Compiled {
  const ports = previous?.ports ?? portTable();
  const answers = previous?.answers ?? answerTable(ports);
  const namespaces = namespaceScopes(cluster);
  const relevance = relevanceOf(cluster, namespaces);
  const families = cluster.families.map((family) => {
    const classes = classesOf(cluster, family, relevance);
    return compileFamily(cluster, family, classes, namespaces, answers);
  });
  return { cluster, answers, ports, families };
}

function compileFamily(
  cluster: Cluster,
  family: Family,
  classes: Classes,
  namespaces: NamespaceScopes,
  answers: AnswerTable,
): CompiledFamily {
  const selector = selectorOf(cluster, classes, namespaces);
  const maker = rowMaker(classes, selector, answers, cluster.assumptions);
  const table = (direction: Direction) => directionTable(direction, cluster, classes, selector, maker);
  return { family, classes, egress: table('egress'), ingress: table('ingress'), selector, maker };
}

function directionTable(
  direction: Direction,
  cluster: Cluster,
  classes: Classes,
  selector: Selector,
  maker: RowMaker,
): DirectionTable {
  const { of, count, signature, stretches, subject } = signaturesOf(direction, cluster, classes, selector);
  const rows: (Row | undefined)[] = new Array(count).fill(undefined);
  return {
    signatureOf: of,
    signatures: count,
    signature,
    row: (number) => {
      const known = rows[number];
      if (known !== undefined) return known;
      const made = makeRow(number);
      rows[number] = made;
      return made;
    },
  };

  function makeRow(number: number): Row {
    const selecting = signature(number);
    if (selecting === 'open') return maker.openRow;
    const { representative } = classes.list[subject(number)]!;
    return maker.row(direction, selecting, representative, stretches(number));
  }
}
