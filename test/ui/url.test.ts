import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumptions, knownAssume } from '../../src/ui/assumptions.ts';
import { editsFrom, packEdits, unpackEdits } from '../../src/ui/edits-text.ts';
import { formatLink, parseLink } from '../../src/ui/url.ts';
import { beyonds, dataplanes, firstView, lenses, levels, tabs, themes, type View } from '../../src/ui/view.ts';

const name = fc.stringMatching(/^[a-z0-9][\w./:-]{0,40}$/);
const words = fc.string({ maxLength: 40 }).filter((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.oneof(fc.constant(''), some);

const views: fc.Arbitrary<View> = fc.record({
  lens: fc.constantFrom(...lenses),
  tab: fc.constantFrom(...tabs),
  by: fc.constantFrom(...levels, 'fitting' as const),
  namespace: maybe(name),
  pair: fc.oneof(fc.constant('none' as const), fc.record({ from: name, to: name, port: maybe(name) })),
  focus: maybe(name),
  starts: fc.uniqueArray(name, { maxLength: 5 }),
  upTo: fc.oneof(fc.constant('all' as const), fc.nat({ max: 9 })),
  certain: fc.boolean(),
  declaredPorts: fc.boolean(),
  dataplane: fc.constantFrom(...dataplanes),
  query: words,
  outside: fc.constantFrom('shown' as const, 'hidden' as const),
  beyond: fc.subarray([...beyonds]),
  picture: fc.constantFrom('beside' as const, 'large' as const),
  side: fc.constantFrom('fitting' as const, 'shown' as const, 'hidden' as const),
  tables: fc.constantFrom('shown' as const, 'folded' as const),
  only: fc.constantFrom('everything' as const, 'changes' as const),
  editing: maybe(name.map((n) => `edit:${n}`)),
  theme: fc.constantFrom(...themes),
  scenario: maybe(name),
  assume: fc
    .array(
      fc.constantFrom(...assumptions.flatMap(({ key, values }) => values.map(({ value }) => [key, value] as const))),
    )
    .map((pairs) => knownAssume(pairs)),
});

describe('a link', () => {
  test('says every view so that it reads back the same', () => {
    fc.assert(
      fc.property(
        views,
        fc.stringMatching(/^[\w-]{0,60}$/),
        fc.stringMatching(/^([0-9a-f]{16})?$/),
        (view, edits, digest) => {
          expect(parseLink(formatLink(view, edits, digest))).toEqual({ view, edits, digest, ignored: [] });
        },
      ),
    );
  });

  test('reads the same in any order', () => {
    fc.assert(
      fc.property(views, fc.infiniteStream(fc.nat()), (view, numbers) => {
        const [path = '', query = ''] = formatLink(view).split('?');
        const shuffled = query
          .split('&')
          .map((term) => ({ term, at: term.startsWith('start=') ? 0 : (numbers.next().value ?? 0) }))
          .sort((a, b) => a.at - b.at);
        expect(parseLink(`${path}?${shuffled.map(({ term }) => term).join('&')}`).view).toEqual(view);
      }),
    );
  });

  test('is readable', () => {
    const pair = { from: 'shop/deploy/web', to: 'data/sts/db', port: '5432/TCP' };
    expect(formatLink({ ...firstView, scenario: 'shop', pair })).toBe(
      '#/flows?v=1&scenario=shop&from=shop/deploy/web&to=data/sts/db&port=5432/TCP',
    );
  });

  test('says assumptions as key and value', () => {
    expect(formatLink({ ...firstView, assume: { 'host-network-pods': 'as-pods', 'sidecar-ports': 'no' } })).toBe(
      '#/flows?v=1&assume=host-network-pods:as-pods&assume=sidecar-ports:no',
    );
  });

  const strange: readonly { readonly hash: string; readonly ignored: readonly string[] }[] = [
    { hash: '', ignored: [] },
    { hash: '#/flows', ignored: [] },
    { hash: '#/nothing?v=1', ignored: ['lens=nothing'] },
    { hash: '#/flows?v=9', ignored: ['v=9'] },
    { hash: '#/flows?v=1&color=red', ignored: ['color'] },
    { hash: '#/flows?beyond=nodes,moons', ignored: ['beyond=moons'] },
    { hash: '#/cost?dataplane=<img src=x onerror=pwned=1>', ignored: ['dataplane=<img src=x onerror=pwned=1>'] },
    { hash: '#/flows?from=%00&to=b', ignored: ['from'] },
    { hash: '#/flows?assume=host-network-pods:as-pods', ignored: [] },
    { hash: '#/flows?assume=host-network-pods:as-nodes', ignored: [] },
    { hash: '#/flows?assume=host-network-pods:sideways', ignored: ['assume=host-network-pods:sideways'] },
    { hash: '#/flows?assume=__proto__:x', ignored: ['assume=__proto__:x'] },
    { hash: '#/flows?__proto__=1', ignored: ['__proto__'] },
    { hash: '#/flows?find=%E0%A4%A', ignored: [] },
  ];
  for (const { hash, ignored } of strange)
    test(`leaves out what it does not know, and says so: ${JSON.stringify(hash)}`, () => {
      expect(parseLink(hash).ignored).toEqual(ignored);
    });

  test('never throws, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(lenses).toContain(parseLink(`#/${text}`).view.lens);
      }),
    );
  });
});

describe('edits in a link', () => {
  const edits = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('apply' as const), id: name, text: fc.string({ maxLength: 400 }) }),
      fc.record({
        kind: fc.constant('delete' as const),
        object: fc.record({ kind: fc.constant('NetworkPolicy'), namespace: name, name }),
      }),
    ),
    { maxLength: 5 },
  );

  test('come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        expect(await unpackEdits(await packEdits(list))).toEqual(list);
      }),
      { numRuns: 40 },
    );
  });

  test('that are cut off, or are something else, are unreadable', async () => {
    const packed = await packEdits([{ kind: 'apply', id: 'a', text: 'x'.repeat(300) }]);
    expect(await unpackEdits(packed.slice(0, -4))).toBe('unreadable');
    expect(await unpackEdits('AAAA')).toBe('unreadable');
    expect(editsFrom([{ kind: 'apply', id: 1, text: '' }])).toBe('unreadable');
    expect(editsFrom({ kind: 'apply' })).toBe('unreadable');
  });

  test('that unpack without end are unreadable, not endless', async () => {
    const bomb = await packEdits([{ kind: 'apply', id: 'a', text: ' '.repeat(5_000_000) }]);
    expect(bomb.length).toBeLessThan(10_000);
    expect(await unpackEdits(bomb)).toBe('unreadable');
  });
});
