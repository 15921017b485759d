// Workloads that can reach what they need, but no DNS (R98). Where that is open to question nothing is told.

import type { Pod } from '../model/cluster.ts';
import { metadataName } from '../model/select.ts';
import { type DnsFindings, type WithoutDns, withoutDns } from '../services/dns.ts';
import { type Finding, finding, type Plain } from './finding.ts';
import type { Look } from './look.ts';

export function egressWithoutDns({ compiled }: Look): readonly Finding[] {
  const found = withoutDns(compiled);
  const server = serverOf(found);
  return found.without
    .filter(({ certainty }) => certainty === 'certain')
    .flatMap((each) => {
      const [pod] = each.pods;
      return pod === undefined ? [] : [told(each, pod, server)];
    });
}

interface Server {
  readonly who: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
  readonly port: number;
}

/** Where none is in the input, what most distributions have. */
function serverOf(found: DnsFindings): Server {
  const usual: Server = { who: 'nobody', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, port: 53 };
  if (found.kind === 'not-known') return usual;
  const [first] = found.servers.backends;
  if (first?.endpoint.kind !== 'pod') return usual;
  const { namespace, labels } = first.endpoint.pod;
  const key = ['k8s-app', 'app.kubernetes.io/name', 'app'].find((each) => labels.values.has(each));
  const own = key === undefined ? Object.fromEntries(labels.values) : { [key]: labels.values.get(key) ?? '' };
  return { who: 'no DNS pod', namespace: namespace.name, labels: own, port: first.port };
}

function told({ workload, missing }: WithoutDns, pod: Pod, server: Server): Finding {
  const { kind, namespace, name } = workload;
  const protocols = missing.join(' and ');
  return finding('egress-without-dns', {
    about: { kind, namespace, name, origin: pod.origin },
    path: [],
    // Answers that do not fit into UDP are rare.
    severity: missing.includes('UDP') ? 'warning' : 'info',
    message: `${kind} \`${namespace}/${name}\` may reach others, but ${server.who} on port ${server.port}/${protocols}`,
    mend: {
      sentence: `allow its egress to the DNS pods on port ${server.port}, UDP and TCP`,
      edits: [{ kind: 'add-object', manifest: allowance(name, pod, server) }],
    },
  });
}

function allowance(name: string, pod: Pod, { namespace, labels, port }: Server): { readonly [key: string]: Plain } {
  const to = [
    { namespaceSelector: { matchLabels: { [metadataName]: namespace } }, podSelector: { matchLabels: labels } },
  ];
  const ports = ['UDP', 'TCP'].map((protocol) => ({ protocol, port }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${name}-dns`, namespace: pod.namespace.name },
    spec: {
      podSelector: { matchLabels: Object.fromEntries(pod.labels.values) },
      policyTypes: ['Egress'],
      egress: [{ to, ports }],
    },
  };
}
