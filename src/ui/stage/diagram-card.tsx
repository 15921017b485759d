// One card: name, kind and pods, and a row for each set of ports that arrows arrive at. A thick wall at its left says
// that policies isolate it for ingress, at its right for egress; where a wall is missing a badge says so in words.

import type { DrawnEdge } from '../../pictures/drawn-edges.ts';
import { plain, shorten, textWidth } from '../../pictures/label.ts';
import type { Card, PlacedRow } from '../../pictures/place.ts';
import { badgeOf, postureInWords } from '../../pictures/posture.ts';
import type { Posture, Unit } from '../../pictures/units.ts';
import { onPress } from './roving.ts';

interface Props {
  readonly card: Card;
  readonly tone: 'near' | 'far';
  readonly arrivals: readonly DrawnEdge[];
  readonly marked: boolean;
  readonly selected: boolean;
  readonly tabindex: 0 | -1;
  readonly onPoint: (key: string) => void;
  readonly onPress: () => void;
}

const side = 14;

export function DiagramCard(props: Props) {
  const { card, tone, arrivals, marked, selected } = props;
  const { unit, width, height } = card;
  const badge = badgeOf(unit);
  const badgeWidth = badge === '' ? 0 : textWidth(badge, 10) + 14;
  const name = shorten(unit.name, width - 2 * side - (badgeWidth === 0 ? 0 : badgeWidth + 4), 13.5);
  const classes = ['d-card', `is-${unit.kind}`, `is-${tone}`, marked ? 'is-marked' : '', selected ? 'is-selected' : ''];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button inside an SVG can only be a group
    <g
      class={classes.join(' ')}
      transform={`translate(${card.x},${card.y})`}
      role="button"
      tabindex={props.tabindex}
      data-mark={unit.key}
      onClick={props.onPress}
      onKeyDown={onPress(props.onPress)}
      onPointerEnter={() => props.onPoint(unit.key)}
      onPointerLeave={() => props.onPoint('')}
      onFocus={() => props.onPoint(unit.key)}
      onBlur={() => props.onPoint('')}
    >
      <title>{spokenCard(unit, card.rows, marked)}</title>
      <rect class="focus-ring" x={-4} y={-4} width={width + 8} height={height + 8} rx={12} />
      {unit.kind === 'namespace' && <rect class="d-shadow" x={4} y={4} width={width} height={height} rx={9} />}
      <rect class="d-face" width={width} height={height} rx={9} />
      <Wall posture={unit.isolated.ingress} x={0} height={height} />
      <Wall posture={unit.isolated.egress} x={width} height={height} />
      <text class="d-name" x={side} y={20}>
        {name}
      </text>
      <text class="d-detail" x={side} y={36}>
        {shorten(unit.detail, width - 2 * side, 11)}
      </text>
      {badge !== '' && (
        <g class="d-badge" transform={`translate(${width - badgeWidth - 8},8)`}>
          <rect width={badgeWidth} height={16} rx={8} />
          <text x={badgeWidth / 2} y={11.5}>
            {badge}
          </text>
        </g>
      )}
      {card.rows.map((row) => (
        <CardRow key={`${row.kind} ${row.label}`} row={row} card={card} arrivals={arrivals} />
      ))}
    </g>
  );
}

function Wall({ posture, x, height }: { readonly posture: Posture; readonly x: number; readonly height: number }) {
  if (posture === 'no') return null;
  return <line class={`d-wall is-${posture}`} x1={x} x2={x} y1={9} y2={height - 9} />;
}

function CardRow({
  row,
  card,
  arrivals,
}: {
  readonly row: PlacedRow;
  readonly card: Card;
  readonly arrivals: readonly DrawnEdge[];
}) {
  const y = row.y - card.y;
  const here = arrivals.filter(({ head }) => Math.abs(head.y - row.y) < 1);
  const fromRight =
    row.kind === 'fan'
      ? row.fans.every((fan) => fan.side === 'out')
      : here.length > 0 && here.every(({ head }) => head.direction === -1);
  const room = card.width - 2 * side;
  return (
    <g class={`d-row is-${row.kind}${row.own === 'none' ? '' : ` is-${row.own.state}`}`}>
      {row.fans.map(({ side }) => (
        <path key={side} class="d-fan" d={side === 'out' ? fanAt(card.width, y, 1) : fanAt(0, y, -1)} />
      ))}
      <text x={fromRight ? card.width - side : side} y={y + 4} text-anchor={fromRight ? 'end' : 'start'}>
        {shorten(row.label, room, 11)}
      </text>
    </g>
  );
}

/** Many lines that meet at the card. */
function fanAt(x: number, y: number, way: 1 | -1): string {
  return [-6, 0, 6]
    .map((dy) => `M${x},${y}C${x + 7 * way},${y} ${x + 8 * way},${y + dy} ${x + 16 * way},${y + dy}`)
    .join('');
}

function spokenCard(unit: Unit, rows: readonly PlacedRow[], marked: boolean): string {
  const name = unit.namespace === '' || unit.kind === 'namespace' ? unit.name : `${unit.namespace}/${unit.name}`;
  const fans = rows.filter((row) => row.kind !== 'port').map((row) => row.label);
  const parts = [plain(name), plain(unit.detail), postureInWords(unit), ...fans, marked ? 'marked' : ''];
  return parts.filter((part) => part !== '').join(', ');
}
