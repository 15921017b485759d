// `cost`: the engine's counts and ranges as plain data; and one packet's walk.

import { type CoefficientTable, defaultCoefficients } from '../../engine/cost/coefficients.ts';
import { type DataplaneCosts, type PolicyCost, packetWalk, policyCosts } from '../../engine/cost/policy-cost.ts';
import { readCoefficients } from '../../engine/cost/read-coefficients.ts';
import type { Cluster } from '../../engine/model/cluster.ts';
import { portRanges } from '../../engine/sets/ports.ts';
import type { DiagnosticView, PacketWalk, PolicyCostList, PolicyCostView } from '../answers.ts';
import { askedPair } from '../asked-pair.ts';
import { endsOf } from '../attempts.ts';
import type { Held } from '../held.ts';
import { refusal } from '../names.ts';
import { endpointView, policyView } from '../present/ends.ts';
import { envelope } from '../present/envelope.ts';
import { isRefusal, type Question, type Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function costReply(held: Held, question: Question<'cost'>): Promise<PolicyCostList | Refusal> {
  const coefficients = tableOf(question.coefficients);
  if (isRefusal(coefficients)) return coefficients;
  const world = question.state === 'as-loaded' ? held.base : held.now;
  const { dataplanes, nodes } = question;
  const costs = policyCosts(costed(world.cluster), { dataplanes, nodes, coefficients });
  return {
    ...envelope('PolicyCostList', [], held.assumptions, [...(await diagnosticsOf(world)), ...notCosted(world.cluster)]),
    placement: costs.placement,
    traffic: costs.traffic,
    dataplanes: costs.dataplanes.map(dataplaneView),
  };
}

/** The dataplanes are modelled for NetworkPolicy: what other kinds cost, and do on a packet's way, is left out. */
function costed(cluster: Cluster): Cluster {
  return { ...cluster, clusterPolicies: [], foreignPolicies: [] };
}

function notCosted({ clusterPolicies }: Cluster): readonly DiagnosticView[] {
  if (clusterPolicies.length === 0) return [];
  const which =
    clusterPolicies.length === 1 ? '1 cluster-wide policy is' : `${clusterPolicies.length} cluster-wide policies are`;
  const message = `${which} not costed in this version: the figures are those of NetworkPolicy alone`;
  return [{ severity: 'warning', code: 'policies-not-costed', message }];
}

function tableOf(text: string): CoefficientTable | Refusal {
  if (text === '') return defaultCoefficients;
  const table = readCoefficients(parsed(text));
  return 'kind' in table ? refusal('bad-question', `coefficients: ${table.message}`) : table;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // which is no table, and is told so
  }
}

function dataplaneView({ dataplane, items, totals, limits }: DataplaneCosts): PolicyCostList['dataplanes'][number] {
  return {
    dataplane,
    items: items.map(costView),
    totals: { busiestNode: totals.busiestNode, cluster: totals.cluster },
    limits: limits.map(({ name, value, of, policy }) =>
      policy === undefined ? { name, value, of } : { name, value, of, policy: policyView(policy) },
    ),
  };
}

function costView({ policy, state, marginal, firstPacket, established, churn, estimates }: PolicyCost): PolicyCostView {
  const { deciding, inTheWay, worst, position, of } = firstPacket;
  return {
    policy: policyView(policy),
    state: { busiestNode: state.busiestNode, cluster: state.cluster, scope: state.scope },
    marginal: { busiestNode: marginal.busiestNode, cluster: marginal.cluster },
    firstPacket: { deciding, inTheWay, worst, position, of },
    established,
    churn: churn.map(({ event, nodes, writesPerNode, fullSync }) => ({ event, nodes, writesPerNode, fullSync })),
    estimates,
  };
}

export async function packetWalkReply({ now }: Held, question: Question<'packetWalk'>): Promise<PacketWalk | Refusal> {
  const { cluster } = now;
  const pair = askedPair(question, cluster);
  if (isRefusal(pair)) return pair;
  const { from, to, ports } = pair;
  // A packet goes from one pod to one pod: the first of each.
  const [source, end] = [endsOf(from, cluster, 'source')[0], endsOf(to, cluster, 'destination')[0]];
  if (source === undefined || end === undefined) return refusal('not-found', 'there is no pod at one of the ends');
  const [port, ...more] = portRanges(ports.at(end.kind === 'pod' ? end.pod : 'external'));
  if (port === undefined || more.length > 0 || port.from !== port.to) {
    return refusal('bad-question', 'one packet has one port; write SRC DST:PORT');
  }
  const walk = packetWalk(costed(cluster), question.dataplane, source, end, port.protocol, port.from);
  return {
    ...envelope('PacketWalk', [], cluster.assumptions, [...(await diagnosticsOf(now)), ...notCosted(cluster)]),
    dataplane: walk.dataplane,
    from: endpointView(source),
    to: endpointView(end),
    port,
    verdict: walk.allowed === 'yes' ? 'allowed' : walk.allowed === 'no' ? 'denied' : 'unknown',
    stages: walk.stages.map(({ side, stage, policy, rule, matched, ops }) => ({
      side,
      stage,
      ...(policy === undefined ? {} : { policy: policyView(policy) }),
      ...(rule === undefined ? {} : { rule }),
      matched,
      operations: ops,
    })),
    totals: walk.totals,
  };
}
