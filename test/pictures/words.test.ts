import { describe, expect, test } from 'vitest';
import { blockName } from '../../src/pictures/ends.ts';
import { plain, shorten, textWidth } from '../../src/pictures/label.ts';
import { linksOf, spokenLink } from '../../src/pictures/links.ts';
import { portLabel, spokenPorts } from '../../src/pictures/port-label.ts';
import { badgeOf, postureInWords } from '../../src/pictures/posture.ts';
import { nameless, unitsOf } from '../../src/pictures/units.ts';
import type { WorkloadView } from '../../src/session/questions.ts';
import { change, flow, ports, workload } from './given-views.ts';

test.each([
  ['all', 'all ports', 'all ports'],
  [[], 'no ports', 'no port'],
  [ports('5432'), '5432', '5432/TCP'],
  [ports('53', '53/UDP'), '53 UDP+TCP', '53/TCP and 53/UDP'],
  [ports('123/UDP'), '123 UDP', '123/UDP'],
  [ports('8000-8080'), '8000–8080', '8000–8080/TCP'],
  [ports('443', '80'), '80, 443', '443/TCP and 80/TCP'],
  [ports('1-65535'), 'all TCP', 'every TCP port'],
  [ports('1', '2', '3', '4'), '1, 2, 3, 4', '1/TCP, 2/TCP, 3/TCP and 4/TCP'],
  [ports('1', '2', '3', '4', '5'), '1, 2, 3 +2', '1/TCP, 2/TCP, 3/TCP, 4/TCP and 5/TCP'],
] as const)('%j reads %s', (given, label, spoken) => {
  expect([portLabel(given), spokenPorts(given)]).toEqual([label, spoken]);
});

test.each([
  [['0.0.0.0/0', '::/0'], 'anywhere', 'any address'],
  [['::/0'], 'anywhere', 'any IPv6 address'],
  [['10.0.0.0/8'], '10.0.0.0/8', 'outside'],
  [['10.0.0.0/8', '192.168.0.0/16'], '10.0.0.0/8', 'and 1 more block'],
  [['0.0.0.0/1', '192.0.0.0/2'], 'internet', 'all but 128.0.0.0/2'],
  [
    ['0.0.0.0/5', '8.0.0.0/7', '11.0.0.0/8', '12.0.0.0/6', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/1'],
    'internet',
    'all but 10.0.0.0/8',
  ],
  [['not a cidr'], 'not a cidr', 'outside'],
])('the block %j is called %s', (cidrs, name, detail) => {
  expect(blockName({ kind: 'IPBlock', cidrs })).toEqual({ name, detail });
});

describe('a name', () => {
  test.each([
    ['storefront', 200, 'storefront'],
    ['a-very-long-name-of-a-workload', 100, 'a-very-…rkload'],
    ['', 100, ''],
    ['web\u202Emoc.live', 200, 'web\u{FFFD}moc.live'],
    ['a\u0000b\u200Bc', 200, 'a\u{FFFD}b\u{FFFD}c'],
    [`z${'\u0301'.repeat(50)}`, 200, 'z\u0301\u0301'],
    ['<img src=x onerror=alert(1)>', 400, '<img src=x onerror=alert(1)>'],
  ])('%j in %i units is drawn %j', (name, width, drawn) => {
    expect(shorten(name, width, 11)).toBe(drawn);
  });

  test.each(['x'.repeat(10_000), '漢字'.repeat(3000), 'W'.repeat(500), '😀'.repeat(2000)])(
    'of any length fits its width',
    (name) => {
      for (const width of [20, 90, 300]) expect(textWidth(shorten(name, width, 12), 12)).toBeLessThanOrEqual(width);
    },
  );

  test('keeps no character that could turn the text round', () => {
    const marks = '\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C';
    expect(plain(marks)).toBe('\u{FFFD}'.repeat(marks.length));
  });
});

test.each([
  ['same', [flow('a/web b/db 5432')], [], 'a/web to b/db: allowed on 5432/TCP', '5432'],
  ['same', [flow('a/web b/db ?80')], [], 'a/web to b/db: unknown on 80/TCP', '80 ?'],
  ['same', [flow('a/web b/db ~80')], [], 'a/web to b/db: for some pods on 80/TCP', '80 some pods'],
  ['gained', [], [change('gained', 'a/web b/db', [], ['80'])], 'a/web to b/db: gained, now allowed on 80/TCP', '80'],
  ['lost', [], [change('lost', 'a/web b/db', ['80'], [])], 'a/web to b/db: lost, was allowed on 80/TCP', '80'],
  [
    'changed',
    [flow('a/web b/db 81')],
    [change('changed', 'a/web b/db', ['80'], ['81'])],
    'a/web to b/db: changed, was allowed on 80/TCP, now allowed on 81/TCP',
    '80 → 81',
  ],
] as const)('a %s flow is spoken in full', (state, flows, changes, spoken, label) => {
  expect(linksOf(flows, changes).map((link) => [link.state, spokenLink(link), link.label])).toEqual([
    [state, spoken, label],
  ]);
});

describe('the posture of a card', () => {
  const judged = { ingress: 'yes', egress: 'no' } as const;
  const open = { ingress: 'no', egress: 'no' } as const;
  const card = (isolated: WorkloadView['isolated'], of: WorkloadView['judged']) => {
    const view = { ...workload('shop/web', 1, isolated), ...(of === undefined ? {} : { judged: of }) };
    const [unit] = unitsOf([view], [], { isFolded: () => false, outside: 'each' }).units;
    return unit === undefined ? [] : [badgeOf(unit), postureInWords(unit)];
  };
  test.each([
    [open, undefined, 'open', 'ingress: open, egress: open'],
    [open, judged, 'open out', 'ingress: judged by cluster-wide policies, egress: open'],
    [{ ingress: 'yes', egress: 'yes' }, judged, '', 'ingress: isolated, egress: isolated'],
    [open, { ingress: 'unknown', egress: 'yes' }, '?', 'ingress: not known, egress: judged by cluster-wide policies'],
  ] as const)('%j and %j has the badge %j', (isolated, of, badge, words) => {
    expect(card(isolated, of)).toEqual([badge, words]);
  });
});

test('nodes stand in a box of their own, and no policy selects them', () => {
  const node = { kind: 'Node', name: 'n1' } as const;
  const links = linksOf([{ ...flow('shop/web shop/db 80'), to: node }], []);
  const { units } = unitsOf([workload('shop/web')], links, { isFolded: () => false, outside: 'each' });
  const unit = units.find(({ end }) => end.kind === 'Node');
  expect(unit).toMatchObject({ name: 'n1', detail: 'Node', namespace: '' });
  expect(unit === undefined ? [] : [badgeOf(unit), postureInWords(unit)]).toEqual(['', 'no policy selects it']);
  expect(nameless([node])).toBe('nodes');
});

describe('a flow through a Service', () => {
  const via = [{ kind: 'Service', namespace: 'shop', name: 'db' }] as const;
  const through = { ...flow('shop/web shop/db 80'), via };
  test('is the arrow of the direct one, where there is one', () => {
    expect(linksOf([through, flow('shop/web shop/db 80')], [])).toEqual(linksOf([flow('shop/web shop/db 80')], []));
  });
  test('is an arrow where nothing flows directly', () => {
    expect(linksOf([through], [])).toHaveLength(1);
  });
});
