// One mark on the rings: a disc as large as its pods, the start as a ringed disc, the internet as a globe. The colour
// is that of its step, which the ring's name says too; what is certain has a second outline.

import { plain } from '../../pictures/label.ts';
import { nameSize, type RingLabel } from '../../pictures/ring-labels.ts';
import type { RingMark } from '../../pictures/rings.ts';
import { counted } from '../../pictures/units.ts';
import { onPress } from './roving.ts';

export type Tone = 'plain' | 'near' | 'far' | 'later';

interface Props {
  readonly mark: RingMark;
  readonly label: RingLabel | undefined;
  readonly textScale: number;
  readonly tone: Tone;
  readonly selected: boolean;
  readonly tabindex: 0 | -1;
  readonly onPoint: (key: string) => void;
  readonly onPress: () => void;
}

export function RingMarkView({ mark, label, textScale, tone, selected, tabindex, ...on }: Props) {
  const { reached, x, y, radius } = mark;
  const spoken = spokenMark(mark);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button inside an SVG can only be a group
    <g
      class={`r-mark is-${reached.kind} hop-${Math.min(5, reached.hop)} is-${tone} is-${reached.certainty}${selected ? ' is-selected' : ''}`}
      transform={`translate(${x},${y})`}
      role="button"
      tabindex={tabindex}
      data-mark={reached.key}
      onClick={on.onPress}
      onKeyDown={onPress(on.onPress)}
      onPointerEnter={() => on.onPoint(reached.key)}
      onPointerLeave={() => on.onPoint('')}
      onFocus={() => on.onPoint(reached.key)}
      onBlur={() => on.onPoint('')}
    >
      <title>{spoken}</title>
      <circle class="hit" r={Math.max(12, radius + 2)} />
      <circle class="focus-ring" r={radius + 5} />
      {reached.kind === 'start' && <circle class="r-halo" r={radius + 7} />}
      {reached.certainty === 'certain' && reached.kind === 'pods' && <circle class="r-certain" r={radius + 2.5} />}
      <circle class="r-disc-mark" r={radius} />
      {reached.kind === 'outside' && <path class="r-globe" d={globe(radius)} />}
      {label !== undefined && (
        <text
          x={label.x}
          y={label.y}
          text-anchor={label.anchor}
          font-size={nameSize * textScale}
          stroke-width={3 * textScale}
        >
          {label.home !== '' && <tspan class="r-home">{label.home}</tspan>}
          {label.text}
        </text>
      )}
    </g>
  );
}

/** Meridians and parallels. */
function globe(r: number): string {
  const w = r * 0.45;
  const p = r * 0.5;
  const q = r * 0.866;
  return `M0,${-r}V${r}M${-r},0H${r}M0,${-r}C${w},${-p} ${w},${p} 0,${r}C${-w},${p} ${-w},${-p} 0,${-r}M${-q},${-p}H${q}M${-q},${p}H${q}`;
}

function spokenMark({ reached }: RingMark): string {
  const { kind, name, namespace, hop, count, certainty } = reached;
  const full = plain(namespace === '' || kind === 'namespace' ? name : `${namespace}/${name}`);
  if (kind === 'start') return `${full}: compromised`;
  const what = kind === 'outside' ? '' : `, ${counted(count, kind === 'things' ? 'thing' : 'pod')}`;
  return `${full}${what}: reached at step ${hop}, ${certainty}`;
}
