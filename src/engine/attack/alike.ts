// Pods that an attacker need not tell apart: of one class in each family, with the same declared ports where those
// count, and on one node where pods of that node's own network make a difference. They reach the same pods, and are
// reached by the same, so that whole groups of them are walked at once.

import { countsAsNode } from '../answer/reachable.ts';
import type { Compiled } from '../compile/compile.ts';
import type { PortSetId } from '../compile/port-table.ts';
import { podKey } from '../graph/attack-graph.ts';
import type { Pod } from '../model/cluster.ts';
import { entry } from '../sets/entry.ts';
import { declaredPorts, type PortScope } from './network.ts';
import { type Targets, targetsOf } from './targets.ts';

export interface Alike {
  /** Where it stands among all groups: in the order of their first pods. */
  readonly number: number;
  /** In the order of their keys. */
  readonly pods: readonly Pod[];
  /** By family: its class, and its number among the targets; -1 where it has no address of the family. */
  readonly classes: readonly number[];
  readonly targets: readonly number[];
  /** The ports that count. */
  readonly ports: PortSetId;
  /** Whether they count as their node. */
  readonly host: boolean;
}

export interface Crowd {
  readonly compiled: Compiled;
  readonly groups: readonly Alike[];
  /** pod → group */
  readonly of: ReadonlyMap<Pod, number>;
  /** Where a pod stands in the order of keys. */
  readonly rank: ReadonlyMap<Pod, number>;
  readonly hasHosts: boolean;
  /** By family. */
  readonly targets: readonly Targets[];
  /** By family: what is possible between two classes on one node, or perhaps on one. A memo nobody can see. */
  readonly nearAnswers: readonly Map<number, PortSetId>[];
}

const crowds: Readonly<Record<PortScope, WeakMap<Compiled, Crowd>>> = {
  'every-port': new WeakMap(),
  'declared-ports': new WeakMap(),
};

/** One for each compiled form: many walks set out from it. */
export function crowdOf(compiled: Compiled, scope: PortScope): Crowd {
  const known = crowds[scope].get(compiled) ?? gathered(compiled, scope);
  crowds[scope].set(compiled, known);
  return known;
}

function gathered(compiled: Compiled, scope: PortScope): Crowd {
  const { cluster, families, ports } = compiled;
  const sorted = inOrderOfKeys(cluster.pods);
  const rank = new Map(sorted.map((pod, at) => [pod, at]));
  const nodeOf = nodesThatMatter(compiled);
  const byKey = new Map<string, Gathered>();
  const of = new Map<Pod, number>();
  for (const pod of sorted) {
    const classes = families.map(({ classes: { ofPod } }) => ofPod.get(pod) ?? -1);
    const counted = scope === 'every-port' ? ports.every : ports.intern(declaredPorts(pod));
    const key = `${classes.join()} ${counted} ${nodeOf(pod)}`;
    const group = entry(byKey, key, () => ({ number: byKey.size, pods: [], classes, ports: counted }));
    group.pods.push(pod);
    of.set(pod, group.number);
  }
  const gathered = [...byKey.values()];
  const targets = families.map((family, i) =>
    targetsOf(
      family,
      gathered.map(({ classes, ports }) => ({ class: classes[i] ?? -1, ports })),
    ),
  );
  const groups = gathered.map(({ pods, classes, ports }, number): Alike => {
    const [pod] = pods;
    return {
      number,
      pods,
      classes,
      targets: targets.map(({ ofGroup }) => ofGroup[number] ?? -1),
      ports,
      host: pod !== undefined && countsAsNode(pod, compiled),
    };
  });
  const hasHosts = groups.some(({ host }) => host);
  return { compiled, groups, of, rank, hasHosts, targets, nearAnswers: families.map(() => new Map()) };
}

interface Gathered {
  readonly number: number;
  readonly pods: Pod[];
  readonly classes: readonly number[];
  readonly ports: PortSetId;
}

function inOrderOfKeys(pods: readonly Pod[]): readonly Pod[] {
  return pods
    .map((pod) => ({ pod, key: podKey(pod) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ pod }) => pod);
}

/** A node of which no pod counts as the node tells its pods apart from nobody. */
function nodesThatMatter(compiled: Compiled): (pod: Pod) => string {
  const hosts = compiled.cluster.pods.filter((pod) => countsAsNode(pod, compiled));
  if (hosts.length === 0) return () => '';
  const nodes = new Set(['unknown', ...hosts.map(({ node }) => node)]);
  return ({ node }) => (nodes.has(node) ? `on ${node}` : '');
}
