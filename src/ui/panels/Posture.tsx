// Whether policies isolate a workload, as a glyph of two halves: the left for what comes in, the right for what goes
// out. Filled is isolated, hollow is open, a dot is unknown; the words are there for everyone.

import type { WorkloadView } from '../../session/questions.ts';

type Isolated = WorkloadView['isolated'];

export function Posture({ isolated }: { readonly isolated: Isolated }) {
  const words = postureText(isolated);
  return (
    <svg class="posture" viewBox="0 0 14 14" width="14" height="14" role="img" aria-label={words}>
      <title>{words}</title>
      <path class={`half ${isolated.ingress}`} d="M6 1.500a5.500 5.500 0 0 0 0 11z" />
      <path class={`half ${isolated.egress}`} d="M8 1.500a5.500 5.500 0 0 1 0 11z" />
    </svg>
  );
}

export function postureText(isolated: Isolated): string {
  const word = { yes: 'isolated', no: 'open', unknown: 'unknown' } as const;
  if (isolated.ingress === isolated.egress) {
    return { yes: 'isolated both ways', no: 'open both ways', unknown: 'isolation unknown' }[isolated.ingress];
  }
  return `ingress ${word[isolated.ingress]}, egress ${word[isolated.egress]}`;
}
