// Rules that admit "all pods" where everyone may have been meant, and cluster-wide denials that outside addresses never
// meet: selectors match pods and nothing else (R26, R119).

import type { PodScope, Policy } from '../model/policy.ts';
import { byPerson, type Finding, finding } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';
import { aboutPolicy, isClusterWide, peerPath, policyText, type RuleAt } from './rules-at.ts';

export function notEveryone(look: Look): readonly Finding[] {
  return look.policies.flatMap((policy) => {
    if (holdsSomething(look.subject(policy)) === 'no') return [];
    return isClusterWide(policy) ? openOutside(look, policy) : look.rules(policy).flatMap(onlyPods);
  });
}

/** The one peer of an ingress rule is every pod of every namespace. */
function onlyPods(rule: RuleAt): readonly Finding[] {
  if (rule.direction !== 'ingress' || rule.peers === 'anyone' || rule.peers.length > 1) return [];
  const [peer] = rule.peers;
  if (peer?.kind !== 'pods' || !isEveryPod(peer)) return [];
  return [
    finding('all-pods-is-not-everyone', {
      about: aboutPolicy(rule.policy),
      path: peerPath(rule, 0),
      message: `\`${policyText(rule.policy)}\` admits every pod, and nothing from outside`,
      mend: {
        sentence: 'where the outside is meant too, leave `from` out; else this is right as it is',
        edits: [{ kind: 'remove', path: [...rule.path, 'from'] }],
      },
    }),
  ];
}

function isEveryPod({ namespaces, pods }: PodScope): boolean {
  return pods.length === 0 && namespaces.kind === 'matching' && namespaces.selector.length === 0;
}

function openOutside(look: Look, policy: Policy): readonly Finding[] {
  const denial = look
    .rules(policy)
    .find(
      ({ direction, action, peers, ports }) =>
        direction === 'ingress' &&
        action === 'Deny' &&
        ports === 'every-port' &&
        peers !== 'anyone' &&
        peers.some((peer) => peer.kind === 'pods' && isEveryPod(peer)),
    );
  if (denial === undefined || everyoneIsolated(look, policy)) return [];
  return [
    finding('outside-stays-open', {
      about: aboutPolicy(policy),
      path: denial.path,
      message: `\`${policyText(policy)}\` denies ingress from every pod, but not from outside addresses and nodes`,
      mend: byPerson('add a NetworkPolicy that isolates ingress in each namespace: it closes to the outside too'),
    }),
  ];
}

/** A NetworkPolicy closes the outside. */
function everyoneIsolated(look: Look, policy: Policy): boolean {
  const isolated = new Set(
    look.cluster.policies
      .filter(({ ingress }) => ingress !== 'open')
      .flatMap((each) => look.podsOf(look.subject(each), 'certain')),
  );
  return look.podsOf(look.subject(policy), 'certain').every((pod) => isolated.has(pod));
}
