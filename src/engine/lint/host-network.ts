// Selectors with labels that pods on the host network carry too: those pods are left out (R83, R84). Where they are all
// that a selector means, the check of what selects nothing says so.

import type { PodScope, Policy } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import { byPerson, type Finding, finding, type Path } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';
import { aboutPolicy, peerPath, policyText } from './rules-at.ts';

export function hostNetworkSurprises(look: Look): readonly Finding[] {
  if (look.cluster.pods.every(({ network }) => network === 'pod')) return [];
  return look.policies.flatMap((policy) => [
    ...(policy.subject === 'unreadable' ? [] : surprises(look, policy, policy.subject, subjectPath(policy), 'subject')),
    ...look
      .rules(policy)
      .flatMap((rule) =>
        rule.peers === 'anyone'
          ? []
          : rule.peers.flatMap((peer, index) =>
              peer.kind === 'pods' ? surprises(look, policy, peer, peerPath(rule, index), 'peer') : [],
            ),
      ),
  ]);
}

function subjectPath({ kind }: Policy): Path {
  return kind === 'NetworkPolicy' ? ['spec', 'podSelector'] : ['spec', 'subject'];
}

/** A selector without labels means whoever is there, so nobody is surprised. */
function surprises(
  look: Look,
  policy: Policy,
  scope: PodScope,
  path: Path,
  role: 'subject' | 'peer',
): readonly Finding[] {
  if (scope.pods.length === 0 || holdsSomething(look.peer(scope)) === 'no') return [];
  const { pods, assumptions } = look.cluster;
  const hosts = pods.filter(
    (pod) =>
      pod.network === 'host' &&
      selectsPod({ ...scope, hostNetwork: 'as-assumed' }, { ...pod, network: 'pod' }, assumptions).holds === 'yes' &&
      selectsPod(scope, pod, assumptions).holds !== 'yes',
  );
  const [first] = hosts;
  if (first === undefined) return [];
  const name = `${first.namespace.name}/${first.name}`;
  const more = hosts.length > 1 ? ` and ${hosts.length - 1} more` : '';
  const what = role === 'subject' ? 'protect' : 'mean';
  return [
    finding('host-network-surprise', {
      about: aboutPolicy(policy),
      path,
      severity: 'info',
      message: `\`${policyText(policy)}\` does not ${what} \`${name}\`${more}, which has the labels but is on the host network`,
      mend: byPerson(
        role === 'subject'
          ? 'protect its node instead'
          : 'name the addresses of its node with an ipBlock, if it is meant',
      ),
    }),
  ];
}
