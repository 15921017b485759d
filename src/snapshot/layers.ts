// The objects of a base with edits over them: looked up by identity, replaced where they stand, added at the end.

import { identityOf } from './identity.ts';
import type { ReadObject } from './snapshot.ts';

export type Named = Parameters<typeof identityOf>[0];

export interface Layers {
  readonly apply: (object: ReadObject) => void;
  /** Takes away the object, what it owns, and what is in it where it is a namespace; how many that were. */
  readonly remove: (named: Named) => number;
  /** Asked once, after the last edit. */
  readonly objects: () => readonly ReadObject[];
}

interface Base {
  /** Where the objects of a kind and namespace stand. */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** Kinds that own something. */
  readonly owners: ReadonlySet<string>;
}

/** A base has many edits laid over it, one after the other. */
const bases = new WeakMap<readonly ReadObject[], Base>();

export function layersOver(base: readonly ReadObject[]): Layers {
  const { places, owners } = baseOf(base);
  const objects = [...base];
  const added = new Map<string, number>();
  const gone = new Set<number>();
  const owning = new Set(owners);

  const placeOf = (named: Named): number | undefined => {
    const { kind, namespace = '', name } = named;
    const isIt = (place: number) => objects[place]?.name === name && !gone.has(place);
    const ofBase = places.get(kind)?.get(namespace)?.find(isIt);
    return ofBase ?? added.get(identityOf(named));
  };

  const takeWhatBelongsTo = (named: Named): void => {
    const left = [named];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (next.kind !== 'Namespace' && !owning.has(next.kind)) continue;
      for (const [place, object] of objects.entries()) {
        if (!belongsTo(object, next) || gone.has(place)) continue;
        gone.add(place);
        added.delete(identityOf(object));
        left.push(object);
      }
    }
  };

  return {
    apply: (object) => {
      const place = placeOf(object) ?? objects.length;
      objects[place] = object;
      if (place >= base.length) added.set(identityOf(object), place);
      if ('owner' in object && object.owner !== 'none') owning.add(object.owner.kind);
    },
    remove: (named) => {
      const before = gone.size;
      const place = placeOf(named);
      if (place !== undefined) gone.add(place);
      added.delete(identityOf(named));
      takeWhatBelongsTo(named);
      return gone.size - before;
    },
    objects: () => without(objects, gone),
  };
}

/** Few are gone as a rule: the others are moved together. */
function without(objects: readonly ReadObject[], gone: ReadonlySet<number>): readonly ReadObject[] {
  if (gone.size === 0) return objects;
  if (gone.size > 32) return objects.filter((_, place) => !gone.has(place));
  const left = objects.slice();
  for (const place of [...gone].sort((a, b) => b - a)) left.splice(place, 1);
  return left;
}

function baseOf(objects: readonly ReadObject[]): Base {
  const known = bases.get(objects);
  if (known !== undefined) return known;
  const places = new Map<string, Map<string, number[]>>();
  const owners = new Set<string>();
  objects.forEach((object, place) => {
    const namespaces = places.get(object.kind) ?? new Map<string, number[]>();
    if (namespaces.size === 0) places.set(object.kind, namespaces);
    const namespace = 'namespace' in object ? object.namespace : '';
    const bucket = namespaces.get(namespace);
    if (bucket === undefined) namespaces.set(namespace, [place]);
    else bucket.push(place);
    if ('owner' in object && object.owner !== 'none') owners.add(object.owner.kind);
  });
  const made = { places, owners };
  bases.set(objects, made);
  return made;
}

function belongsTo(object: ReadObject, to: Named): boolean {
  const namespace = 'namespace' in object ? object.namespace : undefined;
  if (to.kind === 'Namespace') return namespace === to.name;
  if (!('owner' in object) || object.owner === 'none' || namespace !== to.namespace) return false;
  return object.owner.kind === to.kind && object.owner.name === to.name;
}
