// Generated clusters: raw objects as the API server would take them, small enough that everything collides.
import fc from 'fast-check';
import { NAMESPACES, NODES, raw, weighted } from './alphabet.ts';
import { clusterPolicies } from './cluster-policies.ts';
import { ends } from './ends.ts';
import { foreignPolicies } from './foreign-policies.ts';
import { labels } from './labels.ts';
import { owned } from './owners.ts';
import { policies } from './policies.ts';

/** Namespaces, nodes, ends and policies of every kind, in an order that means nothing. Made without chains, so that it shrinks well. */
export function cluster(): fc.Arbitrary<readonly object[]> {
  return fc
    .tuple(
      namespaces(),
      nodes(),
      owned(ends()),
      policies(),
      clusterPolicies(),
      foreignPolicies(),
      fc.constantFrom('written', 'written', 'reversed', 'halved'),
    )
    .map(([namespaces, nodes, ends, policies, clusterPolicies, foreign, order]) => {
      const objects = [...namespaces, ...nodes, ...ends, ...policies, ...clusterPolicies, ...foreign];
      const half = Math.floor(objects.length / 2);
      if (order === 'halved') return [...objects.slice(half), ...objects.slice(0, half)];
      return order === 'reversed' ? objects.reverse() : objects;
    });
}

/** All of them, or all but one: its pods are there, and its labels are not known. */
function namespaces(): fc.Arbitrary<readonly object[]> {
  const all = NAMESPACES.map((name) =>
    fc
      .tuple(labels(), fc.boolean())
      .map(([labels, named]) => ({ ...labels, ...(named ? { 'kubernetes.io/metadata.name': name } : {}) }))
      .map((labels) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })),
  );
  const missing = weighted<string>([1, fc.constant('')], [1, fc.constantFrom(...NAMESPACES)]);
  return fc
    .tuple(missing, ...all)
    .map(([missing, ...namespaces]) => namespaces.filter(({ metadata }) => metadata.name !== missing));
}

function nodes(): fc.Arbitrary<readonly object[]> {
  const one = (index: number) =>
    fc.tuple(fc.constantFrom(0, 1, 1, 1, 2), labels(), reported()).map(([families, labels, reported]) => {
      const { name, address, others, podCIDRs } = NODES[index] as (typeof NODES)[number];
      const ranges = podCIDRs.slice(0, families);
      const addresses = { internal: address, external: others[0], internalIPv6: others[1], host: name };
      return {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels },
        spec: families === 0 ? {} : raw({ podCIDR: ranges[0], podCIDRs: ranges }),
        status: { addresses: reported.map(([type, which]) => ({ type, address: addresses[which] })) },
      };
    });
  return fc.tuple(fc.constantFrom(0, 0, 1, 2, 2), one(0), one(1)).map(([count, ...nodes]) => nodes.slice(0, count));
}

type Reported = readonly [type: string, which: 'internal' | 'external' | 'internalIPv6' | 'host'];

/** What a Node says of its addresses: as a rule one, with its host name; sometimes none, or none to call from. */
function reported(): fc.Arbitrary<readonly Reported[]> {
  const internal: Reported = ['InternalIP', 'internal'];
  const host: Reported = ['Hostname', 'host'];
  return weighted<readonly Reported[]>(
    [10, fc.constant([internal, host])],
    [2, fc.constant([internal, ['ExternalIP', 'external']])],
    [1, fc.constant([['ExternalIP', 'external'], host])],
    [1, fc.constant([internal, ['InternalIP', 'internalIPv6']])],
    [1, fc.constant([host])],
    [1, fc.constant([])],
  );
}
