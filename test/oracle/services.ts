// Services: which backends an attempt at one may reach (005 rule 20), and what their answers come to.

import type { Backend } from './backend.ts';
import type { PodEnd } from './ends.ts';
import { givenBackends } from './given-backends.ts';
import { podLabels, selects } from './labels.ts';
import { sameNode } from './lifted.ts';
import type { Input } from './look-up.ts';
import { kindOf, list, nameOf, namespaceOf, own, text } from './raw.ts';
import { readinessOf } from './readiness.ts';
import { type Answer, type Attempt, and } from './three.ts';

export function backendsOf(name: string, attempt: Attempt, input: Input): readonly Backend[] | 'external name' {
  const service = input.objects.find(
    (object) => kindOf(object) === 'v1 Service' && `${namespaceOf(object)}/${nameOf(object)}` === name,
  );
  if (service === undefined) throw new Error(`no such service: ${name}`);
  if (text(service, 'spec', 'type') === 'ExternalName') return 'external name';
  // "A headless Service has no translation: the asked port is the backend's."
  const headless = text(service, 'spec', 'clusterIP') === 'None';
  const asked = list(service, 'spec', 'ports').find(
    (port) => own(port, 'port') === attempt.port && (text(port, 'protocol') || 'TCP') === attempt.protocol,
  );
  // "No backend, or no such port: no."
  if (asked === undefined && !headless) return [];
  const selector = own(service, 'spec', 'selector');
  if (Object.keys(selector ?? {}).length === 0) {
    return givenBackends(service, asked, headless, attempt, input);
  }
  const selected: (Backend & { readonly pod: PodEnd })[] = [];
  for (const pod of input.pods) {
    if (pod.namespace !== namespaceOf(service)) continue;
    const port = headless ? attempt.port : targetOn(pod, asked, attempt.protocol);
    // "without it the pod is no backend for that port"
    if (port === 'none') continue;
    const chosen = selects({ matchLabels: selector }, podLabels(pod.labels, pod.kind, input.assume));
    const sure = and([chosen, headless ? 'yes' : local(service, pod, attempt, input)]);
    if (sure !== 'no') selected.push({ pod, end: { pod: pod.name }, port, sure });
  }
  const readiness = (pod: PodEnd) => readinessOf(pod, service, input.objects);
  const ready = selected.filter(({ pod }) => readiness(pod) === 'ready');
  if (ready.some(({ sure }) => sure === 'yes')) return ready;
  // "where none is ready, those that terminate and still serve": only perhaps where one is perhaps ready.
  const serving = selected.filter(({ pod }) => readiness(pod) === 'serving');
  return [...ready, ...serving.map((one) => (ready.length > 0 ? { ...one, sure: 'unknown' as const } : one))];
}

/** targetPort: by default the port itself; a name is that of a container port of the Service port's protocol (R91). */
function targetOn(pod: PodEnd, asked: unknown, protocol: string): number | 'none' {
  const target = own(asked, 'targetPort') ?? own(asked, 'port');
  if (typeof target === 'number') return target === 0 ? Number(own(asked, 'port')) : target;
  const sidecars = list(pod.spec, 'initContainers').filter((one) => text(one, 'restartPolicy') === 'Always');
  for (const container of [...list(pod.spec, 'containers'), ...sidecars]) {
    for (const port of list(container, 'ports')) {
      if (text(port, 'name') === target && (text(port, 'protocol') || 'TCP') === protocol) {
        return Number(own(port, 'containerPort'));
      }
    }
  }
  return 'none';
}

/** "internalTrafficPolicy: Local: only backends on the client's node (open where a node is unknown: perhaps)" */
function local(service: unknown, pod: PodEnd, { from }: Attempt, { pods }: Input): Answer {
  if (text(service, 'spec', 'internalTrafficPolicy') !== 'Local') return 'yes';
  if ('node' in from) return sameNode(from.node, pod.node);
  const client = 'pod' in from ? pods.find(({ name }) => name === from.pod) : undefined;
  return sameNode(client?.node ?? '', pod.node);
}

/** What a backend answers in one family. */
interface Judged {
  readonly sure: Answer;
  readonly answer: Answer;
}

/** 002: "yes if all are, no if all are, partly if some are yes and some no, else unknown" */
export function together(answers: readonly Answer[]): Answer | 'partly' {
  // "yes and no → depends on the family (partly)", or on the backend
  if (answers.includes('yes') && answers.includes('no')) return 'partly';
  return answers.includes('unknown') ? 'unknown' : and(answers);
}

/** 005 rule 20: "A perhaps-backend counts where its answer is the common answer of the others, and makes the answer
 * unknown otherwise." */
export function overBackends(judged: readonly Judged[]): Answer | 'partly' {
  const surely = judged.filter(({ sure }) => sure === 'yes').map(({ answer }) => answer);
  const perhaps = judged.filter(({ sure }) => sure === 'unknown').map(({ answer }) => answer);
  // "No backend: no", which is what there is where no backend is sure.
  const common = surely.length === 0 ? 'no' : together(surely);
  // Where some surely answer yes and some no, no further backend changes that.
  if (common === 'partly') return 'partly';
  return perhaps.every((answer) => answer === common) ? common : 'unknown';
}
