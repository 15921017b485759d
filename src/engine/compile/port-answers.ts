// What a rule's list of ports opens on a destination, as an answer. Most lists name no port, and are worked out once.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import type { PortMatch } from '../model/policy.ts';
import { entry } from '../sets/entry.ts';
import { protocols } from '../sets/ports.ts';
import type { AnswerTable } from './answer-table.ts';
import { isNamed } from './port-names.ts';

export type PortAnswers = (list: 'every-port' | readonly PortMatch[], destination: Endpoint) => number;

export function portAnswers(answers: AnswerTable, assumptions: Assumptions): PortAnswers {
  const ofRange = new Map<number, number>();
  const ofRanges = new Map<readonly PortMatch[], number>();

  function opened(list: readonly PortMatch[], destination: Endpoint): number {
    const { allowed, possible } = portsAt(list, destination, assumptions);
    return answers.of(answers.ports.intern(allowed), answers.ports.intern(possible));
  }
  return (list, destination) => {
    if (list === 'every-port') return answers.every;
    if (list.some(isNamed)) return opened(list, destination);
    const [only] = list;
    const make = (): number => opened(list, destination);
    return list.length === 1 && only?.kind === 'range'
      ? entry(ofRange, keyOf(only), make)
      : entry(ofRanges, list, make);
  };
}

/** One range of one protocol, which is what most lists are, as a number. */
function keyOf({ protocol, first, last }: PortMatch & { readonly kind: 'range' }): number {
  return (protocols.indexOf(protocol) * 65_536 + first) * 65_536 + last;
}
