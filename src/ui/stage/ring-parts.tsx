// What lies around the marks: branches from step to step and the names of the rings.

import { linkRadial } from 'd3';
import { textWidth } from '../../pictures/label.ts';
import type { Ring, RingMark } from '../../pictures/rings.ts';
import type { Tone } from './ring-mark.tsx';

interface End {
  readonly angle: number;
  readonly radius: number;
}

const radial = linkRadial<{ readonly source: End; readonly target: End }, End>()
  .angle(({ angle }) => angle)
  .radius(({ radius }) => radius);

export function Branch({
  branch: { from, to },
  tone,
}: {
  readonly branch: { readonly from: RingMark; readonly to: RingMark };
  readonly tone: Tone;
}) {
  const source = { angle: from.reached.kind === 'start' ? to.angle : from.angle, radius: from.distance };
  const target = { angle: to.angle, radius: to.distance };
  return <path class={`r-branch is-${tone} is-${to.reached.certainty}`} d={radial({ source, target }) ?? ''} />;
}

interface NameProps {
  readonly ring: Ring;
  readonly textScale: number;
  readonly later: boolean;
}

export function RingName({ ring: { label, radius }, textScale, later }: NameProps) {
  const width = textWidth(label, 12) + 18;
  return (
    <g class={`r-name${later ? ' is-later' : ''}`} transform={`translate(0,${-radius}) scale(${textScale})`}>
      <rect x={-width / 2} y={-11} width={width} height={22} rx={11} />
      <text y={4}>{label}</text>
    </g>
  );
}
