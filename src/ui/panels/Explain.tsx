// Why a pair may talk or not: the verdict, then both ends side by side, each with the rules that were tried in order
// and why the others did not match. A click on a rule shows its lines in the editor.

import type { EndpointView, ObjectView, ReachAnswer, SideView, StepView, VerdictView } from '../../session/answers.ts';
import { assumedPairs } from '../assumptions.ts';
import { useAppState, useGo } from '../context.ts';
import { Icon, type IconName } from '../icons.tsx';
import { count, keyOf, labelOf, nameOf, noPorts, portsText } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { AskPair } from './AskPair.tsx';
import { FocusCard } from './FocusCard.tsx';
import { type RulePath, showRule } from './show-rule.ts';

type Direction = 'egress' | 'ingress';

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

const verdicts: Readonly<Record<ReachAnswer['answer'], { readonly word: string; readonly icon: IconName }>> = {
  yes: { word: 'ALLOWED', icon: 'yes' },
  no: { word: 'DENIED', icon: 'no' },
  partly: { word: 'PARTLY', icon: 'warning' },
  unknown: { word: 'UNKNOWN', icon: 'question' },
};

function Answer({ reach }: { readonly reach: ReachAnswer }) {
  const { word, icon } = verdicts[reach.answer];
  return (
    <div class="explain">
      <p class={`verdict ${reach.answer}`}>
        <Icon name={icon} /> <b>{word}</b>{' '}
        <span>
          {labelOf(reach.from)} → {labelOf(reach.to)}, {portsText(reach.asked)}
        </span>
      </p>
      {reach.answer !== 'no' && (
        <p class="small">
          {noPorts(reach.ports) ? 'Nothing is allowed for certain' : `Allowed: ${portsText(reach.ports)}`}
          {!noPorts(reach.unknownPorts) && (
            <>
              {' · '}
              <span class="unknown">? unknown: {portsText(reach.unknownPorts)}</span>
            </>
          )}
        </p>
      )}
      {reach.because.map((reason) => (
        <p key={reason.why} class="small because">
          {reason.why}
          {reason.assumption !== undefined && <span class="dim"> ({reason.assumption})</span>}
        </p>
      ))}
      <div class="ladders">
        <Ladder direction="egress" end={reach.from} side={reach.egress} />
        <Ladder direction="ingress" end={reach.to} side={reach.ingress} />
      </div>
      <Pairs reach={reach} />
      <CopyAsCommand reach={reach} />
    </div>
  );
}

function Ladder({
  direction,
  end,
  side,
}: {
  readonly direction: Direction;
  readonly end: EndpointView;
  readonly side: SideView;
}) {
  const title = direction === 'egress' ? 'Leaving' : 'Entering';
  return (
    <section class="ladder" aria-label={`${direction} of ${labelOf(end)}`}>
      <h3>
        {title} <code>{labelOf(end)}</code> <span class="dim small">{direction}</span>
      </h3>
      <VerdictCard direction={direction} verdict={side.verdict} />
      {side.parts.length > 1 && (
        <ul class="parts small">
          {side.parts.map((part) => (
            <li key={`${portsText(part.ports)} ${part.verdict.kind}`}>
              <b>{portsText(part.ports)}</b>: {part.verdict.why}
            </li>
          ))}
        </ul>
      )}
      {side.steps.length > 0 && (
        <ol class="steps">
          {side.steps.map((step) => (
            <StepRow key={`${keyOf(step.policy)} ${step.rule}`} direction={direction} step={step} />
          ))}
        </ol>
      )}
    </section>
  );
}

const kinds: Readonly<
  Record<Exclude<VerdictView['kind'], 'decided-by'>, { readonly word: string; readonly icon: IconName }>
> = {
  'allowed-by': { word: 'allowed by a rule', icon: 'yes' },
  'isolated-by': { word: 'isolated, and no rule allows it', icon: 'no' },
  'not-isolated': { word: 'open: no policy isolates it', icon: 'yes' },
  'not-enforced': { word: 'not enforced', icon: 'yes' },
  undecided: { word: 'undecided', icon: 'question' },
  'no-common-family': { word: 'no address family in common', icon: 'no' },
  'no-backend': { word: 'nothing stands behind it', icon: 'no' },
};

function meaning({ kind, action }: VerdictView): { readonly word: string; readonly icon: IconName } {
  if (kind !== 'decided-by') return kinds[kind];
  return action === 'Deny' ? { word: 'denied by a rule', icon: 'no' } : { word: 'accepted by a rule', icon: 'yes' };
}

function VerdictCard({ direction, verdict }: { readonly direction: Direction; readonly verdict: VerdictView }) {
  const { word, icon } = meaning(verdict);
  return (
    <div class={`side-verdict ${verdict.kind}`}>
      <p>
        <Icon name={icon} /> <b>{word}</b>
      </p>
      <p class="small">{verdict.why}</p>
      {verdict.policies.map((policy) => (
        <RuleButton
          key={keyOf(policy)}
          policy={policy}
          path={verdict.rule === undefined ? ['podSelector'] : [direction, verdict.rule]}
          line={verdict.policies.length === 1 ? verdict.at?.line : undefined}
        />
      ))}
    </div>
  );
}

const outcomes: Readonly<Record<StepView['outcome'], { readonly word: string; readonly icon: IconName }>> = {
  matched: { word: 'matches', icon: 'yes' },
  'may-match': { word: 'may match', icon: 'question' },
  'other-peer': { word: 'another peer', icon: 'no' },
  'other-port': { word: 'another port', icon: 'no' },
};

function StepRow({ direction, step }: { readonly direction: Direction; readonly step: StepView }) {
  const { word, icon } = outcomes[step.outcome];
  return (
    <li class={`step ${step.outcome}`}>
      <RuleButton policy={step.policy} path={[direction, step.rule]} line={step.at.line} />
      <p class="small">
        <Icon name={icon} /> <b>{word}</b>
        <span class="dim"> · {step.why}</span>
      </p>
    </li>
  );
}

function RuleButton({
  policy,
  path,
  line,
}: {
  readonly policy: ObjectView;
  readonly path: RulePath;
  readonly line: number | undefined;
}) {
  const state = useAppState();
  const go = useGo();
  const [first, second] = path;
  const rule = typeof second === 'number' ? `${first}[${second}]` : '';
  return (
    <button
      type="button"
      class="rule"
      title="Show these lines in the editor"
      onClick={() => showRule(state, go, policy, path)}
    >
      <Icon name="shield" />
      <span>
        <span class="dim">{policy.namespace}/</span>
        {policy.name}
      </span>
      {rule !== '' && <code>{rule}</code>}
      {line !== undefined && <span class="dim">line {line}</span>}
    </button>
  );
}

/** Where pods, families or ports differ, each pair has its own answer. */
function Pairs({ reach }: { readonly reach: ReachAnswer }) {
  const go = useGo();
  if (reach.pairs.length < 2) return null;
  return (
    <details class="pairs">
      <summary>{count(reach.pairs.length, 'pair')} of pods, each with its answer</summary>
      <ul>
        {reach.pairs.slice(0, 200).map((pair) => (
          <li key={`${keyOf(pair.from)} ${keyOf(pair.to)} ${pair.family}`}>
            <button
              type="button"
              class="rule"
              onClick={() => go({ pair: { from: nameOf(pair.from), to: nameOf(pair.to), port: '' } })}
            >
              <Icon name={verdicts[pair.answer].icon} /> {pair.answer}: {labelOf(pair.from)} → {labelOf(pair.to)}{' '}
              <span class="dim">
                {pair.family} {noPorts(pair.ports) ? '' : portsText(pair.ports)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
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
