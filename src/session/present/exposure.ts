// Exposure as plain data.

import type { Exposure, Side, ToldEntry } from '../../engine/answer/exposure.ts';
import { shares, type Where } from '../../engine/answer/exposure-entries.ts';
import type { Granted } from '../../engine/answer/exposure-judge.ts';
import type { OutsideEntry } from '../../engine/answer/exposure-outside.ts';
import type { RuleOf } from '../../engine/answer/exposure-scopes.ts';
import type { LabelSelector } from '../../engine/model/labels.ts';
import type { Direction } from '../../engine/model/policy.ts';
import { metadataName } from '../../engine/model/select.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import type {
  ExposureEntry,
  ExposureItem,
  ExposureQuestion,
  ExposureSide,
  NamespacesView,
  RuleView,
  SelectorView,
} from '../exposure.ts';
import type { Places } from '../places.ts';
import { policyView, portsView, workloadView } from './ends.ts';
import { reasonView } from './envelope.ts';
import { selectorWords } from './words.ts';

export function exposureItem(
  { workload, sides }: Exposure,
  which: ExposureQuestion['entries'],
  places: Places,
): ExposureItem {
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    sideView(sides[direction], direction, which, places),
  ) as [ExposureSide, ExposureSide];
  return { workload: workloadView(workload), ingress, egress };
}

function sideView(
  { state, pods, outside, searched }: Side,
  direction: Direction,
  which: ExposureQuestion['entries'],
  places: Places,
): ExposureSide {
  const ruleView = ({ policy, rule }: RuleOf): RuleView => ({
    policy: policyView(policy),
    rule: rule.index,
    at: places.ofRule({ policy, rule } as RuleOf, direction), // a rule is its policy's
  });
  const view = (granted: Granted) => {
    const { ports, partial, unknown } = shares(granted);
    return {
      ports: portsView(ports),
      partialPorts: portsView(partial),
      unknownPorts: portsView(unknown),
      namedPorts: [],
      by: granted.by.map(ruleView),
      unless: [],
      stopped: [],
      because: granted.because.map(reasonView),
    };
  };
  const podsEntry = (entry: ToldEntry): ExposureEntry => ({
    who: podsView(entry),
    standing: entry.standing,
    ...view(entry.granted),
    namedPorts: entry.namedPorts,
    unless: entry.unless.map(ruleView),
    stopped: entry.stopped.map(({ namespace, policies, left }) => ({
      namespace: namespace === 'new' ? '*' : namespace,
      policies: policies.map(policyView),
      left: portsView(left),
    })),
  });
  const outsideEntry = ({ addresses, granted }: OutsideEntry): ExposureEntry => ({
    who: { kind: 'IPBlock', cidrs: cidrCover(addresses) },
    standing: 'existing', // the outside is there already
    ...view(granted),
  });
  const all = [...pods.map(podsEntry), ...outside.map(outsideEntry)];
  const entries = state === 'everyone' ? all.slice(0, 1).map(everyone) : all;
  return { state, entries: which === 'all' ? entries : entries.filter(isBeyond), searched };
}

/** A direction that is open to all is open to whatever is added: nothing is beyond, and others' policies say little. */
function everyone(entry: ExposureEntry): ExposureEntry {
  return { ...entry, who: { kind: 'Everyone' }, standing: 'existing', stopped: [] };
}

function isBeyond({ standing }: ExposureEntry): boolean {
  return standing === 'beyond';
}

function podsView({ where, pods }: ToldEntry): ExposureEntry['who'] {
  return {
    kind: 'Pods',
    namespace: namespacesView(where),
    pods: selectorView(pods),
    words: `${podsWords(pods)} of ${whereWords(where)}`,
  };
}

function namespacesView(where: Where): NamespacesView {
  switch (where.kind) {
    case 'any':
      return where;
    case 'existing':
      return { kind: 'existing', names: where.namespaces.map(({ name }) => name) };
    case 'new':
      return { kind: 'new', needs: needsOf(where.labels), selector: selectorView(where.labels) };
  }
}

/** A namespace's name can be had by one; any other label by everybody who may create namespaces (R27). */
function needsOf(labels: LabelSelector): 'label' | 'name' | 'nothing' {
  const needed = labels.filter(({ op }) => op === 'In' || op === 'Exists');
  if (needed.length === 0) return 'nothing';
  return needed.some(({ key }) => key === metadataName) ? 'name' : 'label';
}

function podsWords(pods: LabelSelector): string {
  return pods.length === 0 ? 'any pod' : `pods with ${selectorWords(pods)}`;
}

function whereWords(where: Where): string {
  switch (where.kind) {
    case 'any':
      return 'any namespace';
    case 'existing': {
      const names = where.namespaces.map(({ name }) => name);
      return names.length === 1 ? `namespace ${names[0]}` : `namespaces ${names.join(', ')}`;
    }
    case 'new':
      return where.labels.length === 0 ? 'a new namespace' : `a new namespace with ${selectorWords(where.labels)}`;
  }
}

/** One value needed is a matchLabel, as people write it; a key that is needed twice is not. */
export function selectorView(selector: LabelSelector): SelectorView {
  const keys = selector.map(({ key }) => key);
  const single = selector.flatMap((each) => {
    const [value = '', ...more] = each.op === 'In' ? each.values : [];
    const plain = each.op === 'In' && more.length === 0 && keys.filter((key) => key === each.key).length === 1;
    return plain ? [{ each, value }] : [];
  });
  const others = selector.filter((each) => !single.some((one) => one.each === each));
  const matchLabels = Object.fromEntries(single.map(({ each, value }) => [each.key, value]));
  const matchExpressions = others.map((each) => {
    const { key, op: operator } = each;
    return 'values' in each ? { key, operator, values: each.values } : { key, operator };
  });
  return {
    ...(single.length === 0 ? {} : { matchLabels }),
    ...(others.length === 0 ? {} : { matchExpressions }),
  };
}
