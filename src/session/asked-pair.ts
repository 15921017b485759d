// The two ends and the ports of a question, as people write them.

import type { Cluster } from '../engine/model/cluster.ts';
import { type AskedPorts, askedPorts } from './asked-ports.ts';
import { type Destination, destination, type Named, resolve } from './names.ts';
import { isRefusal, type Refusal } from './questions.ts';

export interface AskedPair {
  readonly from: Named;
  readonly to: Named;
  readonly ports: AskedPorts;
  /** As it was written: a Service looks it up among its own ports. */
  readonly port: Destination['port'];
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
  // What stands behind a Service is asked about at ports of its own.
  const ports = askedPorts(to.kind === 'service' ? 'every' : target.port, to);
  return isRefusal(ports) ? ports : { from, to, ports, port: target.port };
}
