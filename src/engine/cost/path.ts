// Which sides of a conversation a dataplane judges, and whether the policies let it pass: asked of the
// explainer, so that a packet's walk and `can-reach` cannot disagree about the same assumptions.

import { explainSide, type Trace } from '../answer/explain.ts';
import { decision } from '../answer/verdict.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import { portRange } from '../sets/ports.ts';
import { and, type Ternary } from '../sets/ternary.ts';
import { type Attempt, type Operations, ops, type Packet, type Side, type Stage, type VerdictBy } from './model.ts';
import { hasEndpoint } from './site.ts';

/** The sides whose policies the packet meets, in order; a denial at the source ends its way. */
export function judgedSides(cluster: Cluster, attempt: Attempt): readonly (readonly [Direction, Ternary])[] {
  const egress = judgement(cluster, attempt, 'egress');
  const ingress = judgement(cluster, attempt, 'ingress');
  return [
    ...(egress === 'not-enforced' ? [] : [['egress', egress] as const]),
    ...(ingress === 'not-enforced' || egress === 'no' ? [] : [['ingress', ingress] as const]),
  ];
}

function judgement(cluster: Cluster, attempt: Attempt, direction: Direction): Ternary | 'not-enforced' {
  const subject = direction === 'egress' ? attempt.from : attempt.to;
  if (subject.kind === 'external' || !hasEndpoint(subject.pod, cluster)) return 'not-enforced';
  const ports = portRange(attempt.protocol, attempt.port, attempt.port);
  const trace: Trace = explainSide(cluster, { ...attempt, ports }, direction);
  const [part] = trace.parts;
  if (part === undefined || part.verdict.kind === 'not-enforced') return 'not-enforced';
  return decision(part.verdict);
}

/** A packet out of its stages. */
export function packet(
  stages: readonly Stage[],
  judged: readonly (readonly [Direction, Ternary])[],
  sides: readonly Side[],
): Packet {
  const allowed = judged.map(([, holds]) => holds).reduce(and, 'yes');
  return { stages, ops: sumOps(stages), allowed, verdictBy: sides.at(-1)?.verdictBy ?? notEnforced };
}

const notEnforced: VerdictBy = 'not-enforced';

export function sumOps(stages: readonly Stage[]): Operations {
  return ops.sum(stages.map((stage) => stage.ops));
}
