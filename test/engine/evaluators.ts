// The two evaluators of the engine behind one door, asked as the oracle is asked, so that one loop can
// hold all three against each other.

import { nodeAsDestination, nodeAsSource } from '../../src/engine/answer/node-ends.ts';
import { reach } from '../../src/engine/answer/reach.ts';
import { reachable } from '../../src/engine/answer/reachable.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import { type Assumptions, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster, Endpoint } from '../../src/engine/model/cluster.ts';
import { type Family, hasFamily, noAddresses, ofFamily } from '../../src/engine/sets/addresses.ts';
import { has } from '../../src/engine/sets/intervals.ts';
import { everyPort, type PortSet, portRange } from '../../src/engine/sets/ports.ts';
import type { Ternary } from '../../src/engine/sets/ternary.ts';
import { readAddresses } from '../../src/snapshot/address-text.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { read } from '../../src/snapshot/read.ts';
import type { Assume, Attempt, End } from '../oracle/oracle.ts';

export interface Engine {
  readonly cluster: Cluster;
  readonly compiled: Compiled;
}

export function engineOf(objects: readonly unknown[], assume: Assume = {}): Engine {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const snapshot = read([{ file: 'cluster.json', text }], { lenient: false });
  const assumptions: Assumptions = { ...defaultAssumptions, ...assume };
  const { cluster } = assemble(snapshot, assumptions);
  return { cluster, compiled: compile(cluster) };
}

/** A node calls from other addresses than it is called at, so that its role matters. */
export function endpoint(end: End, cluster: Cluster, role: 'source' | 'destination' = 'destination'): Endpoint {
  if ('address' in end) return { kind: 'external', addresses: readAddresses(end.address) ?? noAddresses };
  if ('service' in end) throw new Error(`a Service is no endpoint: ${end.service}`);
  if ('node' in end) {
    const node = cluster.nodes.find(({ name }) => name === end.node);
    if (node === undefined) throw new Error(`the engine has no node ${end.node}`);
    return role === 'source' ? nodeAsSource(node, cluster) : nodeAsDestination(node, cluster);
  }
  const found = cluster.pods.find(({ kind, namespace, name }) =>
    kind === 'Pod' ? `${namespace.name}/${name}` === end.pod : `${namespace.name}/${kind}/${name}` === end.pod,
  );
  if (found === undefined) throw new Error(`the engine has no ${end.pod}`);
  return { kind: 'pod', pod: found };
}

export type Evaluator = (engine: Engine, from: Endpoint, to: Endpoint) => Readonly<Partial<Record<Family, Pair>>>;

interface Pair {
  readonly allowed: PortSet;
  readonly possible: PortSet;
}

export const evaluators: Readonly<Record<'explain' | 'compiled', Evaluator>> = {
  explain: ({ cluster }, from, to) =>
    Object.fromEntries(reach(cluster, from, to, everyPort).map((each) => [each.family, each])),
  compiled: ({ compiled }, from, to) =>
    Object.fromEntries(
      compiled.families.flatMap((family) => {
        const ends = [from, to].map((end) => only(end, family.family));
        const [a, b] = ends;
        if (a === undefined || b === undefined) return [];
        const one: Compiled = { ...compiled, families: [family] };
        return reachable(one, a, b).map((each) => [family.family, each]);
      }),
    ),
};

function only(end: Endpoint, family: Family): Endpoint | undefined {
  const addresses = end.kind === 'pod' ? end.pod.addresses : end.addresses;
  if (!hasFamily(addresses, family)) return undefined;
  return end.kind === 'pod' ? end : { ...end, addresses: ofFamily(addresses, family) };
}

export function ternaryOf(pair: Pair | undefined, { protocol, port }: Pick<Attempt, 'protocol' | 'port'>): Ternary {
  if (pair === undefined) return 'no';
  const [member] = portRange(protocol, port, port);
  if (member === undefined || !has(pair.possible, member)) return 'no';
  return has(pair.allowed, member) ? 'yes' : 'unknown';
}
