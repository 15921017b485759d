// What every answer carries: the assumptions that it rested on, and what was wrong with the input.

import { type Assumptions, assumptionKeys, type Reason } from '../../engine/model/assumptions.ts';
import type { AssumptionView, DiagnosticView, Envelope, ReasonView } from '../answers.ts';

export function envelope<Kind extends string>(
  kind: Kind,
  reasons: readonly Reason[],
  assumptions: Assumptions,
  diagnostics: readonly DiagnosticView[],
): Envelope<Kind> {
  return { apiVersion: 'firebreak/v1', kind, assumptions: reliedOn(reasons, assumptions), diagnostics };
}

/** One entry a key, with the reason that sorts first. */
export function reliedOn(reasons: readonly Reason[], assumptions: Assumptions): readonly AssumptionView[] {
  return assumptionKeys.flatMap((key) => {
    const [why] = reasons
      .filter((reason) => reason.key === key)
      .map((reason) => reason.why)
      .sort();
    return why === undefined ? [] : [{ key, value: assumptions[key], why }];
  });
}

export function reasonView({ flag, key, why }: Reason): ReasonView {
  return key === 'none' ? { flag, why } : { flag, assumption: key, why };
}
