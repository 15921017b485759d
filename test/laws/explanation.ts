// Explanations: a verdict that names a rule names one that matched, the parts of a trace share out the asked ports, and
// the answer to one question is the oracle's.
import fc from 'fast-check';
import { explain, type Trace } from '../../src/engine/answer/explain.ts';
import type { NetworkPolicy } from '../../src/engine/model/policy.ts';
import { directions } from '../../src/engine/model/policy.ts';
import { equal, intersection, isSubset, unionAll } from '../../src/engine/sets/intervals.ts';
import { everyPort, type PortSet, portRange } from '../../src/engine/sets/ports.ts';
import { answerOf, attempts } from '../../src/session/attempts.ts';
import type { Named } from '../../src/session/names.ts';
import { assume } from '../arbitrary/assume.ts';
import { podAttempts, spread } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { type Engine, endpoint, engineOf } from '../engine/evaluators.ts';
import { oracle } from '../oracle/oracle.ts';
import { cases, showCase } from './agreement.ts';
import { type Law, law } from './law.ts';

type Count = (sort: string) => void;

/** Every port, none, or a few at the edges of rules. */
const askedPorts = fc.oneof(
  fc.constant(everyPort),
  fc
    .array(fc.tuple(fc.constantFrom('TCP', 'UDP', 'SCTP'), fc.constantFrom(52, 53, 80, 81, 443), fc.nat(3)), {
      maxLength: 3,
    })
    .map((list): PortSet => unionAll(list.map(([protocol, from, more]) => portRange(protocol, from, from + more)))),
);

export const explanationLaws: readonly Law[] = [
  law(
    'a verdict that names a rule names a matched step, and the parts of a trace share out the asked ports',
    fc.record({ objects: cluster(), assume: assume(), asked: askedPorts }),
    ({ objects, assume, asked }, count) => {
      const { cluster } = engineOf(objects, assume);
      for (const { from, to, family } of spread(podAttempts(objects, assume), 20)) {
        const ends = { from: endpoint(from, { ...cluster }), to: endpoint(to, cluster) };
        const traces = explain(cluster, { ...ends, family: family ?? 'IPv4', ports: asked });
        for (const direction of directions) expectSound(traces[direction], asked, count);
      }
    },
    {
      few: 50,
      show: (example) => `${showCase(example)}\n# asked ${example.asked}`,
      shares: {
        'allowed-by': [0.02, 0.5],
        'decided-by': [0.02, 0.5],
        'isolated-by': [0.05, 0.5],
        undecided: [0.002, 0.3],
      },
    },
  ),
  law(
    'the answer to a question about two ends and a port is the oracle’s',
    cases,
    ({ objects, assume }, count) => {
      const judge = oracle(objects, assume);
      const engine = engineOf(objects, assume);
      for (const { family: _, ...attempt } of spread(podAttempts(objects, assume), 20)) {
        const { protocol, port, from, to } = attempt;
        const [source, target] = [named(from, engine), named(to, engine)];
        const asked = portRange(protocol, port, port);
        const found = answerOf(attempts(engine.cluster, source, target, { kind: 'AskedPorts', at: () => asked }));
        const wanted = judge.ask(attempt);
        if (found !== wanted)
          throw new Error(`${JSON.stringify(attempt)}: the oracle says ${wanted}, the answer is ${found}`);
        count(found);
      }
    },
    { few: 60, show: showCase, shares: { no: [0.1, 0.6], unknown: [0.005, 0.3] } },
  ),
];

function named(end: Parameters<typeof endpoint>[0], { cluster }: Engine): Named {
  const found = endpoint(end, cluster);
  if (found.kind === 'external') return { kind: 'addresses', addresses: found.addresses };
  return { kind: 'pods', pods: [found.pod], view: 'pod' };
}

function expectSound({ steps, parts }: Trace, asked: PortSet, count: Count): void {
  const shared = parts.some((part, at) =>
    parts.slice(at + 1).some((other) => intersection(part.ports, other.ports).length > 0),
  );
  if (shared || !equal(unionAll(parts.map(({ ports }) => ports)), asked)) throw new Error('the parts are no partition');
  const matched = steps.filter(({ outcome }) => outcome === 'matched');
  if (steps.some(({ ports }) => !isSubset(ports, asked))) throw new Error('a step has ports that nobody asked about');
  for (const { ports, verdict } of parts) {
    count(verdict.kind);
    if (verdict.kind === 'allowed-by') {
      const own = matched.find(({ policy, rule, ports: opened }) => {
        return policy === verdict.policy && rule === verdict.rule && isSubset(ports, opened);
      });
      if (own === undefined || !rulesOf(verdict.policy).includes(verdict.rule))
        throw new Error('its rule did not match');
    } else if (verdict.kind === 'isolated-by') {
      // A rule that opened some of these ports would not leave them denied. One of another tier may have passed them.
      const own = steps.filter(({ policy }) => policy.kind === 'NetworkPolicy');
      const opened = own.filter((step) => intersection(step.ports, ports).length > 0);
      if (opened.length > 0) throw new Error('a rule opens what is denied');
    } else if (verdict.kind === 'decided-by') {
      // Of rules that agree the first is named, which on its own only may match.
      const own = steps.filter(({ policy, rule }) => policy === verdict.policy && rule === verdict.rule);
      if (!isSubset(ports, unionAll(own.map((step) => step.ports)))) throw new Error('its rule cannot have decided');
    }
  }
}

function rulesOf({ ingress, egress }: NetworkPolicy) {
  return [ingress, egress].flatMap((rules) => (rules === 'open' ? [] : rules));
}
