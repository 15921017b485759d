import { describe, expect, test } from 'vitest';
import { mostNodes, place } from '../../src/engine/cost/placement.ts';
import { cluster, namespace, pod } from './objects.ts';

const shop = namespace('shop');
const running = [
  pod({ in: shop, name: 'a-1', workload: 'a', node: 'east' }),
  pod({ in: shop, name: 'a-2', workload: 'a', node: 'west' }),
];
const five = pod({ in: shop, name: 'b', replicas: 5 });
const agents = pod({ in: shop, name: 'c', replicas: 'one-a-node' });

function loads(pods: readonly ReturnType<typeof pod>[], nodes: number | 'from-input') {
  const placement = place(cluster(pods, []), nodes);
  return { how: placement.how, on: pods.map((each) => placement.nodes.map((_, i) => placement.on(each).get(i) ?? 0)) };
}

describe('placement', () => {
  test.each([
    {
      why: 'pods stay on their nodes',
      pods: running,
      nodes: 'from-input',
      how: 'snapshot',
      on: [
        [1, 0],
        [0, 1],
      ],
    },
    {
      why: 'one on each node is no guess',
      pods: [...running, agents],
      nodes: 'from-input',
      how: 'snapshot',
      on: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
    },
    {
      why: 'what has no node is dealt over the known nodes',
      pods: [...running, five],
      nodes: 'from-input',
      how: 'spread',
      on: [
        [1, 0],
        [0, 1],
        [3, 2],
      ],
    },
    {
      why: 'three nodes where none is known',
      pods: [five, agents],
      nodes: 'from-input',
      how: 'spread',
      on: [
        [2, 2, 1],
        [1, 1, 1],
      ],
    },
    {
      why: 'a number spreads everything, the next workload goes on where the last one stopped',
      pods: [...running, five],
      nodes: 4,
      how: 'spread',
      on: [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [1, 1, 2, 1],
      ],
    },
  ] as const)('$why', ({ pods, nodes, how, on }) => {
    expect(loads(pods, nodes)).toEqual({ how, on });
  });

  test('the order of the pods in the input does not matter', () => {
    const pods = [...running, five, agents];
    const there = place(cluster(pods, []), 4);
    const back = place(cluster([...pods].reverse(), []), 4);
    for (const each of pods) expect([...back.on(each)]).toEqual([...there.on(each)]);
  });

  test.each([
    [0, 1],
    [-5, 1],
    [2.9, 2],
    [Number.NaN, 3],
    [1e12, mostNodes],
  ])('%d nodes asked are %i', (asked, given) => {
    expect(place(cluster(running, []), asked).nodes).toHaveLength(given);
  });

  test('a billion replicas are counted, not listed', () => {
    const many = pod({ in: shop, name: 'many', replicas: 1_000_000_001 });
    expect([
      ...place(cluster([many], []), 2)
        .on(many)
        .values(),
    ]).toEqual([500_000_001, 500_000_000]);
  });
});
