// The wire of `compare-profiles`: the flows on which two network plugins differ, and on which assumptions that hangs.

import type { AssumptionKey } from '../engine/model/assumptions.ts';
import type { EndpointView, Envelope, Level, PortsView } from './answers.ts';
import type { ProfileName } from './profile-names.ts';

/** 'default' is what is assumed without a profile. */
export type ComparedName = ProfileName | 'default';

export interface ComparedPorts {
  readonly ports: PortsView;
  readonly unknownPorts: PortsView;
  readonly partialPorts: PortsView;
}

/** An assumption that the two set differently, and that the flow hangs on. */
export interface DifferenceView {
  readonly flag: string;
  readonly assumption: AssumptionKey;
  readonly a: string;
  readonly b: string;
  readonly why: string;
  readonly source: string;
}

export interface ComparedFlow {
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly a: ComparedPorts;
  readonly b: ComparedPorts;
  readonly because: readonly DifferenceView[];
}

export interface ProfileComparison extends Envelope<'ProfileComparison'> {
  readonly by: Level;
  readonly profiles: { readonly a: ComparedName; readonly b: ComparedName };
  readonly items: readonly ComparedFlow[];
}
