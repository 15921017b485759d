// How policies isolate what a card stands for, in the few words that fit on it. Isolated on both sides is the rule,
// drawn as two walls, and needs no word.

import { textWidth } from './label.ts';
import type { Unit } from './units.ts';

/** '' where nothing is open. */
export function badgeOf({ kind, isolated: { ingress, egress } }: Unit): string {
  if (kind === 'source' || kind === 'destination') return '';
  if (ingress === 'no' && egress === 'no') return 'open';
  if (ingress === 'no') return 'open in';
  if (egress === 'no') return 'open out';
  return ingress === 'unknown' || egress === 'unknown' ? '?' : '';
}

export function postureInWords({ kind, isolated }: Unit): string {
  if (kind === 'source' || kind === 'destination') return 'outside the cluster';
  const words = { yes: 'isolated', no: 'open', unknown: 'not known', some: 'isolated for some' } as const;
  return `ingress: ${words[isolated.ingress]}, egress: ${words[isolated.egress]}`;
}

/** For the widest badge. */
export const badgeRoom = textWidth('open out', 10) + 18;
