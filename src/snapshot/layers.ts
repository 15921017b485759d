// The objects of a base with edits over them: looked up by identity, replaced where they stand, added at the end.

import { identityOf } from './identity.ts';
import type { ReadObject } from './snapshot.ts';

export type Named = Parameters<typeof identityOf>[0];

export interface Layers {
  readonly apply: (object: ReadObject) => void;
  /** Takes away the object, what it owns, and what is in it where it is a namespace; how many that were. */
  readonly remove: (named: Named) => number;
  readonly objects: () => readonly ReadObject[];
}

interface Base {
  readonly places: ReadonlyMap<string, number>;
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

  const placeOf = (identity: string): number | undefined => {
    const place = added.get(identity) ?? places.get(identity);
    return place === undefined || gone.has(place) ? undefined : place;
  };

  const takeWhatBelongsTo = (named: Named): void => {
    const left = [named];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (next.kind !== 'Namespace' && !owning.has(next.kind)) continue;
      for (const [place, object] of objects.entries()) {
        if (!belongsTo(object, next) || gone.has(place)) continue;
        gone.add(place);
        left.push(object);
      }
    }
  };

  return {
    apply: (object) => {
      const identity = identityOf(object);
      const place = placeOf(identity) ?? objects.length;
      objects[place] = object;
      if (place >= base.length) added.set(identity, place);
      if ('owner' in object && object.owner !== 'none') owning.add(object.owner.kind);
    },
    remove: (named) => {
      const before = gone.size;
      const place = placeOf(identityOf(named));
      if (place !== undefined) gone.add(place);
      takeWhatBelongsTo(named);
      return gone.size - before;
    },
    objects: () => (gone.size === 0 ? [...objects] : without(objects, gone)),
  };
}

function without(objects: readonly ReadObject[], gone: ReadonlySet<number>): readonly ReadObject[] {
  const places = [...gone].sort((a, b) => a - b);
  const left: ReadObject[] = [];
  let next = 0;
  for (let i = 0; i < objects.length; i++) {
    const object = objects[i];
    if (places[next] === i) next++;
    else if (object !== undefined) left.push(object);
  }
  return left;
}

function baseOf(objects: readonly ReadObject[]): Base {
  const known = bases.get(objects);
  if (known !== undefined) return known;
  const places = new Map<string, number>();
  const owners = new Set<string>();
  objects.forEach((object, place) => {
    places.set(identityOf(object), place);
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
