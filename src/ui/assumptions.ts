// What the API leaves to the implementation, or files leave out, in words: each assumption with its values, the first
// of which is the default. The keys and values are those of the command line's `--assume`; a test compares them.

import type { Assume } from '../session/questions.ts';

export type AssumptionKey = keyof Assume;

export interface Assumption {
  readonly key: AssumptionKey;
  readonly about: string;
  readonly values: readonly [AssumedValue, ...AssumedValue[]];
}

export interface AssumedValue {
  readonly value: string;
  readonly means: string;
}

export const assumptions: readonly Assumption[] = [
  {
    key: 'ip-block-matches-pods',
    about: 'Whether an ipBlock that covers the address of a pod admits that pod.',
    values: [
      { value: 'yes', means: 'it does' },
      { value: 'no', means: 'only addresses outside the cluster are meant' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'rewritten-sources',
    about: 'Whom a pod sees when traffic enters through a node port, a load balancer or a proxy.',
    values: [
      { value: 'as-client', means: 'the client' },
      { value: 'as-node', means: 'a node' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'host-network-pods',
    about: 'How policies see pods on the network of their node.',
    values: [
      { value: 'as-nodes', means: 'as the node: no selector matches them, no policy isolates them' },
      { value: 'as-pods', means: 'as any other pod' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'own-node-egress',
    about: 'Whether a pod may always talk to the node that it runs on, as its node may to it.',
    values: [
      { value: 'allow', means: 'always' },
      { value: 'policy', means: 'only where its policies let it' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'other-node-source',
    about: 'The address that traffic of another node comes from.',
    values: [
      { value: 'internal-ip', means: 'its InternalIP' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'hairpin',
    about: 'How policies see a pod that reaches itself through a Service.',
    values: [
      { value: 'as-pod', means: 'as any pod' },
      { value: 'as-node', means: 'as its node: NetworkPolicy lets it in' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'duplicate-port-names',
    about: 'Which port a name means when several containers of one pod use it.',
    values: [
      { value: 'any', means: 'each of them' },
      { value: 'first', means: 'the first one' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'sidecar-ports',
    about: 'Whether ports of init containers that keep running can be meant by name.',
    values: [
      { value: 'yes', means: 'they can' },
      { value: 'no', means: 'they cannot' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'equal-priority',
    about: 'Which of two cluster-wide policies of one priority decides where they disagree.',
    values: [
      { value: 'unknown', means: 'leave it open' },
      { value: 'by-name', means: 'the first by name' },
    ],
  },
  {
    key: 'domain-names',
    about: 'Whether an outside address is one that a rule means by a domain name.',
    values: [
      { value: 'unknown', means: 'leave it open' },
      { value: 'no-match', means: 'it is not' },
    ],
  },
  {
    key: 'missing-addresses',
    about: 'What an ipBlock says of a pod whose address the input does not tell.',
    values: [
      { value: 'unknown', means: 'leave it open' },
      { value: 'no-match', means: 'it does not match' },
    ],
  },
  {
    key: 'baseline-after-other-direction',
    about: 'Whether Baseline rules judge a pod that a NetworkPolicy selects for the other direction only.',
    values: [
      { value: 'applies', means: 'they do' },
      { value: 'skipped', means: 'they do not' },
      { value: 'unknown', means: 'leave it open' },
    ],
  },
  {
    key: 'finished-pods',
    about: 'Whether pods that have succeeded or failed still count.',
    values: [
      { value: 'ignore', means: 'they do not' },
      { value: 'count', means: 'they do' },
    ],
  },
  {
    key: 'namespace-labels',
    about: 'The labels of a namespace that the input uses but does not contain.',
    values: [
      { value: 'synthesized', means: 'its name alone' },
      { value: 'unknown', means: 'perhaps others too' },
    ],
  },
  {
    key: 'controller-labels',
    about: 'Labels that controllers add to pods when they run, and that templates do not show.',
    values: [
      { value: 'unknown', means: 'leave it open' },
      { value: 'absent', means: 'as if they were not added' },
    ],
  },
  {
    key: 'foreign-policies',
    about: 'What policies of other vendors, which are not evaluated, do to the pods that they select.',
    values: [
      { value: 'unknown', means: 'leave it open' },
      { value: 'note', means: 'nothing, but say that they are there' },
    ],
  },
];

/** Only what a table knows, and without what is the default anyway: what a link or a server says is from outside. */
export function knownAssume(given: Iterable<readonly [string, unknown]>): Assume {
  const chosen = new Map(given);
  return Object.fromEntries(
    assumptions.flatMap(({ key, values: [usual, ...others] }) => {
      const value = chosen.get(key);
      return others.some((other) => other.value === value) && value !== usual.value ? [[key, value]] : [];
    }),
  );
}

export function isAssumption(key: string, value: string): boolean {
  return assumptions.some((a) => a.key === key && a.values.some((known) => known.value === value));
}

/** One assumption changed; the default is said by saying nothing. */
export function withAssumption(assume: Assume, key: AssumptionKey, value: string): Assume {
  return knownAssume([...Object.entries(assume).filter(([other]) => other !== key), [key, value]]);
}

export function assumedPairs(assume: Assume): readonly (readonly [string, string])[] {
  return assumptions.flatMap(({ key }) => {
    const value = assume[key];
    return value === undefined ? [] : [[key, value] as const];
  });
}
