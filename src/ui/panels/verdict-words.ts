// The four answers as a word and an icon.

import type { ReachAnswer } from '../../session/answers.ts';
import type { IconName } from '../icons.tsx';

export const verdicts: Readonly<Record<ReachAnswer['answer'], { readonly word: string; readonly icon: IconName }>> = {
  yes: { word: 'ALLOWED', icon: 'yes' },
  no: { word: 'DENIED', icon: 'no' },
  partly: { word: 'PARTLY', icon: 'warning' },
  unknown: { word: 'UNKNOWN', icon: 'question' },
};
