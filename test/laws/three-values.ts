// Three values: what is certain is possible, and learning what was unknown takes nothing from what was certain and adds
// nothing to what was possible.
import fc from 'fast-check';
import { flows } from '../../src/engine/answer/flows.ts';
import { reach } from '../../src/engine/answer/reach.ts';
import { equal, intersection, isSubset } from '../../src/engine/sets/intervals.ts';
import { everyPort } from '../../src/engine/sets/ports.ts';
import { doubtful } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { resolution } from '../arbitrary/resolutions.ts';
import { engineOf } from '../engine/evaluators.ts';
import { showCase } from './agreement.ts';
import { type Law, law } from './law.ts';
import { openRows, someAddresses, sortOf } from './open-rows.ts';

const doubts = fc.record({ objects: cluster(), assume: doubtful() }, { noNullPrototype: true });
const learned = doubts.chain((before) => resolution(before).map((after) => ({ before, after })));

export const ternaryLaws: readonly Law[] = [
  law(
    'what is allowed for certain is possible, and what all pairs have for certain is open to no question',
    doubts,
    ({ objects, assume }, count) => {
      const engine = engineOf(objects, assume);
      for (const [key, row] of openRows(objects, assume, { engine })) {
        if (!isSubset(row.allowed, row.possible)) throw new Error(`${key}: what is allowed is not possible`);
        count(sortOf(row));
      }
      const [from, to] = [engine.cluster.pods[0], engine.cluster.pods.at(-1)];
      if (from === undefined || to === undefined) return;
      for (const { allowed, possible } of reach(
        engine.cluster,
        { kind: 'pod', pod: from },
        { kind: 'pod', pod: to },
        everyPort,
      )) {
        if (!isSubset(allowed, possible)) throw new Error('what explain allows is not possible');
      }
      for (const level of ['pod', 'workload', 'namespace'] as const) {
        for (const { ports, unknown, partial } of flows(engine.compiled, level)) {
          const apart = [intersection(ports, unknown), intersection(ports, partial)];
          if (apart.some((shared) => shared.length > 0)) throw new Error('a port of every pair is unknown or partial');
        }
      }
    },
    { few: 60, show: showCase, shares: { unknown: [0.02, 0.5], closed: [0.05, 0.6] } },
  ),
  law(
    'learning what was unknown keeps what was certain and adds nothing that was impossible',
    learned,
    ({ before, after }, count) => {
      const addresses = someAddresses(before.objects);
      const later = openRows(after.objects, after.assume, { addresses });
      for (const [key, row] of openRows(before.objects, before.assume, { addresses })) {
        const now = later.get(key);
        if (now === undefined) throw new Error(`${key} is gone`);
        const between = isSubset(row.allowed, now.allowed) && isSubset(now.possible, row.possible);
        if (!between) throw new Error(`${key} was certain or impossible, and is no more`);
        const same = equal(row.allowed, now.allowed) && equal(row.possible, now.possible);
        count(same ? sortOf(row) : 'learned');
      }
    },
    {
      few: 60,
      show: ({ before, after }) => `${showCase(before)}\n# after:\n${showCase(after)}`,
      shares: { learned: [0.02, 0.5], closed: [0.05, 0.6] },
    },
  ),
];
