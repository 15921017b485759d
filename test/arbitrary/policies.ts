// Generated NetworkPolicies: every form of peer, port and policyTypes, and every way to leave something out.
import fc from 'fast-check';
import { BLOCKS, CROWDED, PORT_NAMES, PORTS, PROTOCOLS, perhaps, raw, weighted } from './alphabet.ts';
import { namespaceSelector, selector } from './labels.ts';

export function policies(): fc.Arbitrary<readonly object[]> {
  return fc.array(policy(), { maxLength: 5, size: 'max' }).map((made) => made.map((make, index) => make(`p${index}`)));
}

function policy(): fc.Arbitrary<(name: string) => object> {
  const namespace = weighted<string | undefined>([14, fc.constantFrom(...CROWDED)], [1, fc.constant(undefined)]);
  const types = fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress'], []);
  return fc
    .tuple(namespace, perhaps(selector(), 8), perhaps(types, 2), rules('from'), rules('to'))
    .map(([namespace, podSelector, policyTypes, ingress, egress]) => (name) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: raw({ name, namespace }),
      spec: raw({ podSelector, policyTypes, ingress, egress }),
    }));
}

function rules(side: 'from' | 'to'): fc.Arbitrary<unknown> {
  const rule = fc
    .tuple(perhaps(some(peer()), 8), perhaps(some(port()), 5))
    .map(([peers, ports]) => raw({ [side]: peers, ports }));
  return perhaps(some(rule), 8);
}

/** One or two of these, and now and then the empty list. */
function some<T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return weighted<readonly T[]>([1, fc.constant([])], [8, fc.array(one, { minLength: 1, maxLength: 2 })]);
}

function peer(): fc.Arbitrary<object> {
  const pods = selector();
  const spaces = namespaceSelector();
  return weighted<object>(
    [3, pods.map((podSelector) => ({ podSelector }))],
    [3, spaces.map((namespaceSelector) => ({ namespaceSelector }))],
    [2, fc.tuple(pods, spaces).map(([podSelector, namespaceSelector]) => ({ podSelector, namespaceSelector }))],
    [1, spaces.map((namespaceSelector) => ({ podSelector: null, namespaceSelector }))],
    [1, pods.map((podSelector) => ({ podSelector, namespaceSelector: null, ipBlock: null }))],
    [5, block().map((ipBlock) => ({ ipBlock }))],
  );
}

function block(): fc.Arbitrary<object> {
  // Each bit of the number says whether the except of that place is there.
  return fc.tuple(fc.constantFrom(...BLOCKS), perhaps(fc.nat(15), 3)).map(([{ cidr, excepts }, bits]) => {
    const except = typeof bits === 'number' ? excepts.filter((_, at) => (bits >> at) % 2 === 1) : bits;
    return raw({ cidr, except });
  });
}

function port(): fc.Arbitrary<object> {
  const protocol = weighted<string | null | undefined>(
    [2, fc.constantFrom(...PROTOCOLS)],
    [4, fc.constant(undefined)],
    [1, fc.constant(null)],
  );
  const number = fc.constantFrom(...PORTS);
  return weighted<object>(
    [4, fc.tuple(protocol, number).map(([protocol, port]) => raw({ protocol, port }))],
    [
      2,
      fc
        .tuple(protocol, number, fc.nat(2))
        .map(([protocol, port, more]) => raw({ protocol, port, endPort: port + more })),
    ],
    [3, fc.constant({ port: 'http' })],
    [3, fc.tuple(protocol, fc.constantFrom(...PORT_NAMES)).map(([protocol, port]) => raw({ protocol, port }))],
    [1, fc.tuple(protocol, perhaps(fc.constant(undefined), 1)).map(([protocol, port]) => raw({ protocol, port }))],
  );
}
