// What Calico writes because of one policy, for one event. A pod event is one at a peer pod on another
// node: one `ipset add` or `del` in each active set that holds it. Events are taken at their worst: the
// pod that most of the policy's sets hold, the namespace that moves most members.

import type { NetworkPolicy } from '../../model/policy.ts';
import { type State, states, type Update } from '../model.ts';
import { nodesOf } from '../site.ts';
import type { CalicoObjects } from './calico-objects.ts';
import type { CalicoState } from './calico-state.ts';

export function calicoChurn(objects: CalicoObjects, state: CalicoState, policy: NetworkPolicy): readonly Update[] {
  const active = nodesOf(objects.site, policy).size;
  const event = (name: Update['event'], writes: number, rewritten: State = states.none): Update => ({
    event: name,
    nodes: writes === 0 ? 0 : active,
    writesPerNode: active === 0 ? 0 : writes,
    fullSync: false,
    rewritten: active === 0 || writes === 0 ? states.none : rewritten,
  });
  // iptables-restore on legacy iptables replaces the kernel's whole table, however small the change.
  const table: State = { rules: state.clusterState().busiestNode.rules ?? 0 };
  const member = mostPerPod(objects, policy);
  const edit = objects.chainState(policy).rules ?? 0;
  const whole = writesOf(state.marginal(policy).busiestNode);
  return [
    event('podAdd', member),
    event('podDel', member),
    event('podRelabel', member),
    event('nsRelabel', mostPerNamespace(objects, policy)),
    event('policyEdit', edit, table),
    event('policyAdd', whole, table),
    event('policyDel', whole, table),
  ];
}

/** Rules and members; that removing a policy may regroup others makes it no cheaper than nothing. */
function writesOf(marginal: State): number {
  return Math.max(0, (marginal.rules ?? 0) + (marginal.members ?? 0));
}

function mostPerPod({ site, setsOf }: CalicoObjects, policy: NetworkPolicy): number {
  const perKind = new Map<number, number>();
  for (const set of setsOf(policy)) {
    for (const index of set.kinds) {
      const kind = site.kinds[index];
      if (kind !== undefined) perKind.set(index, (perKind.get(index) ?? 0) + set.membersOfPod(kind));
    }
  }
  return [...perKind.values()].reduce((most, count) => Math.max(most, count), 0);
}

/** A namespace's labels are its pods': each member that a namespace selector gives may come or go. */
function mostPerNamespace({ site, setsOf }: CalicoObjects, policy: NetworkPolicy): number {
  const perNamespace = new Map<string, number>();
  for (const set of setsOf(policy).filter(({ byNamespaceLabels }) => byNamespaceLabels)) {
    for (const index of set.kinds) {
      const kind = site.kinds[index];
      if (kind === undefined) continue;
      const name = kind.pod.namespace.name;
      perNamespace.set(name, (perNamespace.get(name) ?? 0) + set.membersOfPod(kind) * kind.count);
    }
  }
  return [...perNamespace.values()].reduce((most, count) => Math.max(most, count), 0);
}
