// How the page names things: the text that the command line takes, the text that people read, and a key to compare by.
// All three are derived from the same view, so a row, a mark in the picture and a link mean the same object.

import type { EndpointView, ObjectView, PortsView, ThingView } from '../session/answers.ts';

const shortKinds: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'deploy'],
  ['StatefulSet', 'sts'],
  ['DaemonSet', 'ds'],
  ['ReplicaSet', 'rs'],
  ['ReplicationController', 'rc'],
  ['CronJob', 'cj'],
  ['NetworkPolicy', 'netpol'],
  ['Service', 'svc'],
]);

/** The exact name in the grammar of the command line; an address block gives its first cidr. */
export function nameOf(end: EndpointView): string {
  if ('cidrs' in end) return end.cidrs.map(bracketed).join(',') || '0.0.0.0/0';
  if (end.kind === 'Namespace') return `ns/${end.name}`;
  if (end.kind === 'Node') return `node/${end.name}`;
  return `${end.namespace ?? 'default'}/${shortKinds.get(end.kind) ?? end.kind.toLowerCase()}/${end.name}`;
}

/** Short text for people: `shop/web`, `outside`, `10.0.0.0/8 +2`. */
export function labelOf(end: EndpointView): string {
  if ('cidrs' in end) return blockLabel(end.cidrs);
  return end.namespace === undefined ? end.name : `${end.namespace}/${end.name}`;
}

const shortPolicies: ReadonlyMap<string, string> = new Map([
  ['ClusterNetworkPolicy', 'CNP'],
  ['AdminNetworkPolicy', 'ANP'],
  ['BaselineAdminNetworkPolicy', 'BANP'],
]);

/** The short name that people use for a kind of policies; '' for NetworkPolicy, which goes without saying. */
export function policyKind({ kind }: ObjectView): string {
  return kind === 'NetworkPolicy' ? '' : (shortPolicies.get(kind) ?? kind);
}

/** `shop/deny`, or `CNP deny`: policies of different kinds may have one name. */
export function policyLabel(policy: ObjectView): string {
  const kind = policyKind(policy);
  return kind === '' ? labelOf(policy) : `${kind} ${labelOf(policy)}`;
}

/** Equal for equal ends, different for different ones. */
export function keyOf(end: EndpointView): string {
  return 'cidrs' in end ? `IPBlock ${end.cidrs.join(' ')}` : `${end.kind} ${end.namespace ?? ''}/${end.name}`;
}

/** `Ingress shop/web → Service shop/web`: what leads to an end, outermost first; '' directly. */
export function viaText(via: readonly ObjectView[]): string {
  return via.map((object) => `${object.kind} ${labelOf(object)}`).join(' → ');
}

export function isOutside(end: EndpointView): boolean {
  return 'cidrs' in end;
}

export function sameObject(a: ObjectView, b: ObjectView): boolean {
  return a.kind === b.kind && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '');
}

export function thingLabel(thing: ThingView): string {
  if (thing.name === undefined) return thing.kind === 'Outside' ? 'the internet' : thing.kind;
  return thing.namespace === undefined ? thing.name : `${thing.namespace}/${thing.name}`;
}

function blockLabel(cidrs: readonly string[]): string {
  if (cidrs.includes('0.0.0.0/0')) return 'any address';
  const [first = 'no address', ...more] = cidrs;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

export function portsText(ports: PortsView): string {
  if (ports === 'all') return 'all ports';
  const whole = ports.filter((p) => p.from === 1 && p.to === 65_535);
  const text = ports.map((p) => {
    if (whole.includes(p)) return `all ${p.protocol}`;
    return p.from === p.to ? `${p.protocol} ${p.from}` : `${p.protocol} ${p.from}–${p.to}`;
  });
  return text.length > 0 ? text.join(', ') : 'none';
}

export function noPorts(ports: PortsView): boolean {
  return ports !== 'all' && ports.length === 0;
}

/** One port that stands for these, in the grammar of the command line; '' for every port. */
export function portOf(...candidates: readonly PortsView[]): string {
  for (const ports of candidates) {
    if (ports === 'all') return '';
    const [first] = ports;
    if (first !== undefined && !(first.from === 1 && first.to === 65_535)) return `${first.from}/${first.protocol}`;
  }
  return '';
}

/** `1 flow`, `2 flows`, with thousands set apart. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** So that a port can follow: `[fd00::]/8`. */
function bracketed(cidr: string): string {
  return cidr.replace(/^([^/[]*:[^/]*)/, '[$1]');
}
