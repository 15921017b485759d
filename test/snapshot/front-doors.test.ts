// Ingresses and OpenShift Routes, and whose pods open the connection to the backend.

import { describe, expect, test } from 'vitest';
import { doors, gateway, object, pod, type Row, route, shape, toWeb } from './doors.ts';

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
