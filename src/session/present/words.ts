// Sentences about rules and verdicts, the same on the command line and on the page.

import type { Step } from '../../engine/answer/rule-steps.ts';
import type { Verdict } from '../../engine/answer/verdict.ts';
import type { Endpoint } from '../../engine/model/cluster.ts';
import type { LabelSelector, LabelSet, Requirement } from '../../engine/model/labels.ts';
import type {
  AllowRule,
  AnyPolicy,
  ClusterPeer,
  Direction,
  Peer,
  PodScope,
  PortMatch,
  TieredRule,
} from '../../engine/model/policy.ts';
import { requirementHolds } from '../../engine/model/select.ts';
import { unreachable } from '../../engine/model/unreachable.ts';

export function verdictWords(verdict: Verdict, direction: Direction, subject: string): string {
  switch (verdict.kind) {
    case 'decided-by': {
      const { policy, rule } = verdict;
      const verb = rule.action === 'Accept' ? 'accepts' : 'denies';
      return `${policyName(policy)} ${verb} it in the ${policy.tier} tier: ${direction}[${rule.index}]${ruleName(rule)}, ${ruleWords(rule, direction)}`;
    }
    case 'allowed-by':
      return `${policyName(verdict.policy)} allows it: ${direction}[${verdict.rule.index}], ${ruleWords(verdict.rule, direction)}`;
    case 'isolated-by':
      return `${subject} is isolated for ${direction} by ${verdict.policies.map(policyName).join(', ')}, and no rule allows it`;
    case 'not-isolated':
      return `no policy isolates ${subject} for ${direction}`;
    case 'not-enforced':
      return notEnforcedWords[verdict.why](subject);
    case 'foreign':
      return `${verdict.policies.map(policyName).join(', ')} may ${verdict.may} it`;
    case 'undecided':
      return verdict.policies.length === 0
        ? 'it depends on what the input does not say'
        : `it depends on what the input does not say, under ${verdict.policies.map(policyName).join(', ')}`;
  }
}

const notEnforcedWords: Readonly<Record<(Verdict & { kind: 'not-enforced' })['why'], (subject: string) => string>> = {
  'external-subject': () => 'policies do not select outside addresses',
  'host-network': (subject) => `${subject} is on the host network, where policies do not select pods`,
  'same-pod': () => 'a pod always reaches itself',
  'own-node': () => 'no policy stands between a pod and its own node',
};

/** A NetworkPolicy by namespace and name; those of other kinds with their kind. */
export function policyName(policy: AnyPolicy): string {
  const name = 'namespace' in policy && policy.namespace !== '' ? `${policy.namespace}/${policy.name}` : policy.name;
  return policy.kind === 'NetworkPolicy' && !('effect' in policy) ? name : `${policy.kind} ${name}`;
}

function ruleName({ name }: TieredRule): string {
  return name === '' ? '' : ` (${name})`;
}

export function ruleWords({ peers, ports }: AllowRule | TieredRule, direction: Direction): string {
  const preposition = direction === 'ingress' ? 'from' : 'to';
  return `${preposition} ${whoWords(peers)} on ${portWords(ports)}`;
}

function whoWords(peers: 'anyone' | readonly (Peer | ClusterPeer)[]): string {
  if (peers === 'anyone') return 'anyone';
  return peers.length === 0 ? 'nobody that can be read' : peers.map(peerWords).join(' or ');
}

export function peerWords(peer: Peer | ClusterPeer): string {
  switch (peer.kind) {
    case 'ip-block':
      return peer.except.length === 0 ? peer.cidr : `${peer.cidr} except ${peer.except.join(', ')}`;
    case 'networks':
      return peer.cidrs.join(', ');
    case 'nodes':
      return peer.nodes.length === 0 ? 'every node' : `nodes with ${selectorWords(peer.nodes)}`;
    case 'domain-names':
      return peer.names.join(', ');
    case 'pods':
      return scopeWords(peer);
    default:
      return unreachable(peer);
  }
}

function scopeWords(peer: PodScope): string {
  const pods = peer.pods.length === 0 ? 'all pods' : `pods with ${selectorWords(peer.pods)}`;
  if (peer.namespaces.kind === 'named') return `${pods} of namespace ${peer.namespaces.name}`;
  const { selector } = peer.namespaces;
  return selector.length === 0 ? `${pods} of every namespace` : `${pods} of namespaces with ${selectorWords(selector)}`;
}

export function selectorWords(selector: LabelSelector): string {
  return selector.map(requirementWords).join(' and ');
}

function requirementWords(requirement: Requirement): string {
  switch (requirement.op) {
    case 'In':
      return requirement.values.length === 1
        ? `${requirement.key}=${requirement.values[0]}`
        : `${requirement.key} in (${requirement.values.join(', ')})`;
    case 'NotIn':
      return `${requirement.key} not in (${requirement.values.join(', ')})`;
    case 'Exists':
      return `label ${requirement.key}`;
    case 'DoesNotExist':
      return `no label ${requirement.key}`;
  }
}

export function portWords(ports: 'every-port' | readonly PortMatch[]): string {
  if (ports === 'every-port') return 'every port';
  if (ports.length === 0) return 'no port that can be read';
  return ports.map(portMatchWords).join(', ');
}

function portMatchWords(port: PortMatch): string {
  if (port.kind === 'named') return `port ${port.name}${port.protocol === 'any' ? '' : `/${port.protocol}`}`;
  if (port.first === 1 && port.last === 65_535) return `every ${port.protocol} port`;
  return `${port.first === port.last ? port.first : `${port.first}-${port.last}`}/${port.protocol}`;
}

/** Why a rule was passed over, or what it did: for the reader who expected otherwise. */
export function stepWords({ rule, outcome, because }: Step, other: Endpoint): string {
  switch (outcome) {
    case 'matched':
      return `${actionWords(rule)} ${whoWords(rule.peers)} on ${portWords(rule.ports)}`;
    case 'may-match':
      return because[0]?.why ?? 'it depends on what the input does not say';
    case 'other-port':
      return `the peer matches, but only on ${portWords(rule.ports)}`;
    case 'other-peer':
      return rule.peers === 'anyone' || rule.peers.length === 0
        ? whoWords(rule.peers)
        : [...new Set(rule.peers.map((peer: Peer | ClusterPeer) => missWords(peer, other)))].join('; ');
  }
}

function actionWords(rule: AllowRule | TieredRule): string {
  if (!('action' in rule)) return 'allows';
  return { Accept: 'accepts', Deny: 'denies', Pass: 'passes on' }[rule.action];
}

function missWords(peer: Peer | ClusterPeer, other: Endpoint): string {
  if (peer.kind === 'nodes') return `${peerWords(peer)}: it is not at the address of one`;
  if (peer.kind === 'domain-names') return `${peerWords(peer)}: names match no pod`;
  if (peer.kind !== 'pods') return `${peerWords(peer)} does not hold its address`;
  if (other.kind === 'external') return `${peerWords(peer)}: an outside address is not a pod`;
  const { pod } = other;
  if (peer.namespaces.kind === 'named') {
    if (peer.namespaces.name !== pod.namespace.name) {
      return `only pods of namespace ${peer.namespaces.name}, it is in ${pod.namespace.name}`;
    }
  } else {
    const missing = firstMiss(peer.namespaces.selector, pod.namespace.labels);
    if (missing !== undefined) {
      return `namespace ${pod.namespace.name} would need ${requirementWords(missing)}, ${hasWords(missing, pod.namespace.labels)}`;
    }
  }
  const missing = firstMiss(peer.pods, pod.labels);
  if (missing === undefined) return 'it is on the host network, where selectors do not match';
  return `it would need ${requirementWords(missing)}, ${hasWords(missing, pod.labels)}`;
}

function firstMiss(selector: LabelSelector, labels: LabelSet): Requirement | undefined {
  return selector.find((requirement) => requirementHolds(requirement, labels) === 'no');
}

function hasWords({ key }: Requirement, { values }: LabelSet): string {
  const value = values.get(key);
  return value === undefined ? `it has no label ${key}` : `it has ${key}=${value}`;
}
