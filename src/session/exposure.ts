// The answer to `exposure` as plain data: for each workload and direction, who gets in or can be reached,
// pods and namespaces that don't exist yet among them.

import type { Envelope, IpBlockView, ObjectView, Place, PortsView, ReasonView } from './answers.ts';

/** As Kubernetes writes it; {} selects everything. */
export interface SelectorView {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/**
 * `any`: whichever exist and whichever will. A new one opens what `needs` says: a label, which everybody who may
 * create namespaces can set; a name, which can be had once; or nothing but being new.
 */
export type NamespacesView =
  | { readonly kind: 'any' }
  | { readonly kind: 'existing'; readonly names: readonly string[] }
  | { readonly kind: 'new'; readonly needs: 'label' | 'name' | 'nothing'; readonly selector: SelectorView };

export interface PodsView {
  readonly kind: 'Pods';
  readonly namespace: NamespacesView;
  readonly pods: SelectorView;
  /** The same as a sentence's part: 'any pod of a new namespace with env=prod'. */
  readonly words: string;
}

export type WhoView = { readonly kind: 'Everyone' } | PodsView | IpBlockView;

export interface RuleView {
  readonly policy: ObjectView;
  readonly rule: number;
  readonly at: Place;
}

export interface ExposureEntry {
  readonly who: WhoView;
  /** On every pod of the workload and in every family; `partialPorts` on some only. */
  readonly ports: PortsView;
  readonly partialPorts: PortsView;
  readonly unknownPorts: PortsView;
  /** Ports that a pod would open by naming them so: 'sql/TCP'. Of what can be reached only. */
  readonly namedPorts: readonly string[];
  /** 'beyond': nobody has it yet, but a pod or a namespace with such labels would. */
  readonly standing: 'beyond' | 'existing';
  /** The rules that let it in; [] where none needs to. */
  readonly by: readonly RuleView[];
  /** Rules that take it from those of these pods that they mean too. */
  readonly unless: readonly RuleView[];
  /** Namespaces (`*`: a new one) whose own policies leave a pod with just these labels less, and what they may leave. */
  readonly stopped: readonly {
    readonly namespace: string;
    readonly policies: readonly ObjectView[];
    readonly left: PortsView;
  }[];
  readonly because: readonly ReasonView[];
}

export interface ExposureSide {
  /** 'everyone': every pod, every address, every port, whatever is added. */
  readonly state: 'everyone' | 'nobody' | 'some';
  /** Those that go beyond what existing pods have first; outside addresses last. */
  readonly entries: readonly ExposureEntry[];
  /** 'in-part': so many rules deny or pass on that not every combination of labels was tried. */
  readonly searched: 'all' | 'in-part';
}

export interface ExposureItem {
  readonly workload: ObjectView;
  readonly ingress: ExposureSide;
  readonly egress: ExposureSide;
}

export interface ExposureList extends Envelope<'ExposureList'> {
  readonly entries: 'all' | 'beyond';
  readonly items: readonly ExposureItem[];
}

export interface ExposureQuestion {
  /** Names in the grammar of the command line; [] is every workload. */
  readonly workloads: readonly string[];
  /** Report only these namespaces; [] is all. */
  readonly namespaces: readonly string[];
  /** 'beyond': only what existing pods don't have. */
  readonly entries: 'all' | 'beyond';
}
