// Every answer names the assumptions that it rested on.

import type { Envelope } from '../../session/answers.ts';
import { type Block, line, list } from '../formats/report.ts';

export function assumptionBlocks(answer: Envelope<string>): readonly Block[] {
  if (answer.assumptions.length === 0) return [];
  const items = answer.assumptions.map(({ key, value, why, source }) => {
    return `${key}=${value}: ${why}${source === undefined ? '' : ` (${source})`}`;
  });
  return [line('rests on these assumptions (--assume KEY=VALUE changes them):'), ...list(items)];
}
