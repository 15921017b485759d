// What pods of the cluster reach through a Service.

import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../../src/engine/model/assumptions.ts';
import { askService } from '../../../src/engine/services/ask-service.ts';
import { type ServiceFlow, serviceFlows } from '../../../src/engine/services/through-services.ts';
import { difference } from '../../../src/engine/sets/intervals.ts';
import {
  clusterOf,
  compiledOf,
  container,
  pod,
  podNamed,
  policy,
  portsText,
  service,
  serviceNamed,
} from './cluster.ts';

const web = service('web', 'selector: {app: web}, ports: [{port: 80, targetPort: http}]');
const a = pod('a', { labels: 'app: web, tier: a', ip: '10.0.0.1', spec: container('name: http, containerPort: 8080') });
const b = pod('b', { labels: 'app: web, tier: b', ip: '10.0.0.2', spec: container('name: http, containerPort: 9090') });
const clients = [pod('x', { ip: '10.0.0.3' }), pod('y', { ip: '10.0.0.4' })];

function text({ clients: from, servicePort, to, allowed, possible }: ServiceFlow): string {
  const open = portsText(difference(possible, allowed));
  return `${from.map(({ name }) => name).join()} > ${servicePort.port} > ${to.name} ${portsText(allowed)}${open === '' ? '' : `?${open}`}`;
}

describe('through a Service', () => {
  type Row = readonly [
    what: string,
    documents: readonly string[],
    expected: readonly string[],
    assume?: Partial<Assumptions>,
  ];
  const onlyX = policy(
    'p',
    'podSelector: {matchLabels: {tier: a}}, ingress: [{from: [{podSelector: {matchLabels: {app: x}}}]}]',
  );
  const rows: readonly Row[] = [
    [
      'clients with one answer are told once, a backend that is its own client by itself',
      [web, a, b, ...clients],
      ['a > 80 > a TCP/8080', 'b,x,y > 80 > a TCP/8080', 'b > 80 > b TCP/9090', 'a,x,y > 80 > b TCP/9090'],
    ],
    ['only those whom a policy admits', [web, a, ...clients, onlyX], ['x > 80 > a TCP/8080']],
    [
      'the others of a class as ever, where a backend is its own client',
      [
        web,
        a,
        pod('a2', { labels: 'app: web, tier: a', ip: '10.0.0.5', spec: container('name: http, containerPort: 8080') }),
        onlyX,
      ],
      ['a > 80 > a TCP/8080', 'a2 > 80 > a2 TCP/8080'],
      { hairpin: 'as-node' },
    ],
    [
      'a backend is its own client through its node, where that is assumed',
      [web, a, ...clients, onlyX],
      ['a > 80 > a TCP/8080', 'x > 80 > a TCP/8080'],
      { hairpin: 'as-node' },
    ],
    [
      'clients of the same node where its internal traffic is local',
      [
        web.replace('selector', 'internalTrafficPolicy: Local, selector'),
        a.replace('containers', 'nodeName: n1, containers'),
        pod('x', { ip: '10.0.0.3', spec: 'nodeName: n1' }),
        pod('y', { ip: '10.0.0.4', spec: 'nodeName: n2' }),
      ],
      ['a > 80 > a TCP/8080', 'x > 80 > a TCP/8080'],
    ],
  ];
  for (const [what, documents, expected, assume] of rows) {
    test(what, () => {
      const compiled = compiledOf(documents, assume);
      expect(serviceFlows(compiled).through(serviceNamed(compiled.cluster, 'web')).map(text)).toEqual(expected);
    });
  }

  test('one client asks by itself', () => {
    const compiled = compiledOf([web, a, ...clients, onlyX]);
    const { cluster } = compiled;
    const { from } = serviceFlows(compiled);
    const asked = cluster.pods.map((each) => from(each, serviceNamed(cluster, 'web')).map(text));
    expect(asked).toEqual([[], ['x > 80 > a TCP/8080'], []]);
  });

  test('it agrees with asking', () => {
    const cluster = clusterOf([web, a, b, ...clients, onlyX]);
    const asked = cluster.pods.map(
      (each) => askService(cluster, { kind: 'pod', pod: each }, serviceNamed(cluster, 'web'), 80, 'TCP').decision,
    );
    expect([podNamed(cluster, 'a').name, ...asked]).toEqual(['a', 'partly', 'partly', 'yes', 'partly']);
  });
});
