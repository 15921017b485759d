import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubtful } from '../arbitrary/assume.ts';
import { nodeAttempts, outsideAttempts, podAttempts, serviceAttempts, spread } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { resolution } from '../arbitrary/resolutions.ts';
import { services } from '../arbitrary/services.ts';
import { show } from '../arbitrary/show.ts';
import { oracle } from './oracle.ts';

const served = fc.tuple(cluster(), services()).map(([cluster, services]) => [...cluster, ...services]);
const known = fc
  .record({ objects: served, assume: doubtful() }, { noNullPrototype: true })
  .chain((before) => resolution(before).map((after) => ({ before, after })));

test('learning what was unknown changes no answer that was decided', () => {
  let decidedLater = 0;
  fc.assert(
    fc.property(known, ({ before, after }) => {
      const first = oracle(before.objects, before.assume);
      const second = oracle(after.objects, after.assume);
      const between = podAttempts(before.objects, before.assume);
      const outside = outsideAttempts(before.objects, before.assume);
      const nodes = nodeAttempts(before.objects, before.assume);
      const services = serviceAttempts(before.objects, before.assume);
      const tried = [...spread(between, 200), ...spread(outside, 50), ...spread(nodes, 40), ...spread(services, 60)];
      for (const attempt of tried) {
        const earlier = first.ask(attempt);
        const later = second.ask(attempt);
        if (earlier === 'unknown' && later !== 'unknown') decidedLater += 1;
        if (earlier === 'unknown' || earlier === later) continue;
        throw new Error(`${JSON.stringify(attempt)} was ${earlier}, is ${later} with ${JSON.stringify(after.assume)}
before, with ${JSON.stringify(before.assume)}:
${show(before.objects)}
after:
${show(after.objects)}`);
      }
    }),
    { numRuns: 400, seed: 20260102 },
  );
  // A property over answers that are never unknown would say nothing.
  expect(decidedLater).toBeGreaterThan(300);
}, 60_000);
