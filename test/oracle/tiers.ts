// 005 rule 12: one side is Admin tier, then NetworkPolicy tier, then Baseline tier, then yes.
import { tierEndings } from './cluster-policies.ts';
import { foreignOverlay } from './foreign.ts';
import { networkPolicyTier, selectedInOtherDirectionOnly } from './policies.ts';
import { answerFrom, type Ends, type Outcome, type Side } from './side.ts';
import { type Answer, assumed } from './three.ts';

/** `exempt`: how far the NetworkPolicy tier is lifted (002 rule 4, 005 rules 20 and 21). */
export function sideAnswer(side: Side, exempt: Answer): Answer {
  return foreignOverlay(side, answerFrom(walk(side, exempt)));
}

function walk(side: Side, exempt: Answer): readonly Outcome[] {
  const tiers = [
    () => adminTier(side),
    () => networkPolicyTier(side, exempt),
    () => otherDirection(side),
    () => baselineTier(side),
  ];
  const outcomes: Outcome[] = [];
  for (const tier of tiers) {
    const { ends, goesOn } = tier();
    outcomes.push(...ends);
    if (goesOn === 'no') return outcomes;
  }
  return [...outcomes, 'yes'];
}

/** 005 rule 16. */
function adminTier(side: Side): Ends {
  const endings = tierEndings('Admin', side);
  const ends: Outcome[] = [];
  // "Accept ends with yes, Deny with no"
  if (endings.includes('Accept')) ends.push('yes');
  if (endings.includes('Deny')) ends.push('no');
  // "Pass and none go to the NetworkPolicy tier"
  return { ends, goesOn: endings.includes('Pass') || endings.includes('none') ? 'perhaps' : 'no' };
}

/** 005 rule 18: whether a policy about the other direction keeps the Baseline tier from being asked. */
function otherDirection(side: Side): Ends {
  const reading = assumed(side.assume, 'baseline-after-other-direction');
  if (reading === 'applies') return { ends: [], goesOn: 'yes' };
  const selected = selectedInOtherDirectionOnly(side);
  if (selected === 'no') return { ends: [], goesOn: 'yes' };
  // "it ends with yes (selected unknown: may end so, and may go on). unknown: such a selection is at most unknown"
  const surely = selected === 'yes' && reading === 'skipped';
  return { ends: ['yes'], goesOn: surely ? 'no' : 'perhaps' };
}

/** 005 rule 18: "Deny ends with no; Accept, Pass and none end with yes". */
function baselineTier(side: Side): Ends {
  const endings = tierEndings('Baseline', side);
  const ends: Outcome[] = [];
  if (endings.includes('Deny')) ends.push('no');
  if (endings.some((ending) => ending !== 'Deny')) ends.push('yes');
  return { ends, goesOn: 'no' };
}
