// A change as sign and word, never as colour alone.

import type { Change } from '../flow-rows.ts';

const signs = { gained: '+', lost: '−', changed: '~', same: '' } as const;

export function ChangeMark({ change }: { readonly change: Change }) {
  if (change === 'same') return null;
  return (
    <span class={`change ${change}`}>
      <b aria-hidden="true">{signs[change]}</b> {change}
    </span>
  );
}
