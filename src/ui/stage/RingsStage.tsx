// The blast on the screen: rings of what a start can reach, step by step. Hovering or focusing a mark shows the way
// that leads to it. `upTo` dims what lies beyond a step, for a scrubber.

import { useMemo, useState } from 'preact/hooks';
import { blastOf } from '../../pictures/blast.ts';
import { nameSize, ringLabels } from '../../pictures/ring-labels.ts';
import { type RingMark, type Rings, ringsOf } from '../../pictures/rings.ts';
import type { BlastRadius, ThingView } from '../../session/answers.ts';
import type { WorkloadView } from '../../session/questions.ts';
import { useCamera } from './camera.ts';
import { RingMarkView } from './ring-mark.tsx';
import { Branch, RingName } from './ring-parts.tsx';
import { useRoving } from './roving.ts';

export interface RingsStageProps {
  readonly blast: BlastRadius;
  readonly workloads: readonly WorkloadView[];
  /** The last step to show in full. */
  readonly upTo: number | 'all';
  readonly fit: number;
  readonly isSelected?: (thing: ThingView) => boolean;
  /** A workload, a pod, a namespace where many are folded, or what else was reached. */
  readonly onSelectThing: (thing: ThingView) => void;
}

export function RingsStage({ blast, workloads, upTo, fit, isSelected, onSelectThing }: RingsStageProps) {
  const rings = useMemo(() => ringsOf(blastOf(blast, workloads)), [blast, workloads]);
  const labels = useMemo(() => ringLabels(rings), [rings]);
  const [hovered, setHovered] = useState('');
  const [pinned, setPinned] = useState('');
  const camera = useCamera({
    bounds: boundsOf(rings),
    readable: 8 / (nameSize * rings.textScale),
    from: 'middle',
    fit,
    key: JSON.stringify(blast.starts),
  });
  const everything = [rings.start, ...rings.marks];
  const roving = useRoving(
    everything.map((mark) => ({ key: mark.reached.key, x: mark.x, y: mark.y })),
    camera,
  );
  const pointed = hovered === '' ? pinned : hovered;
  const way = wayTo(pointed, rings);
  const isLater = (hop: number) => upTo !== 'all' && hop > upTo;
  const tone = (mark: RingMark) => {
    if (isLater(mark.reached.hop)) return 'later';
    if (way.size === 0) return 'plain';
    return way.has(mark.reached.key) ? 'near' : 'far';
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture whose marks are buttons; SVG has no fieldset
    <svg
      ref={camera.svg}
      class="stage rings"
      role="group"
      tabindex={-1}
      aria-label={`Blast rings: ${rings.rings.map((ring) => ring.label).join(', ') || 'nothing is reached'}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setPinned('');
        roving.onKeyDown(event);
      }}
      onFocusIn={roving.onFocusIn}
      onClick={(event) => event.target === event.currentTarget && setPinned('')}
    >
      <g ref={camera.scene}>
        {[...rings.rings].reverse().map((ring) => (
          <circle key={ring.hop} class={`r-disc${ring.hop % 2 === 0 ? ' is-even' : ''}`} r={ring.radius} />
        ))}
        {rings.branches.map((branch) => (
          <Branch key={branch.to.reached.key} branch={branch} tone={tone(branch.to)} />
        ))}
        {everything.map((mark) => (
          <RingMarkView
            key={mark.reached.key}
            mark={mark}
            label={labels.get(mark.reached.key)}
            textScale={rings.textScale}
            tone={tone(mark)}
            selected={pinned === mark.reached.key || mark.reached.things.some((thing) => isSelected?.(thing) ?? false)}
            tabindex={roving.tabindex(mark.reached.key)}
            onPoint={setHovered}
            onPress={() => {
              setPinned(mark.reached.key);
              onSelectThing(mark.reached.subject);
            }}
          />
        ))}
        {rings.rings.map((ring) => (
          <RingName key={ring.hop} ring={ring} textScale={rings.textScale} later={isLater(ring.hop)} />
        ))}
      </g>
    </svg>
  );
}

function boundsOf({ extent, marks, textScale }: Rings) {
  const names = 90 * textScale; // a name beside a mark on the outermost ring
  const left = Math.min(-extent - names, ...marks.map(({ x, radius }) => x - radius - 50));
  const right = Math.max(extent + names, ...marks.map(({ x, radius }) => x + radius + 50));
  const top = Math.min(-extent - 16, ...marks.map(({ y, radius }) => y - radius - 6));
  const bottom = Math.max(extent + 16, ...marks.map(({ y, radius }) => y + radius + 20));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The mark itself and what led to it, back to the start. */
function wayTo(key: string, { start, marks }: Rings): ReadonlySet<string> {
  const parents = new Map([start, ...marks].map(({ reached }) => [reached.key, reached.parent]));
  const way = new Set<string>();
  for (let at = key; parents.has(at) && !way.has(at); at = parents.get(at) ?? '') way.add(at);
  return way;
}
