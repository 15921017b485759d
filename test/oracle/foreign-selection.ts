// What the selector of another vendor's policy says of a pod, where it is plainly of Kubernetes labels (005 rule 22).
// Each vendor's way of writing is turned into questions about labels of the pod or of its namespace.
import { holds, type Labels, namespaceLabels, podLabels } from './labels.ts';
import { list, own, text } from './raw.ts';
import type { Side } from './side.ts';
import { type Answer, and } from './three.ts';

type Question = readonly [of: 'pod' | 'namespace', operator: string, key: string, values: readonly string[]];
/** 'wide': not plainly of Kubernetes labels. */
type Questions = readonly Question[] | 'wide';

const NAME = 'kubernetes.io/metadata.name';

/** `namespace`: whose pods it can select; the caller has left others out. */
export function foreignSelection(object: unknown, namespace: string, { objects, assume, subject }: Side): Answer {
  const questions = questionsOf(object, namespace);
  if (questions === 'wide') return 'unknown';
  const labels: Record<Question[0], Labels> = {
    pod: podLabels(subject.labels, subject.kind, assume),
    namespace: namespaceLabels(objects, subject.namespace, assume),
  };
  return and(questions.map(([of, operator, key, values]) => holds(operator, key, values, labels[of])));
}

function questionsOf(object: unknown, namespace: string): Questions {
  const group = text(object, 'apiVersion');
  if (group.startsWith('cilium.io/')) return cilium(object, namespace);
  if (group.startsWith('crd.antrea.io/')) return antrea(object, namespace);
  if (group.startsWith('security.istio.io/')) return istio(object);
  return calico(object, namespace);
}

// "endpointSelector of its spec, or of several that select alike"
function cilium(object: unknown, namespace: string): Questions {
  const specs = [own(object, 'spec'), ...list(object, 'specs')].filter((spec) => spec !== undefined);
  const read = specs.map((spec) => ciliumSpec(spec, namespace));
  const written = new Set(read.map((questions) => JSON.stringify(questions)));
  return written.size === 1 ? (read[0] as Questions) : 'wide';
}

function ciliumSpec(spec: unknown, namespace: string): Questions {
  if (own(spec, 'nodeSelector') !== undefined || own(spec, 'endpointSelector') === undefined) return 'wide';
  const written = labelSelector(own(spec, 'endpointSelector'), 'pod');
  if (written === 'wide') return 'wide';
  const questions: Question[] = [];
  for (const [, operator, prefixed, values] of written) {
    const key = prefixed.startsWith('k8s:') || prefixed.startsWith('any:') ? prefixed.slice(4) : prefixed;
    const ofNamespace = 'io.cilium.k8s.namespace.labels.';
    if (key === 'io.kubernetes.pod.namespace') questions.push(['namespace', operator, NAME, values]);
    else if (key.startsWith(ofNamespace) && key !== ofNamespace) {
      questions.push(['namespace', operator, key.slice(ofNamespace.length), values]);
    } else if (key === '' || /:|^io\.cilium\./.test(key) || leftOutByCilium(key)) return 'wide';
    else questions.push(['pod', operator, key, values]);
  }
  const namesAnother = questions.some(
    ([of, operator, key, values]) =>
      of === 'namespace' && operator === 'In' && key === NAME && !values.includes(namespace),
  );
  return namespace !== 'every namespace' && namesAnother ? 'wide' : questions;
}

function leftOutByCilium(key: string): boolean {
  const starts = [
    ...['io.kubernetes', 'kubernetes.io', 'k8s.io', 'annotation', 'etcd_node'],
    ...['pod-template-generation', 'pod-template-hash', 'controller-revision-hash'],
    ...['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'],
    ...['batch.kubernetes.io/job-completion-index', 'batch.kubernetes.io/controller-uid'],
  ];
  return starts.some((start) => key.startsWith(start)) || key.includes('beta.kubernetes.io');
}

// "the one entry of appliedTo, of podSelector and, cluster-wide, namespaceSelector; no rule has its own"
function antrea(object: unknown, namespace: string): Questions {
  const entries = list(object, 'spec', 'appliedTo');
  const rules = [...list(object, 'spec', 'ingress'), ...list(object, 'spec', 'egress')];
  if (entries.length !== 1 || rules.some((rule) => own(rule, 'appliedTo') !== undefined)) return 'wide';
  const given = fields(entries[0]);
  const plain = namespace === 'every namespace' ? ['podSelector', 'namespaceSelector'] : ['podSelector'];
  if (given.length === 0 || given.some((field) => !plain.includes(field))) return 'wide';
  return both(
    labelSelector(own(entries[0], 'podSelector') ?? {}, 'pod'),
    labelSelector(own(entries[0], 'namespaceSelector') ?? {}, 'namespace'),
  );
}

// "selector.matchLabels, without a target, and no key of istio.io"
function istio(object: unknown): Questions {
  const spec = own(object, 'spec');
  if (own(spec, 'targetRef') !== undefined || own(spec, 'targetRefs') !== undefined) return 'wide';
  const selector = own(spec, 'selector') ?? {};
  if (own(selector, 'matchExpressions') !== undefined) return 'wide';
  const questions = labelSelector(selector, 'pod');
  if (questions === 'wide') return 'wide';
  return questions.some(([, , key]) => /(^|\.)istio\.io$/.test(key.split('/')[0] ?? '') && key.includes('/'))
    ? 'wide'
    : questions;
}

// "selector, and cluster-wide namespaceSelector"
function calico(object: unknown, namespace: string): Questions {
  const spec = own(object, 'spec');
  if (own(spec, 'serviceAccountSelector') !== undefined) return 'wide';
  if (namespace !== 'every namespace' && own(spec, 'namespaceSelector') !== undefined) return 'wide';
  return both(expression(own(spec, 'selector'), 'pod'), expression(own(spec, 'namespaceSelector'), 'namespace'));
}

function expression(written: unknown, of: Question[0]): Questions {
  if (written === undefined) return [];
  if (typeof written !== 'string') return 'wide';
  if (written.trim() === '') return [];
  // Quoted values first, so that what stands in them is nobody's operator.
  const values: string[] = [];
  const bare = written.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => `$${values.push(single ?? double) - 1}$`);
  const questions = bare.split('&&').map((term) => calicoTerm(term.trim(), of, values));
  return questions.includes('wide') ? 'wide' : questions.flatMap((one) => (one === 'wide' ? [] : one));
}

function calicoTerm(term: string, of: Question[0], values: readonly string[]): Questions {
  const [, key = '', rest = ''] = /^([\w.\-/]+)\s*(.*)$/s.exec(term.replace(/^!\s*/, '')) ?? [];
  if (/^(pcns|pcsa)\.|(^|\.)projectcalico\.org\//.test(key)) return 'wide';
  const asked = /^\(\s*([\w.\-/]*)\s*\)$/.exec(rest)?.[1];
  if (term.startsWith('!')) return key === 'has' && asked ? hasKey('DoesNotExist', asked, of) : 'wide';
  if (key === 'all' && asked === '') return [];
  if (key === 'has' && asked) return hasKey('Exists', asked, of);
  const [, operator, index] = /^(==|!=)\s*\$(\d+)\$$/.exec(rest) ?? [];
  if (index !== undefined) return [[of, operator === '==' ? 'In' : 'NotIn', key, [values[Number(index)] as string]]];
  const [, listed] = /^in\s*\{\s*(\$\d+\$(?:\s*,\s*\$\d+\$)*)\s*\}$/.exec(rest) ?? [];
  if (listed === undefined) return 'wide';
  return [[of, 'In', key, [...listed.matchAll(/\d+/g)].map(([index]) => values[Number(index)] as string)]];
}

function hasKey(operator: string, key: string, of: Question[0]): Questions {
  return /^(pcns|pcsa)\.|(^|\.)projectcalico\.org\//.test(key) ? 'wide' : [[of, operator, key, []]];
}

function labelSelector(selector: unknown, of: Question[0]): Questions {
  if (!isMapping(selector)) return 'wide';
  if (fields(selector).some((field) => field !== 'matchLabels' && field !== 'matchExpressions')) return 'wide';
  const matchLabels = own(selector, 'matchLabels') ?? {};
  const expressions = own(selector, 'matchExpressions') ?? [];
  if (!isMapping(matchLabels) || !Array.isArray(expressions)) return 'wide';
  const questions: Question[] = [];
  for (const key of Object.keys(matchLabels)) {
    const value = own(matchLabels, key);
    if (key === '' || typeof value !== 'string') return 'wide';
    questions.push([of, 'In', key, [value]]);
  }
  for (const one of expressions) {
    const [operator, key] = [own(one, 'operator'), own(one, 'key')];
    const values = own(one, 'values') ?? [];
    const known = operator === 'In' || operator === 'NotIn' || operator === 'Exists' || operator === 'DoesNotExist';
    if (!known || typeof key !== 'string' || key === '' || !Array.isArray(values)) return 'wide';
    if (values.some((value) => typeof value !== 'string') || values.length > 0 !== /In$/.test(operator)) return 'wide';
    if (fields(one).some((field) => !['key', 'operator', 'values'].includes(field))) return 'wide';
    questions.push([of, operator, key, values]);
  }
  return questions;
}

function both(a: Questions, b: Questions): Questions {
  return a === 'wide' || b === 'wide' ? 'wide' : [...a, ...b];
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The names of the fields that are given. */
function fields(value: unknown): readonly string[] {
  return isMapping(value) ? Object.keys(value).filter((name) => own(value, name) !== undefined) : ['no mapping'];
}
