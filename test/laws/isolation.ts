// What the API says first about NetworkPolicy: without one everything is open; who is selected by one without rules,
// and by no other, takes (or sends) nothing.
import fc from 'fast-check';
import { equal } from '../../src/engine/sets/intervals.ts';
import { everyPort, noPorts } from '../../src/engine/sets/ports.ts';
import { assume, doubtful } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { selector } from '../arbitrary/labels.ts';
import type { Answer } from '../oracle/oracle.ts';
import { cases, showCase } from './agreement.ts';
import { type CaseOf, type Law, law } from './law.ts';
import { openRows, type Row, someAddresses, sortOf } from './open-rows.ts';
import { type RawPolicy, withoutPolicies } from './raw-policy.ts';
import { endsOf, mayBeItsNode, type PodEnd, selectionOf } from './selected.ts';

const nothing = fc.constantFrom(undefined, null, []);

/** Every way to isolate a direction and list no rule for it. */
const withoutRules = fc.oneof(
  fc
    .tuple(fc.constantFrom(['Ingress'], undefined, null, []), nothing, nothing)
    .map(([policyTypes, ingress, egress]) => ({
      direction: 'ingress' as const,
      spec: { policyTypes, ingress, egress },
    })),
  // Rules of a direction that policyTypes leaves out are ignored.
  fc
    .tuple(nothing, fc.constantFrom(undefined, [{}]))
    .map(([egress, ingress]) => ({ direction: 'egress' as const, spec: { policyTypes: ['Egress'], ingress, egress } })),
);

const isolating = fc.record({
  objects: cluster(),
  assume: fc.oneof(assume(), doubtful()),
  namespace: fc.constantFrom('x', 'y'),
  podSelector: selector(),
  without: withoutRules,
});
type Isolating = CaseOf<typeof isolating>;

export const isolationLaws: readonly Law[] = [
  law(
    'without policies every flow is allowed',
    cases,
    ({ objects, assume }, count) => {
      const addresses = someAddresses(objects);
      const before = openRows(objects, assume, { addresses });
      for (const [key, { allowed }] of openRows(withoutPolicies(objects), assume, { addresses })) {
        if (!equal(allowed, everyPort)) throw new Error(`${key} is not open`);
        const was = before.get(key);
        count(was === undefined ? 'not in play' : sortOf(was));
      }
    },
    { few: 40, show: showCase, shares: { closed: [0.05, 0.6] } },
  ),
  law(
    'a pod that a policy without rules selects, and no other policy, takes nothing in its direction',
    isolating,
    isolated,
    { few: 60, shares: { yes: [0.1, 0.6], no: [0.3, 0.9], unknown: [0.002, 0.4] } },
  ),
];

function isolated({ assume, without, ...rest }: Isolating, count: (sort: string) => void): void {
  const policy: RawPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'closes', namespace: rest.namespace },
    spec: { podSelector: rest.podSelector, ...without.spec },
  };
  const objects = [policy, ...withoutPolicies(rest.objects)];
  const ends = new Map(endsOf(objects, assume).map((end) => [end.name, end]));
  for (const [key, row] of openRows(objects, assume)) {
    const [subject, other] = without.direction === 'ingress' ? [row.to, row.from] : [row.from, row.to];
    const [end, peer] = [ends.get(subject), ends.get(other)];
    if (end === undefined || (peer !== undefined && isExempt(end, peer, assume))) continue;
    const selected = selectionOf(policy, end, assume);
    if (!isAsSelected(row, selected)) throw new Error(`${key}: the subject's selection is ${selected}`);
    count(selected);
  }
}

/** A pod and itself, and what may be a pod's own node, are judged by no policy. */
function isExempt(subject: PodEnd, other: PodEnd, assume: Isolating['assume']): boolean {
  return subject === other || mayBeItsNode(other, assume);
}

function isAsSelected({ allowed, possible }: Row, selected: Answer): boolean {
  return (
    equal(allowed, selected === 'no' ? everyPort : noPorts) && equal(possible, selected === 'yes' ? noPorts : everyPort)
  );
}
