// Whether a route may attach to a listener: its kind, its namespace and its hosts all must fit. Left out,
// `allowedRoutes` means routes of the listener's own namespace.

import type { Reason } from '../../engine/model/assumptions.ts';
import type { Cluster } from '../../engine/model/cluster.ts';
import type { LabelSet } from '../../engine/model/labels.ts';
import { metadataName, selectorHolds } from '../../engine/model/select.ts';
import { type Ternary, ternary } from '../../engine/sets/ternary.ts';
import { gatewayGroup } from '../decode/gateway.ts';
import { show } from '../field.ts';
import type { AllowedFrom, GatewayRouteObject, Listener } from '../traffic.ts';

/** What a front door hangs on beside the objects of its own kinds. */
export type Surroundings = Pick<Cluster, 'namespaces' | 'pods' | 'assumptions'>;

export interface Attachment {
  readonly holds: Ternary;
  /** Why not; '' where it holds or may. */
  readonly refused: string;
  readonly because: readonly Reason[];
}

/** `owner` is the namespace of the Gateway or ListenerSet that has the listener. */
export function attaches(
  route: GatewayRouteObject,
  listener: Listener,
  owner: string,
  around: Surroundings,
): Attachment {
  const at = `listener ${show(listener.name)}`;
  if (!takesKind(listener, route.kind)) return refuse(`${at} (${listener.protocol}) takes no ${route.kind}`);
  const admitted = admits(listener.allowedFrom, owner, route.namespace, around);
  if (admitted.holds === 'no') {
    return refuse(`${at} takes no routes of namespace \`${route.namespace}\` (from ${listener.allowedFrom.kind})`);
  }
  if (hostsInCommon(listener.hostname, route.hostnames).length === 0) {
    return refuse(`no host of the route is one of ${at}, which is for \`${listener.hostname}\``);
  }
  return { ...admitted, refused: '' };
}

function refuse(refused: string): Attachment {
  return { holds: 'no', refused, because: [] };
}

const kindsOfProtocol: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

function takesKind({ protocol, allowedKinds }: Listener, kind: string): boolean {
  const listed =
    allowedKinds.length === 0 || allowedKinds.some((each) => each.group === gatewayGroup && each.kind === kind);
  // A protocol of a controller's own takes what that controller says.
  return listed && (kindsOfProtocol[protocol]?.includes(kind) ?? true);
}

export function admits(
  from: AllowedFrom,
  owner: string,
  namespace: string,
  around: Surroundings,
): Omit<Attachment, 'refused'> {
  if (from.kind !== 'Selector') {
    return { holds: ternary(from.kind === 'All' || (from.kind === 'Same' && owner === namespace)), because: [] };
  }
  const holds = selectorHolds(from.selector, labelsOf(namespace, around));
  const why = `the input has no Namespace ${namespace}, so whether its routes may attach is not known`;
  return { holds, because: holds === 'unknown' ? [{ flag: 'F19', key: 'namespace-labels', why }] : [] };
}

function labelsOf(name: string, { namespaces, assumptions }: Surroundings): LabelSet {
  const known = namespaces.find((namespace) => namespace.name === name);
  if (known !== undefined) return known.labels;
  const open = assumptions['namespace-labels'] === 'unknown' ? 'every-other-key' : 'none';
  return { values: new Map([[metadataName, name]]), open };
}

/** The hosts that both sides take: [''] where neither names one. `*.` stands for one label or more. */
export function hostsInCommon(listener: string, hostnames: readonly string[]): readonly string[] {
  if (hostnames.length === 0) return [listener];
  if (listener === '') return hostnames;
  return hostnames.flatMap((host) => inCommon(listener.toLowerCase(), host.toLowerCase()));
}

function inCommon(a: string, b: string): readonly string[] {
  if (a === b || covers(b, a)) return [a];
  return covers(a, b) ? [b] : [];
}

function covers(wildcard: string, host: string): boolean {
  return wildcard.startsWith('*.') && host.endsWith(wildcard.slice(1)) && host.length > wildcard.length - 1;
}
