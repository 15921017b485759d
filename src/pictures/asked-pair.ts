// The pair that is explained, on the diagram: which cards its two ends stand on, and the way between them where no
// flow is drawn, so that what may not talk can be seen as well as what may.

import type { EndpointView, PortsView, ReachAnswer } from '../session/answers.ts';
import type { WorkloadView } from '../session/questions.ts';
import { endKey } from './ends.ts';
import type { Card } from './place.ts';
import { portLabel } from './port-label.ts';
import type { Rect } from './rect.ts';
import { namespaceKey, namespaceOf } from './units.ts';

export interface AskedPair {
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly answer: ReachAnswer['answer'];
  readonly asked: PortsView;
}

export interface AskedCards {
  readonly from: Card | 'not-drawn';
  readonly to: Card | 'not-drawn';
}

export function askedCards(pair: AskedPair, cards: readonly Card[], workloads: readonly WorkloadView[]): AskedCards {
  return {
    from: cardOf(pair.from, 'source', cards, workloads),
    to: cardOf(pair.to, 'destination', cards, workloads),
  };
}

/** A pod stands on the card of its workload, and that, where it is folded, on the card of its namespace. */
function cardOf(
  end: EndpointView,
  side: 'source' | 'destination',
  cards: readonly Card[],
  workloads: readonly WorkloadView[],
): Card | 'not-drawn' {
  const key = endKey(end);
  if ('cidrs' in end) return cards.find(({ unit }) => unit.kind === side && endKey(unit.end) === key) ?? 'not-drawn';
  const owner = workloads.find((w) => w.pods.some(({ pod }) => endKey(pod) === key));
  const keys = [key, ...(owner === undefined ? [] : [endKey(owner.workload)]), namespaceKey(namespaceOf(end))];
  for (const wanted of keys) {
    const card = cards.find(({ unit }) => unit.key === wanted);
    if (card !== undefined) return card;
  }
  return 'not-drawn';
}

/** What a denied or an open pair says on its way: `✕ 5432`; '' where flows are drawn. */
export function askedSign({ answer, asked }: AskedPair): string {
  if (answer === 'yes' || answer === 'partly') return '';
  const ports = asked === 'all' ? '' : ` ${portLabel(asked)}`;
  return `${answer === 'no' ? '✕' : '?'}${ports}`;
}

/** Both cards together. */
export function aroundCards({ from, to }: AskedCards): Rect | 'nothing' {
  const both = [from, to].flatMap((card) => (card === 'not-drawn' ? [] : [card]));
  if (both.length === 0) return 'nothing';
  const x = Math.min(...both.map((card) => card.x));
  const y = Math.min(...both.map((card) => card.y));
  const width = Math.max(...both.map((card) => card.x + card.width)) - x;
  const height = Math.max(...both.map((card) => card.y + card.height)) - y;
  return { x, y, width, height };
}
