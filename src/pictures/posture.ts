// How policies isolate what a card stands for, in the few words that fit on it. Isolated on both sides is the rule,
// drawn as two walls, and needs no word.

import { textWidth } from './label.ts';
import { isUnselected, type Unit } from './units.ts';

/** '' where nothing is open. */
export function badgeOf({ kind, end, standing, isolated: { ingress, egress } }: Unit): string {
  if (kind === 'source' || kind === 'destination' || standing === 'elsewhere' || isUnselected(end)) return '';
  if (ingress === 'no' && egress === 'no') return 'open';
  if (ingress === 'no') return 'open in';
  if (egress === 'no') return 'open out';
  return ingress === 'unknown' || egress === 'unknown' ? '?' : '';
}

/** 'judged' has no word on a card: its walls are drawn as dots. */
const words = {
  yes: 'isolated',
  no: 'open',
  unknown: 'not known',
  some: 'isolated for some',
  judged: 'judged by cluster-wide policies',
} as const;

export function postureInWords({ kind, end, standing, isolated }: Unit): string {
  if (standing === 'elsewhere') return 'press to open';
  if (kind === 'source' || kind === 'destination') return 'outside the cluster';
  if (isUnselected(end)) return 'no policy selects it';
  return `ingress: ${words[isolated.ingress]}, egress: ${words[isolated.egress]}`;
}

/** For the widest badge. */
export const badgeRoom = textWidth('open out', 10) + 18;
