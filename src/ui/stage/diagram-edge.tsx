// One flow, or the flows between two cards, as a curve. What an edit changed shows in colour, in its line (solid,
// dashed, double, dotted) and in a sign with its ports, so that no one of them carries the meaning alone.

import { type DrawnEdge, labelWidth, signWidth } from '../../pictures/drawn-edges.ts';
import { type Edge, signs } from '../../pictures/edges.ts';
import { plain, shorten } from '../../pictures/label.ts';
import { spokenLink } from '../../pictures/links.ts';
import { onPress } from './roving.ts';

interface Props {
  readonly drawn: DrawnEdge;
  readonly tone: 'plain' | 'near' | 'far';
  readonly selected: boolean;
  readonly tabindex: 0 | -1;
  readonly onPoint: (key: string) => void;
  readonly onPress: () => void;
}

export function DiagramEdge({ drawn, tone, selected, tabindex, ...on }: Props) {
  const { edge, path, head } = drawn;
  const spoken = spokenEdge(edge);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button inside an SVG can only be a group
    <g
      class={`d-edge is-${edge.state} is-${edge.certainty} is-${tone}${selected ? ' is-selected' : ''}`}
      role="button"
      tabindex={tabindex}
      data-mark={edge.key}
      onClick={on.onPress}
      onKeyDown={onPress(on.onPress)}
      onPointerEnter={() => on.onPoint(edge.key)}
      onPointerLeave={() => on.onPoint('')}
      onFocus={() => on.onPoint(edge.key)}
      onBlur={() => on.onPoint('')}
    >
      <title>{spoken}</title>
      <path class="hit" d={path} />
      <path class="focus-line" d={path} />
      <path class="d-line" d={path} stroke-width={widthOf(edge)} />
      {edge.state === 'changed' && <path class="d-core" d={path} />}
      <path class="d-head" d={headAt(head.x, head.y, head.direction)} />
    </g>
  );
}

interface LabelProps {
  readonly drawn: DrawnEdge;
  readonly tone: Props['tone'];
}

export function ChangeLabel({ drawn: { edge, middle, label }, tone }: LabelProps) {
  const isShort = label === 'sign' && tone !== 'near';
  const width = isShort ? signWidth : labelWidth(edge);
  return (
    <g class={`d-change is-${edge.state} is-${tone}`} transform={`translate(${middle.x - width / 2},${middle.y - 9})`}>
      <rect width={width} height={18} rx={9} />
      <text class="d-sign" x={isShort ? 9 : 10} y={13}>
        {signs[edge.state]}
      </text>
      {!isShort && (
        <text x={19} y={13}>
          {shorten(edge.label, width - 26, 11)}
        </text>
      )}
    </g>
  );
}

/** Wider for more flows, by their logarithm. */
function widthOf({ links }: Edge): number {
  return Math.round((1.3 + Math.log2(links.length) * 0.45) * 10) / 10;
}

function headAt(x: number, y: number, direction: 1 | -1): string {
  return `M${x},${y}l${-7 * direction},-3.5v7z`;
}

function spokenEdge({ links }: Edge): string {
  const [first] = links;
  if (first === undefined) return '';
  if (links.length === 1) return plain(spokenLink(first));
  const sentences = links.slice(0, 5).map(spokenLink);
  const rest = links.length - sentences.length;
  return plain(`${links.length} flows. ${sentences.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`);
}
