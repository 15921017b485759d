// Port sets by number: equal sets have equal ids, the empty set is id 0, so that rows compare and
// intersect by id and each distinct set is stored once.

import { difference, intersection, union } from '../sets/intervals.ts';
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
  const ids = new Map<string, PortSetId>();
  const intersections = new Map<number, PortSetId>();
  const unions = new Map<number, PortSetId>();
  const differences = new Map<number, PortSetId>();

  function intern(ports: PortSet): PortSetId {
    const key = ports.join(',');
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = sets.length as PortSetId;
    ids.set(key, id);
    sets.push(ports);
    return id;
  }
  function portSet(id: PortSetId): PortSet {
    return sets[id] ?? noPorts;
  }
  function remembered(memo: Map<number, PortSetId>, a: PortSetId, b: PortSetId, operation: typeof union): PortSetId {
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b); // both operations commute
    const known = memo.get(key);
    if (known !== undefined) return known;
    const id = intern(operation(portSet(a), portSet(b)));
    memo.set(key, id);
    return id;
  }

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
      a === b || b === every
        ? a
        : a === every
          ? b
          : a === none || b === none
            ? none
            : remembered(intersections, a, b, intersection),
    union: (a, b) =>
      a === b || b === none ? a : a === none ? b : a === every || b === every ? every : remembered(unions, a, b, union),
    subtract: (a, b) => (b === none || a === none ? a : a === b || b === every ? none : subtract(a, b)),
  };
}
