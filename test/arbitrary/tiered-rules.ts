// Generated rules of cluster-wide policies, and their entries of ports.
import fc from 'fast-check';
import { PORT_NAMES, PORTS, PROTOCOLS, raw, weighted } from './alphabet.ts';
import { type Api, egressPeer, scope } from './cluster-peers.ts';

type Side = 'ingress' | 'egress';

/** Up to three rules of one direction; as often as not none, which leaves the direction alone (R112). */
export function tieredRules(
  api: Api,
  side: Side,
  actions: readonly string[],
): fc.Arbitrary<readonly object[] | undefined> {
  const rules = fc.array(fc.oneof(...actions.map((action) => rule(api, side, action))), {
    minLength: 1,
    maxLength: 3,
    size: 'max',
  });
  return weighted<readonly object[] | undefined>([1, fc.constant(undefined)], [2, rules]);
}

function rule(api: Api, side: Side, action: string): fc.Arbitrary<object> {
  const peer = side === 'ingress' ? scope(api) : egressPeer(api, action);
  const entries = fc.array(api === 'v1alpha2' ? protocolEntry() : portEntry(), { minLength: 1, maxLength: 2 });
  return fc
    .tuple(
      fc.array(peer, { minLength: 1, maxLength: 2 }),
      weighted<readonly object[] | undefined>([2, fc.constant(undefined)], [3, entries]),
      fc.constantFrom(undefined, 'rule'),
    )
    .map(([peers, entries, name]) => {
      const ports = allowedWith(peers, entries);
      return raw({
        name,
        action,
        [side === 'ingress' ? 'from' : 'to']: peers,
        [api === 'v1alpha2' ? 'protocols' : 'ports']: ports,
      });
    });
}

/** X28: a name of a port is refused together with networks, nodes and domainNames. */
function allowedWith(peers: readonly object[], entries: readonly object[] | undefined): readonly object[] | undefined {
  const fixed = peers.some((peer) => 'networks' in peer || 'nodes' in peer || 'domainNames' in peer);
  const left = entries?.filter((entry) => !fixed || !('namedPort' in entry || 'destinationNamedPort' in entry));
  return left?.length === 0 ? undefined : left;
}

/** v1alpha2; X42: a range starts below its end. */
function protocolEntry(): fc.Arbitrary<object> {
  const port = fc.constantFrom(...PORTS);
  const ports = weighted<object>(
    [2, port.map((number) => ({ number }))],
    [1, fc.tuple(port, fc.constantFrom(1, 2)).map(([start, more]) => ({ range: { start, end: start + more } }))],
  );
  const protocol = fc.constantFrom('tcp', 'tcp', 'udp', 'sctp');
  return weighted<object>(
    [16, fc.tuple(protocol, ports).map(([protocol, destinationPort]) => ({ [protocol]: { destinationPort } }))],
    [8, fc.constantFrom('http', ...PORT_NAMES).map((destinationNamedPort) => ({ destinationNamedPort }))],
    [1, fc.constant({ quic: { destinationPort: { number: 443 } } })],
  );
}

/** v1alpha1; X26: a range that starts above its end passes, and holds nothing; R127: so does any protocol. */
function portEntry(): fc.Arbitrary<object> {
  const port = fc.constantFrom(...PORTS);
  const protocol = weighted<string | undefined>([2, fc.constantFrom(...PROTOCOLS)], [3, fc.constant(undefined)]);
  const strange = fc.constantFrom('tcp', 'ICMP');
  return weighted<object>(
    [10, fc.tuple(protocol, port).map(([protocol, port]) => ({ portNumber: raw({ protocol, port }) }))],
    [
      6,
      fc
        .tuple(protocol, port, fc.constantFrom(-1, 0, 1, 2))
        .map(([protocol, start, more]) => ({ portRange: raw({ protocol, start, end: start + more }) })),
    ],
    [8, fc.constantFrom('http', ...PORT_NAMES).map((namedPort) => ({ namedPort }))],
    [1, fc.tuple(strange, port).map(([protocol, port]) => ({ portNumber: { protocol, port } }))],
    [1, fc.constant({ portList: { ports: [80] } })],
  );
}
