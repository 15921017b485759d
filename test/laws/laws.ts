// Every law that the suite and `npm run test:laws` try, the cheapest first.
import { addingLaws } from './adding.ts';
import { addressLaws } from './address-sets.ts';
import { agreement } from './agreement.ts';
import { bitsetLaws } from './bitsets.ts';
import { blastLaws } from './blast-radius.ts';
import { changedLaws } from './changed.ts';
import { classLaws } from './classes.ts';
import { differenceLaws } from './differences.ts';
import { explanationLaws } from './explanation.ts';
import { incrementalLaws } from './incremental.ts';
import { isolationLaws } from './isolation.ts';
import type { Law } from './law.ts';
import { levelLaws } from './levels.ts';
import { listDifferenceLaws } from './list-differences.ts';
import { placeLaws } from './placing.ts';
import { presentingLaws } from './presenting.ts';
import { relationLaws } from './relation.ts';
import { renamingLaws } from './renaming.ts';
import { rewritingLaws } from './rewriting.ts';
import { roundTripLaws } from './round-trip.ts';
import { scopeLaws } from './scopes.ts';
import { serviceLaws } from './services.ts';
import { setLaws } from './sets.ts';
import { ternaryLaws } from './three-values.ts';
import { tierLaws } from './tiers.ts';
import { touchedLaws } from './touched.ts';

export const laws: readonly Law[] = [
  ...setLaws,
  ...bitsetLaws,
  ...listDifferenceLaws,
  ...addressLaws,
  ...isolationLaws,
  ...addingLaws,
  ...rewritingLaws,
  ...renamingLaws,
  ...classLaws,
  ...incrementalLaws,
  ...changedLaws,
  ...differenceLaws,
  ...touchedLaws,
  ...levelLaws,
  ...scopeLaws,
  ...relationLaws,
  ...ternaryLaws,
  ...tierLaws,
  ...serviceLaws,
  ...blastLaws,
  ...roundTripLaws,
  ...explanationLaws,
  ...placeLaws,
  ...presentingLaws,
  ...agreement,
];
