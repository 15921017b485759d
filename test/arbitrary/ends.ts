// Generated Pods and workloads.
import fc from 'fast-check';
import { CROWDED, NODES, POD_IPV4, POD_IPV6, raw, weighted } from './alphabet.ts';
import { labels } from './labels.ts';
import { type Spec, spec } from './specs.ts';

type Stack = 'IPv4' | 'IPv6' | 'dual' | 'none';
const KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
] as const;

/** Up to six ends with names e0 to e5, no two pods share an address of the pod network. */
export function ends(): fc.Arbitrary<readonly object[]> {
  const end = weighted<(index: number, ipv4: string, ipv6: string) => object>([6, pod()], [3, workload()]);
  return fc
    .tuple(
      fc.array(end, { minLength: 2, maxLength: 6, size: 'max' }),
      fc.shuffledSubarray(POD_IPV4, { minLength: 6 }),
      fc.shuffledSubarray(POD_IPV6, { minLength: 6 }),
    )
    .map(([made, ipv4, ipv6]) => made.map((make, index) => make(index, ipv4[index] as string, ipv6[index] as string)));
}

function pod(): fc.Arbitrary<(index: number, ipv4: string, ipv6: string) => object> {
  const stack = weighted<Stack>(
    [8, fc.constant('IPv4')],
    [2, fc.constant('dual')],
    [1, fc.constant('IPv6')],
    [2, fc.constant('none')],
  );
  const phase = weighted<string | undefined>(
    [12, fc.constant('Running')],
    [2, fc.constant(undefined)],
    [1, fc.constantFrom('Succeeded', 'Failed')],
  );
  const place = fc.tuple(weighted<string | undefined>([8, fc.constant(undefined)], [1, fc.constant('')]), namespace());
  return fc
    .tuple(place, labels(), spec(), stack, phase, readiness())
    .map(([[, namespace], labels, spec, stack, phase, { deletionTimestamp, conditions }]) => (index, ipv4, ipv6) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: raw({ name: `e${index}`, namespace, labels, deletionTimestamp }),
      spec,
      status: raw({ phase, ...addresses(spec, stack, ipv4, ipv6), conditions }),
    }));
}

/** Whether Services send it traffic, which policies do not ask. */
function readiness(): fc.Arbitrary<{ readonly deletionTimestamp?: string; readonly conditions?: readonly object[] }> {
  const ready = (status: string) => [{ type: 'Ready', status }];
  return weighted<{ readonly deletionTimestamp?: string; readonly conditions?: readonly object[] }>(
    [8, fc.constant({})],
    [2, fc.constant({ conditions: ready('True') })],
    [2, fc.constant({ conditions: ready('False') })],
    [1, fc.constant({ conditions: ready('True'), deletionTimestamp: '2026-01-01T00:00:00Z' })],
  );
}

/** A host-network pod has its node's address; status.podIP repeats the first of status.podIPs, or is all there is. */
function addresses(spec: Spec, stack: Stack, ipv4: string, ipv6: string): object {
  if (stack === 'none') return {};
  const node = NODES.find((node) => node.name === spec.nodeName) ?? NODES[0];
  if (spec.hostNetwork === true) return { podIP: node.address, podIPs: [{ ip: node.address }] };
  if (stack === 'IPv4') return { podIP: ipv4 };
  const all = stack === 'dual' ? [ipv4, ipv6] : [ipv6];
  return { podIP: all[0], podIPs: all.map((ip) => ({ ip })) };
}

function workload(): fc.Arbitrary<(index: number) => object> {
  return fc
    .tuple(
      fc.constantFrom(...KINDS, 'Deployment', 'ReplicaSet'),
      namespace(),
      labels(),
      spec(),
      fc.constantFrom(0, 2, undefined),
    )
    .map(([kind, namespace, labels, podSpec, replicas]) => (index) => {
      const template = { metadata: { labels }, spec: podSpec };
      const batch = kind === 'Job' || kind === 'CronJob';
      return {
        apiVersion: batch ? 'batch/v1' : kind === 'ReplicationController' ? 'v1' : 'apps/v1',
        kind,
        metadata: raw({ name: `e${index}`, namespace }),
        spec: specOf(kind, template, labels, replicas),
      };
    });
}

function specOf(kind: (typeof KINDS)[number], template: object, labels: object, replicas: number | undefined): object {
  if (kind === 'CronJob') return { schedule: '@daily', jobTemplate: { spec: { template } } };
  if (kind === 'Job') return { template };
  if (kind === 'ReplicationController') return raw({ replicas, selector: labels, template });
  const selector = { matchLabels: labels };
  if (kind === 'DaemonSet') return { selector, template };
  return raw({ replicas, selector, template });
}

function namespace(): fc.Arbitrary<string | undefined> {
  return weighted<string | undefined>([14, fc.constantFrom(...CROWDED)], [1, fc.constant(undefined)]);
}
