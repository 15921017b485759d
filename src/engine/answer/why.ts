// Why a flow is open, where that hangs on an assumption: asked of the readable evaluator, which walks the model, and
// remembered for all peers that the rules of a subject do not tell apart.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { isAssumed } from '../compile/rows.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import { type Direction, directions } from '../model/policy.ts';
import { hasBit } from '../sets/bitset.ts';
import { intersection } from '../sets/intervals.ts';
import { everyPort, type PortSet } from '../sets/ports.ts';
import { explainSide } from './explain.ts';
import { rememberedByClass, restsOnInput } from './hanging.ts';
import type { Part } from './outcomes.ts';
import { rulesAbout } from './rules-about.ts';
import { tellingSets } from './telling.ts';

/** An end, and its class. */
export interface Placed {
  readonly end: Endpoint;
  readonly i: number;
}

/** `near`: the two may share a node, which counts for this very pair. `open`: the ports that may be. */
export type Why = (from: Placed, to: Placed, place: 'near' | 'far', open: PortSet) => readonly Reason[];

/** So many answers are remembered. */
const most = 2 ** 17;

export function whyOf(compiled: Compiled, family: CompiledFamily): Why {
  const { cluster } = compiled;
  const memo = new Map<string, readonly Part[]>();
  const aboutOf = (direction: Direction) => rulesAbout(family, direction, cluster.policies);
  const about = { egress: aboutOf('egress'), ingress: aboutOf('ingress') };
  const telling = { egress: tellingSets(family, 'egress'), ingress: tellingSets(family, 'ingress') };
  const numbers = new Map<Pod, number>();
  const isClear = rememberedByClass(family.classes.list.length, (i) => family.classes.list[i]!.pods.every(isClearPod));

  function side(direction: Direction, from: Placed, to: Placed, place: 'near' | 'far'): readonly Part[] {
    const ask = (judging: Cluster) =>
      explainSide(judging, { from: from.end, to: to.end, family: family.family, ports: everyPort }, direction).parts;
    const [subject, peer] = direction === 'egress' ? [from, to] : [to, from];
    if (subject.end.kind === 'external') return [];
    if (place === 'near') return ask(cluster);
    if (isClear(subject.i) && isClear(peer.i)) {
      const rules = about[direction](subject.i, peer.i);
      if (rules !== 'more') {
        if (!isAssumed(rowOf(family[direction], subject.i), peer.i)) return [];
        return remembered(`${direction} ${rules.key}`, () =>
          ask({ ...cluster, clusterPolicies: [], policies: rules.policies() }),
        );
      }
    }
    const { sets, names } = telling[direction](subject.i);
    // Port names are looked up on the destination.
    const alike =
      names && direction === 'egress' ? `${peer.i}` : sets.map((set) => (hasBit(set, peer.i) ? 1 : 0)).join('');
    const key = `${direction} ${subject.i} ${byName(subject.end)} ${alike} ${byName(peer.end)}`;
    return remembered(key, () => ask(cluster));
  }

  function remembered(key: string, make: () => readonly Part[]): readonly Part[] {
    const known = memo.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (memo.size >= most) memo.clear();
    memo.set(key, made);
    return made;
  }

  /** Reasons name pods about which something is open, and namespaces that the input lacks. */
  function byName(end: Endpoint): string {
    if (end.kind === 'external') return '';
    if (!isNamedInReasons(end.pod)) return end.pod.namespace.origin === 'not-given' ? end.pod.namespace.name : '';
    const known = numbers.get(end.pod) ?? numbers.size;
    numbers.set(end.pod, known);
    return `${known}`;
  }

  return (from, to, place, open) => {
    const found: Reason[] = [];
    for (const direction of directions) {
      for (const { because, ports } of side(direction, from, to, place)) {
        if (because.length > 0 && intersection(ports, open).length > 0) found.push(...because);
      }
    }
    return found;
  };
}

/** Whether nothing about it rests on what the input leaves open, or on its node. */
function isClearPod(pod: Pod): boolean {
  return pod.network === 'pod' && !isNamedInReasons(pod) && !restsOnInput({ kind: 'pod', pod });
}

export function isNamedInReasons({ labels, addressing }: Pod): boolean {
  return labels.open !== 'none' || labels.assumedAbsent !== undefined || addressing === 'unassigned';
}
