// What comes of asking a Service: rows by hand, and the oracle over generated Services of every form.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../../src/engine/model/assumptions.ts';
import { askService } from '../../../src/engine/services/ask-service.ts';
import { assume } from '../../arbitrary/assume.ts';
import { serviceAttempts, spread } from '../../arbitrary/attempts.ts';
import { cluster as clusters } from '../../arbitrary/cluster.ts';
import { services } from '../../arbitrary/services.ts';
import { show } from '../../arbitrary/show.ts';
import { oracle } from '../../oracle/oracle.ts';
import { endpoint, engineOf } from '../evaluators.ts';
import { clusterOf, container, endNamed, notReady, object, pod, policy, service, serviceNamed } from './cluster.ts';

const web = service('web', 'selector: {app: web}, ports: [{port: 80, targetPort: 8080}]');
const a = pod('a', { labels: 'app: web', ip: '10.0.0.1' });
const b = pod('b', { labels: 'app: web, tier: b', ip: '10.0.0.2' });
const me = pod('me', { ip: '10.0.0.3' });
const admits = (port: number, selector = '{}') =>
  policy('p', `podSelector: ${selector}, ingress: [{ports: [{port: ${port}}]}]`);

describe('a Service is open', () => {
  type Row = readonly [
    what: string,
    documents: readonly string[],
    expected: string,
    from?: string,
    assume?: Partial<Assumptions>,
  ];
  const closedB = policy('q', 'podSelector: {matchLabels: {tier: b}}');
  const rows: readonly Row[] = [
    ['where its backends are', [web, a, b, me], 'yes'],
    ['at the port that the pods see, not its own', [web, a, me, admits(8080)], 'yes'],
    ['and closed at its own port', [web, a, me, admits(80)], 'no'],
    ['in part where one of two backends is', [web, a, b, me, closedB], 'partly'],
    ['to nobody without a backend', [web, me], 'no'],
    ['to nobody where no backend is ready', [web, pod('a', { labels: 'app: web', status: notReady }), me], 'no'],
    [
      'as unknown where it is a name outside',
      [service('web', 'type: ExternalName, externalName: x.test'), me],
      'unknown',
    ],
    [
      'as unknown where a backend is perhaps one and differs',
      [
        service('web', 'selector: {app: web, pod-template-hash: x}, ports: [{port: 80, targetPort: 8080}]'),
        object('apps/v1', 'Deployment', 'd', 'template: {metadata: {labels: {app: web}}}'),
        me,
      ],
      'unknown',
    ],
    ['to the pod itself as to a peer of itself', [web, a, policy('p', 'podSelector: {}')], 'no', 'a'],
    [
      'to the pod itself as to its node, where that is assumed',
      [web, a, policy('p', 'podSelector: {}, policyTypes: [Ingress]')],
      'yes',
      'a',
      { hairpin: 'as-node' },
    ],
    [
      'to the pod itself as unknown, where that is assumed',
      [web, a, policy('p', 'podSelector: {}, policyTypes: [Ingress]')],
      'unknown',
      'a',
      { hairpin: 'unknown' },
    ],
    [
      'by name on each backend',
      [
        service('web', 'selector: {app: web}, ports: [{port: 80, targetPort: http}]'),
        pod('a', { labels: 'app: web', ip: '10.0.0.1', spec: container('name: http, containerPort: 1') }),
        pod('b', { labels: 'app: web', ip: '10.0.0.2', spec: container('name: http, containerPort: 2') }),
        me,
        admits(2),
      ],
      'partly',
    ],
  ];
  for (const [what, documents, expected, from = 'me', assumptions = {}] of rows) {
    test(what, () => {
      const cluster = clusterOf(documents, assumptions);
      const answer = askService(cluster, endNamed(cluster, from), serviceNamed(cluster, 'web'), 80, 'TCP');
      expect(answer.decision).toBe(expected);
    });
  }

  test('and says of each backend what decided it', () => {
    const cluster = clusterOf([web, a, b, me, closedB]);
    const { backends } = askService(cluster, endNamed(cluster, 'me'), serviceNamed(cluster, 'web'), 80, 'TCP');
    expect(backends.map(({ backend, decision, reach }) => [backend.port, decision, reach.length])).toEqual([
      [8080, 'yes', 1],
      [8080, 'no', 1],
    ]);
  });
});

test('the oracle gives the same answer for Services of every form', () => {
  const cases = fc.record({ cluster: clusters(), services: services(), assume: assume() });
  fc.assert(
    fc.property(cases, ({ cluster, services: made, assume: assumed }) => {
      const objects = [...cluster, ...made];
      const judge = oracle(objects, assumed);
      const engine = engineOf(objects, assumed);
      for (const attempt of spread(serviceAttempts(objects, assumed), 60)) {
        if (!('service' in attempt.to)) continue;
        const [namespace, name] = attempt.to.service.split('/');
        const service = engine.cluster.services.find((one) => one.namespace === namespace && one.name === name);
        if (service === undefined) throw new Error(`no Service ${attempt.to.service}\n${show(objects)}`);
        const from = endpoint(attempt.from, engine.cluster, 'source');
        const { decision } = askService(engine.cluster, from, service, attempt.port, attempt.protocol);
        const wanted = judge.ask(attempt);
        if (decision === wanted) continue;
        const question = `${JSON.stringify(attempt)}: oracle ${wanted}, engine ${decision}`;
        throw new Error(`${question}\n${show(objects)}\n# assume: ${JSON.stringify(assumed)}`);
      }
    }),
    { numRuns: 60, seed: 90 },
  );
});
