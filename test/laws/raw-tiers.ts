// Raw cluster-wide policies taken apart and written anew, so that a law can say the same thing in another way.
import { CLUSTER_KINDS } from '../oracle/cluster-policies.ts';
import { kindOf, list, nameOf, own, text } from '../oracle/raw.ts';

const DIRECTIONS = ['ingress', 'egress'] as const;

export function isTiered(object: object): boolean {
  return CLUSTER_KINDS.includes(kindOf(object));
}

export function isAdmin(object: object): boolean {
  return (
    text(object, 'kind') === 'AdminNetworkPolicy' || (isTiered(object) && text(object, 'spec', 'tier') === 'Admin')
  );
}

/** Room for one more policy before every other; who comes before whom stays. */
export function laterPriorities(objects: readonly object[]): readonly object[] {
  return objects.map((object) => {
    const priority = own(object, 'spec', 'priority');
    if (!isTiered(object) || typeof priority !== 'number') return object;
    return withSpec(object, { priority: Math.min(priority + 1, 1000) });
  });
}

export function clusterPolicy(name: string, tier: 'Admin' | 'Baseline', priority: number, body: object): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { tier, priority, ...body },
  };
}

/** New names in the opposite order; the one Baseline policy of v1alpha1 has the only name that it may have. */
export function namesReversed(objects: readonly object[]): readonly object[] {
  const ordered = objects.filter(isTiered).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return objects.map((object) => {
    if (!isTiered(object) || text(object, 'kind') === 'BaselineAdminNetworkPolicy') return object;
    return { ...object, metadata: { name: `p${9 - ordered.indexOf(object)}` } };
  });
}

function orderOf(object: object): string {
  return `${nameOf(object)} ${text(object, 'kind')}`;
}

/** Every policy of v1alpha1 as one of v1alpha2, in the same place of the order. */
export function asClusterNetworkPolicies(objects: readonly object[]): readonly object[] {
  return objects.map((object) => {
    if (!isTiered(object)) return object;
    if (text(object, 'kind') === 'ClusterNetworkPolicy')
      return { ...object, metadata: { name: `${nameOf(object)}-2` } };
    const admin = text(object, 'kind') === 'AdminNetworkPolicy';
    // A tie by name is settled by the kind where names are equal, and `A…` is before `C…`.
    return clusterPolicy(
      `${nameOf(object)}-1`,
      admin ? 'Admin' : 'Baseline',
      Number(own(object, 'spec', 'priority') ?? 1000),
      {
        subject: own(object, 'spec', 'subject'),
        ...Object.fromEntries(
          DIRECTIONS.map((direction) => [direction, list(object, 'spec', direction).flatMap(asNewRule)]),
        ),
      },
    );
  });
}

/** No Baseline policy is as late as the one of v1alpha1, which has no priority. */
export function lastPriorityFree(objects: readonly object[]): readonly object[] {
  return objects.map((object) =>
    isTiered(object) && own(object, 'spec', 'priority') === 1000 ? withSpec(object, { priority: 999 }) : object,
  );
}

function asNewRule(rule: unknown): readonly object[] {
  const { ports, action, ...rest } = { ports: undefined, action: '', ...Object(rule) };
  const written = { ...rest, action: action === 'Allow' ? 'Accept' : action };
  if (!Array.isArray(ports)) return [written];
  const protocols = ports.flatMap(asNewEntry);
  // A rule of which every range is empty matches nothing; in v1alpha2 a port name that nobody has says so.
  return [{ ...written, protocols: protocols.length === 0 ? [{ destinationNamedPort: 'nobody-has-it' }] : protocols }];
}

function asNewEntry(entry: unknown): readonly object[] {
  if (own(entry, 'namedPort') !== undefined) return [{ destinationNamedPort: text(entry, 'namedPort') }];
  const field = own(entry, 'portNumber') === undefined ? 'portRange' : 'portNumber';
  const protocol = text(entry, field, 'protocol') || 'TCP';
  if (own(entry, field) === undefined || !['TCP', 'UDP', 'SCTP'].includes(protocol)) return [{ quic: {} }];
  const [start, end] = [Number(own(entry, field, 'start')), Number(own(entry, field, 'end'))];
  if (start > end) return [];
  const range = start === end ? { number: start } : { range: { start, end } };
  const destinationPort = field === 'portRange' ? range : { number: own(entry, 'portNumber', 'port') };
  return [{ [protocol.toLowerCase()]: { destinationPort } }];
}

function withSpec(object: object, over: object): object {
  return { ...object, spec: { ...Object(own(object, 'spec')), ...over } };
}
