// The whole cluster for the machine: classes of endpoints, and for each direction one row a signature
// (the list of policies that isolate a class). All flows are then intersections of a few sets.

import type { Cluster } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import type { Family } from '../sets/addresses.ts';
import { type AnswerTable, answerTable } from './answer-table.ts';
import { type Classes, classesOf } from './classes.ts';
import { type DirectionTable, directionTable } from './direction-table.ts';
import { type NamespaceScopes, namespaceScopes } from './namespace-scopes.ts';
import { type PortTable, portTable } from './port-table.ts';
import { type Relevance, relevanceOf } from './relevance.ts';
import { rowMaker } from './row-maker.ts';
import type { RowMaker } from './rows.ts';
import { type Selector, selectorOf } from './selection.ts';
import { signaturesOf } from './signatures.ts';
import { type Zones, zonesOf } from './zones.ts';

export interface CompiledFamily {
  readonly family: Family;
  readonly classes: Classes;
  readonly egress: DirectionTable;
  readonly ingress: DirectionTable;
  readonly zones: Zones;
  readonly selector: Selector;
  readonly maker: RowMaker;
}

export interface Compiled {
  readonly cluster: Cluster;
  readonly answers: AnswerTable;
  readonly ports: PortTable;
  readonly namespaces: NamespaceScopes;
  readonly relevance: Relevance;
  /** Policies that came since: what they ask about is not in `relevance`. */
  readonly askedSince: readonly NetworkPolicy[];
  readonly families: readonly CompiledFamily[];
}

/** From nothing. Numbers of port sets and answers are those of `tables` where they are given. */
export function compileAnew(cluster: Cluster, tables?: Pick<Compiled, 'answers' | 'ports'>): Compiled {
  const ports = tables?.ports ?? portTable();
  const answers = tables?.answers ?? answerTable(ports);
  const namespaces = namespaceScopes(cluster);
  const relevance = relevanceOf(cluster, namespaces);
  const families = cluster.families.map((family) => {
    const classes = classesOf(cluster, family, relevance);
    return compileFamily(cluster, family, classes, namespaces, answers);
  });
  return { cluster, answers, ports, namespaces, relevance, askedSince: [], families };
}

function compileFamily(
  cluster: Cluster,
  family: Family,
  classes: Classes,
  namespaces: NamespaceScopes,
  answers: AnswerTable,
): CompiledFamily {
  const selector = selectorOf(cluster, classes, namespaces);
  const zones = zonesOf(cluster, classes, selector);
  const maker = rowMaker(classes, selector, answers, zones, cluster.assumptions);
  const table = (direction: Direction) =>
    directionTable(direction, signaturesOf(direction, cluster, classes, selector), classes, maker);
  return { family, classes, zones, egress: table('egress'), ingress: table('ingress'), selector, maker };
}
