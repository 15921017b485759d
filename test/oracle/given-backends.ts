// The backends of a Service without a selector: what its EndpointSlices, or its Endpoints, give.
import type { Backend } from './backend.ts';
import type { Input } from './look-up.ts';
import { kindOf, list, nameOf, namespaceOf, own, text } from './raw.ts';
import type { Answer, Attempt, End } from './three.ts';

/** 005 rule 20: "the ready addresses of the Service's EndpointSlices (or Endpoints) are the backends, on the slice's port
 * of the same name". */
export function givenBackends(
  service: unknown,
  asked: unknown,
  headless: boolean,
  attempt: Attempt,
  { objects, pods }: Input,
): readonly Backend[] {
  const slices = objects.filter(
    (object) =>
      kindOf(object) === 'discovery.k8s.io/v1 EndpointSlice' &&
      namespaceOf(object) === namespaceOf(service) &&
      text(object, 'metadata', 'labels', 'kubernetes.io/service-name') === nameOf(service),
  );
  const subsets = objects
    .filter((object) => kindOf(object) === 'v1 Endpoints' && nameOf(object) === nameOf(service))
    .filter((object) => namespaceOf(object) === namespaceOf(service))
    .flatMap((object) => list(object, 'subsets'));
  const given = slices.length > 0 ? slices.map(sliceOf) : subsets.map(subsetOf);
  const backends: Backend[] = [];
  for (const { addresses, ports } of given) {
    const named = ports.filter(
      (port) => text(port, 'name') === text(asked, 'name') && (text(port, 'protocol') || 'TCP') === attempt.protocol,
    );
    const numbers = headless ? [attempt.port] : named.map((port) => Number(own(port, 'port')));
    for (const number of numbers) {
      for (const address of addresses) {
        const sure: Answer =
          text(service, 'spec', 'internalTrafficPolicy') === 'Local' && !headless ? 'unknown' : 'yes';
        backends.push({ end: endAt(address, pods), port: number, sure });
      }
    }
  }
  return backends;
}

interface Given {
  readonly addresses: readonly string[];
  readonly ports: readonly unknown[];
}

function sliceOf(slice: unknown): Given {
  // conditions.ready: "A nil value should be interpreted as true."
  const ready = list(slice, 'endpoints').filter((endpoint) => own(endpoint, 'conditions', 'ready') !== false);
  const addresses = ready.flatMap((endpoint) => list(endpoint, 'addresses')).map(String);
  return { addresses, ports: list(slice, 'ports') };
}

/** subsets[].addresses are the ready ones; notReadyAddresses stands beside them. */
function subsetOf(subset: unknown): Given {
  return { addresses: list(subset, 'addresses').map((entry) => text(entry, 'ip')), ports: list(subset, 'ports') };
}

/** An address that is a pod's own is that pod: its policies judge what arrives. */
function endAt(address: string, pods: Input['pods']): End {
  const pod = pods.find((one) => !one.hostNetwork && one.addresses.includes(address));
  return pod === undefined ? { address } : { pod: pod.name };
}
