// Which flows are asked for: what nobody asked about is not worked out.

import type { Unit } from './units.ts';

export interface FlowScope {
  readonly from: (unit: Unit) => boolean;
  readonly to: (unit: Unit) => boolean;
  /** One end of each flow is of these: a pod, a workload or a namespace. */
  readonly near: (unit: Unit) => boolean;
  /** Flows from and to outside addresses, which are asked about as a whole. */
  readonly outside: { readonly from: Told; readonly to: Told };
  /** Reasons take longer than the flows: whoever only compares flows leaves them out. */
  readonly why: Told;
}

type Told = 'told' | 'left out';

const everyUnit = (): boolean => true;

export const everyFlow: FlowScope = {
  from: everyUnit,
  to: everyUnit,
  near: everyUnit,
  outside: { from: 'told', to: 'told' },
  why: 'told',
};
