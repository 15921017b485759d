// What edits change in a cluster that is too large to list all of its flows: an edit of NetworkPolicies changes flows of
// their own namespaces alone, so only these are compared, told as the flows of one namespace are.

import { editedPolicies } from '../../engine/answer/causes.ts';
import { changes } from '../../engine/answer/changes.ts';
import { equivalence } from '../../engine/answer/equivalence.ts';
import { everyFlow } from '../../engine/answer/flow-scope.ts';
import { flows } from '../../engine/answer/flows.ts';
import { type Level, type Unit, unitOf } from '../../engine/answer/units.ts';
import type { Compiled } from '../../engine/compile/compile.ts';
import type { Cluster, Pod } from '../../engine/model/cluster.ts';
import { podsIn } from '../../engine/model/in-namespace.ts';
import { listDifference } from '../../engine/sets/list-difference.ts';
import type { FlowDiff } from '../answers.ts';
import type { Held, World } from '../held.ts';
import { refusal } from '../names.ts';
import { inNamespaces } from '../present/flows.ts';
import type { Question, Refusal } from '../questions.ts';
import { compiledAlike } from './changes.ts';
import { flowDiff } from './flow-diff.ts';

export async function nearbyChangesReply(
  held: Held,
  { by, namespaces, most = Number.POSITIVE_INFINITY }: Question<'changes'>,
): Promise<FlowDiff | Refusal> {
  const { base, now } = held;
  const touched = touchedNamespaces(base.cluster, now.cluster);
  const near = touched === 'all' ? namespaces : touched;
  if (touched === 'all' && near.length === 0)
    return refusal(
      'bad-question',
      `the edit is about all ${now.cluster.namespaces.length.toLocaleString('en')} namespaces: open one to see what it changes there`,
    );
  const scope = touched === 'all' ? 'in-part' : 'whole';
  const fine = await compared([base, now], by, near, scope);
  return fine.items.length > most && by !== 'namespace' ? compared([base, now], 'namespace', near, scope) : fine;
}

/** 'in-part': other namespaces may differ too. */
type Scope = 'whole' | 'in-part';

async function compared(
  [before, after]: readonly [World, World],
  by: Level,
  namespaces: readonly string[],
  scope: Scope,
): Promise<FlowDiff> {
  const names = new Set(namespaces);
  const near = (pod: Pod) => names.has(pod.namespace.name);
  const told = (pod: Pod) => unitOf(pod, near(pod) ? by : 'namespace');
  const isNear = (unit: Unit) => inNamespaces(unit, namespaces);
  const [earlier, later] = compiledAlike(before, after);
  const flowsOf = (compiled: Compiled) => flows(compiled, told, { ...everyFlow, near: isNear });
  const [old, now] = [flowsOf(earlier), flowsOf(later)];
  const list = changes(old, now);
  const [was, is] = onlyEdited(before.cluster, after.cluster, namespaces);
  const edited = editedPolicies(was, is, by);
  // What is about all namespaces is not compared in all of them: then nothing is claimed.
  const equivalenceOf = (): FlowDiff['equivalence'] => {
    if (scope === 'in-part') return 'different';
    return edited.length === 0 ? 'same' : equivalence(earlier, later, near);
  };
  const changed = new Set(list.flatMap(({ from, to }) => [from, to]));
  const reasons = [...old, ...now]
    .filter(({ from, to }) => changed.has(from) || changed.has(to))
    .flatMap(({ because }) => because);
  return flowDiff([before, after], {
    by,
    list,
    reasons,
    edited,
    equivalence: list.length > 0 ? 'different' : equivalenceOf(),
  });
}

/** The policies that stand on one side alone, and the pods near them: what causes are looked for in. */
function onlyEdited(before: Cluster, after: Cluster, namespaces: readonly string[]): readonly [Cluster, Cluster] {
  const policies = listDifference(before.policies, after.policies);
  const wide = listDifference(before.clusterPolicies, after.clusterPolicies);
  const near = (cluster: Cluster) => namespaces.flatMap((name) => podsIn(cluster.pods, name));
  return [
    { ...before, policies: policies.gone, clusterPolicies: wide.gone, pods: near(before) },
    { ...after, policies: policies.come, clusterPolicies: wide.come, pods: near(after) },
  ];
}

/** 'all' where more than NetworkPolicies was edited. */
function touchedNamespaces(before: Cluster, after: Cluster): readonly string[] | 'all' {
  const others = [
    listDifference<unknown>(before.pods, after.pods),
    listDifference<unknown>(before.namespaces, after.namespaces),
    listDifference<unknown>(before.clusterPolicies, after.clusterPolicies),
    listDifference<unknown>(before.foreignPolicies, after.foreignPolicies),
    listDifference<unknown>(before.nodes, after.nodes),
    listDifference<unknown>(before.families, after.families),
  ];
  if (others.some(({ gone, come }) => gone.length > 0 || come.length > 0)) return 'all';
  const { gone, come } = listDifference(before.policies, after.policies);
  return [...new Set([...gone, ...come].map(({ namespace }) => namespace))];
}
