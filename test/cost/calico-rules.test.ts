import { describe, expect, test } from 'vitest';
import { grouping, groupRules } from '../../src/engine/cost/dataplanes/calico-groups.ts';
import { calicoRules, chainRules } from '../../src/engine/cost/dataplanes/calico-rules.ts';
import { block, named, namespaces, pods, policy, port, type RuleText, rules } from './objects.ts';

const a = pods('shop', { app: 'a' });
const b = namespaces({ team: 'b' });
const singles = (count: number) => Array.from({ length: count }, (_, i) => port(1000 + 10 * i));
const ranges = (count: number) => Array.from({ length: count }, (_, i) => port(1000 + 10 * i, 1001 + 10 * i));

describe('rules of a chain: 2 for each protocol and peer, blocks before them, the last RETURN stripped', () => {
  test.each<{ readonly why: string; readonly texts: readonly RuleText[]; readonly count: number }>([
    { why: 'no rules: an empty chain', texts: [], count: 0 },
    { why: 'anyone, every port: 2 − 1', texts: [{}], count: 1 },
    { why: 'two peers: 2·2 − 1', texts: [{ peers: [a, b] }], count: 3 },
    {
      why: 'two protocols × two peers: 4·2 − 1',
      texts: [{ peers: [a, b], ports: [port(1), port(1, 1, 'UDP')] }],
      count: 7,
    },
    { why: 'ports of one protocol share a rule: 2 − 1', texts: [{ ports: [port(80), port(443)] }], count: 1 },
    { why: '15 single ports fill one multiport: 2 − 1', texts: [{ ports: singles(15) }], count: 1 },
    { why: '16 take two: init + 2, and 2, − 1', texts: [{ ports: singles(16) }], count: 4 },
    { why: '7 ranges are 14 slots: 2 − 1', texts: [{ ports: ranges(7) }], count: 1 },
    { why: '8 ranges are 16 slots, 7 and 1: init + 2, and 2, − 1', texts: [{ ports: ranges(8) }], count: 4 },
    {
      why: 'ports that touch are one range: 2 − 1',
      texts: [{ ports: Array.from({ length: 40 }, (_, i) => port(i + 1)) }],
      count: 1,
    },
    { why: 'one port name needs no block: 2 − 1', texts: [{ ports: [named('http')] }], count: 1 },
    {
      why: 'a name and numbers: init + 1 split + 1 name, and 2, − 1',
      texts: [{ ports: [named('http'), port(80)] }],
      count: 4,
    },
    { why: 'one except: init + 1, and 2, − 1', texts: [{ peers: [block('10.0.0.0/8', '10.1.0.0/16')] }], count: 3 },
    {
      why: 'three excepts and 16 ports share one init: 1 + 2 + 3, and 2, − 1',
      texts: [{ peers: [block('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16')], ports: singles(16) }],
      count: 7,
    },
    {
      why: 'a protocol without a number takes no slot: 2 − 1',
      texts: [{ ports: [port(1, 65_535), ...singles(20)] }],
      count: 1,
    },
    { why: 'rules add up: 2 + 2 − 1', texts: [{ peers: [a] }, { peers: [b] }], count: 3 },
  ])('$why', ({ texts, count }) => {
    expect(chainRules(calicoRules(rules(...texts)), 'IPv4')).toBe(count);
  });

  test('protocols come in alphabetical order, each with all its peers', () => {
    const isolation = rules({ peers: [a, b], ports: [port(1, 1, 'UDP'), port(1), port(1, 1, 'SCTP')] });
    expect(calicoRules(isolation).map(({ protocol }) => protocol)).toEqual([
      'SCTP',
      'SCTP',
      'TCP',
      'TCP',
      'UDP',
      'UDP',
    ]);
  });

  test('a block is in the tables of its family alone', () => {
    const isolation = calicoRules(rules({ peers: [a, block('10.0.0.0/8'), block('fd00::/8')] }));
    expect([chainRules(isolation, 'IPv4'), chainRules(isolation, 'IPv6')]).toEqual([3, 3]);
  });
});

describe('groups', () => {
  const everyone = pods('shop');
  const policies = (...subjects: readonly (typeof a)[]) =>
    subjects.map((subject, i) => policy(`p${i}`, subject, { ingress: [] }));
  const shapes = (list: ReturnType<typeof policies>) =>
    grouping((each) => list.indexOf(each))(list, 'ingress').map((group) => group.policies.length);

  test.each([
    { why: 'neighbours with one selector are a group', list: policies(a, a, everyone), sizes: [2, 1] },
    { why: 'others between them keep them apart', list: policies(a, everyone, a), sizes: [1, 1, 1] },
  ])('$why', ({ list, sizes }) => {
    expect(shapes(list)).toEqual(sizes);
  });

  test.each([
    [1, 0],
    [2, 2],
    [5, 5],
    // One RETURN after five jumps, a second after ten.
    [6, 7],
    [10, 11],
    [11, 13],
  ])('a group of %i policies has %i rules', (size, count) => {
    const [group] = grouping(() => 0)(policies(...Array.from({ length: size }, () => a)), 'ingress');
    expect(group === undefined ? -1 : groupRules(group)).toBe(count);
  });
});
