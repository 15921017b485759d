// Which route leads to which Service port, through what, by whose pods, and why some lead nowhere.

import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../src/engine/model/assumptions.ts';
import type { DoorBackend, FrontDoor } from '../../src/engine/model/service.ts';
import { build } from './assembling.ts';

function object(kind: string, name: string, spec: string, namespace = 's', metadata = ''): string {
  const version =
    kind === 'Route'
      ? 'route.openshift.io/v1'
      : kind.startsWith('Ingress')
        ? 'networking.k8s.io/v1'
        : kind === 'XListenerSet'
          ? 'gateway.networking.x-k8s.io/v1alpha1'
          : 'gateway.networking.k8s.io/v1';
  return `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}${metadata}}\nspec: ${spec}\n`;
}

function gateway(listener: string, more = ''): string {
  return object(
    'Gateway',
    'gw',
    `{gatewayClassName: c, listeners: [{name: web, port: 80, protocol: HTTP${listener}}]${more}}`,
  );
}

function route(spec: string, namespace = 's', kind = 'HTTPRoute'): string {
  return object(kind, 'r', `{parentRefs: [{name: gw, namespace: s}], ${spec}}`, namespace);
}

const toWeb = 'rules: [{backendRefs: [{name: web, port: 80}]}]';

function pod(labels: string, namespace = 's'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ${namespace}, labels: {${labels}}}\n`;
}

function doors(documents: readonly string[], assumptions: Partial<Assumptions> = {}): readonly FrontDoor[] {
  return build(documents, assumptions).cluster.frontDoors;
}

function shape({ through, listens, hosts, backends, refused, certainty }: FrontDoor): string {
  const way = through.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(' > ');
  if (refused !== '') return `${way}: ${refused}`;
  const on = listens.map(({ protocol, port }) => `${protocol}/${port}`).join();
  const perhaps = certainty === 'perhaps' ? ' perhaps' : '';
  return `${way} ${on}${perhaps} [${hosts.join()}] ${backends.map(backendShape).join(' ')}`;
}

function backendShape({ namespace, service, port, protocol, refused }: DoorBackend): string {
  const of =
    port.kind === 'every' ? '*' : port.kind === 'name' ? port.name : `${port.kind === 'target' ? '>' : ''}${port.port}`;
  return refused === '' ? `${namespace}/${service}:${of}/${protocol}` : `(${refused})`;
}

type Row = readonly [what: string, documents: readonly string[], expected: readonly string[]];

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

describe('an Ingress or a Route', () => {
  const rows: readonly Row[] = [
    [
      'leads by number, by name, and by default',
      [
        object(
          'Ingress',
          'i',
          '{tls: [{}], defaultBackend: {service: {name: d, port: {number: 80}}}, rules: [{host: a.test, http: {paths: [{backend: {service: {name: web, port: {name: http}}}}]}}]}',
        ),
      ],
      ['Ingress s/i TCP/80,TCP/443 [] s/d:80/TCP s/web:http/TCP'],
    ],
    [
      'of v1beta1 spells its backends otherwise',
      [
        object(
          'Ingress',
          'i',
          '{rules: [{host: a.test, http: {paths: [{backend: {serviceName: web, servicePort: http}}]}}]}',
        ).replace('k8s.io/v1', 'k8s.io/v1beta1'),
      ],
      ['Ingress s/i TCP/80 [a.test] s/web:http/TCP'],
    ],
    [
      'leads nowhere by a resource',
      [object('Ingress', 'i', '{defaultBackend: {resource: {kind: Bucket, name: b}}}')],
      ['Ingress s/i TCP/80 [] (the backend is `Bucket b`, not a Service)'],
    ],
    [
      'of OpenShift shares its traffic, and names the port of the pods',
      [
        object(
          'Route',
          'r',
          '{host: a.test, to: {kind: Service, name: web}, alternateBackends: [{kind: Service, name: old, weight: 0}], port: {targetPort: 8080}}',
        ),
      ],
      ['Route s/r TCP/80 [a.test] s/web:>8080/TCP (its weight is 0)'],
    ],
    [
      'of OpenShift may leave the port to the router',
      [object('Route', 'r', '{to: {name: web}, tls: {}}')],
      ['Route s/r TCP/80,TCP/443 [] s/web:*/TCP'],
    ],
  ];
  test.each(rows)('%s', (_, documents, expected) => {
    expect(doors(documents).map(shape)).toEqual(expected);
  });
});

describe('who opens the connection to the backend', () => {
  const ingress = (spec: string, metadata = '') =>
    object('Ingress', 'i', `{${spec}defaultBackend: {service: {name: d, port: {number: 80}}}}`, 's', metadata);
  const nginx = pod('app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller', 'ingress-nginx');
  const gatewayClass = (controller: string) => object('GatewayClass', 'c', `{controllerName: ${controller}}`);
  const rows: readonly (readonly [what: string, documents: readonly string[], expected: string])[] = [
    [
      'the controller of the class, by its name',
      [ingress('ingressClassName: nginx, '), nginx],
      'the pods of ingress-nginx',
    ],
    [
      'the controller of the class, by the annotation',
      [ingress('', ', annotations: {kubernetes.io/ingress.class: nginx}'), nginx],
      'the pods of ingress-nginx',
    ],
    [
      'the controller of the default class',
      [
        ingress(''),
        nginx,
        object(
          'IngressClass',
          'x',
          '{controller: k8s.io/ingress-nginx}',
          's',
          ', annotations: {ingressclass.kubernetes.io/is-default-class: "true"}',
        ),
      ],
      'the pods of ingress-nginx',
    ],
    [
      'nobody known without a class',
      [ingress(''), nginx],
      '? the Ingress names no class, and the input has no default one',
    ],
    [
      'nobody known where its pods are not in the input',
      [ingress('ingressClassName: nginx, ')],
      '? the pods of ingress-nginx are not in the input',
    ],
    [
      'nobody known of a class that we do not know',
      [ingress('ingressClassName: x, ')],
      '? who serves Ingresses of class `x` is not known',
    ],
    [
      'a load balancer outside the cluster',
      [ingress('ingressClassName: alb, ')],
      '? an AWS load balancer outside the cluster sends it to the pods or to their nodes',
    ],
    [
      'the pods that a Gateway had made, whoever made them',
      [gateway(''), route(toWeb), pod('gateway.networking.k8s.io/gateway-name: gw')],
      'the pods of Gateway s/gw',
    ],
    [
      'the pods of another Gateway do not',
      [gateway(''), route(toWeb), pod('gateway.networking.k8s.io/gateway-name: gw', 'other')],
      '? who carries the traffic of class `c` is not known',
    ],
    [
      'the pods that Envoy Gateway made in its own namespace',
      [
        gateway(''),
        route(toWeb),
        gatewayClass('gateway.envoyproxy.io/gatewayclass-controller'),
        pod('gateway.envoyproxy.io/owning-gateway-name: gw, gateway.envoyproxy.io/owning-gateway-namespace: s', 'eg'),
      ],
      'the pods of Envoy Gateway',
    ],
    [
      'an Envoy on each node',
      [gateway(''), route(toWeb), gatewayClass('io.cilium/gateway-controller')],
      "? Cilium carries it in an Envoy on each node, with an address that is no pod's",
    ],
    [
      "OpenShift's router",
      [
        object('Route', 'r', '{to: {name: web}}'),
        pod('ingresscontroller.operator.openshift.io/deployment-ingresscontroller: default', 'openshift-ingress'),
      ],
      'the pods of the OpenShift router',
    ],
  ];
  test.each(rows)('%s', (_, documents, expected) => {
    const shown = doors(documents).map(({ proxy }) => (proxy.kind === 'pods' ? proxy.why : `? ${proxy.why}`));
    expect(shown).toEqual([expected]);
  });
});
