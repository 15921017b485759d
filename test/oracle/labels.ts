// Labels and label selectors.
import type { Standing } from './ends.ts';
import { kindOf, list, nameOf, own, text } from './raw.ts';
import { type Answer, type Assume, and, answerOf, assumed } from './three.ts';

/** Raw labels, and which further keys may or may not be there. */
export interface Labels {
  readonly raw: unknown;
  readonly mayHave: (key: string) => boolean;
}

const NAME_LABEL = 'kubernetes.io/metadata.name';
const JOB_KEYS = [
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
];
const ZONE_KEYS = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];
// 002 rule 7: "Labels that controllers add"
export const ADDED_KEYS: { readonly [kind in Standing]: readonly string[] } = {
  Deployment: ['pod-template-hash', ...ZONE_KEYS],
  ReplicaSet: ['pod-template-hash', ...ZONE_KEYS],
  StatefulSet: [
    'controller-revision-hash',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    ...ZONE_KEYS,
  ],
  DaemonSet: ['controller-revision-hash', ...ZONE_KEYS],
  Job: [...JOB_KEYS, ...ZONE_KEYS],
  CronJob: [...JOB_KEYS, ...ZONE_KEYS],
  ReplicationController: ZONE_KEYS,
};

export function podLabels(raw: unknown, kind: 'Pod' | Standing, assume: Assume): Labels {
  // "only on a workload that stands for its pods"; a Pod of the input has the labels it shows.
  if (kind === 'Pod' || assumed(assume, 'controller-labels') === 'absent') return { raw, mayHave: () => false };
  return { raw, mayHave: (key) => ADDED_KEYS[kind].includes(key) };
}

export function namespaceLabels(objects: readonly unknown[], name: string, assume: Assume): Labels {
  for (const object of objects) {
    if (kindOf(object) !== 'v1 Namespace' || nameOf(object) !== name) continue;
    // R27: the API server sets this label to the namespace's name, whatever a manifest says.
    return { raw: { ...(own(object, 'metadata', 'labels') ?? {}), [NAME_LABEL]: name }, mayHave: () => false };
  }
  // "Namespaces the input lacks: the only known label is kubernetes.io/metadata.name"
  const unknown = assumed(assume, 'namespace-labels') === 'unknown';
  return { raw: { [NAME_LABEL]: name }, mayHave: () => unknown };
}

/** LabelSelector: "The result of matchLabels and matchExpressions are ANDed. An empty label selector matches all objects." */
export function selects(selector: unknown, labels: Labels): Answer {
  const answers: Answer[] = [];
  // "A single {key,value} in the matchLabels map is equivalent to ... the operator is "In", and the values array
  // contains only "value"."
  for (const key of Object.keys(own(selector, 'matchLabels') ?? {})) {
    answers.push(holds('In', key, [text(selector, 'matchLabels', key)], labels));
  }
  for (const expression of list(selector, 'matchExpressions')) {
    const values = list(expression, 'values').map(String);
    answers.push(holds(text(expression, 'operator'), text(expression, 'key'), values, labels));
  }
  return and(answers);
}

/** One requirement. */
export function holds(operator: string, key: string, values: readonly string[], labels: Labels): Answer {
  const value = own(labels.raw, key);
  // "A requirement on a key whose value is not known is unknown."
  if (value === undefined && labels.mayHave(key)) return 'unknown';
  if (operator === 'Exists') return answerOf(value !== undefined);
  if (operator === 'DoesNotExist') return answerOf(value === undefined);
  // R24: In needs the key; NotIn holds where the key is absent.
  if (operator === 'In') return answerOf(value !== undefined && values.includes(String(value)));
  if (operator === 'NotIn') return answerOf(value === undefined || !values.includes(String(value)));
  throw new Error(`no such operator: ${operator}`);
}
