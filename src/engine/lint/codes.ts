// Every kind of finding: how bad it is by default, its title, why it matters and what would be right. Codes are what
// scenarios and scripts name, so they never change; docs/lint.md tells the same to people.

export type Severity = 'error' | 'warning' | 'info';

export interface CodeText {
  /** A finding may be milder where the input leaves something open, never worse. */
  readonly severity: Severity;
  readonly title: string;
  readonly help: string;
}

const texts = {
  'policy-selects-nothing': {
    severity: 'warning',
    title: 'A policy selects no pod',
    help: 'It protects nothing. Most often a label is misspelt, or the workload was renamed or moved to another namespace.',
  },
  'rule-selects-nothing': {
    severity: 'warning',
    title: 'No peer of a rule selects anything',
    help: 'The rule opens nothing: the pods or namespaces that it means do not exist. A misspelt label looks the same.',
  },
  'peer-selects-nothing': {
    severity: 'warning',
    title: 'One of several peers selects nothing',
    help: 'The rule works for its other peers and silently not for this one.',
  },
  'peer-needs-missing-namespace': {
    severity: 'warning',
    title: 'A peer names a namespace that does not exist',
    help: 'A namespace is named by its label kubernetes.io/metadata.name; the input has no namespace of that name.',
  },
  'namespace-selector-label-nobody-has': {
    severity: 'warning',
    title: 'A namespaceSelector selects no namespace',
    help: 'It looks at the labels of Namespace objects, not at those of pods. Label the namespace, or select it by name.',
  },
  'pod-selector-meant-other-namespace': {
    severity: 'warning',
    title: 'A podSelector alone means its own namespace',
    help: 'Such pods exist, but in another namespace. Add a namespaceSelector to the same entry, without a dash of its own.',
  },
  'host-network-surprise': {
    severity: 'warning',
    title: 'A selector names pods on the host network',
    help: 'Most network plugins see such a pod as its node: no podSelector selects it, as a subject or as a peer. Address blocks do.',
  },
  'rule-covered': {
    severity: 'warning',
    title: 'A rule is covered by others',
    help: 'Whatever it matches is decided by other rules already, so it can be removed; where it says something else than they do, it is never reached.',
  },
  'policy-removable': {
    severity: 'info',
    title: 'A policy can be removed without changing any flow',
    help: 'Every flow is the same without it, the open ones too. It may still be wanted for pods that do not exist yet.',
  },
  'duplicate-policy': {
    severity: 'warning',
    title: 'Two policies say the same',
    help: 'They have the same subject and rules under two names. Whoever changes one will believe that the other is changed too.',
  },
  'ambiguous-tie': {
    severity: 'error',
    title: 'Two policies of one priority disagree',
    help: 'They select a common pod and match a common flow with different actions. Which one wins is not defined, and may change.',
  },
  'named-port-nobody-has': {
    severity: 'warning',
    title: 'No pod has the named port',
    help: 'A port name is looked up on the destination, by name and protocol (TCP where none is written). Nobody has it, so the entry opens nothing.',
  },
  'named-port-on-some': {
    severity: 'info',
    title: 'A named port is not the same on all pods',
    help: 'The name stands for different numbers, or some of the destinations lack it: the rule opens something else on each.',
  },
  'policy-types-surprise': {
    severity: 'warning',
    title: 'policyTypes and rules do not fit together',
    help: 'Without policyTypes every policy isolates ingress, and egress only where it has an egress rule. With it, rules of other directions are ignored.',
  },
  'egress-without-dns': {
    severity: 'warning',
    title: 'A workload cannot ask DNS',
    help: 'Its egress is limited to what it needs, and port 53 of the DNS pods is not among it: names will not resolve.',
  },
  'except-given-back': {
    severity: 'warning',
    title: 'Another entry gives an excepted address back',
    help: 'except takes addresses out of its own entry only. Entries, rules and policies add up, so another one opens them again.',
  },
  'zero-block-is-not-everything': {
    severity: 'warning',
    title: '0.0.0.0/0 is not everything',
    help: 'It holds no IPv6 address, and whether it matches pods is up to the network plugin. To mean everything, leave the peers out.',
  },
  'all-pods-is-not-everyone': {
    severity: 'info',
    title: 'An empty namespaceSelector is not everyone',
    help: 'Selectors select pods only. Outside addresses, load balancers and nodes are not meant; a rule without peers admits them.',
  },
  'outside-stays-open': {
    severity: 'warning',
    title: 'A cluster-wide ingress deny leaves the outside open',
    help: 'Ingress peers of the cluster-wide kinds are pods. Nothing that comes from outside the cluster or from nodes ever matches them.',
  },
  'unisolated-ingress': {
    severity: 'info',
    title: 'Anyone may connect to a workload',
    help: 'No policy isolates its ingress, so every pod and every address that can route to it may connect.',
  },
  'unisolated-egress': {
    severity: 'info',
    title: 'A workload may connect to anyone',
    help: 'No policy isolates its egress, so it may connect to every pod, node and outside address.',
  },
  'api-limit': {
    severity: 'error',
    title: 'A policy is near or over a limit of its API',
    help: 'The API server refuses lists that are longer: 25 entries in ClusterNetworkPolicy, 100 in its predecessors (networks 25).',
  },
  'service-port-not-pod-port': {
    severity: 'warning',
    title: 'A rule opens the port of a Service instead of that of its pods',
    help: 'Policies see a connection after the Service has been resolved: the port is targetPort, on the pod.',
  },
} as const satisfies Readonly<Record<string, CodeText>>;

export type LintCode = keyof typeof texts;

export const lintCodes = Object.keys(texts) as readonly LintCode[];

export function codeText(code: LintCode): CodeText {
  return texts[code];
}
