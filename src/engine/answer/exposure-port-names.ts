// Port names that rules mention: a new pod has none yet, but may call any number so, and the rule then opens
// that number (R45). Each is tried on a number that is not open anyway.

import type { ContainerPort } from '../model/cluster.ts';
import { difference, has } from '../sets/intervals.ts';
import { everyPortOf, type PortSet, portRanges } from '../sets/ports.ts';
import type { RuleOf } from './exposure-scopes.ts';

export interface NamedPort {
  /** 'sql/TCP', or the name alone where the rule takes any protocol. */
  readonly text: string;
  readonly of: RuleOf;
}

export function namedPorts(
  rules: readonly RuleOf[],
  askWith: (port: ContainerPort) => PortSet,
  open: PortSet,
): readonly NamedPort[] {
  return rules.flatMap((of) => {
    if (of.rule.ports === 'every-port') return [];
    return of.rule.ports.flatMap((port): readonly NamedPort[] => {
      if (port.kind !== 'named') return [];
      const protocol = port.protocol === 'any' ? 'TCP' : port.protocol;
      const left = difference(everyPortOf(protocol), open);
      const [first] = portRanges(left);
      const [member] = left;
      if (first === undefined || member === undefined) return [];
      const opened = askWith({ name: port.name, protocol, port: first.from, container: 'main' });
      const text = port.protocol === 'any' ? port.name : `${port.name}/${port.protocol}`;
      return has(opened, member) ? [{ text, of }] : [];
    });
  });
}
