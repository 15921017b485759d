// The rules in force for some pods in one direction, as regions that they open, close or pass on; and the
// address blocks that they draw.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { LabelSelector } from '../model/labels.ts';
import type {
  AllowRule,
  ClusterNetworkPolicy,
  ClusterPeer,
  Direction,
  NetworkPolicy,
  Peer,
  PodScope,
  TieredRule,
} from '../model/policy.ts';
import { metadataName, selectsPod } from '../model/select.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { everywhere, type Region } from './exposure-regions.ts';

/** A rule, and the policy that it is of. */
export type RuleOf =
  | { readonly policy: NetworkPolicy; readonly rule: AllowRule }
  | { readonly policy: ClusterNetworkPolicy; readonly rule: TieredRule };

/** One peer of a rule. A Pass may open what a later Deny closes, and close what a later Accept opens. */
export interface Scope {
  readonly action: 'Accept' | 'Deny' | 'Pass';
  readonly region: Region;
  readonly of: RuleOf;
}

export interface InForce {
  /** Only the policies that select, or may select, one of the pods. */
  readonly cluster: Cluster;
  readonly scopes: readonly Scope[];
  readonly blocks: readonly AddressSet[];
}

export function inForce(cluster: Cluster, subjects: readonly Pod[], direction: Direction): InForce {
  const selects = (subject: PodScope) =>
    subjects.some((pod) => {
      const match = selectsPod(subject, pod, cluster.assumptions);
      // One that only an assumption keeps from selecting is kept too, for the reason that it gives.
      return match.holds !== 'no' || match.because.length > 0;
    });
  // Those of the other direction too: a Baseline tier may hang on them (005 rule 18).
  const policies = cluster.policies.filter((policy) => selects(policy.subject));
  const clusterPolicies = cluster.clusterPolicies.filter(({ subject }) => subject === 'unreadable' || selects(subject));
  const rules: readonly RuleOf[] = [
    ...policies.flatMap((policy) => rulesOf(policy, direction)),
    ...clusterPolicies.flatMap((policy) => policy[direction].map((rule) => ({ policy, rule }))),
  ];
  return {
    cluster: { ...cluster, policies, clusterPolicies },
    scopes: rules.flatMap(scopesOf),
    blocks: rules.flatMap(({ rule }) => (rule.peers === 'anyone' ? [] : rule.peers.flatMap(blocksOf))),
  };
}

function rulesOf(policy: NetworkPolicy, direction: Direction): readonly RuleOf[] {
  const rules = policy[direction];
  return rules === 'open' ? [] : rules.map((rule) => ({ policy, rule }));
}

function scopesOf(of: RuleOf): readonly Scope[] {
  const action = 'action' in of.rule ? of.rule.action : 'Accept';
  if (of.rule.peers === 'anyone') return [{ action, region: everywhere, of }];
  const peers: readonly (Peer | ClusterPeer)[] = of.rule.peers;
  return peers.flatMap((peer) => (peer.kind === 'pods' ? [{ action, region: regionOf(peer), of }] : []));
}

/** The policy's own namespace is the one of its name, as a label that every namespace has. */
function regionOf({ namespaces, pods }: PodScope): Region {
  const selector: LabelSelector =
    namespaces.kind === 'matching' ? namespaces.selector : [{ op: 'In', key: metadataName, values: [namespaces.name] }];
  return { namespaces: selector, pods };
}

/** Where policies tell addresses apart. */
function blocksOf(peer: Peer | ClusterPeer): readonly AddressSet[] {
  switch (peer.kind) {
    case 'ip-block':
    case 'networks':
      return [peer.addresses];
    case 'nodes':
      return [peer.certain, peer.possible];
    default:
      return [];
  }
}
