// `can-reach`: one question, explained on both sides. It asks the readable evaluator, pair by pair.

import type { Reason } from '../../engine/model/assumptions.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import type { EndpointView, ReachAnswer } from '../answers.ts';
import { askedPair } from '../asked-pair.ts';
import { type Attempt, attempts } from '../attempts.ts';
import type { World } from '../held.ts';
import { type Named, refusal } from '../names.ts';
import { askedOther } from '../other-protocols.ts';
import { placesIn } from '../places.ts';
import { podView, serviceView } from '../present/ends.ts';
import { envelope } from '../present/envelope.ts';
import { reachAnswer } from '../present/reach.ts';
import { isRefusal, type Question, type Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function canReachReply(world: World, question: Question<'canReach'>): Promise<ReachAnswer | Refusal> {
  const { cluster } = world;
  const other = askedOther(question.to);
  const pair = askedPair(other === 'none' ? question : { ...question, to: other.to }, cluster);
  if (isRefusal(pair)) return pair;
  const { from, to, ports } = pair;
  if (to.kind === 'service') {
    if (other !== 'none') return refusal('bad-question', 'a Service has ports of TCP, UDP and SCTP only');
    return (await import('./service-reach.ts')).serviceReach(world, pair, to.service, namedView(from));
  }
  if (from.kind === 'service') return refusal('bad-question', 'a Service sends nothing: name the pods as the source');
  const list = attempts(cluster, from, to, ports);
  if (list.length === 0)
    return refusal('bad-question', 'both ends are outside the cluster, where its policies do not reach');
  const told = await explained(world, { from: namedView(from), to: namedView(to) }, list);
  return other === 'none' ? told : (await import('./other-protocol.ts')).overProtocol(told, list, other.protocol);
}

/** The attempts told as one answer: expectations explain themselves with it too. */
export async function explained(
  world: World,
  ends: { readonly from: EndpointView; readonly to: EndpointView },
  list: readonly Attempt[],
): Promise<ReachAnswer> {
  const places = await placesIn(world.snapshot.sources);
  const reasons: readonly Reason[] = list.flatMap(({ explained: each }) =>
    each === 'no-common-family' ? [] : each.because,
  );
  const carried = envelope('ReachAnswer', reasons, world.cluster.assumptions, await diagnosticsOf(world));
  return reachAnswer(carried, ends, list, places);
}

function namedView(named: Named): EndpointView {
  if (named.kind === 'addresses') return { kind: 'IPBlock', cidrs: cidrCover(named.addresses) };
  if (named.kind === 'node') return { kind: 'Node', name: named.node.name };
  if (named.kind === 'service') return serviceView(named.service);
  if (named.view !== 'pod') return named.view;
  const [first] = named.pods;
  return first === undefined ? nobody : podView(first);
}

const nobody: EndpointView = { kind: 'IPBlock', cidrs: [] };
