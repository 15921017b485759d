// One end of a pair: what decided there, and the rules that were tried, tier by tier in the order in which a packet
// meets them, with what each did and why the others did not match.

import type { EndpointView, SideView, StepView, VerdictView } from '../../session/answers.ts';
import { Icon, type IconName } from '../icons.tsx';
import { keyOf, labelOf, portsText } from '../names.ts';
import { type Tier, tiersOf } from '../tiers.ts';
import { RuleButton } from './RuleButton.tsx';

type Direction = 'egress' | 'ingress';

export function Ladder({
  direction,
  end,
  side,
}: {
  readonly direction: Direction;
  readonly end: EndpointView;
  readonly side: SideView;
}) {
  const title = direction === 'egress' ? 'Leaving' : 'Entering';
  const tiers = tiersOf(side);
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
      {tiers.map((tier) => (
        <TierSteps key={tier.name} direction={direction} tier={tier} titled={tiers.length > 1 ? 'titled' : 'alone'} />
      ))}
    </section>
  );
}

/** Where NetworkPolicies alone have a say nothing needs to be told apart. */
function TierSteps({
  direction,
  tier: { name, outcome, steps },
  titled,
}: {
  readonly direction: Direction;
  readonly tier: Tier;
  readonly titled: 'titled' | 'alone';
}) {
  return (
    <div class="tier">
      {(titled === 'titled' || name !== 'NetworkPolicy') && (
        <h4>
          {name === 'NetworkPolicy' ? name : `${name} tier`} <span class="dim small">{outcome}</span>
        </h4>
      )}
      {steps.length > 0 && (
        <ol class="steps">
          {steps.map((step) => (
            <StepRow key={`${keyOf(step.policy)} ${step.rule} ${step.outcome}`} direction={direction} step={step} />
          ))}
        </ol>
      )}
    </div>
  );
}

const kinds: Readonly<
  Record<Exclude<VerdictView['kind'], 'decided-by'>, { readonly word: string; readonly icon: IconName }>
> = {
  'allowed-by': { word: 'allowed by a rule', icon: 'yes' },
  'isolated-by': { word: 'isolated, and no rule allows it', icon: 'no' },
  'not-isolated': { word: 'open: no policy decides', icon: 'yes' },
  'not-enforced': { word: 'not enforced', icon: 'yes' },
  undecided: { word: 'undecided', icon: 'question' },
  'no-common-family': { word: 'no address family in common', icon: 'no' },
  'no-backend': { word: 'nothing stands behind it', icon: 'no' },
};

function meaning({ kind, action }: VerdictView): { readonly word: string; readonly icon: IconName } {
  if (kind !== 'decided-by') return kinds[kind];
  return action === 'Deny' ? { word: 'denied by a rule', icon: 'no' } : { word: 'accepted by a rule', icon: 'yes' };
}

export function VerdictCard({ direction, verdict }: { readonly direction: Direction; readonly verdict: VerdictView }) {
  const { word, icon } = meaning(verdict);
  return (
    <div class={`side-verdict ${verdict.kind} ${verdict.action ?? ''}`}>
      <p>
        <Icon name={icon} /> <b>{word}</b>
      </p>
      <p class="small">{verdict.why}</p>
      {verdict.policies.map((policy) => (
        <RuleButton
          key={keyOf(policy)}
          policy={policy}
          path={verdict.rule === undefined ? 'subject' : [direction, verdict.rule]}
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
      <RuleButton policy={step.policy} path={[direction, step.rule]} line={step.at.line} action={step.action} />
      <p class="small">
        <Icon name={icon} /> <b>{word}</b>
        <span class="dim"> · {step.why}</span>
      </p>
    </li>
  );
}
