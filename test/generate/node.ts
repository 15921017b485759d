// A Node, and where in the cluster its addresses lie: nodes in 172.16.0.0/12, their pods in a /24 each of 10.0.0.0/9.
import { given, instant, type KubernetesObject } from './objects.ts';
import type { Random } from './random.ts';

export function nodeName(index: number): string {
  return `node-${`${index}`.padStart(4, '0')}.eu-central-1.compute.internal`;
}

export function nodeAddress(index: number): string {
  const host = index + 1;
  return `172.${16 + ((host >> 16) & 15)}.${(host >> 8) & 255}.${host & 255}`;
}

/** `slot` counts the pods of the node from 0. */
export function podAddress(node: number, slot: number): string {
  return `10.${(node >> 8) & 127}.${node & 255}.${1 + (slot % 254)}`;
}

const conditions = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

const capacity = { cpu: '16', 'ephemeral-storage': '104845292Ki', memory: '65036296Ki', pods: '110' };

const images = ['pause:3.10', 'kube-proxy:v1.34.2', 'coredns/coredns:v1.12.1', 'metrics-server/metrics-server:v0.8.0'];

export function nodeObject(index: number, chance: Random): KubernetesObject {
  const name = nodeName(index);
  const range = `10.${(index >> 8) & 127}.${index & 255}.0/24`;
  const zone = `eu-central-1${'abc'[index % 3]}`;
  const since = instant(chance);
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': chance.pick(['m7i.4xlarge', 'm7i.4xlarge', 'r7i.4xlarge']),
    'topology.kubernetes.io/region': 'eu-central-1',
    'topology.kubernetes.io/zone': zone,
  };
  const status = {
    addresses: [
      { address: nodeAddress(index), type: 'InternalIP' },
      { address: name, type: 'Hostname' },
    ],
    allocatable: capacity,
    capacity,
    conditions: conditions.map(([type, state, reason, message]) => ({
      ...{ lastHeartbeatTime: since, lastTransitionTime: since },
      ...{ message, reason, status: state, type },
    })),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    images: images.map((image) => ({ names: [`registry.k8s.io/${image}`], sizeBytes: chance.between(1e6, 9e7) })),
    nodeInfo: {
      architecture: 'amd64',
      containerRuntimeVersion: 'containerd://2.1.4',
      kernelVersion: '6.12.48',
      kubeletVersion: 'v1.34.2',
      machineID: chance.hex(32),
      operatingSystem: 'linux',
      osImage: 'Debian GNU/Linux 13 (trixie)',
    },
  };
  const spec = { podCIDR: range, podCIDRs: [range], providerID: `aws:///${zone}/i-${chance.hex(17)}` };
  return { apiVersion: 'v1', kind: 'Node', metadata: { ...given(chance), labels, name }, ...{ spec, status } };
}
