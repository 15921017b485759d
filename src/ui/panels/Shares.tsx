// How many of some pods policies isolate, as two bars: above for what comes in, below for what goes out. Filled is
// isolated, dotted is unknown, empty is open. The words stand beside it.

import type { Isolated, NamespaceView } from '../../session/questions.ts';

export function Shares({ holds }: { readonly holds: NamespaceView['holds'] }) {
  if (holds === undefined || holds.pods === 0) return <span class="shares" aria-hidden="true" />;
  return (
    <svg class="shares" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <Bar y={0} isolated={holds.ingress} />
      <Bar y={7} isolated={holds.egress} />
    </svg>
  );
}

function Bar({ y, isolated: { yes, no, unknown } }: { readonly y: number; readonly isolated: Isolated }) {
  const all = yes + no + unknown;
  const width = (part: number) => (100 * part) / all;
  return (
    <>
      <rect class="open" y={y} width={100} height={5} />
      <rect class="yes" y={y} width={width(yes)} height={5} />
      <rect class="unknown" x={width(yes)} y={y} width={width(unknown)} height={5} />
    </>
  );
}
