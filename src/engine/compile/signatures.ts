// Which policies select each class in a direction, tier by tier: its signature. Classes of one signature
// share a row.

import type { Cluster } from '../model/cluster.ts';
import type { Direction, ForeignPolicy, NetworkPolicy } from '../model/policy.ts';
import { bitsOf } from '../sets/bitset.ts';
import type { Classes } from './classes.ts';
import type { Signature } from './rows.ts';
import type { Selection, Selector } from './selection.ts';
import type { Selecting } from './tier-cells.ts';

interface Draft {
  readonly admin: Selecting[];
  readonly certain: NetworkPolicy[];
  readonly perhaps: NetworkPolicy[];
  readonly baseline: Selecting[];
  otherwise: 'no' | 'unknown' | 'yes';
  foreign: Signature['foreign'];
}

/** 'open': nothing selects the class. By class. */
export function signaturesOf(
  direction: Direction,
  cluster: Cluster,
  classes: Classes,
  selector: Selector,
): readonly (Signature | 'open')[] {
  const drafts: (Draft | undefined)[] = new Array(classes.list.length).fill(undefined);
  const draft = (i: number): Draft => (drafts[i] ??= emptyDraft());
  for (const policy of cluster.clusterPolicies) {
    if (policy[direction].length === 0) continue;
    const tier = policy.tier === 'Admin' ? 'admin' : 'baseline';
    each(selector.subject(policy.subject), (i, selects) => draft(i)[tier].push({ policy, selects }));
  }
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  const baseline = cluster.clusterPolicies.some(({ tier }) => tier === 'Baseline');
  for (const policy of cluster.policies) {
    if (policy[direction] !== 'open') {
      each(selector.scope(policy.subject), (i, selects) =>
        draft(i)[selects === 'yes' ? 'certain' : 'perhaps'].push(policy),
      );
    } else if (baseline && policy[other] !== 'open') {
      each(selector.scope(policy.subject), (i, selects) => {
        const known = draft(i);
        if (known.otherwise !== 'yes') known.otherwise = selects;
      });
    }
  }
  for (const policy of cluster.foreignPolicies) {
    if (!policy.directions.includes(direction)) continue;
    each(selector.scope(policy.subject), (i) => {
      const known = draft(i);
      known.foreign = stronger(known.foreign, effectOf(policy, cluster));
    });
  }
  return drafts.map((made) => (made === undefined ? 'open' : signature(made, cluster)));
}

function emptyDraft(): Draft {
  return { admin: [], certain: [], perhaps: [], baseline: [], otherwise: 'no', foreign: 'nothing' };
}

function each({ certain, possible }: Selection, take: (i: number, selects: 'yes' | 'unknown') => void): void {
  const sure = bitsOf(certain);
  for (const i of sure) take(i, 'yes');
  if (possible === certain) return;
  const known = new Set(sure);
  for (const i of bitsOf(possible)) if (!known.has(i)) take(i, 'unknown');
}

function effectOf({ effect }: ForeignPolicy, { assumptions }: Cluster): Signature['foreign'] {
  return assumptions['foreign-policies'] === 'note' ? 'note' : effect;
}

const strength = ['nothing', 'note', 'deny-only', 'allow-or-deny'] as const;

function stronger(a: Signature['foreign'], b: Signature['foreign']): Signature['foreign'] {
  return strength.indexOf(a) < strength.indexOf(b) ? b : a;
}

function signature({ otherwise, ...draft }: Draft, { assumptions }: Cluster): Signature | 'open' {
  const { admin, certain, perhaps, baseline, foreign } = draft;
  const judged = admin.length + certain.length + perhaps.length + baseline.length > 0;
  if (!judged && foreign === 'nothing') return 'open';
  return { ...draft, skipsBaseline: baseline.length === 0 ? 'no' : skips(otherwise, assumptions) };
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
