// Sentences about rules and verdicts, the same on the command line and on the page.

import type { Step } from '../../engine/answer/rule-steps.ts';
import type { Verdict } from '../../engine/answer/verdict.ts';
import type { Endpoint } from '../../engine/model/cluster.ts';
import type { LabelSelector, LabelSet, Requirement } from '../../engine/model/labels.ts';
import type { AllowRule, Direction, NetworkPolicy, Peer, PortMatch } from '../../engine/model/policy.ts';
import { requirementHolds } from '../../engine/model/select.ts';

export function verdictWords(verdict: Verdict, direction: Direction, subject: string): string {
  switch (verdict.kind) {
    case 'allowed-by':
      return `${policyName(verdict.policy)} allows it: ${direction}[${verdict.rule.index}], ${ruleWords(verdict.rule, direction)}`;
    case 'isolated-by':
      return `${subject} is isolated for ${direction} by ${verdict.policies.map(policyName).join(', ')}, and no rule allows it`;
    case 'not-isolated':
      return `no policy isolates ${subject} for ${direction}`;
    case 'not-enforced':
      return notEnforcedWords[verdict.why](subject);
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

export function policyName({ namespace, name }: NetworkPolicy): string {
  return `${namespace}/${name}`;
}

export function ruleWords({ peers, ports }: AllowRule, direction: Direction): string {
  const preposition = direction === 'ingress' ? 'from' : 'to';
  const who = peers === 'anyone' ? 'anyone' : peers.map(peerWords).join(' or ');
  return `${preposition} ${who} on ${portWords(ports)}`;
}

export function peerWords(peer: Peer): string {
  if (peer.kind === 'ip-block') {
    return peer.except.length === 0 ? peer.cidr : `${peer.cidr} except ${peer.except.join(', ')}`;
  }
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
  return ports.map(portMatchWords).join(', ');
}

function portMatchWords(port: PortMatch): string {
  if (port.kind === 'named') return `port ${port.name}/${port.protocol}`;
  if (port.first === 1 && port.last === 65_535) return `every ${port.protocol} port`;
  return `${port.first === port.last ? port.first : `${port.first}-${port.last}`}/${port.protocol}`;
}

/** Why a rule was passed over, or what it did: for the reader who expected otherwise. */
export function stepWords({ rule, outcome, because }: Step, other: Endpoint): string {
  switch (outcome) {
    case 'matched':
      return `allows ${rule.peers === 'anyone' ? 'anyone' : rule.peers.map(peerWords).join(' or ')} on ${portWords(rule.ports)}`;
    case 'may-match':
      return because[0]?.why ?? 'it depends on what the input does not say';
    case 'other-port':
      return `the peer matches, but only on ${portWords(rule.ports)}`;
    case 'other-peer':
      return rule.peers === 'anyone' ? '' : [...new Set(rule.peers.map((peer) => missWords(peer, other)))].join('; ');
  }
}

function missWords(peer: Peer, other: Endpoint): string {
  if (peer.kind === 'ip-block') return `${peerWords(peer)} does not hold its address`;
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
