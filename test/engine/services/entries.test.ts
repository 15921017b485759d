// What the outside can knock at, and what it meets there.

import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../../src/engine/services/entries.ts';
import { addressesText, clusterOf, endText, object, pod, service } from './cluster.ts';

function ingress(backend: string): string {
  return object(
    'networking.k8s.io/v1',
    'Ingress',
    'i',
    `ingressClassName: nginx, defaultBackend: {service: ${backend}}`,
  );
}

function route(spec: string): string {
  return object('route.openshift.io/v1', 'Route', 'r', spec);
}

const a = pod('a', { labels: 'app: web' });
const web = service('web', 'selector: {app: web}, ports: [{port: 80, targetPort: 8080, name: http}]');

function shown(documents: readonly string[]): readonly string[] {
  const { entries, refused } = entriesOf(clusterOf(documents));
  return [
    ...entries.map(({ by, via, listens, sources, rewrites, proxy, backends }) => {
      const way = via.map(({ kind, name }) => `${kind} ${name}`).join(' > ');
      const at = listens.map(({ port }) => port).join();
      const from = sources === 'anyone' ? '' : ` from ${addressesText(sources)}`;
      const kept = rewrites === 'none' ? ' as the client' : '';
      const through = proxy === 'none' ? '' : ` by ${proxy.kind}`;
      return `${by} ${way} at ${at}${from}${kept}${through}: ${backends.map((b) => `${endText(b.endpoint)}:${b.port}`).join()}`;
    }),
    ...refused.map(
      ({ via, service: meant, why }) => `refused ${via.map(({ name }) => name).join(' > ')} ${meant}: ${why}`,
    ),
  ];
}

describe('the outside can knock at', () => {
  type Row = readonly [what: string, documents: readonly string[], expected: readonly string[]];
  const rows: readonly Row[] = [
    ['nothing of a Service inside', [web, a], []],
    [
      'a node port',
      [service('web', 'type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]'), a],
      ['node-port Service web at 30080: a:80'],
    ],
    [
      'a load balancer, and its node ports, which its ranges do not close',
      [
        service(
          'web',
          'type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24], selector: {app: web}, ports: [{port: 80}]',
        ),
        a,
      ],
      ['load-balancer Service web at 80 from 192.0.2.0/24: a:80', 'node-port Service web at : a:80'],
    ],
    [
      'a load balancer alone, which keeps the address of the client',
      [
        service(
          'web',
          'type: LoadBalancer, allocateLoadBalancerNodePorts: false, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80}]',
        ),
        a,
      ],
      ['load-balancer Service web at 80 as the client: a:80'],
    ],
    [
      'an external address',
      [service('web', 'externalIPs: [198.51.100.1], selector: {app: web}, ports: [{port: 80}]'), a],
      ['external-ip Service web at 80: a:80'],
    ],
    [
      'an Ingress, by number',
      [web, a, ingress('{name: web, port: {number: 80}}')],
      ['front-door Ingress i > Service web at 80 by unknown: a:8080'],
    ],
    [
      'an Ingress, by name',
      [web, a, ingress('{name: web, port: {name: http}}')],
      ['front-door Ingress i > Service web at 80 by unknown: a:8080'],
    ],
    [
      'an Ingress to a headless Service, at the target port',
      [web.replace('selector', 'clusterIP: None, selector'), a, ingress('{name: web, port: {number: 80}}')],
      ['front-door Ingress i > Service web at 80 by unknown: a:8080'],
    ],
    [
      "a Route, by the pods' port",
      [web, a, route('to: {name: web}, port: {targetPort: 8080}')],
      ['front-door Route r > Service web at 80 by unknown: a:8080'],
    ],
    [
      'a Route to every port',
      [web, a, route('to: {name: web}')],
      ['front-door Route r > Service web at 80 by unknown: a:8080'],
    ],
    [
      'no Service that is not there',
      [ingress('{name: web, port: {number: 80}}')],
      ['refused i s/web: the input has no Service s/web'],
    ],
    [
      'no port that is not there',
      [web, ingress('{name: web, port: {number: 81}}')],
      ['refused i s/web: Service s/web has no port 81/TCP'],
    ],
    [
      'no port that no pod has',
      [web, a, route('to: {name: web}, port: {targetPort: 81}')],
      ['refused r s/web: Service s/web has no port whose pods listen at 81/TCP'],
    ],
    [
      'no name outside',
      [service('web', 'type: ExternalName, externalName: x.test'), ingress('{name: web, port: {number: 80}}')],
      ['refused i s/web: Service s/web is another name for `x.test`, whose addresses are not known'],
    ],
  ];
  test.each(rows)('%s', (_, documents, expected) => {
    expect(shown(documents)).toEqual(expected);
  });
});
