// One end of a flow in a cell: its namespace dimmed, its name plain, its kind in small.

import type { EndpointView } from '../../session/answers.ts';
import { Icon } from '../icons.tsx';
import { labelOf } from '../names.ts';

export function End({ end }: { readonly end: EndpointView }) {
  if ('cidrs' in end)
    return (
      <span class="end outside">
        <Icon name="outside" /> {labelOf(end)}
      </span>
    );
  return (
    <span class="end">
      {end.namespace !== undefined && <span class="dim">{end.namespace}/</span>}
      {end.name} {end.kind !== 'Namespace' && <span class="kind">{end.kind}</span>}
    </span>
  );
}
