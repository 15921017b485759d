// A workload: what all its pods have in common. Its Service too, which kubectl would list beside them.
import { given, type KubernetesObject, type Labels } from './objects.ts';
import type { Random } from './random.ts';

export interface NamedPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

export interface Workload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';
  readonly namespace: string;
  readonly name: string;
  readonly pods: number;
  /** Those that its author wrote; controllers add theirs to each pod. */
  readonly labels: Labels;
  readonly ports: readonly NamedPort[];
  /** A DaemonSet on the host network has one pod a node, at the node's address. */
  readonly network: 'pod' | 'host';
  readonly service: 'cluster-ip' | 'headless' | 'none';
}

export const tcp = (name: string, port: number): NamedPort => ({ name, port, protocol: 'TCP' });
export const udp = (name: string, port: number): NamedPort => ({ name, port, protocol: 'UDP' });

export function serviceObject(workload: Workload, index: number, chance: Random): KubernetesObject {
  const { namespace, name, labels, ports } = workload;
  const address = workload.service === 'headless' ? 'None' : `10.96.${(index >> 8) & 255}.${index & 255}`;
  const spec = {
    clusterIP: address,
    clusterIPs: [address],
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    ports: ports.map(({ name: port, port: number, protocol }) => ({
      name: port,
      port: port === 'http' ? 80 : number,
      protocol,
      targetPort: port,
    })),
    selector: labels,
    sessionAffinity: 'None',
    type: 'ClusterIP',
  };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...given(chance), labels, name, namespace },
    ...{ spec, status: { loadBalancer: {} } },
  };
}
