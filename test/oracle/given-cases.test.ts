import { describe, expect, test } from 'vitest';
import { KUBERNETES_E2E, kubernetesE2e } from '../given/kubernetes-e2e.ts';
import { oracle } from './oracle.ts';

const cases = kubernetesE2e();
if (cases.length === 0) {
  console.warn(`SKIPPED: ${KUBERNETES_E2E} is not here, so the oracle was not compared with the upstream e2e suite`);
}

describe.skipIf(cases.length === 0)('the oracle agrees with the Kubernetes e2e suite', () => {
  test('the suite has 65 probes over 506 ordered pairs of pods', () => {
    expect(cases.length).toBe(65);
    expect(pairs()).toBe(506);
  });

  for (const [index, { id, title, objects, pods, probe }] of cases.entries()) {
    test(`probe ${index + 1}, ${id}: ${title}, ${probe.protocol} ${probe.port}`, () => {
      const { ask } = oracle(objects);
      const denied: string[] = [];
      for (const from of pods) {
        for (const to of pods) {
          if (from === to) continue;
          const answer = ask({ from: { pod: from }, to: { pod: to }, protocol: probe.protocol, port: probe.port });
          expect(answer, `${from} to ${to} must be decided`).toMatch(/^(yes|no)$/);
          if (answer === 'no') denied.push(`${from} to ${to}`);
        }
      }
      expect(denied.sort()).toEqual(probe.denied.map(([from, to]) => `${from} to ${to}`).sort());
      expect(pods.length * (pods.length - 1)).toBe(probe.pairs);
    });
  }
});

function pairs(): number {
  let count = 0;
  for (const { pods } of cases) count += pods.length * (pods.length - 1);
  return count;
}
