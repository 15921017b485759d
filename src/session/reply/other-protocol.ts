// `can-reach` over ICMP and the like: yes where nothing judges either side, else open, since the API says what
// policies mean for TCP, UDP and SCTP only (R48, F6).

import type { Trace } from '../../engine/answer/explain.ts';
import type { ReachAnswer, SideView, VerdictView } from '../answers.ts';
import type { Attempt } from '../attempts.ts';
import type { OtherProtocol } from '../other-protocols.ts';
import { reasonView } from '../present/envelope.ts';

/** `told` is the answer for every port that there is: what judges those ports may judge the protocol too. */
export function overProtocol(told: ReachAnswer, list: readonly Attempt[], protocol: OtherProtocol): ReachAnswer {
  const answer = answerOf(list);
  const why = `policies are defined for TCP, UDP and SCTP: what they do to ${protocol} is up to the network plugin`;
  return {
    ...told,
    answer,
    protocol,
    asked: [],
    ports: [],
    unknownPorts: [],
    because: answer === 'unknown' ? [reasonView({ flag: 'F6', key: 'none', why })] : told.because,
    egress: sideOver(told.egress, protocol),
    ingress: sideOver(told.ingress, protocol),
    pairs: [],
  };
}

function answerOf(list: readonly Attempt[]): ReachAnswer['answer'] {
  const each = new Set(list.map(attemptAnswer));
  if (each.has('unknown')) return 'unknown';
  return each.size > 1 ? 'partly' : each.has('yes') ? 'yes' : 'no';
}

function attemptAnswer({ explained }: Attempt): 'yes' | 'no' | 'unknown' {
  if (explained === 'no-common-family') return 'no';
  return isOpen(explained.traces.egress) && isOpen(explained.traces.ingress) ? 'yes' : 'unknown';
}

function isOpen({ parts }: Trace): boolean {
  return parts.every(({ verdict }) => isUnjudged(verdict));
}

function isUnjudged({ kind }: { readonly kind: string }): boolean {
  return kind === 'not-isolated' || kind === 'not-enforced';
}

function sideOver(side: SideView, protocol: OtherProtocol): SideView {
  const verdicts: readonly VerdictView[] = [side.verdict, ...side.parts.map(({ verdict }) => verdict)];
  const judged = verdicts.filter((verdict) => !isUnjudged(verdict) && verdict.kind !== 'no-common-family');
  if (judged.length === 0) return { ...side, parts: [] };
  const policies = new Map(judged.flatMap((verdict) => verdict.policies).map((each) => [JSON.stringify(each), each]));
  const why = `what its policies do to ${protocol} is up to the network plugin`;
  return { verdict: { kind: 'undecided', policies: [...policies.values()], why }, parts: [], steps: [] };
}
