// What the compiled form says of entries and of Services, over generated clusters, against the oracle and the
// readable evaluator.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cluster, Pod } from '../../../src/engine/model/cluster.ts';
import { askService } from '../../../src/engine/services/ask-service.ts';
import { entriesOf } from '../../../src/engine/services/entries.ts';
import { type Admission, northSouth } from '../../../src/engine/services/north-south.ts';
import { serviceFlows } from '../../../src/engine/services/through-services.ts';
import { noAddresses, within } from '../../../src/engine/sets/addresses.ts';
import { isSubset } from '../../../src/engine/sets/intervals.ts';
import { portRange } from '../../../src/engine/sets/ports.ts';
import { readAddresses } from '../../../src/snapshot/address-text.ts';
import { assume } from '../../arbitrary/assume.ts';
import { outsideAddresses, spread } from '../../arbitrary/attempts.ts';
import { cluster } from '../../arbitrary/cluster.ts';
import { services } from '../../arbitrary/services.ts';
import { show } from '../../arbitrary/show.ts';
import { familyOf } from '../../oracle/address.ts';
import { oracle } from '../../oracle/oracle.ts';
import { engineOf } from '../evaluators.ts';

const cases = fc.record({ ends: cluster(), services: services(), assume: assume() });

/** Every Service that can be is a node port's. */
function opened(made: readonly object[]): readonly object[] {
  return JSON.parse(JSON.stringify(made).replaceAll('"clusterIP":"10.96.0.7"', '"type":"NodePort"'));
}

function endName({ kind, namespace, name }: Pod): string {
  return kind === 'Pod' ? `${namespace.name}/${name}` : `${namespace.name}/${kind}/${name}`;
}

test('an entry admits exactly those whom the oracle lets in, judged as their own address', () => {
  let asked = 0;
  fc.assert(
    fc.property(cases, ({ ends, services: made, assume: chosen }) => {
      const assumed = { ...chosen, 'rewritten-sources': 'as-client' };
      const objects = [...ends, ...opened(made)];
      const judge = oracle(objects, assumed);
      const { compiled, cluster } = engineOf(objects, assumed);
      const { entries } = entriesOf(cluster);
      const admissions = northSouth(compiled, entries);
      for (const entry of entries) {
        for (const backend of entry.backends) {
          const { endpoint, port, protocol } = backend;
          if (endpoint.kind === 'external' || backend.certainty === 'perhaps') continue;
          const own = admissions.filter((each) => each.entry === entry && each.backend === backend);
          for (const address of spread(outsideAddresses(objects), 12)) {
            const attempt = {
              from: { address },
              to: { pod: endName(endpoint.pod) },
              protocol,
              port,
              family: familyOf(address),
            };
            const wanted = judge.ask(attempt);
            const got = answerAt(own, address, portRange(protocol, port, port));
            asked++;
            if (got !== wanted)
              throw new Error(
                `${JSON.stringify(attempt)}: oracle ${wanted}, entry ${got}\n${show(objects)}\n# assume: ${JSON.stringify(assumed)}`,
              );
          }
        }
      }
    }),
    { numRuns: 250, seed: 91 },
  );
  expect(asked).toBeGreaterThan(200);
});

function answerAt(admissions: readonly Admission[], address: string, port: ReturnType<typeof portRange>): string {
  const met = admissions.filter(({ from }) => within(readAddresses(address) ?? noAddresses, from));
  if (met.some(({ allowed }) => isSubset(port, allowed))) return 'yes';
  return met.some(({ possible }) => isSubset(port, possible)) ? 'unknown' : 'no';
}

test('clients are told together exactly where each alone is answered so', () => {
  let asked = 0;
  fc.assert(
    fc.property(cases, ({ ends, services: made, assume: assumed }) => {
      const objects = [...ends, ...made];
      const { compiled, cluster } = engineOf(objects, assumed);
      const { through } = serviceFlows(compiled);
      for (const service of cluster.services) {
        const flows = through(service);
        for (const { port, protocol } of service.ports) {
          for (const client of cluster.pods) {
            const { backends } = askService(cluster, { kind: 'pod', pod: client }, service, port, protocol);
            for (const { backend, decision } of backends) {
              if (backend.endpoint.kind === 'external') continue;
              const to = backend.endpoint.pod;
              const flow = flows.filter(
                (each) =>
                  each.to === to &&
                  each.servicePort.port === port &&
                  each.servicePort.protocol === protocol &&
                  each.clients.includes(client),
              );
              const sure = backend.certainty === 'certain' && decision === 'yes';
              const told = flow.map(({ allowed }) => (allowed.length > 0 ? 'yes' : 'perhaps'));
              const wanted = decision === 'no' ? [] : [sure ? 'yes' : 'perhaps'];
              asked++;
              if (told.join() !== wanted.join())
                throw new Error(
                  `${question(client, to, service, port)}: ${told} ${decision}\n${show(objects)}\n# assume: ${JSON.stringify(assumed)}`,
                );
            }
          }
        }
      }
    }),
    { numRuns: 250, seed: 92 },
  );
  expect(asked).toBeGreaterThan(200);
});

function question(from: Pod, to: Pod, { namespace, name }: Cluster['services'][number], port: number): string {
  return `${endName(from)} > ${namespace}/${name}:${port} > ${endName(to)}`;
}
