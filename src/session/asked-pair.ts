// The two ends and the ports of a question, as people write them.

import type { Cluster } from '../engine/model/cluster.ts';
import { type AskedPorts, askedPorts } from './asked-ports.ts';
import { destination, type Named, resolve } from './names.ts';
import { isRefusal, type Refusal } from './questions.ts';

export interface AskedPair {
  readonly from: Named;
  readonly to: Named;
  readonly ports: AskedPorts;
}

export function askedPair(
  question: { readonly from: string; readonly to: string; readonly namespace: string },
  cluster: Cluster,
): AskedPair | Refusal {
  const target = destination(question.to);
  const from = resolve(question.from, question.namespace, cluster);
  const to = resolve(target.name, question.namespace, cluster);
  if (isRefusal(from)) return from;
  if (isRefusal(to)) return to;
  const ports = askedPorts(target.port, to);
  return isRefusal(ports) ? ports : { from, to, ports };
}
