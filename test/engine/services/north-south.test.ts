// What of the outside reaches which pod, through what, cut down by the policies.

import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../../src/engine/model/assumptions.ts';
import { entriesOf } from '../../../src/engine/services/entries.ts';
import { northSouth } from '../../../src/engine/services/north-south.ts';
import { difference } from '../../../src/engine/sets/intervals.ts';
import { addressesText, compiledOf, node, object, pod, policy, portsText, service } from './cluster.ts';

const nodePort = service('web', 'type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]');
const local = service(
  'web',
  'type: NodePort, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]',
);
const inside = service('web', 'selector: {app: web}, ports: [{port: 80, targetPort: 8080}]');
const a = pod('a', { labels: 'app: web', ip: '10.0.0.1', spec: 'nodeName: n1' });
const denied = policy('deny', 'podSelector: {}');
const office = policy(
  'office',
  'podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]',
);
const fromNodes = policy(
  'nodes',
  'podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 10.9.0.0/24}}]}]',
);
const nodes = [node('n1', '10.9.0.1'), node('n2', '10.9.0.2')];

const ingress = object(
  'networking.k8s.io/v1',
  'Ingress',
  'i',
  'ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}',
);
const proxyLabels = 'app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller';
const proxy = pod('proxy', { labels: proxyLabels, namespace: 'ingress', ip: '10.0.9.1' });
const proxyService = service(
  'front',
  'type: LoadBalancer, allocateLoadBalancerNodePorts: false, selector: {app.kubernetes.io/name: ingress-nginx}, ports: [{port: 80}, {port: 8443}]',
  'ingress',
);
const fromProxy = policy(
  'proxy',
  'podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}]}]',
);

function shown(documents: readonly string[], assume: Partial<Assumptions> = {}): readonly string[] {
  const compiled = compiledOf(documents, assume);
  return northSouth(compiled, entriesOf(compiled.cluster).entries).map((each) => {
    const way = each.entry.via.map(({ kind }) => kind).join(' > ');
    const by = each.proxy === 'none' ? '' : ` by ${each.proxy.name}`;
    const open = portsText(difference(each.possible, each.allowed));
    const ports = [portsText(each.allowed), open === '' ? '' : `?${open}`].filter((part) => part !== '').join(' ');
    const flags = [...new Set(each.because.map(({ flag }) => flag))].join();
    return `${addressesText(each.from)} > ${way}${by} > ${each.to.name} ${ports}${flags === '' ? '' : ` ${flags}`}`;
  });
}

type Row = readonly [
  what: string,
  documents: readonly string[],
  expected: readonly string[],
  assume?: Partial<Assumptions>,
];

describe('by a node port', () => {
  const asNode = { 'rewritten-sources': 'as-node' } as const;
  const either = { 'rewritten-sources': 'unknown' } as const;
  const rows: readonly Row[] = [
    ['everyone reaches the port that the pod sees', [nodePort, a], ['0.0.0.0/0 > Service > a TCP/8080']],
    ['nobody reaches what a policy closes', [nodePort, a, denied], []],
    [
      'those whom a block admits, if they keep their address',
      [nodePort, a, office],
      ['192.0.2.0/24 > Service > a TCP/8080 F2'],
    ],
    [
      'those whom a block admits, since they keep their address',
      [local, a, office],
      ['192.0.2.0/24 > Service > a TCP/8080'],
    ],
    [
      'everyone as a node, and the own node always may',
      [nodePort, a, office, ...nodes],
      ['0.0.0.0/0 > Service > a ?TCP/8080 F2'],
      asNode,
    ],
    [
      'everyone as nodes that are all admitted',
      [nodePort, a, fromNodes, ...nodes],
      ['0.0.0.0/0 > Service > a TCP/8080 F2'],
      asNode,
    ],
    [
      'everyone perhaps where the nodes are not known',
      [nodePort, a, office],
      ['0.0.0.0/0 > Service > a ?TCP/8080 F2'],
      asNode,
    ],
    [
      'everyone perhaps where either may be',
      [nodePort, a, office, ...nodes],
      ['0.0.0.0/0 > Service > a ?TCP/8080 F2'],
      either,
    ],
    [
      'nobody is a node where the client keeps its address',
      [local, a, office, ...nodes],
      ['192.0.2.0/24 > Service > a TCP/8080'],
      asNode,
    ],
  ];
  for (const [what, documents, expected, assume] of rows) {
    test(what, () => {
      expect(shown(documents, assume)).toEqual(expected);
    });
  }

  test('a load balancer lets in only its ranges', () => {
    const balanced = service(
      'web',
      'type: LoadBalancer, allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [192.0.2.0/25], selector: {app: web}, ports: [{port: 80}]',
    );
    expect(shown([balanced, a])).toEqual(['192.0.2.0/25 > Service > a TCP/80']);
    expect(shown([balanced, a, office])).toEqual(['192.0.2.0/25 > Service > a TCP/80']);
  });

  test('what is only perhaps a backend is only perhaps reached', () => {
    const perhaps = nodePort.replace('{app: web}', '{app: web, pod-template-hash: x}');
    const deployment = object('apps/v1', 'Deployment', 'd', 'template: {metadata: {labels: {app: web}}}');
    expect(shown([perhaps, deployment])).toEqual(['0.0.0.0/0 > Service > d ?TCP/8080 F19']);
  });
});

describe('through an Ingress', () => {
  const rows: readonly Row[] = [
    [
      'whose proxy is not in the input, as the client',
      [inside, a, ingress, office],
      ['192.0.2.0/24 > Ingress > Service > a TCP/8080 F2'],
    ],
    [
      'whose proxy is in the input, as the proxy',
      [inside, a, ingress, proxy, proxyService, fromProxy],
      [
        '0.0.0.0/0 > Ingress > Service by proxy > a TCP/8080',
        '0.0.0.0/0 > Service > proxy TCP/80',
        '0.0.0.0/0 > Service > proxy TCP/8443',
      ].toSorted(),
    ],
    [
      'those who reach the proxy on the port of the door',
      [
        inside,
        a,
        ingress,
        proxy,
        proxyService,
        policy(
          'p',
          'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 80}]}, {ports: [{port: 8443}]}]',
          'ingress',
        ),
      ],
      [
        '192.0.2.0/24 > Ingress > Service by proxy > a TCP/8080 F2',
        '0.0.0.0/0 > Service > proxy TCP/8443',
        '192.0.2.0/24 > Service > proxy TCP/80 F2',
      ].toSorted(),
    ],
    [
      'nobody where the proxy may not go on',
      [inside, a, ingress, proxy, proxyService, office],
      ['0.0.0.0/0 > Service > proxy TCP/80', '0.0.0.0/0 > Service > proxy TCP/8443'],
    ],
    [
      'anyone where no Service leads to the proxy',
      [inside, a, ingress, proxy],
      ['0.0.0.0/0 > Ingress > Service by proxy > a TCP/8080 F2'],
    ],
    [
      'nobody where nothing reaches the proxy',
      [inside, a, ingress, proxy, policy('p', 'podSelector: {}', 'ingress')],
      [],
    ],
  ];
  for (const [what, documents, expected, assume] of rows) {
    test(what, () => {
      expect(shown(documents, assume).toSorted()).toEqual(expected);
    });
  }
});
