// The answers that one answer is made of: pods that differ, families, and what stands behind a Service.

import type { EndpointView, PairView, ReachAnswer } from '../../session/answers.ts';
import { useGo } from '../context.ts';
import { Icon } from '../icons.tsx';
import { count, keyOf, labelOf, nameOf, noPorts, portOf, portsText } from '../names.ts';
import { verdicts } from './verdict-words.ts';

type Backends = NonNullable<ReachAnswer['backends']>;

export function backendsText({ reached, unknown, of }: Backends): string {
  const open = unknown === 0 ? '' : `, ${unknown} unknown`;
  return `${reached} of ${count(of, 'backend')} reached${open}`;
}

/** Whose rules are shown: of several pairs the first that made the answer what it is. */
export function decidingEnds({ answer, from, to, pairs, backends }: ReachAnswer): {
  readonly from: EndpointView;
  readonly to: EndpointView;
} {
  if (backends === undefined) return { from, to };
  const made = (pair: PairView) => (answer === 'partly' ? pair.answer !== 'yes' : pair.answer === answer);
  return pairs.find(made) ?? pairs[0] ?? { from, to };
}

export function Pairs({ reach }: { readonly reach: ReachAnswer }) {
  const { pairs, backends } = reach;
  if (pairs.length < 2 && backends === undefined) return null;
  if (pairs.length === 0) return null;
  return (
    <details class="pairs" open={backends !== undefined}>
      <summary>
        {backends === undefined
          ? `${count(pairs.length, 'pair')} of pods, each with its answer`
          : `${backendsText(backends)}, each judged by itself`}
      </summary>
      <ul>
        {pairs.slice(0, 200).map((pair) => (
          <Pair key={`${keyOf(pair.from)} ${keyOf(pair.to)} ${pair.family} ${portsText(pair.ports)}`} pair={pair} />
        ))}
      </ul>
      {pairs.length > 200 && <p class="dim small">and {pairs.length - 200} more</p>}
    </details>
  );
}

function Pair({ pair: { from, to, answer, family, ports, unknownPorts } }: { readonly pair: PairView }) {
  const go = useGo();
  return (
    <li>
      <button
        type="button"
        class="rule"
        onClick={() => go({ pair: { from: nameOf(from), to: nameOf(to), port: portOf(ports, unknownPorts) } })}
      >
        <Icon name={verdicts[answer].icon} /> {answer}: {labelOf(from)} → {labelOf(to)}{' '}
        <span class="dim">
          {family} {noPorts(ports) ? '' : portsText(ports)}
        </span>
      </button>
    </li>
  );
}
