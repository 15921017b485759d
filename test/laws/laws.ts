// Every law that the suite and `npm run test:laws` try, the cheapest first.
import { addingLaws } from './adding.ts';
import { agreement } from './agreement.ts';
import { isolationLaws } from './isolation.ts';
import type { Law } from './law.ts';
import { renamingLaws } from './renaming.ts';
import { rewritingLaws } from './rewriting.ts';
import { setLaws } from './sets.ts';

export const laws: readonly Law[] = [
  ...setLaws,
  ...isolationLaws,
  ...addingLaws,
  ...rewritingLaws,
  ...renamingLaws,
  ...agreement,
];
