// Generated pod specs: nodes, the host network, and containers whose port names collide.
import fc from 'fast-check';
import { PORT_NAMES, PORTS, PROTOCOLS, perhaps, raw, weighted } from './alphabet.ts';

export type Spec = { readonly nodeName?: unknown; readonly hostNetwork?: unknown };

export function spec(): fc.Arbitrary<Spec> {
  const nodeName = weighted<string | undefined>([2, fc.constantFrom('n1', 'n2')], [1, fc.constant(undefined)]);
  const hostNetwork = weighted<boolean | undefined>(
    [6, fc.constant(undefined)],
    [2, fc.constant(true)],
    [1, fc.constant(false)],
  );
  const named = fc.array(container(), { minLength: 1, maxLength: 2, size: 'max' });
  return fc
    .tuple(
      nodeName,
      hostNetwork,
      named,
      perhaps(fc.array(initContainer(), { minLength: 1, maxLength: 2, size: 'max' }), 2),
    )
    .map(([nodeName, hostNetwork, containers, initContainers]) =>
      raw({
        nodeName,
        hostNetwork,
        containers: containers.map((one, index) => ({ name: `c${index}`, image: 'i', ...one })),
        initContainers: initContainers?.map((one, index) => ({ name: `i${index}`, image: 'i', ...one })),
      }),
    );
}

function container(): fc.Arbitrary<object> {
  const port = fc
    .tuple(
      fc.constantFrom(...PORT_NAMES, 'http', 'http', undefined),
      fc.constantFrom(...PORTS),
      perhaps(fc.constantFrom(...PROTOCOLS, 'TCP'), 2),
    )
    .map(([name, containerPort, protocol]) => raw({ name, containerPort, protocol: protocol ?? undefined }));
  // The API server refuses a name twice in one container, and takes it in two containers of a pod.
  const ports = fc.uniqueArray(port, { maxLength: 2, size: 'max', selector: ({ name, ...rest }) => name ?? rest });
  // As often as not the plainest thing, so that two containers often share a name and its protocol.
  const http = fc.constantFrom(...PORTS).map((containerPort) => [raw({ name: 'http', containerPort })]);
  return fc.oneof(http, ports).map((ports) => (ports.length === 0 ? {} : { ports }));
}

function initContainer(): fc.Arbitrary<object> {
  return fc
    .tuple(container(), fc.constantFrom('Always', 'Always', undefined))
    .map(([one, restartPolicy]) => raw({ ...one, restartPolicy }));
}
