// The fields of the cluster-wide policy kinds, by the type that has them: ClusterNetworkPolicy v1alpha2, then
// AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1. Both channels together; channel.ts tells them apart.

const policy = ['apiVersion', 'kind', 'metadata', 'spec', 'status'] as const;
const subject = ['namespaces', 'pods'] as const;
const egressPeer = ['namespaces', 'pods', 'nodes', 'networks'] as const;

export const clusterFields = {
  ClusterNetworkPolicy: policy,
  ClusterNetworkPolicySpec: ['tier', 'priority', 'subject', 'ingress', 'egress'],
  ClusterNetworkPolicySubject: subject,
  ClusterNetworkPolicyIngressRule: ['name', 'action', 'from', 'protocols'],
  ClusterNetworkPolicyEgressRule: ['name', 'action', 'to', 'protocols'],
  ClusterNetworkPolicyIngressPeer: subject,
  ClusterNetworkPolicyEgressPeer: [...egressPeer, 'domainNames'],
  ClusterNetworkPolicyProtocol: ['tcp', 'udp', 'sctp', 'destinationNamedPort'],
  ClusterNetworkPolicyProtocolPort: ['destinationPort'],
  ClusterNetworkPolicyPort: ['number', 'range'],
  AdminNetworkPolicy: policy,
  AdminNetworkPolicySpec: ['priority', 'subject', 'ingress', 'egress'],
  AdminNetworkPolicySubject: subject,
  AdminNetworkPolicyIngressRule: ['name', 'action', 'from', 'ports'],
  AdminNetworkPolicyEgressRule: ['name', 'action', 'to', 'ports'],
  AdminNetworkPolicyIngressPeer: subject,
  AdminNetworkPolicyEgressPeer: [...egressPeer, 'domainNames'],
  AdminNetworkPolicyPort: ['portNumber', 'portRange', 'namedPort'],
  BaselineAdminNetworkPolicy: policy,
  BaselineAdminNetworkPolicySpec: ['subject', 'ingress', 'egress'],
  BaselineAdminNetworkPolicyIngressRule: ['name', 'action', 'from', 'ports'],
  BaselineAdminNetworkPolicyEgressRule: ['name', 'action', 'to', 'ports'],
  BaselineAdminNetworkPolicyEgressPeer: egressPeer,
  NamespacedPod: ['namespaceSelector', 'podSelector'],
  Port: ['protocol', 'port'],
  PortRange: ['protocol', 'start', 'end'],
  Range: ['start', 'end'],
} as const;

export const clusterConsequences: Readonly<Record<string, string>> = {
  'ClusterNetworkPolicySpec.ingress': 'there is no ingress rule',
  'ClusterNetworkPolicySpec.egress': 'there is no egress rule',
  'ClusterNetworkPolicyIngressRule.protocols': 'the rule is about every port',
  'ClusterNetworkPolicyEgressRule.protocols': 'the rule is about every port',
  'AdminNetworkPolicySpec.ingress': 'there is no ingress rule',
  'AdminNetworkPolicySpec.egress': 'there is no egress rule',
  'AdminNetworkPolicyIngressRule.ports': 'the rule is about every port',
  'AdminNetworkPolicyEgressRule.ports': 'the rule is about every port',
  'BaselineAdminNetworkPolicySpec.ingress': 'there is no ingress rule',
  'BaselineAdminNetworkPolicySpec.egress': 'there is no egress rule',
  'BaselineAdminNetworkPolicyIngressRule.ports': 'the rule is about every port',
  'BaselineAdminNetworkPolicyEgressRule.ports': 'the rule is about every port',
  'NamespacedPod.namespaceSelector': 'the pods are those of every namespace',
  'Port.protocol': 'the protocol is TCP',
  'PortRange.protocol': 'the protocol is TCP',
};
