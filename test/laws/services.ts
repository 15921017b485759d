// Services as the session resolves them, against the oracle: every client, every port that a Service has and one
// that it has not.

import fc from 'fast-check';
import { nodeAsSource } from '../../src/engine/answer/node-ends.ts';
import type { Endpoint } from '../../src/engine/model/cluster.ts';
import { externalName } from '../../src/engine/services/backends.ts';
import { servicePort } from '../../src/engine/services/target-port.ts';
import { serviceAnswer, serviceAttempts } from '../../src/session/service-attempts.ts';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { services } from '../arbitrary/services.ts';
import { endpoint, engineOf } from '../engine/evaluators.ts';
import { oracle } from '../oracle/oracle.ts';
import { showCase } from './agreement.ts';
import { type CaseOf, type Law, law } from './law.ts';

const cases = fc.record({
  objects: fc.tuple(cluster(), services()).map(([objects, more]): readonly object[] => [...objects, ...more]),
  assume: assume(),
});

const ports = [9, 80, 81, 8080];

export const serviceLaws: readonly Law[] = [
  law('a Service answers as the oracle says, over all its backends', cases, answersAlike, {
    few: 60,
    show: showCase,
    shares: { yes: [0.02, 0.7], no: [0.1, 0.95], unknown: [0.005, 0.6] },
  }),
];

function answersAlike({ objects, assume: assumed }: CaseOf<typeof cases>, count: (sort: string) => void): void {
  const judge = oracle(objects, assumed);
  const { cluster: made, compiled } = engineOf(objects, assumed);
  const world = { cluster: made, compiled: () => compiled };
  const clients: readonly (readonly [Parameters<typeof judge.ask>[0]['from'], Endpoint])[] = [
    ...judge.ends.slice(0, 4).map((pod) => [{ pod }, endpoint({ pod }, made)] as const),
    ...made.nodes.slice(0, 1).map((node) => [{ node: node.name }, nodeAsSource(node, made)] as const),
  ];
  for (const service of made.services) {
    const asked = new Set([...ports.slice(0, 2), ...service.ports.map(({ port }) => port)]);
    for (const protocol of ['TCP', 'UDP'] as const) {
      for (const port of asked) {
        for (const [from, client] of clients) {
          const to = { service: `${service.namespace}/${service.name}` };
          const wanted = judge.ask({ from, to, protocol, port });
          const found = servicePort(service, port, protocol);
          const got =
            externalName(service) !== undefined
              ? 'unknown'
              : serviceAnswer(serviceAttempts(world, [client], service, found === undefined ? [] : [found]));
          count(wanted);
          if (got === wanted) continue;
          throw new Error(
            `${JSON.stringify(from)} to ${to.service}:${port}/${protocol}: oracle ${wanted}, session ${got}`,
          );
        }
      }
    }
  }
}
