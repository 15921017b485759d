// A namespace around its workloads. Its name folds it to one card.

import { plain, shorten, textWidth } from '../../pictures/label.ts';
import type { PlacedBox } from '../../pictures/place.ts';
import { counted, nameless } from '../../pictures/units.ts';
import { onPress } from './roving.ts';

interface Props {
  readonly box: PlacedBox;
  readonly tabindex: 0 | -1;
  readonly onFold: (namespace: string) => void;
}

export function DiagramBox({ box: { box, x, y, width, height }, tabindex, onFold }: Props) {
  if (box.kind === 'bare') return null;
  const workloads = box.columns.flat();
  const label = shorten(box.name === '' ? nameless(workloads.map((unit) => unit.end)) : box.name, width - 64, 13);
  const namespace = workloads[0]?.namespace ?? '';
  return (
    <g class="d-box" transform={`translate(${x},${y})`}>
      <rect class="d-frame" width={width} height={height} rx={14} />
      {/* biome-ignore lint/a11y/useSemanticElements: a button inside an SVG can only be a group */}
      <g
        class="d-title"
        role="button"
        tabindex={tabindex}
        data-mark={box.key}
        onClick={() => onFold(namespace)}
        onKeyDown={onPress(() => onFold(namespace))}
      >
        <title>{`namespace ${plain(box.name)}, ${counted(workloads.length, 'workload')}: fold into one card`}</title>
        <rect class="hit" x={5} y={5} width={width - 10} height={26} rx={9} />
        <text class="d-namespace" x={16} y={22}>
          {label}
        </text>
        <text class="d-count" x={24 + textWidth(label, 12.4)} y={22}>
          {workloads.length}
        </text>
      </g>
    </g>
  );
}
