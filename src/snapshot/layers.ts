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
  const replaced = new Map<number, ReadObject>();
  const added: ReadObject[] = [];
  const addedAt = new Map<string, number>();
  const gone = new Set<number>();
  const owning = new Set(owners);

  const at = (place: number): ReadObject | undefined =>
    replaced.get(place) ?? base[place] ?? added[place - base.length];

  const placeOf = (named: Named): number | undefined => {
    const { kind, namespace = '', name } = named;
    const isIt = (place: number) => base[place]!.name === name && !gone.has(place);
    const ofBase = places.get(kind)?.get(namespace)?.find(isIt);
    return ofBase ?? addedAt.get(identityOf(named));
  };

  const takeWhatBelongsTo = (named: Named): void => {
    const left = [named];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (next.kind !== 'Namespace' && !owning.has(next.kind)) continue;
      for (let place = 0; place < base.length + added.length; place++) {
        const object = at(place)!;
        if (!belongsTo(object, next) || gone.has(place)) continue;
        gone.add(place);
        addedAt.delete(identityOf(object));
        left.push(object);
      }
    }
  };

  return {
    apply: (object) => {
      const place = placeOf(object);
      if (place === undefined) addedAt.set(identityOf(object), base.length + added.push(object) - 1);
      else if (place < base.length) replaced.set(place, object);
      else added[place - base.length] = object;
      if ('owner' in object && object.owner !== 'none') owning.add(object.owner.kind);
    },
    remove: (named) => {
      const before = gone.size;
      const place = placeOf(named);
      if (place !== undefined) gone.add(place);
      addedAt.delete(identityOf(named));
      takeWhatBelongsTo(named);
      return gone.size - before;
    },
    objects: () => {
      const objects = base.concat(added);
      for (const [place, object] of replaced) objects[place] = object;
      return without(objects, gone);
    },
  };
}

/** Few are gone as a rule: the others are moved together. */
function without(objects: ReadObject[], gone: ReadonlySet<number>): readonly ReadObject[] {
  if (gone.size > 32) return objects.filter((_, place) => !gone.has(place));
  for (const place of [...gone].sort((a, b) => b - a)) objects.splice(place, 1);
  return objects;
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
