// Policies, rules and peers that select nothing, each told by its nearest cause: pods on the host network, a namespace
// that does not exist, labels that no namespace has, pods of another namespace. What may select is not told.

import type { Namespace, Pod } from '../model/cluster.ts';
import type { NamespaceScope, PodScope, Policy } from '../model/policy.ts';
import { metadataName, selectorHolds, selectsPod } from '../model/select.ts';
import type { LintCode } from './codes.ts';
import { byPerson, type Finding, finding, type Mend } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';
import { peerRemoval, removal } from './mends.ts';
import { aboutPolicy, peerPath, policyText, type RuleAt } from './rules-at.ts';
import { namespacesText, scopeText, selectorText } from './texts.ts';

export function selectingNothing(look: Look): readonly Finding[] {
  return look.policies.flatMap((policy) => {
    const subject = subjectFindings(look, policy);
    return subject.length > 0 ? subject : look.rules(policy).flatMap((rule) => ruleFindings(look, rule));
  });
}

function subjectFindings(look: Look, policy: Policy): readonly Finding[] {
  const { subject } = policy;
  if (subject === 'unreadable' || holdsSomething(look.subject(policy)) !== 'no') return [];
  const about = aboutPolicy(policy);
  const path = policy.kind === 'NetworkPolicy' ? ['spec', 'podSelector'] : ['spec', 'subject'];
  const hosts = hostPods(look, subject);
  if (hosts.length > 0) {
    return [
      finding('host-network-surprise', {
        about,
        path,
        message: `\`${policyText(policy)}\` selects only pods on the host network (${podNames(hosts)}), which policies do not reach`,
        mend: byPerson('protect the node instead, or take the pods off the host network'),
      }),
    ];
  }
  const everything = subject.pods.length === 0;
  return [
    finding('policy-selects-nothing', {
      about,
      path,
      // A policy for all pods of a namespace waits for them.
      ...(everything ? { severity: 'info' as const } : {}),
      message: `\`${policyText(policy)}\` selects no pod: there are no ${scopeText(subject)}`,
      mend: {
        sentence: 'delete the policy, or give the selector labels that pods have',
        edits: [{ kind: 'delete-object' }],
      },
    }),
  ];
}

function ruleFindings(look: Look, rule: RuleAt): readonly Finding[] {
  if (rule.peers === 'anyone') return [];
  const empty = rule.peers.flatMap((peer, index) => {
    if (peer.kind !== 'pods' || holdsSomething(look.peer(peer)) !== 'no') return [];
    const cause = causeOf(look, rule, peer, index);
    return cause === 'unknown' ? [] : [{ index, cause, peer }];
  });
  const general = empty.filter(({ cause }) => cause === 'none');
  const particular = empty.flatMap(({ cause }) => (typeof cause === 'string' ? [] : [cause]));
  if (general.length === rule.peers.length) return [...particular, wholeRule(rule)];
  return [...particular, ...general.map(({ index, peer }) => onePeer(rule, peer, index))];
}

function wholeRule(rule: RuleAt): Finding {
  const { policy, direction, index, peers } = rule;
  const scopes = peers === 'anyone' ? [] : peers.flatMap((peer) => (peer.kind === 'pods' ? [scopeText(peer)] : []));
  return finding('rule-selects-nothing', {
    about: aboutPolicy(policy),
    path: rule.path,
    message: `${direction} rule ${index} of \`${policyText(policy)}\` selects nobody: there are no ${scopes.join(', and no ')}`,
    mend: removal(rule, 'remove the rule, or give its selectors labels that pods have'),
  });
}

function onePeer(rule: RuleAt, peer: PodScope, index: number): Finding {
  return finding('peer-selects-nothing', {
    about: aboutPolicy(rule.policy),
    path: peerPath(rule, index),
    message: `this peer of \`${policyText(rule.policy)}\` selects nobody: there are no ${scopeText(peer)}`,
    mend: peerRemoval(rule, index, 'remove the peer, or give its selectors labels that pods have'),
  });
}

/** 'none' where nothing near it is known; 'unknown' where a fact that is missing might make it select. */
function causeOf(look: Look, rule: RuleAt, peer: PodScope, index: number): Finding | 'none' | 'unknown' {
  const tell = (code: LintCode, message: string, mend: Mend) =>
    finding(code, { about: aboutPolicy(rule.policy), path: peerPath(rule, index), message, mend });
  const hosts = hostPods(look, peer);
  if (hosts.length > 0) {
    return tell(
      'host-network-surprise',
      `this peer of \`${policyText(rule.policy)}\` means only pods on the host network (${podNames(hosts)}), which no selector matches`,
      byPerson('name the addresses of their nodes with an ipBlock'),
    );
  }
  const { namespaces } = look.cluster;
  if (peer.namespaces.kind === 'named') return elsewhere(look, rule, peer, index);
  const { selector } = peer.namespaces;
  const holding = namespaces.map((namespace) => selectorHolds(selector, namespace.labels));
  if (holding.includes('yes')) return 'none';
  if (holding.includes('unknown')) return 'unknown';
  const remove = (sentence: string) => peerRemoval(rule, index, sentence);
  const missing = missingNamespace(peer.namespaces, namespaces);
  if (missing !== '') {
    const message = `this peer of \`${policyText(rule.policy)}\` needs namespace \`${missing}\`, which the input does not have`;
    return tell('peer-needs-missing-namespace', message, remove('remove the peer, or name a namespace that exists'));
  }
  return tell(
    'namespace-selector-label-nobody-has',
    `this peer of \`${policyText(rule.policy)}\` means ${namespacesText(peer.namespaces)}, and no Namespace has ${selectorText(selector)}`,
    remove('label the Namespace, or select it by kubernetes.io/metadata.name; without either, remove the peer'),
  );
}

/** The one namespace that it names, where there is none of that name. */
function missingNamespace(scope: NamespaceScope, namespaces: readonly Namespace[]): string {
  if (scope.kind === 'named' || scope.selector.length !== 1) return '';
  const [requirement] = scope.selector;
  if (requirement?.op !== 'In' || requirement.key !== metadataName) return '';
  const names = requirement.values.filter((name) => namespaces.every((namespace) => namespace.name !== name));
  return names.length === requirement.values.length ? names.join('`, `') : '';
}

/** R21: alone, a podSelector means the policy's own namespace. */
function elsewhere(look: Look, rule: RuleAt, peer: PodScope, index: number): Finding | 'none' {
  const everywhere: PodScope = { ...peer, namespaces: { kind: 'matching', selector: [] } };
  if (peer.pods.length === 0 || holdsSomething(look.peer(everywhere)) !== 'yes') return 'none';
  const pods = look.podsOf(look.peer(everywhere), 'certain');
  const names = [...new Set(pods.map(({ namespace }) => namespace.name))].sort();
  const path = peerPath(rule, index);
  const value = { matchExpressions: [{ key: metadataName, operator: 'In', values: names }] };
  return finding('pod-selector-meant-other-namespace', {
    about: aboutPolicy(rule.policy),
    path,
    message: `a podSelector alone means namespace \`${peer.namespaces.kind === 'named' ? peer.namespaces.name : ''}\`, which has no ${scopeText({ ...peer, namespaces: everywhere.namespaces })}; ${names.map((name) => `\`${name}\``).join(', ')} has`,
    mend: {
      sentence: 'add a namespaceSelector to this entry, not as an entry of its own',
      edits: [{ kind: 'set', path: [...path, 'namespaceSelector'], value }],
    },
  });
}

/** Pods that the scope would select if they were not on the host network. */
function hostPods({ cluster }: Look, scope: PodScope): readonly Pod[] {
  return cluster.pods.filter(
    (pod) =>
      pod.network === 'host' &&
      selectsPod({ ...scope, hostNetwork: 'as-assumed' }, { ...pod, network: 'pod' }, cluster.assumptions).holds ===
        'yes',
  );
}

function podNames(pods: readonly Pod[]): string {
  const names = pods.slice(0, 3).map((pod) => `\`${pod.namespace.name}/${pod.name}\``);
  return pods.length > 3 ? `${names.join(', ')} and ${pods.length - 3} more` : names.join(', ');
}
