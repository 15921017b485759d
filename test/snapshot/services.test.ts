// Services as they are written, and what stands behind them.

import { describe, expect, test } from 'vitest';
import type { Service } from '../../src/engine/model/service.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import { build } from './assembling.ts';
import { readText, refusals } from './reading.ts';

function service(spec: string, status = ''): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: s}\nspec: {${spec}}\n${status}`;
}

const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, namespace: s, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
endpoints:
- {addresses: [10.0.0.1], nodeName: n1}
- {addresses: [10.0.0.2], conditions: {ready: false}}
ports: [{name: http, port: 8080}]
`;

const endpoints = `apiVersion: v1
kind: Endpoints
metadata: {name: web, namespace: s}
subsets:
- addresses: [{ip: 10.0.0.9}]
  notReadyAddresses: [{ip: 10.0.0.8}]
  ports: [{port: 6443}]
`;

/** As text: the ports, what stands behind, and what the outside can knock at. */
function shape({ type, headless, ports, backends, nodePorts, sources, ...rest }: Service): string {
  const targets = ports.map((p) => `${p.name}${p.protocol}/${p.port}>${p.target}${p.nodePort ? `@${p.nodePort}` : ''}`);
  const behind =
    backends.kind === 'selected'
      ? backends.selector.map(({ key }) => key).join()
      : backends.kind === 'external-name'
        ? backends.host
        : backends.backends
            .map(
              (b) => `${cidrCover(b.addresses).join()}:${b.portName}${b.port}${b.ready ? '' : ' not ready'}@${b.node}`,
            )
            .join(' ');
  const outside = [
    rest.externalTraffic === 'Local' ? 'external Local' : '',
    rest.internalTraffic === 'Local' ? 'internal Local' : '',
    rest.publishNotReady ? 'publishes not ready' : '',
    nodePorts === 'allocated' ? 'node ports' : '',
    cidrCover(rest.externalIPs).join(),
    cidrCover(rest.balancerIPs).join(),
    sources === 'anyone' ? '' : `from ${cidrCover(sources).join()}`,
  ];
  return [headless ? 'headless' : type, ...targets, `[${behind}]`, ...outside].filter((word) => word !== '').join(' ');
}

describe('a Service', () => {
  const rows: readonly (readonly [what: string, documents: readonly string[], expected: string])[] = [
    [
      'takes its port as the target where it says none',
      [service('selector: {app: web}, ports: [{port: 80}]')],
      'ClusterIP TCP/80>80 [app]',
    ],
    [
      'has named targets',
      [service('selector: {app: web}, ports: [{port: 80, targetPort: http, name: w, protocol: UDP}]')],
      'ClusterIP wUDP/80>http [app]',
    ],
    ['is headless with clusterIP None', [service('clusterIP: None, selector: {app: web}')], 'headless [app]'],
    [
      'without a port is headless all the same',
      [service('clusterIP: None, selector: {a: b}, ports: []')],
      'headless [a]',
    ],
    [
      'has node ports',
      [service('type: NodePort, selector: {a: b}, ports: [{port: 80, nodePort: 30080}]')],
      'NodePort TCP/80>80@30080 [a] node ports',
    ],
    [
      'of a load balancer has its addresses, ranges and policies',
      [
        service(
          'type: LoadBalancer, selector: {a: b}, externalTrafficPolicy: Local, internalTrafficPolicy: Local, loadBalancerSourceRanges: [192.0.2.0/24], ports: [{port: 80}]',
          'status: {loadBalancer: {ingress: [{ip: 203.0.113.7}, {hostname: x.example.org}]}}',
        ),
      ],
      'LoadBalancer TCP/80>80 [a] external Local internal Local node ports 203.0.113.7/32 from 192.0.2.0/24',
    ],
    [
      'may do without node ports',
      [service('type: LoadBalancer, allocateLoadBalancerNodePorts: false, selector: {a: b}')],
      'LoadBalancer [a]',
    ],
    [
      'has external addresses',
      [service('externalIPs: [198.51.100.1], selector: {a: b}')],
      'ClusterIP [a] 198.51.100.1/32',
    ],
    [
      'publishes pods that are not ready',
      [service('publishNotReadyAddresses: true, selector: {a: b}')],
      'ClusterIP [a] publishes not ready',
    ],
    [
      'may be a name outside',
      [service('type: ExternalName, externalName: db.example.org')],
      'ExternalName [db.example.org]',
    ],
    [
      'without a selector has its slices',
      [service('ports: [{port: 80, name: http}]'), slice],
      'ClusterIP httpTCP/80>80 [10.0.0.1/32:http8080@n1 10.0.0.2/32:http8080 not ready@unknown]',
    ],
    [
      'with an empty selector has none',
      [service('selector: {}'), endpoints],
      'ClusterIP [10.0.0.9/32:6443@unknown 10.0.0.8/32:6443 not ready@unknown]',
    ],
    [
      'has its slices rather than its Endpoints',
      [service(''), endpoints, slice],
      'ClusterIP [10.0.0.1/32:http8080@n1 10.0.0.2/32:http8080 not ready@unknown]',
    ],
    ['with a selector does without slices', [service('selector: {a: b}'), slice], 'ClusterIP [a]'],
  ];
  test.each(rows)('%s', (_, documents, expected) => {
    expect(build(documents).cluster.services.map(shape)).toEqual([expected]);
  });

  test('makes no namespace that no pod is in', () => {
    const { cluster, said } = build([service('').replaceAll('namespace: s', 'namespace: other')]);
    expect([cluster.namespaces.map(({ name }) => name), said]).toEqual([['s'], []]);
  });

  test('of another maker is another thing', () => {
    const knative = readText('apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\n');
    expect([knative.objects, [...knative.ignored]]).toEqual([[], [['serving.knative.dev/v1/Service', 1]]]);
  });
});

describe('what cannot be read refuses the object, with its place', () => {
  const rows: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    ['a port beyond 65535', service('ports: [{port: 70000}]'), ['error bad-port 4:17']],
    ['a port without a number', service('ports: [{name: a}]'), ['error bad-port 4:16']],
    ['a quoted target port', service('ports: [{port: 80, targetPort: "80"}]'), ['error bad-port-name 4:27']],
    ['a type that is none', service('type: Cluster'), ['error bad-choice 4:8']],
    ['a range of sources that is no block', service('loadBalancerSourceRanges: [x]'), ['error bad-cidr 4:35']],
    ['an external address that is none', service('externalIPs: [x]'), ['error bad-address 4:22']],
    ['a protocol in small letters', service('ports: [{port: 80, protocol: tcp}]'), ['error bad-protocol 4:27']],
    ['a slice with an address that is none', slice.replace('10.0.0.1', 'x'), ['error bad-address 6:16']],
    ['a status in disorder refuses nothing', service('', 'status: {loadBalancer: {ingress: 7}}'), []],
  ];
  test.each(rows)('%s', (_, text, expected) => {
    expect(refusals(readText(text))).toEqual(expected);
  });

  test('unless it is lenient', () => {
    const { objects } = readText(service('type: Cluster, ports: [{port: 80}, {port: 70000}]'), 'a.yaml', true);
    expect(objects).toMatchObject([{ kind: 'Service', type: 'ClusterIP', ports: [{ port: 80 }] }]);
  });
});
