// What a rule's list of ports opens on a destination, as an answer. Most lists are of ranges, and of few different ones.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import type { PortMatch } from '../model/policy.ts';
import { entry } from '../sets/entry.ts';
import { protocols } from '../sets/ports.ts';
import type { AnswerTable } from './answer-table.ts';

export type PortAnswers = (list: 'every-port' | readonly PortMatch[], destination: Endpoint) => number;

export function portAnswers(answers: AnswerTable, assumptions: Assumptions): PortAnswers {
  const ofRanges = new Map<number, number>();

  function opened(port: PortMatch, destination: Endpoint): number {
    const { allowed, possible } = portsAt([port], destination, assumptions);
    return answers.of(answers.ports.intern(allowed), answers.ports.intern(possible));
  }
  return (list, destination) => {
    if (list === 'every-port') return answers.every;
    let sum = answers.none;
    for (const port of list) {
      const one =
        port.kind === 'named'
          ? opened(port, destination)
          : entry(ofRanges, keyOf(port), () => opened(port, destination));
      sum = answers.union(sum, one);
    }
    return sum;
  };
}

function keyOf({ protocol, first, last }: PortMatch & { readonly kind: 'range' }): number {
  return (protocols.indexOf(protocol) * 65_536 + first) * 65_536 + last;
}
