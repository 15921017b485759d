// Every law that the suite and `npm run test:laws` try, the cheapest first.
import { agreement } from './agreement.ts';
import type { Law } from './law.ts';
import { setLaws } from './sets.ts';

export const laws: readonly Law[] = [...setLaws, ...agreement];
