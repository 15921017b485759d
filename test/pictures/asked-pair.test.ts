import { describe, expect, test } from 'vitest';
import { type AskedPair, aroundCards, askedCards, askedSign } from '../../src/pictures/asked-pair.ts';
import { diagramOf } from '../../src/pictures/diagram.ts';
import { end, flow, object, ports, workload } from './given-views.ts';

const workloads = ['shop/web', 'shop/db', 'data/cache'].map((name) => workload(name));
const flows = [flow('shop/web shop/db 5432'), flow('10.0.0.0/8 shop/web 80')];
const input = { workloads, flows, changes: [], opened: [], closed: [] };
const open = diagramOf(input);
const folded = diagramOf({ ...input, closed: ['shop'] });

function asked(from: string, to: string, answer: AskedPair['answer'] = 'no'): AskedPair {
  return { from: end(from), to: end(to), answer, asked: ports('5432') };
}

function names(pair: AskedPair, { cards } = open): readonly string[] {
  const found = askedCards(pair, cards, workloads);
  return [found.from, found.to].map((card) => (card === 'not-drawn' ? card : card.unit.name));
}

describe('an explained pair stands on', () => {
  test('the cards of its workloads, whether a flow is drawn or not', () => {
    expect(names(asked('shop/web', 'shop/db'))).toEqual(['web', 'db']);
    expect(names(asked('data/cache', 'shop/db'))).toEqual(['cache', 'db']);
  });

  test('the cards of the workloads of its pods', () => {
    const [pod] = workload('shop/web').pods;
    const from = pod?.pod ?? object('none/none');
    expect(names({ ...asked('shop/db', 'shop/db'), from })).toEqual(['web', 'db']);
  });

  test('the card of a namespace that is folded', () => {
    expect(names(asked('data/cache', 'shop/db'), folded)).toEqual(['cache', 'shop']);
  });

  test('the card of an address block on its own side, and on none where there is none', () => {
    expect(names(asked('10.0.0.0/8', 'shop/db'))).toEqual(['10.0.0.0/8', 'db']);
    expect(names(asked('shop/db', '10.0.0.0/8'))).toEqual(['db', 'not-drawn']);
  });
});

test('a pair without a flow has a way of its own, with a sign that needs no colour', () => {
  const { from, to } = askedCards(asked('data/cache', 'shop/db'), open.cards, workloads);
  if (from === 'not-drawn' || to === 'not-drawn') throw new Error('both have cards');
  const { path, middle } = open.missing(from, to);
  expect(path).toMatch(/^M[-\d.]+,[-\d.]+C/);
  expect(Number.isFinite(middle.x) && Number.isFinite(middle.y)).toBe(true);
  const around = aroundCards({ from, to });
  expect(around === 'nothing' ? 0 : around.width).toBeGreaterThanOrEqual(from.width);
});

const signs: readonly (readonly [AskedPair['answer'], string])[] = [
  ['no', '✕ 5432'],
  ['unknown', '? 5432'],
  ['yes', ''],
  ['partly', ''],
];
for (const [answer, sign] of signs)
  test(`the answer ${answer} is written ${JSON.stringify(sign)}`, () => {
    expect(askedSign(asked('shop/web', 'shop/db', answer))).toBe(sign);
  });
