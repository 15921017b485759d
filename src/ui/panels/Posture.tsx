// Whether policies isolate a workload, as a glyph of two halves: the left for what comes in, the right for what goes
// out. Filled is isolated, hollow is open, half filled is open but for cluster-wide policies, a dot is unknown; the
// words are there for everyone.

import { postureOf } from '../../pictures/units.ts';
import type { WorkloadView } from '../../session/questions.ts';

type Standing = Pick<WorkloadView, 'isolated' | 'judged'>;

export function Posture({ workload }: { readonly workload: Standing }) {
  const words = postureText(workload);
  const { ingress, egress } = postureOf(workload);
  return (
    <svg class="posture" viewBox="0 0 14 14" width="14" height="14" role="img" aria-label={words}>
      <title>{words}</title>
      <path class={`half ${ingress}`} d="M6 1.500a5.500 5.500 0 0 0 0 11z" />
      <path class={`half ${egress}`} d="M8 1.500a5.500 5.500 0 0 1 0 11z" />
    </svg>
  );
}

const words = {
  yes: 'isolated',
  no: 'open',
  unknown: 'unknown',
  some: 'isolated for some',
  judged: 'judged by cluster-wide policies',
} as const;

export function postureText(workload: Standing): string {
  const { ingress, egress } = postureOf(workload);
  if (ingress !== egress) return `ingress ${words[ingress]}, egress ${words[egress]}`;
  return ingress === 'unknown' ? 'isolation unknown' : `${words[ingress]} both ways`;
}
