// `compare-profiles`: the input under two profiles, and for each flow that differs the assumptions that make it
// differ: those that change it when they alone are switched, else the smallest sets of two, else all.

import { type Answered, type Change, changes } from '../../engine/answer/changes.ts';
import { flows } from '../../engine/answer/flows.ts';
import type { FlowItem } from '../../engine/answer/tally.ts';
import { type Unit, unitKey } from '../../engine/answer/units.ts';
import {
  type AssumptionKey,
  type Assumptions,
  assumptionKeys,
  defaultAssumptions,
} from '../../engine/model/assumptions.ts';
import { disjoint } from '../../engine/sets/addresses.ts';
import { difference, intersection, unionAll } from '../../engine/sets/intervals.ts';
import type { PortSet } from '../../engine/sets/ports.ts';
import type { Level } from '../answers.ts';
import type { ComparedName, ComparedPorts, DifferenceView, ProfileComparison } from '../comparison.ts';
import { type Held, world } from '../held.ts';
import { missingNamespace, refusal } from '../names.ts';
import { openPoints } from '../open-points.ts';
import { portsView, unitView } from '../present/ends.ts';
import { envelope } from '../present/envelope.ts';
import { inNamespaces } from '../present/flows.ts';
import { profileNamed, profileNames } from '../profile-names.ts';
import { profiles, settingsOf } from '../profiles.ts';
import { isRefusal, type Question, type Refusal } from '../questions.ts';
import { featureViews } from '../under-profile.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function comparisonReply(
  held: Held,
  question: Question<'compareProfiles'>,
): Promise<ProfileComparison | Refusal> {
  const [a, b] = [compared(question.a, held), compared(question.b, held)];
  if (isRefusal(a)) return a;
  if (isRefusal(b)) return b;
  const missing = missingNamespace(question.namespaces, [held.now.cluster]);
  if (missing !== 'none') return missing;
  const under = flowsUnder(held, question.by);
  const [left, right] = [under(a.assumptions), under(b.assumptions)];
  const list = changes(left, right).filter(({ from, to }) =>
    [from, to].some((unit) => inNamespaces(unit, question.namespaces)),
  );
  const differing = assumptionKeys.filter((key) => a.assumptions[key] !== b.assumptions[key]);
  const causesOf = list.length === 0 ? () => [] : switching(a.assumptions, b.assumptions, differing, under);
  const shared = [...left, ...right].filter((item) => list.some((change) => sameEnds(change, item)));
  const reasons = shared.flatMap(({ because }) => because).filter(({ key }) => !differing.some((own) => own === key));
  const featured = [a.name, b.name].flatMap((name) => (name === 'default' ? [] : [profiles[name]]));
  return {
    ...envelope('ProfileComparison', reasons, a.assumptions, [
      ...(await featureViews([...new Set(featured)], [held.now])),
      ...(await diagnosticsOf(held.now)),
    ]),
    by: question.by,
    profiles: { a: a.name, b: b.name },
    items: list.map((change) => ({
      from: unitView(change.from),
      to: unitView(change.to),
      a: portsOf(change.before),
      b: portsOf(change.after),
      because: causesOf(change).map((key) => differenceView(key, a, b)),
    })),
  };
}

interface Compared {
  readonly name: ComparedName;
  readonly assumptions: Assumptions;
}

/** What was assumed by hand beats both profiles. */
function compared(text: string, { chosen }: Held): Compared | Refusal {
  const name = text === 'default' ? text : profileNamed(text);
  if (name === undefined) {
    const known = ['default', ...profileNames];
    return refusal('bad-question', `\`${text}\` is no profile; there are ${known.join(', ')}`, known);
  }
  const settings = name === 'default' ? {} : settingsOf(name);
  // The values that were assumed by hand were checked when they were asked for.
  return { name, assumptions: { ...defaultAssumptions, ...settings, ...chosen.assume } as Assumptions };
}

type FlowsUnder = (assumptions: Assumptions) => readonly FlowItem[];

/** Each set of assumptions is answered for once. */
function flowsUnder({ now }: Held, by: Level): FlowsUnder {
  const known = new Map<string, readonly FlowItem[]>();
  return (assumptions) => {
    const key = JSON.stringify(assumptionKeys.map((each) => assumptions[each]));
    const answered = known.get(key) ?? flows(world(now.snapshot, assumptions).compiled(), by);
    known.set(key, answered);
    return answered;
  };
}

type Keys = readonly AssumptionKey[];

function switching(a: Assumptions, b: Assumptions, differing: Keys, under: FlowsUnder): (change: Change) => Keys {
  const singles = differing.map((key): Keys => [key]);
  const pairs = differing.flatMap((key, i) => differing.slice(i + 1).map((other): Keys => [key, other]));
  /** What the keys alone change, away from `a` and on the way to `b`. */
  const moved = (keys: Keys): readonly Change[] => [
    ...changes(under(a), under(taking(a, b, keys))),
    ...changes(under(taking(b, a, keys)), under(b)),
  ];
  const byKeys = new Map<Keys, readonly Change[]>();
  const moves = (keys: Keys, change: Change): boolean => {
    const known = byKeys.get(keys) ?? moved(keys);
    byKeys.set(keys, known);
    return known.some((each) => sameEnds(each, change) && intersection(delta(each), delta(change)).length > 0);
  };
  return (change) => {
    if (differing.length === 1) return differing;
    for (const sets of [singles, pairs]) {
      const found = sets.filter((keys) => moves(keys, change)).flat();
      if (found.length > 0) return differing.filter((key) => found.includes(key));
    }
    return differing;
  };
}

function taking(base: Assumptions, other: Assumptions, keys: Keys): Assumptions {
  return { ...base, ...Object.fromEntries(keys.map((key) => [key, other[key]])) };
}

type Ends = { readonly from: Unit; readonly to: Unit };

function sameEnds(one: Ends, two: Ends): boolean {
  return sameUnit(one.from, two.from) && sameUnit(one.to, two.to);
}

function sameUnit(one: Unit, two: Unit): boolean {
  if (one.kind !== 'external' || two.kind !== 'external') return one.kind === two.kind && unitKey(one) === unitKey(two);
  return !disjoint(one.addresses, two.addresses);
}

/** The ports of which anything differs. */
function delta({ before, after }: Change): PortSet {
  const parts = (['ports', 'unknown', 'partial'] as const).flatMap((part) => [
    difference(before[part], after[part]),
    difference(after[part], before[part]),
  ]);
  return unionAll(parts);
}

function portsOf({ ports, unknown, partial }: Answered): ComparedPorts {
  return { ports: portsView(ports), unknownPorts: portsView(unknown), partialPorts: portsView(partial) };
}

function differenceView(key: AssumptionKey, a: Compared, b: Compared): DifferenceView {
  const { flag, about } = openPoints[key];
  const sources = [a, b].map((side) => `${side.name}: ${sourceOf(side, key)}`);
  return {
    flag,
    assumption: key,
    a: a.assumptions[key],
    b: b.assumptions[key],
    why: about,
    source: sources.join('; '),
  };
}

function sourceOf({ name }: Compared, key: AssumptionKey): string {
  const setting = name === 'default' ? undefined : profiles[name].settings[key];
  return setting?.source ?? 'no source says, so that the default stays';
}
