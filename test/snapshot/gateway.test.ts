// Which route of the Gateway API leads to which Service port, through what, and why some lead nowhere.

import { describe, expect, test } from 'vitest';
import { doors, gateway, object, type Row, route, shape, toWeb } from './doors.ts';

describe('a route of the Gateway API', () => {
  const through = 'Gateway s/gw > HTTPRoute s/r';
  const open = `${through} TCP/80 [] s/web:80/TCP`;
  const rows: readonly Row[] = [
    ['leads from its Gateway to its Service', [gateway(''), route(toWeb)], [open]],
    ['without its Gateway leads nowhere', [route(toWeb)], [`${through}: the input has no Gateway s/gw`]],
    [
      'of another namespace is not taken by default',
      [gateway(''), route(toWeb, 'other')],
      ['Gateway s/gw > HTTPRoute other/r: listener `web` takes no routes of namespace `other` (from Same)'],
    ],
    [
      'of another namespace is taken from All',
      [gateway(', allowedRoutes: {namespaces: {from: All}}'), route(toWeb, 'other')],
      ['Gateway s/gw > HTTPRoute other/r TCP/80 [] other/web:80/TCP'],
    ],
    [
      'is taken by the labels of its namespace',
      [
        gateway(
          ', allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: other}}}}',
        ),
        route(toWeb, 'other'),
        route(toWeb),
      ],
      [
        'Gateway s/gw > HTTPRoute other/r TCP/80 [] other/web:80/TCP',
        `${through}: listener \`web\` takes no routes of namespace \`s\` (from Selector)`,
      ],
    ],
    [
      'is taken from nowhere',
      [gateway(', allowedRoutes: {namespaces: {from: None}}'), route(toWeb)],
      [`${through}: listener \`web\` takes no routes of namespace \`s\` (from None)`],
    ],
    [
      'is of a kind that the protocol takes',
      [gateway(''), route(toWeb, 's', 'TCPRoute')],
      ['Gateway s/gw > TCPRoute s/r: listener `web` (HTTP) takes no TCPRoute'],
    ],
    [
      'is of a kind that the listener takes',
      [gateway(', allowedRoutes: {kinds: [{kind: GRPCRoute}]}'), route(toWeb)],
      [`${through}: listener \`web\` (HTTP) takes no HTTPRoute`],
    ],
    [
      'carries UDP where it is a UDPRoute',
      [object('Gateway', 'gw', '{listeners: [{name: dns, port: 53, protocol: UDP}]}'), route(toWeb, 's', 'UDPRoute')],
      ['Gateway s/gw > UDPRoute s/r UDP/53 [] s/web:80/UDP'],
    ],
    [
      'has hosts in common with the listener',
      [gateway(', hostname: "*.example.org"'), route(`hostnames: [a.b.example.org, x.test], ${toWeb}`)],
      [`${through} TCP/80 [a.b.example.org] s/web:80/TCP`],
    ],
    [
      'without a host takes those of the listener',
      [gateway(', hostname: a.test'), route(toWeb)],
      [`${through} TCP/80 [a.test] s/web:80/TCP`],
    ],
    [
      'with other hosts leads nowhere',
      [gateway(', hostname: "*.example.org"'), route(`hostnames: [example.org], ${toWeb}`)],
      [`${through}: no host of the route is one of listener \`web\`, which is for \`*.example.org\``],
    ],
    [
      'names a listener that is there',
      [gateway(''), object('HTTPRoute', 'r', `{parentRefs: [{name: gw, sectionName: other}], ${toWeb}}`)],
      [`${through}: its parent has no such listener`],
    ],
    [
      'names two listeners and goes through the Gateway once',
      [
        object(
          'Gateway',
          'gw',
          '{listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 443, protocol: HTTPS}, {name: c, port: 8443, protocol: HTTPS}]}',
        ),
        object('HTTPRoute', 'r', `{parentRefs: [{name: gw, sectionName: a}, {name: gw, port: 443}], ${toWeb}}`),
      ],
      [`${through} TCP/80,TCP/443 [] s/web:80/TCP`],
    ],
    [
      'of a mesh exposes nothing',
      [object('HTTPRoute', 'r', `{parentRefs: [{kind: Service, group: "", name: web}], ${toWeb}}`)],
      ['Service s/web > HTTPRoute s/r: its parent is a Service: it steers what passes inside a mesh'],
    ],
    [
      'sends copies to mirrors, and nothing where the weight is 0',
      [
        gateway(''),
        route(
          'rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 81}}}], backendRefs: [{name: web, port: 80}, {name: old, port: 80, weight: 0}]}]',
        ),
      ],
      [`${through} TCP/80 [] s/web:80/TCP (its weight is 0) s/copy:81/TCP`],
    ],
    [
      'has backends that are no Services, or have no port',
      [gateway(''), route('rules: [{backendRefs: [{kind: ServiceImport, group: x, name: web}, {name: web}]}]')],
      [
        `${through} TCP/80 [] (the backend is a ServiceImport, not a Service) (the backend names no port of its Service)`,
      ],
    ],
    [
      'needs a grant to another namespace',
      [gateway(''), route('rules: [{backendRefs: [{name: web, namespace: b, port: 80}]}]')],
      [`${through} TCP/80 [] (no ReferenceGrant in namespace \`b\` lets a HTTPRoute of \`s\` refer to it)`],
    ],
    [
      'may have a grant to another namespace',
      [
        gateway(''),
        route('rules: [{backendRefs: [{name: web, namespace: b, port: 80}]}]'),
        object(
          'ReferenceGrant',
          'g',
          '{from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: s}], to: [{group: "", kind: Service, name: web}]}',
          'b',
        ),
      ],
      [`${through} TCP/80 [] b/web:80/TCP`],
    ],
  ];
  test.each(rows)('%s', (_, documents, expected) => {
    expect(doors(documents).map(shape)).toEqual(expected);
  });

  test('may attach where the labels of its namespace are not known', () => {
    const selector = 'allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}';
    const documents = [gateway(`, ${selector}`), route(toWeb, 'other')];
    expect(doors(documents, { 'namespace-labels': 'unknown' }).map(shape)).toEqual([
      'Gateway s/gw > HTTPRoute other/r TCP/80 perhaps [] other/web:80/TCP',
    ]);
  });
});

describe('a ListenerSet', () => {
  const set = (kind: string, namespace: string) =>
    object(
      kind,
      'ls',
      '{parentRef: {name: gw, namespace: s}, listeners: [{name: x, port: 81, protocol: HTTP}]}',
      namespace,
    );
  const routed = (kind: string, namespace: string) => {
    const group = kind === 'XListenerSet' ? 'gateway.networking.x-k8s.io' : 'gateway.networking.k8s.io';
    return object('HTTPRoute', 'r', `{parentRefs: [{kind: ${kind}, group: ${group}, name: ls}], ${toWeb}}`, namespace);
  };
  const rows: readonly Row[] = [
    [
      'is not taken by default',
      [gateway(''), set('ListenerSet', 's'), routed('ListenerSet', 's')],
      [
        'Gateway s/gw > ListenerSet s/ls > HTTPRoute s/r: Gateway s/gw takes no ListenerSet of namespace `s` (from None)',
      ],
    ],
    [
      'is taken where the Gateway says so, and takes routes of its own namespace',
      [
        gateway('', ', allowedListeners: {namespaces: {from: All}}'),
        set('XListenerSet', 't'),
        routed('XListenerSet', 't'),
      ],
      ['Gateway s/gw > XListenerSet t/ls > HTTPRoute t/r TCP/81 [] t/web:80/TCP'],
    ],
    [
      'without its Gateway leads nowhere',
      [set('ListenerSet', 's'), routed('ListenerSet', 's')],
      ['Gateway s/gw > ListenerSet s/ls > HTTPRoute s/r: the input has no Gateway s/gw, which ListenerSet s/ls is for'],
    ],
  ];
  test.each(rows)('%s', (_, documents, expected) => {
    expect(doors(documents).map(shape)).toEqual(expected);
  });
});
