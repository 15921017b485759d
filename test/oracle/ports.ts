// Port entries of a rule against one attempted port.
import type { PodEnd } from './ends.ts';
import { list, own, text } from './raw.ts';
import { type Answer, type Assume, and, answerOf, assumed, or } from './three.ts';

/** NetworkPolicyPort. `destination` is where the flow goes, in both directions: R45. */
export function portMatches(
  entry: unknown,
  protocol: string,
  port: number,
  destination: PodEnd | 'outside',
  assume: Assume,
): Answer {
  // protocol: "If not specified, this field defaults to TCP."
  if ((text(entry, 'protocol') || 'TCP') !== protocol) return 'no';
  const wanted = own(entry, 'port');
  // port: "If this field is not provided, this matches all port names and numbers."
  if (wanted === undefined) return 'yes';
  if (typeof wanted === 'number') {
    // endPort: "if set, indicates that the range of ports from port to endPort, inclusive, should be allowed"
    const last = own(entry, 'endPort');
    return answerOf(port >= wanted && port <= (typeof last === 'number' ? last : wanted));
  }
  // R47: an external destination never matches a named port.
  if (destination === 'outside') return 'no';
  return namedPortIs(String(wanted), protocol, port, destination, assume);
}

interface Declared {
  readonly number: number;
  readonly certain: Answer;
}

/** port: "either a numerical or named port on a pod". */
export function namedPortIs(name: string, protocol: string, port: number, pod: PodEnd, assume: Assume): Answer {
  const hostNetwork = pod.hostNetwork ? assumed(assume, 'host-network-pods') : 'as-pods';
  // 002 rule 3, as-nodes: "named ports do not resolve on it"
  if (hostNetwork === 'as-nodes') return 'no';
  let declared = declaredPorts(pod, name, protocol, assume);
  const duplicates = assumed(assume, 'duplicate-port-names');
  // "first: only the first in order, containers before sidecars"
  if (duplicates === 'first') declared = declared.slice(0, 1);
  const found = or(declared.filter((one) => one.number === port).map((one) => one.certain));
  const numbers = new Set(declared.map((one) => one.number));
  const answers: Answer[] = [found];
  // "unknown: unless all give the same number, a number among them is unknown"
  if (duplicates === 'unknown' && numbers.size > 1) answers.push('unknown');
  // 002 rule 3, unknown: "a named port that resolves is unknown instead of yes"
  if (hostNetwork === 'unknown') answers.push('unknown');
  return and(answers);
}

function declaredPorts(pod: PodEnd, name: string, protocol: string, assume: Assume): readonly Declared[] {
  const declared: Declared[] = [];
  for (const container of list(pod.spec, 'containers')) {
    for (const number of portsNamed(container, name, protocol)) declared.push({ number, certain: 'yes' });
  }
  const sidecars = assumed(assume, 'sidecar-ports');
  if (sidecars === 'no') return declared;
  for (const container of list(pod.spec, 'initContainers')) {
    // R51: a plain init container is gone when the pod serves.
    if (text(container, 'restartPolicy') !== 'Always') continue;
    for (const number of portsNamed(container, name, protocol)) {
      declared.push({ number, certain: sidecars === 'unknown' ? 'unknown' : 'yes' });
    }
  }
  return declared;
}

/** R46: name and protocol must both agree; a container port's protocol defaults to TCP. */
function portsNamed(container: unknown, name: string, protocol: string): readonly number[] {
  const numbers: number[] = [];
  for (const port of list(container, 'ports')) {
    if (text(port, 'name') !== name || (text(port, 'protocol') || 'TCP') !== protocol) continue;
    numbers.push(Number(own(port, 'containerPort')));
  }
  return numbers;
}
