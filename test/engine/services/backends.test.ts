// Which pods and addresses stand behind a Service's port, and at which port each (005 rule 20).

import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../../src/engine/model/assumptions.ts';
import { backendsOf } from '../../../src/engine/services/backends.ts';
import {
  clusterOf,
  container,
  endNamed,
  endText,
  node,
  notReady,
  object,
  pod,
  ready,
  service,
  serviceNamed,
} from './cluster.ts';

const web = 'selector: {app: web}';
const app = { labels: 'app: web' };

function shown(
  documents: readonly string[],
  asked = '80/TCP',
  client = 'outside',
  assume: Partial<Assumptions> = {},
): readonly string[] {
  const cluster = clusterOf(documents, assume);
  const [port = '', protocol = ''] = asked.split('/');
  const from = client === 'outside' ? client : endNamed(cluster, client);
  const number = /^\d+$/.test(port) ? Number(port) : port;
  return backendsOf(cluster, serviceNamed(cluster, 'web'), number, protocol === 'UDP' ? 'UDP' : 'TCP', from).map(
    ({ endpoint, port, certainty }) => `${endText(endpoint)}:${port}${certainty === 'perhaps' ? '?' : ''}`,
  );
}

function slice(endpoints: string, ports = '{name: http, port: 8080}'): string {
  return `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: x, namespace: s, labels: {kubernetes.io/service-name: web}}\naddressType: IPv4\nendpoints: [${endpoints}]\nports: [${ports}]\n`;
}

type Row = readonly [
  what: string,
  documents: readonly string[],
  expected: readonly string[],
  asked?: string,
  client?: string,
];

describe('behind a Service stand', () => {
  const rows: readonly Row[] = [
    [
      'the pods that it selects, in its own namespace',
      [service('web', `${web}, ports: [{port: 80}]`), pod('a', app), pod('b'), pod('c', { ...app, namespace: 't' })],
      ['a:80'],
    ],
    [
      'pods on the host network too',
      [service('web', `${web}, ports: [{port: 80}]`), pod('a', { ...app, spec: 'hostNetwork: true' })],
      ['a:80'],
    ],
    [
      'none for a port that it does not have',
      [service('web', `${web}, ports: [{port: 80}]`), pod('a', app)],
      [],
      '81/TCP',
    ],
    ['none for another protocol', [service('web', `${web}, ports: [{port: 80}]`), pod('a', app)], [], '80/UDP'],
    [
      'pods at the target port',
      [service('web', `${web}, ports: [{port: 80, targetPort: 8080}]`), pod('a', app)],
      ['a:8080'],
    ],
    [
      'pods at a port asked by name',
      [service('web', `${web}, ports: [{port: 80, name: w}, {port: 81, name: x, targetPort: 8081}]`), pod('a', app)],
      ['a:8081'],
      'x/TCP',
    ],
    [
      'pods each at its own port of that name, and none without it',
      [
        service('web', `${web}, ports: [{port: 80, targetPort: http}]`),
        pod('a', { ...app, spec: container('name: http, containerPort: 8080') }),
        pod('b', { ...app, spec: container('name: http, containerPort: 9090', 'name: http, containerPort: 9091') }),
        pod('c', { ...app, spec: container('name: http, containerPort: 53, protocol: UDP') }),
        pod('d', app),
      ],
      ['a:8080', 'b:9090'],
    ],
    [
      'pods whose sidecar has the name, after their containers',
      [
        service('web', `${web}, ports: [{port: 80, targetPort: http}]`),
        pod('a', {
          ...app,
          spec: 'initContainers: [{name: i, restartPolicy: Always, ports: [{name: http, containerPort: 1}]}]',
        }),
        pod('b', {
          ...app,
          spec: `initContainers: [{name: i, restartPolicy: Always, ports: [{name: http, containerPort: 1}]}], ${container('name: http, containerPort: 2')}`,
        }),
      ],
      ['a:1', 'b:2'],
    ],
    [
      'pods at the asked port where it is headless',
      [service('web', `clusterIP: None, ${web}, ports: [{port: 80, targetPort: 8080}]`), pod('a', app)],
      ['a:80'],
    ],
    [
      'pods at any port where it is headless',
      [service('web', `clusterIP: None, ${web}`), pod('a', app)],
      ['a:1234'],
      '1234/TCP',
    ],
    [
      'the ready pods only',
      [
        service('web', `${web}, ports: [{port: 80}]`),
        pod('a', { ...app, status: ready }),
        pod('b', { ...app, status: notReady }),
        pod('c', { ...app, status: ready, gone: '2026-01-01T00:00:00Z' }),
      ],
      ['a:80'],
    ],
    [
      'those that terminate and still serve where none is ready',
      [
        service('web', `${web}, ports: [{port: 80}]`),
        pod('b', { ...app, status: notReady }),
        pod('c', { ...app, status: ready, gone: '2026-01-01T00:00:00Z' }),
      ],
      ['c:80'],
    ],
    [
      'pods that are not ready where it publishes them',
      [
        service('web', `${web}, publishNotReadyAddresses: true, ports: [{port: 80}]`),
        pod('b', { ...app, status: notReady }),
      ],
      ['b:80'],
    ],
    [
      'no pods that have ended',
      [
        service('web', `${web}, publishNotReadyAddresses: true, ports: [{port: 80}]`),
        pod('b', { ...app, status: 'phase: Failed' }),
      ],
      [],
    ],
    [
      'only pods on the node of the client, where its internal traffic is local',
      [
        service('web', `${web}, internalTrafficPolicy: Local, ports: [{port: 80}]`),
        pod('a', { ...app, spec: 'nodeName: n1' }),
        pod('b', { ...app, spec: 'nodeName: n2' }),
        pod('c', app),
        pod('me', { spec: 'nodeName: n1' }),
      ],
      ['a:80', 'c:80?'],
      '80/TCP',
      'me',
    ],
    [
      'only pods on the node that asks',
      [
        service('web', `${web}, internalTrafficPolicy: Local, ports: [{port: 80}]`),
        pod('a', { ...app, spec: 'nodeName: n1' }),
        pod('b', { ...app, spec: 'nodeName: n2' }),
        node('n2', '10.9.0.2'),
      ],
      ['b:80'],
      '80/TCP',
      'node/n2',
    ],
    [
      'every pod for what comes from outside',
      [
        service('web', `${web}, internalTrafficPolicy: Local, ports: [{port: 80}]`),
        pod('a', { ...app, spec: 'nodeName: n1' }),
      ],
      ['a:80'],
    ],
    [
      'the addresses of its slices without a selector, and pods that have one of them',
      [
        service('web', 'ports: [{port: 80, name: http}]'),
        slice('{addresses: [10.0.0.1]}, {addresses: [10.0.0.2], conditions: {ready: false}}, {addresses: [192.0.2.1]}'),
        pod('a', { ip: '10.0.0.1' }),
      ],
      ['a:8080', '192.0.2.1/32:8080'],
    ],
    [
      "only those on the slice's port of the same name",
      [service('web', 'ports: [{port: 80, name: other}]'), slice('{addresses: [10.0.0.1]}')],
      [],
    ],
    [
      'given addresses once where it is headless',
      [service('web', 'clusterIP: None'), slice('{addresses: [10.0.0.1]}', '{name: a, port: 1}, {name: b, port: 2}')],
      ['10.0.0.1/32:7'],
      '7/TCP',
    ],
    ['nothing that is known behind a name outside', [service('web', 'type: ExternalName, externalName: a.test')], []],
    [
      'a workload that stands for its pods, perhaps where its controller adds the label',
      [
        service('web', 'selector: {app: web, pod-template-hash: x}, ports: [{port: 80}]'),
        object('apps/v1', 'Deployment', 'a', 'template: {metadata: {labels: {app: web}}}'),
      ],
      ['a:80?'],
    ],
    [
      'pods that terminate only perhaps beside what is only perhaps ready',
      [
        service('web', 'selector: {app: web, pod-template-hash: x}, ports: [{port: 80}]'),
        object('apps/v1', 'Deployment', 'a', 'template: {metadata: {labels: {app: web}}}'),
        pod('b', { labels: 'app: web, pod-template-hash: x', status: ready, gone: '2026-01-01T00:00:00Z' }),
      ],
      ['a:80?', 'b:80?'],
    ],
  ];
  for (const [what, documents, expected, asked, client] of rows) {
    test(what, () => {
      expect(shown(documents, asked, client)).toEqual(expected);
    });
  }
});
