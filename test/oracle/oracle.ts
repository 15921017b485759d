// The oracle's door: what decisions 002 and 005 answer, worked out from raw Kubernetes objects by plain loops.
import { endsOf, type PodEnd } from './ends.ts';
import { familiesOf } from './families.ts';
import { liftedFor, type Way } from './lifted.ts';
import { lookUp, takesPart } from './look-up.ts';
import { backendsOf, overBackends, together } from './services.ts';
import { type Answer, type Assume, type Attempt, and, type Direction, type Family } from './three.ts';
import { sideAnswer } from './tiers.ts';

export type { Answer, Assume, Attempt, Direction, End, Family } from './three.ts';

/** An input whose ends were listed once, to be asked many times. */
export interface Oracle {
  readonly families: readonly Family[];
  readonly ends: readonly string[];
  readonly ask: (attempt: Attempt) => Answer | 'partly';
  readonly side: (direction: Direction, attempt: Attempt & { readonly family: Family }) => Answer;
}

/** The families in play. */
export function families(objects: readonly unknown[], assume: Assume = {}): readonly Family[] {
  return oracle(objects, assume).families;
}

/** Every pod and every workload that stands for its pods, sorted. */
export function ends(objects: readonly unknown[], assume: Assume = {}): readonly string[] {
  return oracle(objects, assume).ends;
}

/** The answer in the attempt's family; without one, over the families in play. */
export function ask(objects: readonly unknown[], attempt: Attempt, assume: Assume = {}): Answer | 'partly' {
  return oracle(objects, assume).ask(attempt);
}

/** What one side says, whatever the other says and whether or not both ends take part in the family. */
export function side(
  objects: readonly unknown[],
  direction: Direction,
  attempt: Attempt & { readonly family: Family },
  assume: Assume = {},
): Answer {
  return oracle(objects, assume).side(direction, attempt);
}

export function oracle(objects: readonly unknown[], assume: Assume = {}): Oracle {
  const pods = endsOf(objects, assume);
  const inPlay = familiesOf(objects, pods);
  const input = { objects, pods, inPlay, assume };

  function oneSide(direction: Direction, attempt: Attempt, family: Family, way: Way): Answer {
    const from = lookUp(attempt.from, 'source', family, input);
    const to = lookUp(attempt.to, 'destination', family, input);
    // 002 rule 1. A workload is many pods (R87), so only a Pod of the input is surely itself.
    if (way === 'directly' && isPod(from) && from === to) return 'yes';
    const [subject, other] = direction === 'ingress' ? [to, from] : [from, to];
    // 002 rule 2: "not a pod: yes"
    if ('ranges' in subject) return 'yes';
    // 005 rule 21: "Between nodes and host-network pods, both ways: yes."
    const withNode = 'node' in attempt.from || 'node' in attempt.to;
    if (withNode && subject.hostNetwork) return 'yes';
    const { protocol, port } = attempt;
    const judged = { objects, assume, direction, subject, other, protocol, port, family };
    return sideAnswer(judged, liftedFor(judged, way));
  }

  function inFamily(attempt: Attempt, family: Family, way: Way): Answer {
    // 002 rule 10: "Both ends must take part in the attempt's family, else the answer is no."
    if (!takesPart(attempt.from, family, input) || !takesPart(attempt.to, family, input)) return 'no';
    return and([oneSide('egress', attempt, family, way), oneSide('ingress', attempt, family, way)]);
  }

  /** One answer for each family that the question is about. */
  function direct(attempt: Attempt, way: Way): readonly Answer[] {
    if (attempt.family !== undefined) return [inFamily(attempt, attempt.family, way)];
    // 002 rule 10: "those that both ends take part in (none: no)"
    const shared = inPlay.filter(
      (family) => takesPart(attempt.from, family, input) && takesPart(attempt.to, family, input),
    );
    return shared.length === 0 ? ['no'] : shared.map((family) => inFamily(attempt, family, way));
  }

  function answer(attempt: Attempt): Answer | 'partly' {
    const { from, to } = attempt;
    if (!('service' in to)) return together(direct(attempt, 'directly'));
    const backends = backendsOf(to.service, attempt, input);
    // 005 rule 20: "ExternalName: unknown"
    if (backends === 'external name') return 'unknown';
    return overBackends(
      backends.flatMap((backend) => {
        const hairpin = 'pod' in backend.end && 'pod' in from && backend.end.pod === from.pod;
        const way = hairpin ? 'through a service' : 'directly';
        const answers = direct({ ...attempt, to: backend.end, port: backend.port }, way);
        return answers.map((each) => ({ sure: backend.sure, answer: each }));
      }),
    );
  }

  const oneSideOf = (direction: Direction, attempt: Attempt & { readonly family: Family }) =>
    oneSide(direction, attempt, attempt.family, 'directly');
  return { families: inPlay, ends: pods.map((pod) => pod.name).sort(), ask: answer, side: oneSideOf };
}

function isPod(end: ReturnType<typeof lookUp>): end is PodEnd {
  return 'kind' in end && end.kind === 'Pod';
}
