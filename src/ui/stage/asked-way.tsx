// The pair that is explained: both cards outlined and named as its ends, and where nothing may flow between them, a
// thin dashed line with a ✕ (or a ?, where the answer is open) and the port that was asked about.

import type { AskedCards } from '../../pictures/asked-pair.ts';
import { shorten, textWidth } from '../../pictures/label.ts';
import type { Card } from '../../pictures/place.ts';
import type { Point } from '../../pictures/rect.ts';

interface Props {
  readonly cards: AskedCards;
  readonly sign: string;
  readonly way: { readonly path: string; readonly middle: Point } | 'none';
}

export function AskedWay({ cards: { from, to }, sign, way }: Props) {
  const isOne = from === to;
  return (
    <g class="d-asked">
      {way !== 'none' && (
        <>
          <path class="d-asked-line" d={way.path} />
          <Sign text={sign} at={way.middle} />
        </>
      )}
      {from !== 'not-drawn' && <Outline card={from} word={isOne ? 'from and to' : 'from'} />}
      {to !== 'not-drawn' && !isOne && <Outline card={to} word="to" />}
    </g>
  );
}

function Outline({ card, word }: { readonly card: Card; readonly word: string }) {
  const width = textWidth(word, 11) + 14;
  return (
    <g transform={`translate(${card.x},${card.y})`}>
      <rect class="d-asked-card" x={-3} y={-3} width={card.width + 6} height={card.height + 6} rx={11} />
      <rect class="d-asked-tag" x={8} y={-11} width={width} height={16} rx={8} />
      <text class="d-asked-word" x={8 + width / 2} y={1}>
        {word}
      </text>
    </g>
  );
}

function Sign({ text, at }: { readonly text: string; readonly at: Point }) {
  const shown = shorten(text, 150, 13);
  const width = Math.max(24, textWidth(shown, 13) + 16);
  return (
    <g transform={`translate(${at.x},${at.y})`}>
      <rect class="d-asked-sign" x={-width / 2} y={-12} width={width} height={24} rx={12} />
      <text class="d-asked-word is-sign" y={4.5}>
        {shown}
      </text>
    </g>
  );
}
