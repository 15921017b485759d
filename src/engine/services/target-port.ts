// Which port of a pod a Service's port means: a number as it is, a name as the pod's containers have it (R91).

import type { Pod } from '../model/cluster.ts';
import type { Service, ServicePort } from '../model/service.ts';
import type { Protocol } from '../sets/ports.ts';

/** undefined where the pod has no port of that name and protocol: it is then no backend for that port. */
export function targetPort(
  { target, protocol }: Pick<ServicePort, 'target' | 'protocol'>,
  pod: Pod,
): number | undefined {
  if (typeof target === 'number') return target;
  // FindPort: containers in order, name and protocol must agree; sidecars come after them, as in Pod.ports.
  return pod.ports.find((port) => port.name === target && port.protocol === protocol)?.port;
}

/** The Service's port of that number or name. A headless Service takes every number: it translates nothing (R93). */
export function servicePort(service: Service, asked: number | string, protocol: Protocol): ServicePort | undefined {
  const listed = service.ports.find(
    (port) => port.protocol === protocol && (typeof asked === 'number' ? port.port === asked : port.name === asked),
  );
  if (!service.headless) return listed;
  const port = listed?.port ?? asked;
  if (typeof port !== 'number') return undefined;
  return { name: listed?.name ?? '', protocol, port, target: port, nodePort: 0 };
}
