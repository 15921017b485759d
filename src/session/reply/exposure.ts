// `exposure`: what each workload accepts and could reach, from pods and namespaces that don't exist yet too.

import { type Exposure, exposure } from '../../engine/answer/exposure.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Workload } from '../../engine/model/cluster.ts';
import {
  type AddressSet,
  everyAddress,
  hasFamily,
  noAddresses,
  ofFamily,
  unionAddresses,
} from '../../engine/sets/addresses.ts';
import type { ExposureItem, ExposureList, ExposureQuestion } from '../exposure.ts';
import type { Held, World } from '../held.ts';
import { missingNamespace, refusal, resolve } from '../names.ts';
import { placesIn } from '../places.ts';
import { envelope } from '../present/envelope.ts';
import { exposureItem } from '../present/exposure.ts';
import { isRefusal, type Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function exposureReply(held: Held, question: ExposureQuestion): Promise<ExposureList | Refusal> {
  const { now } = held;
  const wanted = wantedOf(now, question);
  if ('kind' in wanted) return wanted;
  const found = exposure(now.cluster, unassigned(now), wanted.has);
  const places = await placesIn(now.snapshot.sources);
  return {
    ...envelope(
      'ExposureList',
      found.flatMap((each) => reasonsOf(each, question)),
      now.cluster.assumptions,
      await diagnosticsOf(now),
    ),
    entries: question.entries,
    items: found.map((each) => exposureItem(each, question.entries, places)).filter(isTold(question)),
  };
}

/** Only what goes beyond was asked for: a workload without any is left out. */
function isTold({ entries }: ExposureQuestion): (item: ExposureItem) => boolean {
  return ({ ingress, egress }) => entries === 'all' || ingress.entries.length + egress.entries.length > 0;
}

/** Of what is told: what was left out rests on nothing here. */
function reasonsOf({ sides }: Exposure, { entries }: ExposureQuestion): readonly Reason[] {
  return [sides.ingress, sides.egress].flatMap(({ pods, outside }) => {
    const told = entries === 'all' ? [...pods, ...outside] : pods.filter(({ standing }) => standing === 'beyond');
    return told.flatMap(({ granted }) => granted.because);
  });
}

function wantedOf(
  { cluster }: World,
  { workloads, namespaces }: ExposureQuestion,
): { readonly has: (workload: Workload) => boolean } | Refusal {
  const missing = missingNamespace(namespaces, [cluster]);
  if (missing !== 'none') return missing;
  const named = workloads.map((name) => resolve(name, namespaces[0] ?? 'default', cluster));
  const refused = named.find(isRefusal);
  if (refused !== undefined) return refused;
  const chosen = new Set<string>();
  for (const each of named) {
    if (isRefusal(each) || each.kind !== 'pods') return refusal('bad-question', 'only pods and workloads are exposed');
    for (const { workload } of each.pods) chosen.add(keyOf(workload));
  }
  const inNamespace = ({ namespace }: Workload) => namespaces.length === 0 || namespaces.includes(namespace);
  return { has: (workload) => inNamespace(workload) && (workloads.length === 0 || chosen.has(keyOf(workload))) };
}

function keyOf({ kind, namespace, name }: Workload): string {
  return `${namespace}/${kind}/${name}`;
}

/** Where the address of a pod may lie that has none yet: the nodes' pod ranges, or anywhere (002 rule 8). */
function unassigned({ snapshot, cluster }: World): AddressSet {
  const ranges = snapshot.objects
    .flatMap((object) => (object.kind === 'Node' ? [object.podRanges] : []))
    .reduce(unionAddresses, noAddresses);
  return cluster.families
    .map((family) => ofFamily(hasFamily(ranges, family) ? ranges : everyAddress, family))
    .reduce(unionAddresses, noAddresses);
}
