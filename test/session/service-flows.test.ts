// `flows` with Services: what goes through them and the front doors, with the objects that lead there.

import { describe, expect, test } from 'vitest';
import type { FlowView, PortsView } from '../../src/session/answers.ts';
import { isRefusal } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';

const pod = (name: string, labels: string, node = 'n1', more = '') => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { ${labels} }, ownerReferences: [{ kind: StatefulSet, name: ${name.split('-')[0]}, controller: true }] }
spec: { nodeName: ${node}, containers: [{ name: c, ports: [{ name: http, containerPort: 8080 }] }]${more} }
status: { podIP: 10.1.0.${name.length + name.charCodeAt(name.length - 1)} }
---`;

const cluster = `
apiVersion: v1
kind: Node
metadata: { name: n1 }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] }
---
apiVersion: v1
kind: Node
metadata: { name: n2 }
status: { addresses: [{ type: InternalIP, address: 192.168.0.2 }] }
---${pod('web-0', 'app: web', 'n1')}${pod('web-1', 'app: web, closed: "yes"', 'n2')}${pod('cli-0', 'app: cli', 'n2')}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: { matchLabels: { closed: "yes" } }, policyTypes: [Ingress] }
---
`;

const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: office, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }] }
---
`;

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }], ${spec} }
---
`;

const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
`;

const controller = `
apiVersion: v1
kind: Pod
metadata: { name: nginx-0, namespace: ingress-nginx, labels: { app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller } }
spec: { nodeName: n2, containers: [{ name: c }] }
status: { podIP: 10.1.1.1 }
---
`;

async function through(text: string, assume = {}, to = 'shop/web'): Promise<readonly string[]> {
  const ask = createSession();
  await ask('open', { sources: [{ file: 'c.yaml', content: text }], assume, lenient: false });
  const list = await ask('flows', {
    by: 'workload',
    from: [],
    to: [to],
    port: '',
    namespaces: [],
    beyond: ['services'],
  });
  if (isRefusal(list)) throw new Error(list.message);
  return list.items.filter(({ via }) => via.length > 0).map(row);
}

function row({ from, to, via, ports, unknownPorts, partialPorts, because }: FlowView): string {
  const name = (end: FlowView['from']) => ('cidrs' in end ? end.cidrs.join(',') : end.name);
  const sets = [show('all', ports), show('some', partialPorts), show('unknown', unknownPorts)].filter(
    (set) => set !== '',
  );
  const flags = [...new Set(because.map(({ flag }) => flag))].sort();
  return `${name(from)} > ${via.map(({ name }) => name).join(' > ')} > ${name(to)} ${sets.join(' ')} ${flags.join(' ')}`.trim();
}

function show(what: string, ports: PortsView): string {
  if (ports === 'all') return `${what}: all`;
  return ports.length === 0 ? '' : `${what}: ${ports.map(({ from, protocol }) => `${from}/${protocol}`).join(', ')}`;
}

describe('what goes through a Service is listed', () => {
  const rows: readonly [string, string, readonly string[], object?, string?][] = [
    [
      'from inside, on the ports of its pods; a closed backend makes it some',
      cluster + service('type: ClusterIP'),
      ['cli > web > web some: 8080/TCP', 'web > web > web some: 8080/TCP'],
    ],
    [
      'from outside through a load balancer, as its client',
      cluster + policy + service('type: LoadBalancer'),
      ['203.0.113.0/24 > web > web all: 8080/TCP F2'],
    ],
    [
      'from outside where the client is kept, without a doubt',
      cluster + policy + service('type: LoadBalancer, externalTrafficPolicy: Local'),
      ['203.0.113.0/24 > web > web all: 8080/TCP'],
    ],
    [
      'from outside as a node: its own node is let in by NetworkPolicy',
      cluster + policy + service('type: NodePort'),
      ['0.0.0.0/0 > web > web unknown: 8080/TCP F2'],
      { 'rewritten-sources': 'as-node' },
    ],
    [
      'through an Ingress by its controller, whose address the policy does not hold',
      cluster + policy + service('type: ClusterIP') + ingress + controller,
      [],
    ],
    [
      'through an Ingress by its controller where nothing is closed',
      cluster.replace('closed: "yes" } }, policyTypes', 'none: "yes" } }, policyTypes') +
        service('type: ClusterIP') +
        ingress +
        controller,
      [
        '0.0.0.0/0 > front > web > web all: 8080/TCP F2',
        'cli > web > web all: 8080/TCP',
        'nginx-0 > web > web all: 8080/TCP',
        'web > web > web all: 8080/TCP',
      ],
    ],
    [
      'to addresses outside, where its slices lead there',
      cluster +
        service('type: ClusterIP').replace('selector: { app: web }, ', '') +
        'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }\n' +
        'addressType: IPv4\nendpoints: [{ addresses: [198.51.100.1] }, { addresses: [198.51.100.2] }]\nports: [{ port: 6443 }]\n---\n',
      [
        'cli > web > 198.51.100.1/32,198.51.100.2/32 all: 6443/TCP F20',
        'web > web > 198.51.100.1/32,198.51.100.2/32 all: 6443/TCP F20',
      ],
      {},
      'shop/svc/web',
    ],
  ];
  test.each(rows)('%s', async (_, text, items, assume = {}, to = 'shop/web') => {
    expect((await through(text, assume, to)).toSorted()).toEqual(items.toSorted());
  });

  test('and can be asked for by the Service', async () => {
    const items = await through(cluster + service('type: ClusterIP'), {}, 'shop/svc/web');
    expect(items).toHaveLength(2);
  });
});
