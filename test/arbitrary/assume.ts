// Generated assumptions: the defaults as often as not, else each key with any of its values.
import fc from 'fast-check';
import type { Assume } from '../oracle/oracle.ts';
import { raw, weighted } from './alphabet.ts';

/** Every assumption of decisions 002 and 005 with its values, the default first. */
export const ASSUMPTIONS = {
  'host-network-pods': ['as-nodes', 'as-pods', 'unknown'],
  'own-node-egress': ['allow', 'policy', 'unknown'],
  'controller-labels': ['unknown', 'absent'],
  'namespace-labels': ['synthesized', 'unknown'],
  'missing-addresses': ['unknown', 'no-match'],
  'ip-block-matches-pods': ['yes', 'no', 'unknown'],
  'sidecar-ports': ['yes', 'no', 'unknown'],
  'duplicate-port-names': ['any', 'first', 'unknown'],
  'finished-pods': ['ignore', 'count'],
  'other-node-source': ['internal-ip', 'unknown'],
  hairpin: ['as-pod', 'as-node', 'unknown'],
  'equal-priority': ['unknown', 'by-name'],
  'domain-names': ['unknown', 'no-match'],
  'baseline-after-other-direction': ['applies', 'skipped', 'unknown'],
  'foreign-policies': ['unknown', 'note'],
  // Only what enters through a front door has its source rewritten, and no generated attempt does.
  'rewritten-sources': ['as-client', 'as-node', 'unknown'],
} as const;

export function assume(): fc.Arbitrary<Assume> {
  const values = Object.entries(ASSUMPTIONS).map(([key, values]) =>
    weighted<readonly [string, string | undefined]>(
      [1, fc.constant([key, undefined])],
      [1, fc.constantFrom(...values).map((value) => [key, value] as const)],
    ),
  );
  const chosen = fc.tuple(...values).map((pairs) => raw(Object.fromEntries(pairs)) as Assume);
  return weighted<Assume>([1, fc.constant({})], [1, chosen]);
}

/** Assumptions that leave open whatever they can, more often than not. */
export function doubtful(): fc.Arbitrary<Assume> {
  const values = Object.entries(ASSUMPTIONS).map(([key, values]) => {
    const open = values.filter((value) => value === 'unknown');
    return fc.constantFrom(...values, ...open, ...open).map((value) => [key, value] as const);
  });
  return fc.tuple(...values).map((pairs) => Object.fromEntries(pairs));
}
