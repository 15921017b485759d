// The flows that two worlds do not share as plain data, with the edited policies behind each.

import { causes, type editedPolicies } from '../../engine/answer/causes.ts';
import type { Change } from '../../engine/answer/changes.ts';
import type { Level } from '../../engine/answer/units.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Policy } from '../../engine/model/policy.ts';
import { difference } from '../../engine/sets/intervals.ts';
import type { DiagnosticView, FlowDiff, Place } from '../answers.ts';
import type { World } from '../held.ts';
import { placesIn } from '../places.ts';
import { envelope } from '../present/envelope.ts';
import { changeView } from '../present/flows.ts';
import { diagnosticsOf } from './diagnostics.ts';

export interface Difference {
  readonly by: Level;
  readonly list: readonly Change[];
  readonly reasons: readonly Reason[];
  readonly edited: ReturnType<typeof editedPolicies>;
  readonly equivalence: FlowDiff['equivalence'];
}

export async function flowDiff(
  [before, after]: readonly [World, World],
  { by, list, reasons, edited, equivalence }: Difference,
): Promise<FlowDiff> {
  const placeOf = await policyPlaces(before, after);
  const diagnostics = [...(await diagnosticsOf(after)), ...established(list)];
  return {
    ...envelope('FlowDiff', reasons, after.cluster.assumptions, diagnostics),
    by,
    equivalence,
    items: list.map((change) =>
      changeView(
        change,
        causes(change, edited).map((policy) => ({ policy, at: placeOf(policy) })),
      ),
    ),
  };
}

/** Answers are about new connections; whether those that exist are cut, nobody promises (R5). */
function established(list: readonly Change[]): readonly DiagnosticView[] {
  const loses = list.some(({ before, after }) => difference(before.ports, after.ports).length > 0);
  if (!loses) return [];
  const message =
    'lost flows are closed to new connections; whether established ones are cut is up to the network plugin';
  return [{ severity: 'info', code: 'established-connections', message, flag: 'F15' }];
}

async function policyPlaces(before: World, after: World): Promise<(policy: Policy) => Place> {
  const [old, now] = await Promise.all([placesIn(before.snapshot.sources), placesIn(after.snapshot.sources)]);
  const present = new Set<Policy>([...after.cluster.policies, ...after.cluster.clusterPolicies]);
  return (policy) => (present.has(policy) ? now : old).ofPolicy(policy);
}
