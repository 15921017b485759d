// The walk of an attacker over the network, ring by ring from the starts: whoever is first reached by k steps
// stands in ring k.

import type { Compiled } from '../compile/compile.ts';
import { type AttackGraph, type Certainty, internetKey, podKey, startingFrom } from '../graph/attack-graph.ts';
import type { Pod } from '../model/cluster.ts';
import { type AddressSet, isEmpty } from '../sets/addresses.ts';
import { type Opening, type Outside, opening, outsideOpening, type PortScope } from './network.ts';

export interface Walk {
  readonly ports: PortScope;
  /** 'certain' walks only what the objects alone grant. */
  readonly steps: 'all' | 'certain';
  readonly internet: AddressSet;
}

/** Every node keeps the edges by which its ring was first reached, so that all shortest paths are there. */
export function attackGraph(compiled: Compiled, starts: readonly Pod[], walk: Walk): AttackGraph {
  const graph = startingFrom(starts);
  let ring = starts;
  for (let hops = 1; ring.length > 0; hops++) {
    for (const pod of ring) reachInternet(graph, compiled, pod, hops, walk);
    ring = walk.steps === 'certain' ? [] : nextRing(graph, compiled, ring, hops, walk);
  }
  return graph;
}

function nextRing(
  graph: AttackGraph,
  compiled: Compiled,
  ring: readonly Pod[],
  hops: number,
  walk: Walk,
): readonly Pod[] {
  const unreached = compiled.cluster.pods.filter((pod) => !graph.hasNode(podKey(pod)));
  const openings = new Map<string, Opening>();
  return unreached.filter((to) => {
    const key = podKey(to);
    for (const from of ring) {
      const open = remembered(openings, compiled, from, to, walk.ports);
      if (open.possible.length === 0) continue;
      graph.mergeNode(key, { pod: to, hops, certainty: 'possible' });
      graph.addEdge(podKey(from), key, { opening: open, certainty: 'possible', outside: 'none' });
    }
    return graph.hasNode(key);
  });
}

/** Members of two classes have one answer, unless the host network is involved. */
function remembered(known: Map<string, Opening>, compiled: Compiled, from: Pod, to: Pod, scope: PortScope): Opening {
  const special = from.network === 'host' || to.network === 'host' || scope === 'declared-ports';
  if (special) return opening(compiled, from, to, scope);
  const key = [from, to]
    .map((pod) => compiled.families.map(({ classes }) => classes.ofPod.get(pod) ?? '-').join())
    .join(' ');
  const answer = known.get(key) ?? opening(compiled, from, to, scope);
  known.set(key, answer);
  return answer;
}

function reachInternet(
  graph: AttackGraph,
  compiled: Compiled,
  pod: Pod,
  hops: number,
  { internet, steps }: Walk,
): void {
  const outside = outsideOpening(compiled, pod, internet);
  if (isEmpty(outside.addresses)) return;
  const certainty = graph.getNodeAttributes(podKey(pod)).certainty === 'certain' ? certaintyOf(outside) : 'possible';
  if (steps === 'certain' && certainty !== 'certain') return;
  const known = graph.hasNode(internetKey) ? graph.getNodeAttributes(internetKey) : undefined;
  if (known !== undefined && known.hops < hops) return;
  const sure = certainty === 'certain' || known?.certainty === 'certain' ? 'certain' : 'possible';
  graph.mergeNode(internetKey, { pod: 'internet', hops, certainty: sure });
  graph.mergeEdge(podKey(pod), internetKey, { opening: outside, certainty, outside: outside.addresses });
}

function certaintyOf({ allowed }: Outside): Certainty {
  return allowed.length > 0 ? 'certain' : 'possible';
}
