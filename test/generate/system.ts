// What every cluster has beside its own workloads: DNS, a proxy on every node's network, an ingress controller, and
// monitoring.
import type { NamespacePlan } from './objects.ts';
import { namespacePlan, nodesFor } from './plan.ts';
import { tcp, udp, type Workload } from './workload.ts';

export const dnsPeer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

export const ingressPeer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
};

export const monitoringPeer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
};

export const dnsPorts = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

export const systemNamespaces: readonly NamespacePlan[] = [
  namespacePlan('ingress-nginx', { 'app.kubernetes.io/instance': 'ingress-nginx' }),
  namespacePlan('kube-system'),
  namespacePlan('monitoring', { 'app.kubernetes.io/part-of': 'kube-prometheus' }),
];

/** For a cluster of so many pods, these among them. */
export function systemWorkloads(pods: number): readonly Workload[] {
  const dns = { 'k8s-app': 'kube-dns' };
  const proxy = { 'k8s-app': 'kube-proxy' };
  const ports = [udp('dns', 53), tcp('dns-tcp', 53), tcp('metrics', 9153)];
  return [
    {
      ...{ kind: 'Deployment', namespace: 'kube-system', name: 'coredns', pods: 2, labels: dns, ports },
      ...{ network: 'pod', service: 'cluster-ip' },
    },
    {
      ...{ kind: 'DaemonSet', namespace: 'kube-system', name: 'kube-proxy', pods: nodesFor(pods), labels: proxy },
      ...{ ports: [tcp('metrics', 10249)], network: 'host', service: 'none' },
    },
    named('Deployment', 'ingress-nginx', 'ingress-nginx-controller', 'ingress-nginx', 2, [
      tcp('http', 80),
      tcp('https', 443),
    ]),
    named('StatefulSet', 'monitoring', 'prometheus', 'prometheus', 2, [tcp('web', 9090)]),
    named('Deployment', 'monitoring', 'grafana', 'grafana', 1, [tcp('http', 3000)]),
    named('Deployment', 'monitoring', 'kube-state-metrics', 'kube-state-metrics', 1, [tcp('metrics', 8081)]),
  ];
}

function named(
  kind: Workload['kind'],
  namespace: string,
  name: string,
  app: string,
  pods: number,
  ports: Workload['ports'],
): Workload {
  const labels = { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': name };
  return { kind, namespace, name, pods, labels, ports, network: 'pod', service: 'cluster-ip' };
}
