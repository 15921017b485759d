// What lies around the marks: branches from step to step, the names of the rings, the arcs of the namespaces.

import { arc, linkRadial } from 'd3';
import { shorten, textWidth } from '../../pictures/label.ts';
import type { Ring, RingMark, Sector } from '../../pictures/rings.ts';
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
  const source = { angle: from.reached.kind === 'start' ? to.angle : from.angle, radius: Math.hypot(from.x, from.y) };
  const target = { angle: to.angle, radius: Math.hypot(to.x, to.y) };
  return <path class={`r-branch is-${tone} is-${to.reached.certainty}`} d={radial({ source, target }) ?? ''} />;
}

export function RingName({ ring: { label, radius }, later }: { readonly ring: Ring; readonly later: boolean }) {
  const width = textWidth(label, 12) + 18;
  return (
    <g class={`r-name${later ? ' is-later' : ''}`} transform={`translate(0,${-radius})`}>
      <rect x={-width / 2} y={-11} width={width} height={22} rx={11} />
      <text y={4}>{label}</text>
    </g>
  );
}

export function RingSector({ sector, extent }: { readonly sector: Sector; readonly extent: number }) {
  const middle = (sector.from + sector.to) / 2;
  const x = (extent + 12) * Math.sin(middle);
  const y = -(extent + 12) * Math.cos(middle);
  const anchor = Math.abs(Math.sin(middle)) < 0.25 ? 'middle' : x > 0 ? 'start' : 'end';
  const room = (sector.to - sector.from) * extent;
  const shape = arc<Sector>()
    .innerRadius(extent - 3)
    .outerRadius(extent)
    .startAngle(({ from }) => from)
    .endAngle(({ to }) => to)
    .cornerRadius(1.5);
  return (
    <g class="r-sector">
      <title>{sector.namespace}</title>
      <path d={shape(sector) ?? ''} />
      {room > 13 && (
        <text x={x} y={y + 4} text-anchor={anchor}>
          {shorten(sector.namespace, 110, 11)}
        </text>
      )}
    </g>
  );
}
