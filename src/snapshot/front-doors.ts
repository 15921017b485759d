// What lets the outside in by name or path: which route leads to which Service port, through what, and by
// whose pods. What is written and leads nowhere stays, with the reason.

import type { FrontDoor } from '../engine/model/service.ts';
import type { Surroundings } from './doors/attach.ts';
import { gatewayDoors } from './doors/gateway.ts';
import { ingressDoors, routeDoors } from './doors/ingress.ts';
import { proxyFinder } from './doors/proxies.ts';
import type { TrafficObject } from './traffic.ts';

/** Sorted by kind, namespace, name, then what it goes through. */
export function frontDoorsOf(traffic: readonly TrafficObject[], around: Surroundings): readonly FrontDoor[] {
  if (!traffic.some(isDoor)) return [];
  const find = proxyFinder(around.pods);
  const doors = [...ingressDoors(traffic, find), ...gatewayDoors(traffic, around, find), ...routeDoors(traffic, find)];
  return doors
    .map((door) => ({ door, key: [door.kind, door.namespace, door.name, JSON.stringify(door.through)] }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ door }) => door);
}

/** The doors of before where they say the same: they are few, and made anew whenever they might not. */
export function sameDoors(made: readonly FrontDoor[], before: readonly FrontDoor[]): readonly FrontDoor[] {
  return JSON.stringify(made) === JSON.stringify(before) ? before : made;
}

/** What stands behind a door opens none. */
function isDoor({ kind }: TrafficObject): boolean {
  return kind !== 'Service' && kind !== 'EndpointSlice' && kind !== 'Endpoints';
}

function compare(a: readonly string[], b: readonly string[]): number {
  const i = a.findIndex((part, at) => part !== b[at]);
  return i === -1 ? 0 : (a[i] ?? '') < (b[i] ?? '') ? -1 : 1;
}
