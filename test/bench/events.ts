// What a cluster reports of pods, seeded: half are one more pod of a workload, half a pod with one label changed, to
// the value of another pod of its namespace or to a new one.
import type { SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { objectsOf, type Wanted } from '../generate/cluster.ts';
import type { KubernetesObject } from '../generate/objects.ts';
import { type Random, random } from '../generate/random.ts';

interface RawPod extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly generateName?: string };
  readonly spec: { readonly hostNetwork?: boolean };
  readonly status: object;
}

export type EventKind = 'added' | 'relabelled';

export interface PodEvent {
  readonly kind: EventKind;
  readonly edit: SnapshotEdit;
}

export function eventsOf(wanted: Wanted, count: number): readonly PodEvent[] {
  const chance = random(wanted.seed + 200);
  const pods = sampled(podsOf(wanted), count, chance);
  const names = new Set(pods.map(({ metadata }) => metadata.namespace));
  const values = new Map<string, Set<string>>();
  for (const { metadata } of podsOf(wanted)) {
    if (!names.has(metadata.namespace)) continue;
    for (const [key, value] of Object.entries(metadata.labels ?? {})) {
      const place = `${metadata.namespace} ${key}`;
      values.set(place, (values.get(place) ?? new Set()).add(value));
    }
  }
  return pods.map((pod, index): PodEvent => {
    const kind: EventKind = chance.chance(0.5) ? 'added' : 'relabelled';
    const changed = kind === 'added' ? oneMore(pod, index) : relabelled(pod, index, values, chance);
    return { kind, edit: { kind: 'apply', id: `event-${index}.json`, text: JSON.stringify(changed) } };
  });
}

function* podsOf(wanted: Wanted): Generator<RawPod> {
  for (const object of objectsOf(wanted)) {
    if (object.kind === 'Pod' && !('hostNetwork' in (object as RawPod).spec)) yield object as RawPod;
  }
}

/** Each is as likely as the others, and only the chosen are held. */
function sampled(pods: Iterable<RawPod>, count: number, chance: Random): readonly RawPod[] {
  const chosen: RawPod[] = [];
  let seen = 0;
  for (const pod of pods) {
    seen++;
    if (chosen.length < count) chosen.push(pod);
    else if (chance.chance(count / seen)) chosen[chance.between(0, count - 1)] = pod;
  }
  return chosen;
}

/** At an address that no node gives out. */
function oneMore(pod: RawPod, index: number): RawPod {
  const ip = `10.127.${index >> 8}.${1 + (index & 255)}`;
  const name = `${pod.metadata.name}-more-${index}`;
  return { ...pod, metadata: { ...pod.metadata, name }, status: { ...pod.status, podIP: ip, podIPs: [{ ip }] } };
}

function relabelled(
  pod: RawPod,
  index: number,
  values: ReadonlyMap<string, ReadonlySet<string>>,
  chance: Random,
): RawPod {
  const { namespace, labels = {} } = pod.metadata;
  const key = chance.pick(Object.keys(labels));
  const others = [...(values.get(`${namespace} ${key}`) ?? [])].filter((value) => value !== labels[key]);
  const value = others.length === 0 || chance.chance(0.5) ? `new-${index}` : chance.pick(others);
  return { ...pod, metadata: { ...pod.metadata, labels: { ...labels, [key]: value } } };
}
