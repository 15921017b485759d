// NetworkPolicy: isolation, rules and peers, for one side of one attempt.
import { blockMatchesOutside, blockMatchesPod } from './blocks.ts';
import { directionsOf } from './directions.ts';
import type { PodEnd } from './ends.ts';
import { namespaceLabels, podLabels, selects } from './labels.ts';
import { portMatches } from './ports.ts';
import { kindOf, list, namespaceOf, own } from './raw.ts';
import { destinationOf, type Ends, outcomesOf, type Side } from './side.ts';
import { type Answer, type Assume, and, answerOf, assumed, or } from './three.ts';

/** 002 rule 5, with the outcome that 005 rule 17 adds: the walk goes on. `exempt` is 002 rule 4. */
export function networkPolicyTier(side: Side, exempt: Answer): Ends {
  // 005 rule 17: "exemption yes: goes on; unknown: may go on"
  if (exempt === 'yes') return { ends: [], goesOn: 'yes' };
  const certain: unknown[] = [];
  const possible: unknown[] = [];
  for (const policy of side.objects) {
    if (!isNetworkPolicy(policy) || !directionsOf(policy).includes(side.direction)) continue;
    const selected = selectsSubject(policy, side);
    if (selected === 'yes') certain.push(policy);
    if (selected === 'unknown') possible.push(policy);
  }
  // NetworkPolicySpec.ingress: "Traffic is allowed to a pod if there are no NetworkPolicies selecting the pod"
  if (certain.length === 0 && possible.length === 0) return { ends: [], goesOn: 'yes' };
  if (certain.length === 0) {
    const answers = possible.map((policy) => policyAllows(policy, side));
    // "may end yes where some policy of U alone answers yes or unknown, may end no where some policy of U alone answers
    // no or unknown, and may go on"
    return { ends: answers.flatMap(outcomesOf), goesOn: 'perhaps' };
  }
  // "OR if the traffic matches at least one ingress rule across all of the NetworkPolicy objects whose podSelector
  // matches the pod"
  const answer = or([
    ...certain.map((policy) => policyAllows(policy, side)),
    ...possible.map((policy) => and(['unknown', policyAllows(policy, side)])),
  ]);
  return { ends: outcomesOf(answer), goesOn: exempt === 'unknown' ? 'perhaps' : 'no' };
}

/** 005 rule 18: "a NetworkPolicy that is about the other direction only selects the subject". */
export function selectedInOtherDirectionOnly(side: Side): Answer {
  const others = side.objects.filter((policy) => isNetworkPolicy(policy));
  const only = others.filter((policy) => {
    const directions = directionsOf(policy);
    return directions.length > 0 && !directions.includes(side.direction);
  });
  return or(only.map((policy) => selectsSubject(policy, side)));
}

function isNetworkPolicy(object: unknown): boolean {
  return kindOf(object) === 'networking.k8s.io/v1 NetworkPolicy';
}

/** podSelector: "selects the pods to which this NetworkPolicy object applies"; R10: in its own namespace only. */
function selectsSubject(policy: unknown, side: Side): Answer {
  if (namespaceOf(policy) !== side.subject.namespace) return 'no';
  return and([
    selectable(side.subject, side.assume),
    podSelected(own(policy, 'spec', 'podSelector'), side.subject, side),
  ]);
}

/** 002 rule 3: whether selectors see this pod at all. */
function selectable(pod: PodEnd, assume: Assume): Answer {
  if (!pod.hostNetwork) return 'yes';
  const reading = assumed(assume, 'host-network-pods');
  // "as-nodes: such a pod is never selected by podSelector, as a subject or as a peer"
  if (reading === 'as-nodes') return 'no';
  // "unknown: each such selection that would match an ordinary pod is unknown instead of yes"
  return reading === 'unknown' ? 'unknown' : 'yes';
}

function podSelected(selector: unknown, pod: PodEnd, side: Side): Answer {
  return selects(selector, podLabels(pod.labels, pod.kind, side.assume));
}

function policyAllows(policy: unknown, side: Side): Answer {
  return or(list(policy, 'spec', side.direction).map((rule) => ruleAllows(rule, policy, side)));
}

/** NetworkPolicyIngressRule: "The traffic must match both ports and from." */
function ruleAllows(rule: unknown, policy: unknown, side: Side): Answer {
  const peers = list(rule, side.direction === 'ingress' ? 'from' : 'to');
  const ports = list(rule, 'ports');
  const destination = destinationOf(side);
  const { protocol, port, assume } = side;
  // from: "If this field is empty or missing, this rule matches all sources"; ports: "… matches all ports". "If this
  // field is present and contains at least one item, this rule allows traffic only if [it] matches at least one item"
  const peersMatch = peers.length === 0 ? 'yes' : or(peers.map((peer) => peerMatches(peer, policy, side)));
  const portsMatch =
    ports.length === 0 ? 'yes' : or(ports.map((entry) => portMatches(entry, protocol, port, destination, assume)));
  return and([peersMatch, portsMatch]);
}

function peerMatches(peer: unknown, policy: unknown, side: Side): Answer {
  const { other, family, objects, assume } = side;
  const block = own(peer, 'ipBlock');
  if (block !== undefined) {
    if ('ranges' in other) return blockMatchesOutside(block, other);
    return blockMatchesPod(block, other, family, objects, assume);
  }
  // R26: selectors never match anything but pods.
  if ('ranges' in other) return 'no';
  const namespaces = own(peer, 'namespaceSelector');
  // podSelector: "Otherwise it selects the Pods matching podSelector in the policy's own Namespace."
  const namespaceMatches =
    namespaces === undefined
      ? answerOf(other.namespace === namespaceOf(policy))
      : selects(namespaces, namespaceLabels(objects, other.namespace, assume));
  // namespaceSelector: "Otherwise it selects all Pods in the Namespaces selected by NamespaceSelector."
  return and([selectable(other, assume), namespaceMatches, podSelected(own(peer, 'podSelector'), other, side)]);
}
