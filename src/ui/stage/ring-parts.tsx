// What lies around the marks: branches from step to step and the names of the rings.

import { branchPath } from '../../pictures/branch.ts';
import { textWidth } from '../../pictures/label.ts';
import type { Ring, RingMark } from '../../pictures/rings.ts';
import type { Tone } from './ring-mark.tsx';

interface BranchProps {
  readonly branch: { readonly from: RingMark; readonly to: RingMark };
  readonly tone: Tone;
}

export function Branch({ branch: { from, to }, tone }: BranchProps) {
  return <path class={`r-branch is-${tone} is-${to.reached.certainty}`} d={branchPath(from, to)} />;
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
