// Owner references among generated ends, so that some workloads have their pods in the input and some don't.
import fc from 'fast-check';
import { namespaceOf, text } from '../oracle/raw.ts';
import { weighted } from './alphabet.ts';

/** The same ends; here and there one is controlled by another of its namespace, where the API has such owners. */
export function owned(ends: fc.Arbitrary<readonly object[]>): fc.Arbitrary<readonly object[]> {
  // Six numbers, one an end: which of those that may own it does; 0 is none of them.
  const choice = weighted<number>([1, fc.constant(0)], [1, fc.integer({ min: 1, max: 6 })]);
  const choices = fc.tuple(choice, choice, choice, choice, choice, choice);
  return fc.tuple(ends, choices, fc.constantFrom(true, true, true, false)).map(([ends, choices, controller]) =>
    ends.map((end, index) => {
      const owners = ends.filter((owner) => mayOwn(owner, end));
      const choice = choices[index] as number;
      const owner = owners[(choice - 1) % owners.length];
      return choice === 0 || owner === undefined ? end : withOwner(end, owner, controller);
    }),
  );
}

function mayOwn(owner: object, end: object): boolean {
  if (namespaceOf(owner) !== namespaceOf(end)) return false;
  const pair = `${text(owner, 'kind')} ${text(end, 'kind')}`;
  if (pair === 'Deployment ReplicaSet' || pair === 'CronJob Job') return true;
  return text(end, 'kind') === 'Pod' && text(owner, 'kind') !== 'Pod';
}

function withOwner(end: object, owner: object, controller: boolean): object {
  const reference = {
    apiVersion: text(owner, 'apiVersion'),
    kind: text(owner, 'kind'),
    name: text(owner, 'metadata', 'name'),
    // Both ways: an owner that is not the controller does not count.
    ...(controller ? { controller } : {}),
  };
  const metadata = 'metadata' in end ? (end.metadata as object) : {};
  return { ...end, metadata: { ...metadata, ownerReferences: [reference] } };
}
