// Port sets by number: equal sets have equal ids, the empty set is id 0, so that rows compare and
// intersect by id and each distinct set is stored once.

import { difference, equal, intersection, union } from '../sets/intervals.ts';
import { pairMemo } from '../sets/pair-memo.ts';
import { everyPort, noPorts, type PortSet } from '../sets/ports.ts';

export type PortSetId = number & { readonly __brand: 'PortSetId' };

export interface PortTable {
  readonly intern: (ports: PortSet) => PortSetId;
  readonly portSet: (id: PortSetId) => PortSet;
  readonly intersect: (a: PortSetId, b: PortSetId) => PortSetId;
  readonly union: (a: PortSetId, b: PortSetId) => PortSetId;
  readonly subtract: (a: PortSetId, b: PortSetId) => PortSetId;
  readonly none: PortSetId;
  readonly every: PortSetId;
}

export function portTable(): PortTable {
  const sets: PortSet[] = [];
  const newest = new Map<number, PortSetId>(); // by hash
  const older: (PortSetId | undefined)[] = []; // by id: one of the same hash
  const differences = new Map<number, PortSetId>();

  function intern(ports: PortSet): PortSetId {
    const hash = hashOf(ports);
    const first = newest.get(hash);
    for (let id = first; id !== undefined; id = older[id]) if (equal(sets[id]!, ports)) return id;
    const id = sets.length as PortSetId;
    newest.set(hash, id);
    older.push(first);
    sets.push(ports);
    return id;
  }
  function portSet(id: PortSetId): PortSet {
    return sets[id] ?? noPorts;
  }

  const operated = (operation: typeof union) => (a: number, b: number) => intern(operation(sets[a]!, sets[b]!));
  const intersections = pairMemo(operated(intersection));
  const unions = pairMemo(operated(union));

  function subtract(a: PortSetId, b: PortSetId): PortSetId {
    const key = a * 2 ** 26 + b;
    const known = differences.get(key);
    if (known !== undefined) return known;
    const id = intern(difference(portSet(a), portSet(b)));
    differences.set(key, id);
    return id;
  }

  const none = intern(noPorts);
  const every = intern(everyPort);
  return {
    intern,
    portSet,
    none,
    every,
    intersect: (a, b) =>
      a === b || b === every ? a : a === every ? b : a === none || b === none ? none : intersections(a, b),
    union: (a, b) => (a === b || b === none ? a : a === none ? b : a === every || b === every ? every : unions(a, b)),
    subtract: (a, b) => (b === none || a === none ? a : a === b || b === every ? none : subtract(a, b)),
  };
}

/** FNV-1a over the boundaries. */
function hashOf(ports: PortSet): number {
  let hash = 0x811c9dc5;
  for (const boundary of ports) hash = Math.imul(hash ^ boundary, 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x3fffffff; // a small integer
}
