// Generated clusters: raw objects as the API server would take them, small enough that everything collides.
import fc from 'fast-check';
import { NAMESPACES, NODES, raw, weighted } from './alphabet.ts';
import { ends } from './ends.ts';
import { labels } from './labels.ts';
import { owned } from './owners.ts';
import { policies } from './policies.ts';

/** Namespaces, nodes, ends and policies, in an order that means nothing. Made without chains, so that it shrinks well. */
export function cluster(): fc.Arbitrary<readonly object[]> {
  return fc
    .tuple(
      namespaces(),
      nodes(),
      owned(ends()),
      policies(),
      fc.constantFrom('written', 'written', 'reversed', 'halved'),
    )
    .map(([namespaces, nodes, ends, policies, order]) => {
      const objects = [...namespaces, ...nodes, ...ends, ...policies];
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
  const node = (index: number, families: number) => {
    const { name, address, podCIDRs } = NODES[index] as (typeof NODES)[number];
    const ranges = podCIDRs.slice(0, families);
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      spec: families === 0 ? {} : raw({ podCIDR: ranges[0], podCIDRs: ranges }),
      status: { addresses: [{ type: 'InternalIP', address }] },
    };
  };
  return fc.tuple(fc.constantFrom(0, 0, 1, 2), fc.constantFrom(0, 1, 1, 1, 2)).map(([count, families]) => {
    const made: object[] = [];
    for (let index = 0; index < count; index++) made.push(node(index, families));
    return made;
  });
}
