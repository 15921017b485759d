// Policies as areas, as large as a chosen count. Where an edit changed a count, the cell says by how much.

import { useEffect, useMemo, useState } from 'preact/hooks';
import { type CostCell, type CostGroup, costMapOf } from '../../pictures/cost-map.ts';
import { thingKey } from '../../pictures/ends.ts';
import { plain, shorten, textWidth } from '../../pictures/label.ts';
import { counted } from '../../pictures/units.ts';
import type { ObjectView, PolicyCostView } from '../../session/answers.ts';
import { edge, useCamera } from './camera.ts';
import { onPress, useRoving } from './roving.ts';

export interface CostStageProps {
  readonly items: readonly PolicyCostView[];
  /** Of before the edits; 'none' without edits. */
  readonly before: readonly PolicyCostView[] | 'none';
  /** The chosen count of a policy. Give the same function each time: a new one lays the map out anew. */
  readonly measure: (item: PolicyCostView) => number;
  /** What is counted, in the plural: `map entries`. */
  readonly unit: string;
  readonly fit: number;
  readonly isSelected?: (policy: ObjectView) => boolean;
  readonly onSelectPolicy: (policy: ObjectView) => void;
}

/** Room below the map for what it leaves out. */
const foot = 24;

export function CostStage(props: CostStageProps) {
  const { items, before, measure, unit } = props;
  const [size, setSize] = useState({ width: 1200, height: 680 });
  const leavesOut = useMemo(() => costMapOf(items, measure, size).without > 0, [items, measure]);
  const room = leavesOut ? size.height - foot : size.height;
  const map = useMemo(
    () => costMapOf(items, measure, { width: size.width, height: room }),
    [items, measure, size, room],
  );
  const was = useMemo(
    () => (before === 'none' ? undefined : new Map(before.map((item) => [thingKey(item.policy), measure(item)]))),
    [before, measure],
  );
  const camera = useCamera({
    bounds: { x: 0, y: 0, width: size.width, height: size.height },
    readable: 8 / 12,
    from: 'top-left',
    fit: props.fit,
    key: `${size.width} ${size.height}`,
  });
  useEffect(() => {
    const { current } = camera.svg;
    if (current === null) return;
    const observer = new ResizeObserver(() => setSize(sizeFor(current)));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const cells = map.groups.flatMap((group) => group.cells);
  const roving = useRoving(
    cells.map((cell) => ({ key: cell.key, x: cell.x + cell.width / 2, y: cell.y + cell.height / 2 })),
    camera,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture whose marks are buttons; SVG has no fieldset
    <svg
      ref={camera.svg}
      class="stage cost"
      role="group"
      tabindex={-1}
      aria-label={`Cost map: ${cells.length} policies, ${number(map.total)} ${unit}`}
      onKeyDown={roving.onKeyDown}
      onFocusIn={roving.onFocusIn}
    >
      <g ref={camera.scene}>
        {map.groups.map((group) => (
          <Group key={group.namespace} group={group} unit={unit} />
        ))}
        {cells.map((cell) => (
          <Cell
            key={cell.key}
            cell={cell}
            unit={unit}
            delta={was === undefined ? 0 : cell.value - (was.get(cell.key) ?? 0)}
            selected={props.isSelected?.(cell.policy) ?? false}
            tabindex={roving.tabindex(cell.key)}
            onPress={() => props.onSelectPolicy(cell.policy)}
          />
        ))}
        {map.without > 0 && (
          <text class="c-without" x={6} y={size.height - 4}>
            {`${counted(map.without, 'namespace')} without ${unit}`}
          </text>
        )}
      </g>
    </svg>
  );
}

/** The map has the shape of its room; the smallest is still worth looking at. */
function sizeFor({ clientWidth, clientHeight }: SVGSVGElement) {
  return {
    width: Math.max(360, clientWidth - 2 * edge),
    height: Math.max(220, clientHeight - 2 * edge),
  };
}

function Group({ group, unit }: { readonly group: CostGroup; readonly unit: string }) {
  const { x, y, width, height, namespace, value, without } = group;
  const name = namespace === '' ? 'cluster-wide' : namespace;
  const detail = `${number(value)}${without > 0 ? ` · ${without} with none` : ''}`;
  const label = shorten(name, width - 24, 12);
  const left = 18 + textWidth(label, 12.5);
  return (
    <g class="c-group" transform={`translate(${x},${y})`}>
      <title>{`${plain(name)}: ${number(value)} ${unit}${without > 0 ? `, ${without} policies with none` : ''}`}</title>
      <rect width={width} height={height} rx={8} />
      <text class="c-namespace" x={8} y={16}>
        {label}
      </text>
      {width - left > textWidth(detail, 11) + 8 && (
        <text class="c-count" x={left} y={16}>
          {detail}
        </text>
      )}
    </g>
  );
}

interface CellProps {
  readonly cell: CostCell;
  readonly unit: string;
  readonly delta: number;
  readonly selected: boolean;
  readonly tabindex: 0 | -1;
  readonly onPress: () => void;
}

function Cell({ cell, unit, delta, selected, tabindex, onPress: press }: CellProps) {
  const { policy, x, y, width, height, value, share } = cell;
  const change = delta === 0 ? '' : `${delta > 0 ? '+' : '−'}${number(Math.abs(delta))}`;
  const state = delta === 0 ? 'same' : delta > 0 ? 'gained' : 'lost';
  const spoken = plain(
    `${policy.namespace === undefined ? '' : `${policy.namespace}/`}${policy.name}: ${number(value)} ${unit}, ${percent(share)}${change === '' ? '' : `, ${change} by the edit`}`,
  );
  const level = Math.min(4, Math.floor(Math.sqrt(share) * 10));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button inside an SVG can only be a group
    <g
      class={`c-cell level-${level} is-${state}${selected ? ' is-selected' : ''}`}
      transform={`translate(${x},${y})`}
      role="button"
      tabindex={tabindex}
      data-mark={cell.key}
      onClick={press}
      onKeyDown={onPress(press)}
    >
      <title>{spoken}</title>
      <rect class="c-face" width={width} height={height} rx={5} />
      {width > 40 && height > 22 && (
        <text class="c-name" x={9} y={18}>
          {shorten(height > 40 ? policy.name : `${policy.name} · ${number(value)}`, width - 16, 12)}
        </text>
      )}
      {width > 40 && height > 40 && (
        <text class="c-value" x={9} y={35}>
          {shorten(number(value), width - 16, 12)}
        </text>
      )}
      {change !== '' && width > 40 && height > 58 && (
        <text class="c-delta" x={9} y={52}>
          {change}
        </text>
      )}
      <rect class="focus-ring" x={1.5} y={1.5} width={Math.max(0, width - 3)} height={Math.max(0, height - 3)} rx={4} />
    </g>
  );
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
