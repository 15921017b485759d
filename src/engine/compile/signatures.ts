// Which policies select each class in a direction, tier by tier: its signature. Classes of one signature share a row.
// Signatures come about by refinement: each policy in turn parts the classes that it selects from those of
// the same signature that it does not, so that no two lists of policies are ever compared.

import type { Cluster } from '../model/cluster.ts';
import type { Direction, ForeignPolicy, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, bitset, eachBit, emptyBitset, subtractBits, unionAllBits } from '../sets/bitset.ts';
import type { Classes } from './classes.ts';
import type { Selection } from './label-index.ts';
import { isNamed, namesPorts, portNamesOf } from './port-names.ts';
import type { Signature, Stretch } from './rows.ts';
import type { Selector } from './selection.ts';
import type { Selecting } from './tier-states.ts';

export interface Signatures {
  /** class → signature; 0 is of what nothing selects. */
  readonly of: Readonly<Uint32Array>;
  readonly count: number;
  readonly signature: (number: number) => Signature | 'open';
  /** The NetworkPolicies that select it for certain, in stretches that begin where signatures part. */
  readonly stretches: (number: number) => readonly Stretch[];
  /** Whether it is open if some of them select it. */
  readonly unsure: (number: number) => boolean;
  /** A class of the signature: all of them have one row. */
  readonly subject: (number: number) => number;
}

/** What one refinement adds to a signature. */
type Step =
  | { readonly kind: 'admin' | 'baseline'; readonly selecting: Selecting }
  | { readonly kind: 'certain' | 'perhaps'; readonly policy: NetworkPolicy }
  | { readonly kind: 'other-direction'; readonly selects: 'yes' | 'unknown' }
  | { readonly kind: 'foreign'; readonly effect: Signature['foreign'] }
  /** Port names are looked up on the subject, so that subjects that differ there differ in their rows. */
  | { readonly kind: 'port-names' };

export function signaturesOf(direction: Direction, cluster: Cluster, classes: Classes, selector: Selector): Signatures {
  const of = new Uint32Array(classes.list.length);
  const parents: number[] = [0];
  const steps: (Step | undefined)[] = [undefined];
  const named: boolean[] = [false];
  const unsure: boolean[] = [false];
  /** By signature: in which turn it was last parted, and what became of those that were taken. */
  const parted: number[] = [0];
  const made: number[] = [0];
  let turn = 0;

  /** What had one signature and is in `members` gets another one. */
  function refine(members: Bitset, step: Step, names: boolean): void {
    turn += 1;
    eachBit(members, (i) => {
      const old = of[i]!;
      if (parted[old] !== turn) {
        parted[old] = turn;
        made[old] = parents.push(old) - 1;
        steps.push(step);
        named.push(names || named[old]!);
        unsure.push(step.kind === 'perhaps' || unsure[old]!);
        parted.push(0);
        made.push(0);
      }
      of[i] = made[old]!;
    });
  }
  function refineBoth({ certain, possible }: Selection, step: (selects: 'yes' | 'unknown') => Step, names: boolean) {
    refine(certain, step('yes'), names);
    if (possible !== certain) refine(subtractBits(possible, certain), step('unknown'), names);
  }

  for (const policy of cluster.clusterPolicies) {
    if (policy[direction].length === 0) continue;
    const kind = policy.tier === 'Admin' ? 'admin' : 'baseline';
    const names = policy[direction].some(({ ports }) => ports !== 'every-port' && ports.some(isNamed));
    refineBoth(selector.subject(policy.subject), (selects) => ({ kind, selecting: { policy, selects } }), names);
  }
  // Those of whole namespaces first: what the signatures there have in common is then one beginning.
  const wide = (policy: NetworkPolicy) => policy.subject.pods.length === 0;
  for (const isTurn of [wide, (policy: NetworkPolicy) => !wide(policy)]) {
    for (const policy of cluster.policies) {
      if (policy[direction] === 'open' || !isTurn(policy)) continue;
      const step = (selects: 'yes' | 'unknown'): Step => ({ kind: selects === 'yes' ? 'certain' : 'perhaps', policy });
      refineBoth(selector.scope(policy.subject), step, namesPorts(policy, direction));
    }
  }
  if (cluster.clusterPolicies.some(({ tier }) => tier === 'Baseline')) {
    const other = selectedForOther(direction, cluster, selector);
    refineBoth(other, (selects) => ({ kind: 'other-direction', selects }), false);
  }
  for (const [effect, members] of foreignReach(direction, cluster, selector)) {
    refine(members, { kind: 'foreign', effect }, false);
  }
  if (direction === 'ingress') partByPortNames(classes, of, named, (members) => refine(members, portNames, false));

  const forks = new Uint8Array(parents.length);
  for (let i = 1; i < parents.length; i++) forks[parents[i]!] = Math.min(forks[parents[i]!]! + 1, 2);
  for (let i = 0; i < of.length; i++) forks[of[i]!] = 2;
  const subjects = new Int32Array(parents.length).fill(-1);
  for (let i = of.length - 1; i >= 0; i--) subjects[of[i]!] = i;
  return {
    of,
    count: parents.length,
    signature: (number) => signature(number, parents, steps, cluster),
    stretches: (number) => stretches(number, parents, steps, forks),
    unsure: (number) => unsure[number]!,
    subject: (number) => subjects[number]!,
  };
}

const portNames: Step = { kind: 'port-names' };

/** Classes that a NetworkPolicy selects for the other direction only. */
function selectedForOther(direction: Direction, { policies }: Cluster, selector: Selector): Selection {
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  const selections = policies
    .filter((policy) => policy[direction] === 'open' && policy[other] !== 'open')
    .map(({ subject }) => selector.scope(subject));
  const certain = unionAllBits(selections.map((each) => each.certain));
  return { certain, possible: unionAllBits(selections.map((each) => each.possible)), assumed: emptyBitset };
}

const strengths = ['note', 'deny-only', 'allow-or-deny'] as const;

/** The strongest effect that policies of other vendors may have on a class. */
function foreignReach(direction: Direction, cluster: Cluster, selector: Selector) {
  const about = cluster.foreignPolicies.filter(({ directions }) => directions.includes(direction));
  let stronger: Bitset = emptyBitset;
  return strengths.toReversed().map((effect): readonly [Signature['foreign'], Bitset] => {
    const reach = about.filter((policy) => effectOf(policy, cluster) === effect);
    const members = unionAllBits(reach.map(({ subject }) => selector.scope(subject).possible));
    const own = subtractBits(members, stronger);
    stronger = unionAllBits([stronger, members]);
    return [effect, own];
  });
}

function effectOf({ effect }: ForeignPolicy, { assumptions }: Cluster): Signature['foreign'] {
  return assumptions['foreign-policies'] === 'note' ? 'note' : effect;
}

function partByPortNames(
  { list, firstVacant }: Classes,
  of: Readonly<Uint32Array>,
  named: readonly boolean[],
  refine: (members: Bitset) => void,
): void {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < firstVacant; i++) {
    if (named[of[i]!] !== true) continue;
    const key = portNamesOf(list[i]!.representative);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [i]);
    else known.push(i);
  }
  for (const members of groups.values()) refine(bitset(members));
}

function stretches(
  number: number,
  parents: readonly number[],
  steps: readonly (Step | undefined)[],
  forks: Readonly<Uint8Array>,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let policies: NetworkPolicy[] = [];
  let end = number;
  for (let at = number; at !== 0; at = parents[at]!) {
    if (forks[at]! > 1 && at !== end) {
      found.push({ end, policies });
      policies = [];
      end = at;
    }
    const step = steps[at]!;
    if (step.kind === 'certain') policies.push(step.policy);
  }
  found.push({ end, policies });
  return found.filter((stretch) => stretch.policies.length > 0).reverse();
}

/** Reads the steps back, from the last to the first. */
function signature(
  number: number,
  parents: readonly number[],
  steps: readonly (Step | undefined)[],
  { assumptions }: Cluster,
): Signature | 'open' {
  if (number === 0) return 'open';
  const admin: Selecting[] = [];
  const baseline: Selecting[] = [];
  const certain: NetworkPolicy[] = [];
  const perhaps: NetworkPolicy[] = [];
  let foreign: Signature['foreign'] = 'nothing';
  let otherwise: Signature['skipsBaseline'] = 'no';
  for (let at = number; at !== 0; at = parents[at]!) {
    const step = steps[at]!;
    switch (step.kind) {
      case 'admin':
        admin.push(step.selecting);
        break;
      case 'baseline':
        baseline.push(step.selecting);
        break;
      case 'certain':
        certain.push(step.policy);
        break;
      case 'perhaps':
        perhaps.push(step.policy);
        break;
      case 'other-direction':
        otherwise = step.selects;
        break;
      case 'foreign':
        foreign = step.effect;
        break;
    }
  }
  if (admin.length + certain.length + perhaps.length + baseline.length === 0 && foreign === 'nothing') return 'open';
  for (const list of [admin, baseline, certain, perhaps]) list.reverse();
  const skipsBaseline = baseline.length === 0 ? 'no' : skips(otherwise, assumptions);
  return { admin, certain, perhaps, baseline, skipsBaseline, foreign };
}

/** `selected`: whether a NetworkPolicy selects for the other direction only (005 rule 18). */
export function skips(
  selected: Signature['skipsBaseline'],
  assumptions: Cluster['assumptions'],
): Signature['skipsBaseline'] {
  const reading = assumptions['baseline-after-other-direction'];
  if (reading === 'applies' || selected === 'no') return 'no';
  return reading === 'skipped' ? selected : 'unknown';
}
