// `diff` and what-if: the flows that two worlds do not share, with the edited policies behind each.

import { editedPolicies } from '../../engine/answer/causes.ts';
import { type Change, changes } from '../../engine/answer/changes.ts';
import { equivalence } from '../../engine/answer/equivalence.ts';
import { everyFlow, type FlowScope } from '../../engine/answer/flow-scope.ts';
import { flows } from '../../engine/answer/flows.ts';
import { touchedPods } from '../../engine/answer/touched.ts';
import { type Level, type Unit, unitKey, unitOf } from '../../engine/answer/units.ts';
import type { Compiled } from '../../engine/compile/compile.ts';
import { compile } from '../../engine/compile/recompile.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Pod } from '../../engine/model/cluster.ts';
import { everyAddress, type Family, hasFamily, ofFamily, unionAddresses } from '../../engine/sets/addresses.ts';
import type { FlowDiff } from '../answers.ts';
import type { World } from '../held.ts';
import { missingNamespace } from '../names.ts';
import { inNamespaces } from '../present/flows.ts';
import type { Refusal } from '../questions.ts';
import { flowDiff } from './flow-diff.ts';

export async function changesReply(
  before: World,
  after: World,
  by: Level,
  namespaces: readonly string[],
): Promise<FlowDiff | Refusal> {
  const missing = missingNamespace(namespaces, [before.cluster, after.cluster]);
  if (missing !== 'none') return missing;
  const [was, is] = compiledAlike(before, after);
  const touched = touchedPods(was.cluster, is.cluster);
  const units = new Set([...touched].map((pod) => unitKey(unitOf(pod, by))));
  const scope: FlowScope = { ...everyFlow, near: (unit) => units.has(unitKey(unit)), why: 'left out' };
  const [old, now] = [flows(was, by, scope), flows(is, by, scope)];
  const all = changes(old, now);
  const list = all.filter((change) => [change.from, change.to].some((unit) => inNamespaces(unit, namespaces)));
  return flowDiff([before, after], {
    by,
    list,
    reasons: list.length === 0 ? [] : reasonsOf(list, [was, is], by, scope),
    edited: editedPolicies(before.cluster, after.cluster, by),
    // At the level of workloads a change may hide: what some pods have, others may have in their place.
    equivalence: equivalence(was, is, (pod) => touched.has(pod)),
  });
}

/** Of what both sides say of the pairs that changed. */
function reasonsOf(
  list: readonly Change[],
  worlds: readonly Compiled[],
  by: Level,
  scope: FlowScope,
): readonly Reason[] {
  const pairs = new Set(list.map(pairKey));
  const [from, to] = [list.map((change) => change.from), list.map((change) => change.to)].map(
    (units) => new Set(units.map(unitKey)),
  );
  const among: FlowScope = {
    ...scope,
    from: (unit) => from?.has(unitKey(unit)) ?? false,
    to: (unit) => to?.has(unitKey(unit)) ?? false,
    why: 'told',
  };
  return worlds.flatMap((world) =>
    flows(world, by, among)
      .filter((item) => pairs.has(pairKey(item)))
      .flatMap(({ because }) => because),
  );
}

/** What is said of outside addresses is one pair for each unit and direction. */
function pairKey(ends: { readonly from: Unit; readonly to: Unit }): string {
  return [ends.from, ends.to].map((unit) => (unit.kind === 'external' ? 'outside' : unitKey(unit))).join(' > ');
}

/** Both sides answer for the families that either has in play, or one would seem to gain a family. */
export function compiledAlike(a: World, b: World): readonly [Compiled, Compiled] {
  const families = [...new Set([...a.cluster.families, ...b.cluster.families])].sort();
  return [compiledFor(a, families), compiledFor(b, families)];
}

function compiledFor(world: World, families: readonly Family[]): Compiled {
  if (families.length === world.cluster.families.length) return world.compiled();
  const pods = world.cluster.pods.map((pod) => withFamilies(pod, families));
  return compile({ ...world.cluster, pods, families });
}

/** Without an address a pod takes part in every family in play; in one that no node has a range of, anywhere. */
function withFamilies(pod: Pod, families: readonly Family[]): Pod {
  if (pod.addressing === 'assigned') return pod;
  const missing = families.filter((family) => !hasFamily(pod.addresses, family));
  const anywhere = missing.map((family) => ofFamily(everyAddress, family));
  return { ...pod, addresses: anywhere.reduce(unionAddresses, pod.addresses) };
}
