// Valid objects of every kind, spoilt at random: whatever stands where, reading gives objects and diagnostics,
// and everything that is asked of what is left answers.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSession } from '../../src/session/session.ts';
import { givenObjects } from './given-objects.ts';
import { listText, mutation, spoilt } from './spoilt.ts';

const all: readonly string[] = [];

async function everything(text: string, lenient: boolean): Promise<readonly object[]> {
  const ask = createSession();
  const flows = { from: all, to: all, port: '', namespaces: all };
  return [
    await ask('load', { sources: [{ file: 'cluster.json', content: text }], assume: {}, lenient }),
    await ask('flows', { ...flows, by: 'pod', beyond: ['nodes', 'services'] }),
    await ask('lint', { namespaces: all }),
    await ask('exposure', { workloads: all, namespaces: all, entries: 'all' }),
    await ask('canReach', { from: 's/web', to: 'svc/web:80', namespace: 's' }),
    await ask('canReach', { from: '203.0.113.9', to: 'svc/web:80', namespace: 's' }),
  ];
}

test('the objects that are spoilt are valid', async () => {
  const [inventory] = await everything(listText(givenObjects), false);
  const errors = (inventory as { diagnostics: readonly { severity: string }[] }).diagnostics.filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors).toEqual([]);
});

test('no spoilt object makes reading or any question throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.boolean(), async (mutations, lenient) => {
      // What cannot cross to a worker would throw there.
      for (const answer of await everything(listText(spoilt(givenObjects, mutations)), lenient))
        structuredClone(answer);
    }),
    { numRuns: 40, seed: 20_260_101 },
  );
}, 60_000);
