// May this client use that port of a Service? Each backend is an attempt of its own, and the answers come
// together as 005 rule 20 says.

import { type Explained, reach } from '../answer/reach.ts';
import { distinctReasons } from '../answer/verdict.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Endpoint } from '../model/cluster.ts';
import type { Service } from '../model/service.ts';
import { isSubset } from '../sets/intervals.ts';
import type { Protocol } from '../sets/ports.ts';
import type { Ternary } from '../sets/ternary.ts';
import { type Backend, backendsOf, externalName } from './backends.ts';

export type ServiceDecision = Ternary | 'partly';

export interface JudgedBackend {
  readonly backend: Backend;
  /** One for each family that both ends have. */
  readonly reach: readonly Explained[];
  readonly decision: ServiceDecision;
}

export interface ServiceAnswer {
  readonly decision: ServiceDecision;
  readonly backends: readonly JudgedBackend[];
  readonly because: readonly Reason[];
}

/** `asked`: the Service's port, by number or name. */
export function askService(
  cluster: Cluster,
  from: Endpoint,
  service: Service,
  asked: number | string,
  protocol: Protocol,
): ServiceAnswer {
  const named = externalName(service);
  if (named !== undefined) return { decision: 'unknown', backends: [], because: [named] };
  const backends = backendsOf(cluster, service, asked, protocol, from).map((backend) => judged(cluster, from, backend));
  const because = backends.flatMap((each) => [...each.backend.because, ...each.reach.flatMap((one) => one.because)]);
  return { decision: overBackends(backends), backends, because: distinctReasons(because) };
}

function judged(cluster: Cluster, from: Endpoint, backend: Backend): JudgedBackend {
  const answers = reach(cluster, from, backend.endpoint, backend.ports, 'service');
  return { backend, reach: answers, decision: overFamilies(answers.map((each) => decided(each, backend))) };
}

function decided({ allowed, possible }: Explained, { ports }: Backend): Ternary {
  if (isSubset(ports, allowed)) return 'yes';
  return isSubset(ports, possible) ? 'unknown' : 'no';
}

/** All yes: yes; all no, or none: no; yes and no: partly; else unknown. */
function overFamilies(decisions: readonly Ternary[]): ServiceDecision {
  return decisions.length === 0 ? 'no' : together(decisions);
}

export function together(decisions: readonly ServiceDecision[]): ServiceDecision {
  const some = new Set(decisions);
  if (some.has('partly') || (some.has('yes') && some.has('no'))) return 'partly';
  if (some.has('unknown')) return 'unknown';
  return some.has('yes') ? 'yes' : 'no';
}

/** A perhaps-backend counts where its answer is the common one, leaves a partly, and makes it unknown otherwise. */
function overBackends(backends: readonly JudgedBackend[]): ServiceDecision {
  const of = (certainty: Backend['certainty']) => backends.filter(({ backend }) => backend.certainty === certainty);
  // Family by family: a sure yes and a sure no are partly, whatever else is open.
  const certain = of('certain').flatMap(({ backend, reach: each }) =>
    each.length === 0 ? ['no' as const] : each.map((one) => decided(one, backend)),
  );
  const common = certain.length === 0 ? 'no' : together(certain);
  if (common === 'partly') return 'partly';
  return of('perhaps').every(({ decision }) => decision === common) ? common : 'unknown';
}
