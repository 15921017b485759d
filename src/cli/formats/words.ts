// How ends, ports and places are written for people: as the command line takes them, so that what is
// read can be pasted back.

import type { EndpointView, ObjectView, Place, PortsView, ReasonView, ThingView } from '../../session/answers.ts';

/** kubectl's short names. */
const shortKinds: ReadonlyMap<string, string> = new Map([
  ['Pod', 'pod'],
  ['Deployment', 'deploy'],
  ['StatefulSet', 'sts'],
  ['DaemonSet', 'ds'],
  ['ReplicaSet', 'rs'],
  ['ReplicationController', 'rc'],
  ['Job', 'job'],
  ['CronJob', 'cj'],
  ['Service', 'svc'],
  ['Ingress', 'ing'],
]);

/** How many blocks of outside addresses a line shows before it counts the rest. */
const shownBlocks = 3;

export function endpointText(end: EndpointView): string {
  if (!('cidrs' in end)) return objectText(end);
  const shown = end.cidrs.slice(0, shownBlocks).join(', ');
  const more = end.cidrs.length - shownBlocks;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

export function objectText(object: ObjectView): string {
  return thingText(object);
}

export function thingText(thing: ThingView): string {
  if (thing.name === undefined) return thing.kind;
  if (thing.kind === 'Outside') return thing.name;
  if (thing.kind === 'Namespace') return `ns/${thing.name}`;
  if (thing.kind === 'Node') return `node/${thing.name}`;
  const kind = shortKinds.get(thing.kind) ?? thing.kind;
  return thing.namespace === undefined ? `${kind}/${thing.name}` : `${thing.namespace}/${kind}/${thing.name}`;
}

/** A policy is named as everybody does, by namespace and name. */
export function policyText(policy: ObjectView): string {
  return policy.namespace === undefined ? policy.name : `${policy.namespace}/${policy.name}`;
}

export function portsText(ports: PortsView): string {
  if (ports === 'all') return 'all';
  if (ports.length === 0) return '-';
  return ports
    .map(({ protocol, from, to }) => {
      if (from === 1 && to === 65_535) return `all ${protocol}`;
      return from === to ? `${from}/${protocol}` : `${from}-${to}/${protocol}`;
    })
    .join(', ');
}

/** For a spreadsheet: nothing where there is none. */
export function portsCell(ports: PortsView): string {
  return noPorts(ports) ? '' : portsText(ports);
}

/** For a sentence: 'on every port', 'on 5432/TCP'. */
export function onPorts(ports: PortsView): string {
  return ports === 'all' ? 'on every port' : `on ${portsText(ports)}`;
}

export function noPorts(ports: PortsView): boolean {
  return ports !== 'all' && ports.length === 0;
}

export function placeText(at: Place): string {
  return `${at.file}:${at.line}:${at.column}`;
}

export function reasonText(reason: ReasonView): string {
  const assumed = reason.assumption === undefined ? '' : `, assumption ${reason.assumption}`;
  return `${reason.why} (${reason.flag}${assumed})`;
}
