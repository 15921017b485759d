import { describe, expect, test } from 'vitest';
import { families, oracle } from './oracle.ts';
import { attemptOf } from './row.ts';
import { rowsOf005 } from './rows/every.ts';
import { admin, from, nodeAt, to } from './tiered-objects.ts';

describe('decision 005', () => {
  for (const [name, objects, flow, answer, assume] of rowsOf005) {
    test(name, () => {
      expect(oracle(objects, assume).ask(attemptOf(flow))).toBe(answer);
    });
  }
});

describe('families', () => {
  const six = { networks: ['::/0'] };
  for (const [name, objects, wanted] of [
    ['a Node with an IPv6 address brings IPv6 into play', [nodeAt('n', ['fd00::1'])], 2],
    ['a Node without one does not', [nodeAt('n', ['192.168.0.1'])], 1],
    ['an IPv6 network of a cluster-wide policy does', [admin('d', 1, to('Deny', { to: [six] }))], 2],
    [
      'not in a rule that fails closed to everyone',
      [admin('d', 1, to('Deny', { to: [six, { serviceAccounts: {} }] }))],
      1,
    ],
    ['not on ingress, where there are no networks', [admin('d', 1, from('Deny', { from: [six] }))], 1],
  ] as const) {
    test(name, () => {
      expect(families(objects).length).toBe(wanted);
    });
  }
});
