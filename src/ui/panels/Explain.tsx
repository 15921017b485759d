// Why a pair may talk or not: the verdict, then both ends side by side, each with the rules that were tried in order
// and why the others did not match. A click on a rule shows its lines in the editor.

import type { FlowView, ReachAnswer } from '../../session/answers.ts';
import { assumedPairs } from '../assumptions.ts';
import { useAppState } from '../context.ts';
import { Icon } from '../icons.tsx';
import { labelOf, nameOf, noPorts, portsText, viaText } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { AskPair } from './AskPair.tsx';
import { FocusCard } from './FocusCard.tsx';
import { Ladder, VerdictCard } from './Ladder.tsx';
import { backendsText, decidingEnds, Pairs } from './Pairs.tsx';
import { verdicts } from './verdict-words.ts';

export function Explain() {
  const { view, answers } = useAppState();
  const reach = answers.reach.answer;
  return (
    <>
      <AskPair />
      {view.pair === 'none' ? (
        <FocusCard />
      ) : reach === 'none' ? (
        <p class="nothing">Looking at every rule …</p>
      ) : isRefusal(reach) ? (
        <RefusalCard message={reach.message} candidates={reach.candidates} />
      ) : (
        <Answer reach={reach} />
      )}
    </>
  );
}

function RefusalCard({ message, candidates }: { readonly message: string; readonly candidates: readonly string[] }) {
  return (
    <div class="nothing" role="alert">
      <p>{message}</p>
      {candidates.length > 0 && (
        <ul>
          {candidates.slice(0, 12).map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const nothingSure: Readonly<Record<ReachAnswer['answer'], string>> = {
  yes: '',
  no: '',
  partly: 'No port is allowed for all of them',
  unknown: 'Nothing is allowed for certain',
};

function Answer({ reach }: { readonly reach: ReachAnswer }) {
  const { word, icon } = verdicts[reach.answer];
  return (
    <div class="explain">
      <p class={`verdict ${reach.answer}`}>
        <Icon name={icon} /> <b>{word}</b>{' '}
        <span>
          {labelOf(reach.from)} → {labelOf(reach.to)}, {portsText(reach.asked)}
          {reach.backends !== undefined && reach.backends.of > 0 && `: ${backendsText(reach.backends)}`}
        </span>
      </p>
      {reach.answer !== 'no' && (
        <p class="small">
          {noPorts(reach.ports) ? nothingSure[reach.answer] : `Allowed: ${portsText(reach.ports)}`}
          {!noPorts(reach.unknownPorts) && (
            <>
              {' · '}
              <span class="unknown">? unknown: {portsText(reach.unknownPorts)}</span>
            </>
          )}
        </p>
      )}
      <Through />
      {reach.because.map((reason) => (
        <p key={`${reason.flag} ${reason.why}`} class="small because">
          <code title="An open point of the API or of the input: docs/open-points.md">{reason.flag}</code> {reason.why}
          {reason.assumption !== undefined && <span class="dim"> ({reason.assumption})</span>}
        </p>
      ))}
      {reach.backends !== undefined && <Pairs reach={reach} />}
      <Sides reach={reach} />
      {reach.backends === undefined && <Pairs reach={reach} />}
      <CopyAsCommand reach={reach} />
    </div>
  );
}

/** What stands in front of a Service without backends is one thing; else both ends have their rules. */
function Sides({ reach }: { readonly reach: ReachAnswer }) {
  if (reach.backends?.of === 0) return <VerdictCard direction="ingress" verdict={reach.ingress.verdict} />;
  const { from, to } = decidingEnds(reach);
  return (
    <div class="ladders">
      <Ladder direction="egress" end={from} side={reach.egress} />
      <Ladder direction="ingress" end={to} side={reach.ingress} />
    </div>
  );
}

/** The Services and routes that lead from the one end to the other, where the list of flows has any. */
function Through() {
  const { view, answers } = useAppState();
  const flows = answers.flows.answer;
  const { pair } = view;
  if (pair === 'none' || flows === 'none' || isRefusal(flows)) return null;
  const isAsked = ({ from, to, via }: FlowView) =>
    via.length > 0 && nameOf(from) === pair.from && nameOf(to) === pair.to;
  return (
    <>
      {flows.items.filter(isAsked).map((flow) => (
        <p key={viaText(flow.via)} class="small through">
          <Icon name="flows" /> also through {viaText(flow.via)},{' '}
          {portsText(noPorts(flow.ports) ? flow.unknownPorts : flow.ports)}
        </p>
      ))}
    </>
  );
}

function CopyAsCommand({ reach }: { readonly reach: ReachAnswer }) {
  const { view } = useAppState();
  if (view.pair === 'none') return null;
  const port = view.pair.port === '' ? '' : `:${view.pair.port}`;
  const assume = assumedPairs(view.assume).map(([key, value]) => ` --assume ${key}=${value}`);
  const command = `firebreak can-reach ${view.pair.from} ${view.pair.to}${port}${assume.join('')}`;
  return (
    <p class="command">
      <code>{command}</code>
      <span class="visually-hidden">{reach.answer}</span>
    </p>
  );
}
