// A cluster that is too large to list, of few different things: namespaces `team-0` and on, each with the same workloads
// of the same pods. `web` may be reached by everyone on 8080, `db` by the `web` of its namespace alone.

import { list } from './asking.ts';

interface Size {
  readonly namespaces: number;
  /** Pods of each of the two workloads of a namespace. */
  readonly replicas: number;
}

export function largeObjects({ namespaces, replicas }: Size): readonly object[] {
  return Array.from({ length: namespaces }, (_, i) => inNamespace(i, replicas)).flat();
}

export function largeCluster(size: Size, ...more: readonly object[]): string {
  return list(...largeObjects(size), ...more);
}

/** Enough pods not to be listed, in few namespaces. */
export const large: Size = { namespaces: 6, replicas: 170 };

function inNamespace(index: number, replicas: number): readonly object[] {
  const name = `team-${index}`;
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: String(index) } } },
    ...['web', 'db'].flatMap((app, which) =>
      Array.from({ length: replicas }, (_, i) => pod(name, app, (index * 2 + which) * replicas + i, i)),
    ),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: name }, spec: { ports: [{ port: 80 }] } },
    netpol(name, 'web', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 8080 }] }] }),
    netpol(name, 'db', {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 5432 }] }],
    }),
  ];
}

function pod(namespace: string, app: string, address: number, index: number): object {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: app, uid: `${namespace}-${app}`, controller: true };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${app}-${index}`, namespace, labels: { app }, ownerReferences: [owner] },
    spec: { nodeName: `n${address % 7}`, containers: [] },
    status: { phase: 'Running', podIP: `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}` },
  };
}

function netpol(namespace: string, name: string, spec: object): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { policyTypes: ['Ingress'], ...spec },
  };
}
