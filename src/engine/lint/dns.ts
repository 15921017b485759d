// Workloads that can reach what they need, but no DNS (R98). Where the input has the DNS pods, they are asked; where it
// has none, a workload is told of that may use port 53 nowhere at all.

import { reachable } from '../answer/reachable.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { intersection, unionAll } from '../sets/intervals.ts';
import { type PortSet, portRange } from '../sets/ports.ts';
import { type Finding, finding } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';

export function withoutDns(look: Look): readonly Finding[] {
  const servers = look.cluster.pods.filter(isDns);
  const isolated = new Set(
    look.policies
      .filter((policy) => policy.egress !== 'open' && holdsSomething(look.subject(policy)) !== 'no')
      .flatMap((policy) => look.podsOf(look.subject(policy), 'certain')),
  );
  const told = new Map<string, Finding>();
  const judged = new Map<number, boolean>(); // members of a class have one answer
  for (const pod of isolated) {
    if (isDns(pod)) continue;
    const own = look.compiled.families[0]?.classes.ofPod.get(pod) ?? -1;
    const cut = judged.get(own) ?? cutOff(look, pod, servers);
    if (own >= 0) judged.set(own, cut);
    const key = `${pod.workload.namespace}/${pod.workload.kind}/${pod.workload.name}`;
    if (cut && !told.has(key)) told.set(key, cutOffFinding(pod, servers));
  }
  return [...told.values()];
}

function isDns({ labels: { values } }: Pod): boolean {
  return (
    values.get('k8s-app') === 'kube-dns' ||
    values.get('app.kubernetes.io/name') === 'coredns' ||
    values.get('dns.operator.openshift.io/daemonset-dns') === 'default'
  );
}

/** It may talk to somebody, and to no DNS. */
function cutOff(look: Look, pod: Pod, servers: readonly Pod[]): boolean {
  const from: Endpoint = { kind: 'pod', pod };
  const others = look.compiled.families.flatMap(({ classes }) =>
    classes.list.flatMap(({ representative, pods }): readonly Endpoint[] => {
      if (representative.kind === 'external') return [representative];
      const other = pods.find((each) => each !== pod);
      return other === undefined ? [] : [{ kind: 'pod', pod: other }];
    }),
  );
  const asked: readonly Endpoint[] =
    servers.length > 0 ? servers.map((server) => ({ kind: 'pod', pod: server })) : others;
  const possible = (to: Endpoint): PortSet =>
    unionAll(reachable(look.compiled, from, to).map((reach) => reach.possible));
  if (asked.some((to) => intersection(possible(to), dnsPorts(to)).length > 0)) return false;
  return others.some((to) => possible(to).length > 0);
}

function dnsPorts(to: Endpoint): PortSet {
  const named = to.kind === 'pod' ? to.pod.ports.filter(({ name }) => /^dns/.test(name)) : [];
  const usual = [portRange('UDP', 53, 53), portRange('TCP', 53, 53)];
  return unionAll([...usual, ...named.map(({ protocol, port }) => portRange(protocol, port, port))]);
}

function cutOffFinding({ workload, origin }: Pod, servers: readonly Pod[]): Finding {
  const { kind, namespace, name } = workload;
  const to = [
    {
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': servers[0]?.namespace.name ?? 'kube-system' },
      },
      podSelector: { matchLabels: labelOf(servers[0]) },
    },
  ];
  const ports = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ];
  return finding('egress-without-dns', {
    about: { kind, namespace, name, origin },
    path: [],
    message: `${kind} \`${namespace}/${name}\` may reach others, but ${servers.length > 0 ? 'no DNS pod' : 'nobody on port 53'}`,
    mend: {
      sentence: 'add a policy that allows egress to the DNS pods on port 53, UDP and TCP',
      edits: [
        {
          kind: 'add-object',
          manifest: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'allow-dns', namespace },
            spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to, ports }] },
          },
        },
      ],
    },
  });
}

function labelOf(server: Pod | undefined): { readonly [key: string]: string } {
  if (server?.labels.values.get('k8s-app') === 'kube-dns' || server === undefined) return { 'k8s-app': 'kube-dns' };
  const key = ['app.kubernetes.io/name', 'dns.operator.openshift.io/daemonset-dns'].find((each) =>
    server.labels.values.has(each),
  );
  return key === undefined ? {} : { [key]: server.labels.values.get(key) ?? '' };
}
