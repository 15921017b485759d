// Rows for decision 005, rule 22: policies of other vendors.
import { closes, hostPod, namespace, podAt } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, foreign, from } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const c = podAt('y/c', '10.0.0.3');
const IN = '@9.9.9.9 > x/b TCP 80';
const OUT = 'x/b > @9.9.9.9 TCP 80';
const note = { 'foreign-policies': 'note' };
const cilium = (spec: unknown) => foreign('cilium.io/v2', 'CiliumNetworkPolicy', 'x', spec);
const ingress = cilium({ endpointSelector: {}, ingress: [{}] });
const istio = foreign('security.istio.io/v1', 'AuthorizationPolicy', 'x', { action: 'DENY' });
const calico = (spec: unknown) => foreign('projectcalico.org/v3', 'NetworkPolicy', 'x', spec);

const K8S = 'k8s:io.cilium.k8s.';
const NAMESPACE = 'io.kubernetes.pod.namespace';
const none = { endpointSelector: { matchLabels: { app: 'c' } } };
const ciliumWide = (matchLabels: unknown) =>
  foreign('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', '', { endpointSelector: { matchLabels } });
const authorization = (spec: object) => foreign('security.istio.io/v1', 'AuthorizationPolicy', 'x', spec);
const antrea = (appliedTo: unknown) => foreign('crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', '', { appliedTo });
const global = (spec: unknown) => foreign('projectcalico.org/v3', 'GlobalNetworkPolicy', '', spec);

export const foreignRows: readonly Row[] = [
  ['rule 22: a policy that may select leaves a yes open', [b, ingress], IN, 'unknown'],
  ['rule 22: and a no', [b, ingress, closes('x')], IN, 'unknown'],
  [
    'rule 22: and what an Admin policy denies',
    [a, b, ingress, admin('d', 1, from('Deny'))],
    'x/a > x/b TCP 80',
    'unknown',
  ],
  ['rule 22, note: it changes nothing', [b, ingress, closes('x')], IN, 'no', note],
  ['rule 22: it is of its direction', [b, ingress], OUT, 'yes'],
  ['rule 22: a section that denies is of its direction', [b, cilium({ egressDeny: [{}] })], OUT, 'unknown'],
  ['rule 22: and of no other', [b, cilium({ egressDeny: [{}] })], IN, 'yes'],
  ['rule 22: without sections it is of both', [b, cilium({ endpointSelector: {} })], OUT, 'unknown'],
  [
    'rule 22: of several specs each counts',
    [b, { ...cilium(undefined), specs: [{ egress: [{}] }, { ingress: [{}] }] }],
    IN,
    'unknown',
  ],
  ['rule 22: a namespaced one is of its namespace', [c, ingress], '@9.9.9.9 > y/c TCP 80', 'yes'],
  [
    'rule 22: a cluster-wide one is of all',
    [c, foreign('crd.projectcalico.org/v1', 'GlobalNetworkPolicy', '', { types: ['Ingress'] })],
    '@9.9.9.9 > y/c TCP 80',
    'unknown',
  ],
  ['rule 22: a host-network pod is not meant', [hostPod('x/h'), ingress], '@9.9.9.9 > x/h TCP 80', 'yes'],
  ['rule 22: types say the direction', [b, calico({ types: ['Egress'], ingress: [{}] })], IN, 'yes'],
  ['rule 22: sections do where types are missing', [b, calico({ ingress: [{}] })], OUT, 'yes'],
  [
    'rule 22: Calico’s old group too',
    [b, foreign('crd.projectcalico.org/v1', 'NetworkPolicy', 'x', {})],
    IN,
    'unknown',
  ],
  ['rule 22: Antrea', [b, foreign('crd.antrea.io/v1beta1', 'NetworkPolicy', 'x', { egress: [{}] })], OUT, 'unknown'],
  [
    'rule 22: Antrea’s cluster-wide kind',
    [c, foreign('crd.antrea.io/v1alpha1', 'ClusterNetworkPolicy', '', { ingress: [{}] })],
    '@9.9.9.9 > y/c TCP 80',
    'unknown',
  ],
  ['rule 22: what can only forbid leaves a yes open', [b, istio], IN, 'unknown'],
  ['rule 22: and a no as it is', [b, istio, closes('x')], IN, 'no'],
  ['rule 22: Istio is about ingress', [b, istio], OUT, 'yes'],
  [
    'rule 22: other networks are not ours',
    [b, foreign('k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 'x', { policyTypes: ['Ingress'] })],
    IN,
    'yes',
  ],
  ['rule 22: a pod to itself is never judged', [b, ingress], 'x/b > x/b TCP 80', 'yes'],
  [
    'rule 22: a kind of another maker is nothing',
    [b, foreign('example.com/v1', 'NetworkPolicy', 'x', { ingress: [] })],
    IN,
    'yes',
  ],
  ...selections(),
];

/** [what, how the policy is written, whether it may select the pod x/b, which has the label app=b]. */
function selections(): readonly Row[] {
  const x = namespace('x', { team: 'a' });
  const rows: readonly (readonly [string, unknown, 'in' | 'out'])[] = [
    ['Cilium’s labels', cilium({ endpointSelector: { matchLabels: { app: 'b' } } }), 'in'],
    ['and those of others', cilium({ endpointSelector: { matchLabels: { app: 'c' } } }), 'out'],
    ['a prefix is no part of the key', cilium({ endpointSelector: { matchLabels: { 'k8s:app': 'c' } } }), 'out'],
    ['nor is the other', cilium({ endpointSelector: { matchLabels: { 'any:app': 'b' } } }), 'in'],
    ['reserved labels are not plain', cilium({ endpointSelector: { matchLabels: { 'reserved:init': '' } } }), 'in'],
    ['nor are accounts', cilium({ endpointSelector: { matchLabels: { [`${K8S}policy.serviceaccount`]: 'z' } } }), 'in'],
    ['nor what identities lack', cilium({ endpointSelector: { matchLabels: { 'pod-template-hash': 'z' } } }), 'in'],
    ['nor nodes', cilium({ nodeSelector: { matchLabels: { app: 'z' } } }), 'in'],
    ['another namespace is replaced', cilium({ endpointSelector: { matchLabels: { [NAMESPACE]: 'y' } } }), 'in'],
    ['labels of the namespace', ciliumWide({ [`${K8S}namespace.labels.team`]: 'z' }), 'out'],
    ['the name of the namespace', ciliumWide({ [NAMESPACE]: 'x' }), 'in'],
    ['the name of another', ciliumWide({ [`k8s:${NAMESPACE}`]: 'y' }), 'out'],
    ['specs that say the same', { ...cilium(undefined), specs: [none, none] }, 'out'],
    [
      'specs that differ',
      { ...cilium(undefined), specs: [none, { endpointSelector: { matchLabels: { a: 'b' } } }] },
      'in',
    ],
    ['Istio’s labels', authorization({ selector: { matchLabels: { app: 'c' } } }), 'out'],
    ['a target', authorization({ selector: { matchLabels: { app: 'c' } }, targetRefs: [{}] }), 'in'],
    ['Antrea’s labels', antrea([{ podSelector: { matchLabels: { app: 'c' } } }]), 'out'],
    ['Antrea’s namespaces', antrea([{ namespaceSelector: { matchLabels: { team: 'z' } } }]), 'out'],
    ['a group', antrea([{ group: 'z' }]), 'in'],
    ['a group beside labels', antrea([{ podSelector: { matchLabels: { app: 'c' } }, group: 'z' }]), 'in'],
    ['several entries', antrea([{ podSelector: { matchLabels: { app: 'c' } } }, { group: 'z' }]), 'in'],
    ['Calico: equal', calico({ selector: "app == 'b'" }), 'in'],
    ['Calico: unequal', calico({ selector: "app != 'b'" }), 'out'],
    ['Calico: an absent key is unequal', calico({ selector: "tier != 'b'" }), 'in'],
    ['Calico: has', calico({ selector: 'has(tier)' }), 'out'],
    ['Calico: has not', calico({ selector: '!has(app)' }), 'out'],
    ['Calico: in', calico({ selector: `app in {'a', "c"} ` }), 'out'],
    ['Calico: both', calico({ selector: "all() && has(app) && app=='c'" }), 'out'],
    ['Calico: a value may hold anything', calico({ selector: "app == 'b && has(c)'" }), 'out'],
    ['Calico: either is not plain', calico({ selector: "app == 'c' || has(tier)" }), 'in'],
    ['Calico: nor are labels of its own', calico({ selector: "projectcalico.org/orchestrator == 'z'" }), 'in'],
    ['Calico: nor is the start of a value', calico({ selector: "app starts with 'c'" }), 'in'],
    ['Calico: nor an account', calico({ selector: "app == 'c'", serviceAccountSelector: 'all()' }), 'in'],
    ['Calico: namespaces', global({ namespaceSelector: "team == 'a'" }), 'in'],
    ['Calico: other namespaces', global({ namespaceSelector: "team == 'z'" }), 'out'],
  ];
  return rows.map(([what, policy, where]) => [
    `rule 22, whom it selects: ${what}`,
    [x, b, policy as object],
    IN,
    where === 'in' ? 'unknown' : 'yes',
  ]);
}
