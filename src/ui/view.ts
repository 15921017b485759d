// What is on the screen, as far as a link tells it: the lens, the selection, the filters. The texts of the input are
// not in it and never in a link; edits travel beside it, tied to the digest of the input they belong to.

import type { DataplaneName, EndpointView, Level } from '../session/answers.ts';
import type { Assume } from '../session/questions.ts';
import { nameOf } from './names.ts';

export const lenses = ['flows', 'blast', 'what-if', 'cost'] as const;
export type Lens = (typeof lenses)[number];

export const tabs = ['table', 'changes', 'explain', 'editor', 'problems', 'history'] as const;
export type Tab = (typeof tabs)[number];

export const levels = ['workload', 'namespace', 'pod'] as const satisfies readonly Level[];
export const dataplanes = ['cilium', 'calico-iptables'] as const satisfies readonly DataplaneName[];
export const beyonds = ['nodes', 'services'] as const;
export type Beyond = (typeof beyonds)[number];
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Two ends in the grammar of the command line, and `8080/TCP`, `http` or '' for every port. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

export interface View {
  readonly lens: Lens;
  readonly tab: Tab;
  readonly by: Level | 'fitting';
  /** Of an input that is too large to show at once: the namespace that is open, or ''. */
  readonly namespace: string;
  readonly pair: Pair | 'none';
  /** The workload that is looked at: its flows stand out. */
  readonly focus: string;
  /** Pods and workloads marked as compromised. */
  readonly starts: readonly string[];
  /** The last step of the blast that is shown in full. */
  readonly upTo: number | 'all';
  readonly certain: boolean;
  readonly declaredPorts: boolean;
  readonly dataplane: DataplaneName;
  /** The find box: words and `key=value` terms, see filter.ts. */
  readonly query: string;
  /** Flows from and to addresses outside the cluster are left out of picture and table. */
  readonly outside: 'shown' | 'hidden';
  /** What is listed beside flows between pods and outside addresses. */
  readonly beyond: readonly Beyond[];
  /** `large`: the picture alone. */
  readonly picture: 'beside' | 'large';
  /** The column of explanation and editor: there when something needs it, unless the reader says otherwise. */
  readonly side: 'fitting' | 'shown' | 'hidden';
  /** The tables below the picture. */
  readonly tables: 'shown' | 'folded';
  readonly only: 'everything' | 'changes';
  /** The text open in the editor: `edit:NAMESPACE/NAME`, `edit:KIND/NAME` of a policy of the whole cluster, or ''. */
  readonly editing: string;
  readonly theme: Theme;
  /** The assumptions that differ from the usual, as `--assume` of the command line. */
  readonly assume: Assume;
  /** The built-in scenario that the input is, or ''. */
  readonly scenario: string;
}

export const firstView: View = {
  lens: 'flows',
  tab: 'table',
  by: 'fitting',
  namespace: '',
  pair: 'none',
  focus: '',
  starts: [],
  upTo: 'all',
  certain: false,
  declaredPorts: false,
  dataplane: 'cilium',
  query: '',
  outside: 'shown',
  beyond: [],
  picture: 'beside',
  side: 'fitting',
  tables: 'shown',
  only: 'everything',
  editing: '',
  theme: 'system',
  assume: {},
  scenario: '',
};

/** The pair to explain; several namespaces together are first told apart. */
export function askAbout(from: EndpointView, to: EndpointView, port: string): Partial<View> {
  if (isSeveral(from) || isSeveral(to)) return { by: 'namespace', tab: 'table', tables: 'shown', pair: 'none' };
  return { pair: { from: nameOf(from), to: nameOf(to), port } };
}

/** Namespaces that fare alike, as a large input tells them. */
function isSeveral(end: EndpointView): boolean {
  return 'kind' in end && end.kind === 'Namespaces';
}

/** Whether anything asks for the column of explanation and editor; what-if always has its editor at hand. */
export function needsSide({ lens, pair, focus, editing }: View): boolean {
  return lens === 'what-if' || pair !== 'none' || focus !== '' || editing !== '';
}

export function isSideShown(view: View): boolean {
  return view.side === 'fitting' ? needsSide(view) : view.side === 'shown';
}

/** Shows the column, or hides it; what is usual is not said. */
export function toggledSide(view: View): View['side'] {
  const wanted = isSideShown(view) ? 'hidden' : 'shown';
  return needsSide(view) === (wanted === 'shown') ? 'fitting' : wanted;
}
