import { describe, expect, test } from 'vitest';
import { type Diagram, type DiagramInput, diagramOf } from '../../src/pictures/diagram.ts';
import { linksOf } from '../../src/pictures/links.ts';
import { overlap } from '../../src/pictures/rect.ts';
import type { ChangeView, FlowView } from '../../src/session/answers.ts';
import { change, end, flow, generated, ports, shuffled, workload } from './given-views.ts';

const closed = { changes: [], opened: [], closed: [] } as const;

function allOpen(count: number): DiagramInput {
  const names = Array.from({ length: count }, (_, i) => `n${i % 3}/w${i}`);
  const flows = names.flatMap((a) => names.filter((b) => a !== b).map((b) => flow(`${a} ${b} all`)));
  const outside = names.flatMap((a) => [flow(`${a} 0.0.0.0/0 all`), flow(`0.0.0.0/0 ${a} all`)]);
  return { ...closed, workloads: names.map((name) => workload(name)), flows: [...flows, ...outside] };
}

const pictures: readonly (readonly [string, DiagramInput])[] = [
  ['nothing', { ...closed, workloads: [], flows: [] }],
  ['one workload', { ...closed, workloads: [workload('shop/web')], flows: [] }],
  [
    'a chain',
    {
      ...closed,
      workloads: ['a/a', 'a/b', 'b/c'].map((w) => workload(w)),
      flows: [flow('a/a a/b 80'), flow('a/b b/c 5432')],
    },
  ],
  [
    'a cycle of namespaces',
    {
      ...closed,
      workloads: ['a/a', 'b/b', 'c/c'].map((w) => workload(w)),
      flows: [flow('a/a b/b 1'), flow('b/b c/c 1'), flow('c/c a/a 1')],
    },
  ],
  ['twelve that are open to all', allOpen(12)],
  ['forty that are open to all', allOpen(40)],
  ...[1, 2, 3, 4, 5, 6].map(
    (seed) => [`30 workloads, seed ${seed}`, { ...closed, ...generated(30, 4, 0.25, seed) }] as const,
  ),
  ['56 workloads', { ...closed, ...generated(56, 7, 0.2, 7) }],
  ['300 workloads', { ...closed, ...generated(300, 24, 0.2, 8) }],
  [
    '300 workloads, two namespaces opened',
    { ...closed, ...generated(300, 24, 0.2, 8), opened: ['team-03', 'team-07'] },
  ],
  ['a namespace closed', { ...closed, ...generated(30, 4, 0.25, 1), closed: ['team-01'] }],
  [
    'a hundred address blocks',
    {
      ...closed,
      workloads: [workload('a/a')],
      flows: Array.from({ length: 100 }, (_, i) => flow(`a/a 10.0.${i}.0/24 443`)),
    },
  ],
  ['an end that no workload explains', { ...closed, workloads: [], flows: [flow('a/a b/b 80')] }],
];

describe.each(pictures)('%s', (_, input) => {
  const diagram = diagramOf(input);

  test('no two cards and no two boxes overlap', () => {
    for (const rects of [diagram.cards, diagram.boxes]) {
      expect(rects.flatMap((a, i) => rects.slice(i + 1).filter((b) => overlap(a, b)))).toEqual([]);
    }
  });

  test('each card lies in its box, and each box in the bounds', () => {
    const boxes = new Map(diagram.boxes.map((box) => [box.box.key, box]));
    for (const card of diagram.cards) expect(lies(card, boxes.get(card.box) ?? card)).toBe(true);
    for (const box of diagram.boxes) expect(lies(box, diagram.bounds)).toBe(true);
  });

  test('every flow is drawn, in a fan, or on its card', () => {
    const { flows, drawn, inFans, onCards } = diagram.counts;
    expect(drawn + inFans + onCards).toBe(flows);
    expect(flows).toBe(linksOf(input.flows, input.changes).length);
    expect(new Set(diagram.edges.flatMap(({ edge }) => edge.links)).size).toBe(drawn);
    const hidden = new Set(diagram.fans.flatMap((fan) => fan.edges.flatMap((edge) => edge.links)));
    expect(hidden.size).toBe(inFans);
  });

  test('asking a card shows what its fans hide', () => {
    for (const fan of diagram.fans) {
      const shown = new Set(diagram.hidden(fan.unit).map(({ edge }) => edge));
      expect(fan.edges.every((edge) => shown.has(edge))).toBe(true);
    }
  });

  test('the order of the input does not show', () => {
    const other = diagramOf({ ...input, workloads: shuffled(input.workloads, 5), flows: shuffled(input.flows, 6) });
    expect(plainOf(other)).toEqual(plainOf(diagram));
  });

  test('each edge starts at a side of one card and ends at a side of the other', () => {
    const cards = new Map(diagram.cards.map((card) => [card.unit.key, card]));
    for (const { edge, head } of diagram.edges) {
      const to = cards.get(edge.to);
      expect(to).toBeDefined();
      if (to === undefined) continue;
      expect([to.x, to.x + to.width]).toContain(head.x);
      expect(head.y >= to.y && head.y <= to.y + to.height).toBe(true);
    }
  });

  test('few enough edges are drawn to be read', () => {
    expect(diagram.edges.length).toBeLessThanOrEqual(150);
  });
});

describe('an edit', () => {
  const nothing = { unknownPorts: [], because: [], partialPorts: [], via: [] } as const;
  const none = { beforeUnknown: [], afterUnknown: [], beforePartial: [], afterPartial: [], cause: [] } as const;
  const base = generated(24, 4, 0.3, 3);
  const loaded = diagramOf({ ...closed, ...base });
  const names = base.workloads.map(({ workload: { namespace, name } }) => `${namespace}/${name}`);

  function edited(changes: readonly ChangeView[]): DiagramInput {
    const key = ({ from, to }: Pick<FlowView, 'from' | 'to'>) => JSON.stringify([from, to]);
    const changed = new Set(changes.map(key));
    const kept = base.flows.filter((one) => !changed.has(key(one)));
    const now = changes
      .filter((one) => one.change !== 'lost')
      .map((one) => ({ ...nothing, from: one.from, to: one.to, ports: one.after }));
    return { ...closed, workloads: base.workloads, flows: [...kept, ...now], changes };
  }
  const lost = base.flows
    .slice(0, 9)
    .map((one): ChangeView => ({ ...none, change: 'lost', from: one.from, to: one.to, before: one.ports, after: [] }));
  const has = new Set(base.flows.map(({ from, to }) => JSON.stringify([from, to])));
  const gained = names
    .flatMap((a) => names.map((b) => `${a} ${b}`))
    .filter((pair) => !has.has(JSON.stringify(pair.split(' ').map(end))))
    .filter((_, i) => i % 40 === 0)
    .map((pair) => change('gained', pair, [], ['9999']));
  const changed = base.flows.slice(9, 14).map(
    (one): ChangeView => ({
      ...none,
      change: 'changed',
      from: one.from,
      to: one.to,
      before: one.ports,
      after: ports('1', '2'),
    }),
  );
  const outside = [change('gained', `${names[0]} 198.51.100.0/24`, [], ['443'])];

  test.each([
    ['takes flows away', lost],
    ['adds flows', gained],
    ['changes ports', changed],
    ['does all of it', [...lost, ...gained, ...changed]],
    ['brings an outside block', outside],
  ])('that %s moves no card and no box', (_, changes) => {
    const after = diagramOf(edited(changes));
    const place = ({ cards, boxes }: Diagram) =>
      new Map([
        ...cards.map(({ unit, x, y, width, height }) => [unit.key, { x, y, width, height }] as const),
        ...boxes.map(({ box, x, y, width, height }) => [box.key, { x, y, width, height }] as const),
      ]);
    const places = place(after);
    for (const [key, rect] of place(loaded)) expect(places.get(key)).toEqual(rect);
  });

  test('keeps the curves of flows that stay', () => {
    const after = diagramOf(edited([...gained, ...changed]));
    const paths = new Map(after.edges.map(({ edge, path }) => [edge.key, path]));
    for (const { edge, path } of loaded.edges) expect(paths.get(edge.key)).toBe(path);
  });

  test('is drawn in full: each change is on an edge or a card with its state', () => {
    const after = diagramOf(edited([...lost, ...gained, ...changed]));
    const drawn = [
      ...after.edges.map(({ edge }) => edge),
      ...after.cards.flatMap(({ rows }) => rows.flatMap((row) => row.own)),
    ];
    const states = drawn.flatMap((edge) => (edge === 'none' ? [] : edge.links.map((link) => link.state)));
    const count = (state: string) => states.filter((one) => one === state).length;
    expect([count('lost'), count('gained'), count('changed')]).toEqual([lost.length, gained.length, changed.length]);
  });
});

function lies(inner: Rect, outer: Rect): boolean {
  const slack = 1e-6;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + 8 + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

type Rect = Diagram['bounds'];

function plainOf({ hidden: _, missing: __, ...rest }: Diagram): unknown {
  const links = (edge: { readonly links: readonly { readonly key: string }[] }) => edge.links.map(({ key }) => key);
  return {
    ...rest,
    edges: rest.edges
      .map(({ edge, path, middle }) => ({ key: edge.key, path, middle, links: links(edge) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
