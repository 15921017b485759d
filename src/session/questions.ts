// The wire: what may be asked of a session, as plain data that structuredClone returns unchanged.
// The command line asks in process, the page across a worker, tests of the page a fake.

import type { AssumptionKey } from '../engine/model/assumptions.ts';
import type { Progress } from '../snapshot/progress.ts';
import type {
  BlastRadii,
  BlastRadius,
  DataplaneName,
  DiagnosticView,
  Envelope,
  FlowDiff,
  FlowList,
  FlowView,
  Level,
  ObjectView,
  PacketWalk,
  Place,
  PolicyCostList,
  ReachAnswer,
  ThingView,
} from './answers.ts';
import type { ProfileComparison } from './comparison.ts';
import type { ExpectationReport } from './expectation-report.ts';
import type { ExposureList, ExposureQuestion } from './exposure.ts';
import type { LintReport } from './findings.ts';
import type { ProfileName } from './profile-names.ts';

/** Text or bytes of one input file; gzip is recognised by its first bytes. */
export interface SourceFile<Content = string | Uint8Array> {
  readonly file: string;
  readonly content: Content;
}

/** A file of a page is handed on as it is: whoever reads it reads its bytes. */
export type GivenFile = SourceFile<string | Uint8Array | Blob>;

/** In one process a file may be read while its bytes arrive; `size` is how many there are, where that is known. */
export type InputFile = GivenFile | (SourceFile<AsyncIterable<Uint8Array>> & { readonly size?: number });

/** How far reading has come, for who waits for it. */
export type ReadProgress = Progress;

export type Assume = Readonly<Partial<Record<AssumptionKey, string>>>;

/** Applied over the loaded input, as `kubectl apply` and `kubectl delete` would; the input itself never changes. */
export type Edit =
  | { readonly kind: 'apply'; readonly id: string; readonly text: string } // one or more YAML documents; `id` names the edit in places
  | { readonly kind: 'delete'; readonly object: ObjectView };

export interface PolicyView {
  readonly policy: ObjectView;
  readonly at: Place;
  /** The text to edit: the document as written, or the list's item as YAML. */
  readonly text: string;
  readonly state: 'as-loaded' | 'edited' | 'added';
  readonly isolates: { readonly ingress: boolean; readonly egress: boolean };
  /** How many pods it selects for certain. */
  readonly selects: number;
  /** The workloads that it selects. */
  readonly subjects: readonly ObjectView[];
}

export interface WorkloadView {
  readonly workload: ObjectView;
  readonly pods: readonly { readonly pod: ObjectView; readonly node: string; readonly addresses: readonly string[] }[];
  /** Whether policies isolate it: for certain, not, or open. */
  readonly isolated: { readonly ingress: 'yes' | 'no' | 'unknown'; readonly egress: 'yes' | 'no' | 'unknown' };
  /**
   * Whether a cluster-wide policy has rules about it, open where a policy that is not evaluated may: then a workload that
   * nothing isolates may still be closed.
   */
  readonly judged?: { readonly ingress: 'yes' | 'no' | 'unknown'; readonly egress: 'yes' | 'no' | 'unknown' };
  readonly labels: Readonly<Record<string, string>>;
  readonly hostNetwork: boolean;
}

/** Of pods: how many policies isolate for certain, do not, or may. */
export type Isolated = Readonly<Record<'yes' | 'no' | 'unknown', number>>;

export interface NamespaceView {
  readonly name: string;
  readonly given: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** What is in it, where the inventory does not list that. */
  readonly holds?: {
    readonly pods: number;
    readonly workloads: number;
    readonly policies: number;
    readonly ingress: Isolated;
    readonly egress: Isolated;
  };
}

/** What the session holds now. */
export interface Inventory {
  readonly kind: 'Inventory';
  /**
   * Left out or 'all': everything is listed. 'by-namespace': workloads, the policies of namespaces and other ends are not,
   * but counted for each namespace; `contents` and `find` tell them. 'edits': as that, and of namespaces and files only
   * those that the edits made otherwise than they are in the input.
   */
  readonly detail?: 'all' | 'by-namespace' | 'edits';
  /** SHA-256 of the input, hex: a link with edits says which input it belongs to. */
  readonly digest: string;
  readonly files: readonly { readonly file: string; readonly bytes: number; readonly objects: number }[];
  readonly counts: {
    readonly pods: number;
    readonly workloads: number;
    readonly namespaces: number;
    readonly policies: number;
  };
  readonly namespaces: readonly NamespaceView[];
  /** Under 'edits': the namespaces that are no longer there. */
  readonly gone?: readonly string[];
  readonly workloads: readonly WorkloadView[];
  readonly policies: readonly PolicyView[];
  /** Services and Nodes: what can be asked about beside workloads. */
  readonly ends?: readonly ObjectView[];
  readonly assumptions: Readonly<Record<AssumptionKey, string>>;
  readonly diagnostics: readonly DiagnosticView[];
}

/** What some namespaces hold, of an input that is too large to list. */
export interface NamespaceContents {
  readonly kind: 'NamespaceContents';
  /** Those that were asked for and are there. */
  readonly namespaces: readonly string[];
  readonly workloads: readonly WorkloadView[];
  /** Cluster-wide policies among them, whose subjects are those of these namespaces. */
  readonly policies: readonly PolicyView[];
  /** Policies as loaded that edits changed or took away. */
  readonly before: readonly PolicyView[];
  readonly ends: readonly ObjectView[];
}

/** What has every word of a text in its name. */
export interface Found {
  readonly kind: 'Found';
  readonly text: string;
  readonly groups: readonly {
    readonly kind: 'Namespace' | 'workload' | 'policy' | 'Pod' | 'Service' | 'Node';
    /** How many there are; `items` are the first of them, in order of name. */
    readonly count: number;
    readonly items: readonly { readonly object: ObjectView; readonly workload?: ObjectView }[];
  }[];
}

/** A range of the text of one policy (UTF-16 units), and the same as a place in its file. */
export interface Highlight {
  readonly kind: 'Highlight';
  readonly start: number;
  readonly end: number;
  readonly at: Place;
}

/** Where Expectations documents want their input from. */
export interface ExpectationInputs {
  readonly kind: 'ExpectationInputs';
  /** One for each document asked about; paths relative to it, [] where it names none. */
  readonly items: readonly { readonly file: string; readonly input: readonly string[] }[];
}

export interface Refusal {
  readonly kind: 'Refusal';
  readonly code: 'not-found' | 'ambiguous' | 'bad-question' | 'nothing-read' | 'cancelled';
  readonly message: string;
  readonly candidates: readonly string[];
}

export interface FlowFilter {
  readonly by: Level;
  /** Names in the grammar of the command line; [] is everything. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly port: string;
  /** Report only these namespaces; [] is all. */
  readonly namespaces: readonly string[];
  /** What to list beyond pods and outside addresses: nodes, and what goes through Services and routes. */
  readonly beyond?: readonly ('nodes' | 'services')[];
  /**
   * 'folded': an end in none of `namespaces` is told as its namespace, and many namespaces that fare alike as one end, of
   * kind 'Namespaces': what a large cluster has for one of its namespaces, without a row for each of the others.
   */
  readonly far?: 'as-asked' | 'folded';
}

/** A FlowList whose items are worked out as they are asked for, once. Its assumptions are told item by item. */
export interface FlowStream extends Envelope<'FlowStream'> {
  readonly by: Level;
  readonly items: Iterable<FlowView>;
}

/** What a question needs of an input before any other is asked. */
export interface Opened {
  readonly kind: 'Opened';
  /** Kubernetes objects met, those of kinds that are not used among them. */
  readonly objects: number;
  readonly diagnostics: readonly DiagnosticView[];
}

export interface InputQuestion {
  readonly sources: readonly InputFile[];
  readonly assume: Assume;
  readonly lenient: boolean;
  /** The documented behaviour of a network plugin; what `assume` says beats it. Left out: none. */
  readonly profile?: ProfileName;
}

export interface Questions {
  /** As `load`, but without the inventory, which costs more than most questions. */
  open: { question: InputQuestion; answer: Opened };
  /** Replaces what the session holds. */
  load: { question: InputQuestion; answer: Inventory };
  /** 'fitting': what is too large to list is counted by namespace, as in the answers to load, edit and assume. */
  inventory: { question: { detail?: 'all' | 'fitting' }; answer: Inventory };
  /** Names that are not there are left out. */
  contents: { question: { namespaces: readonly string[] }; answer: NamespaceContents };
  /** At most `most` of each kind are told, all are counted. */
  find: { question: { text: string; most: number }; answer: Found };
  /** Replaces the list of edits; [] is the input as loaded. */
  edit: { question: { edits: readonly Edit[] }; answer: Inventory };
  assume: { question: { assume: Assume }; answer: Inventory };
  flows: { question: FlowFilter; answer: FlowList };
  /** The items of `flows`, each worked out when it is asked for; in process only, since it is no plain data. */
  flowStream: { question: FlowFilter; answer: FlowStream };
  /**
   * What the edits changed: before is the input as loaded, after is with the edits. With `most`, as a large input is
   * asked: for the namespaces whose policies were edited, or for `namespaces` where more than policies was; told as
   * folded flows are, and more items than `most` by namespace.
   */
  changes: { question: { by: Level; namespaces: readonly string[]; most?: number }; answer: FlowDiff };
  /** Compares the session's input with another one. */
  diff: { question: { after: readonly InputFile[]; by: Level; namespaces: readonly string[] }; answer: FlowDiff };
  /** The flows on which two profiles differ; 'default' is a profile here. */
  compareProfiles: {
    question: { a: string; b: string; by: Level; namespaces: readonly string[] };
    answer: ProfileComparison;
  };
  canReach: { question: { from: string; to: string; namespace: string }; answer: ReachAnswer };
  blastRadius: {
    question: { starts: readonly string[]; namespace: string; certain: boolean; declaredPorts: boolean };
    answer: BlastRadius;
  };
  /** Each start by itself: how much it takes, and which of the targets. */
  blastRadii: {
    question: Omit<Questions['blastRadius']['question'], 'starts'> & {
      starts: readonly string[];
      targets: readonly ThingView[];
    };
    answer: BlastRadii;
  };
  cost: {
    question: {
      dataplanes: readonly DataplaneName[];
      nodes: number | 'from-input';
      coefficients: string;
      state: 'now' | 'as-loaded';
    };
    answer: PolicyCostList;
  };
  packetWalk: {
    question: { dataplane: DataplaneName; from: string; to: string; namespace: string };
    answer: PacketWalk;
  };
  exposure: { question: ExposureQuestion; answer: ExposureList };
  /** What could be wrong with the policies; `namespaces` as in flows. */
  lint: { question: { namespaces: readonly string[] }; answer: LintReport };
  /** `content` is an Expectations document; `file` only names it. */
  test: {
    question: { expectations: readonly SourceFile[]; namespace: string; baseline: readonly SourceFile[] };
    answer: ExpectationReport;
  };
  /** `bad-question` where a document is no Expectations. Needs no loaded input. */
  expectationInputs: { question: { expectations: readonly SourceFile[] }; answer: ExpectationInputs };
  /** Where a rule, peer or port stands: `path` as ['ingress', 0, 'from', 1]; [] is the whole policy. */
  highlight: { question: { policy: ObjectView; path: readonly (string | number)[] }; answer: Highlight };
}

export type Name = keyof Questions;
export type Question<N extends Name> = Questions[N]['question'];
export type Answer<N extends Name> = Questions[N]['answer'];

/** A question that cannot be answered gives a Refusal: data, not an exception. */
export type Ask = <N extends Name>(name: N, question: Question<N>) => Promise<Answer<N> | Refusal>;

export function isRefusal(answer: object): answer is Refusal {
  return 'kind' in answer && answer.kind === 'Refusal';
}
