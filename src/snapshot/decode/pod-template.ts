// What a pod and a pod template have in common. Env, volumes and commands are never read.

import type { ContainerPort } from '../../engine/model/cluster.ts';
import { at, elements, type Field, fail, flag, integer, isGiven, mapping, refuse, show, text } from '../field.ts';
import type { PodSpec } from '../snapshot.ts';
import { besideOf } from './beside.ts';
import { labelsOf } from './metadata.ts';
import { isPortName } from './names.ts';
import { isPort, protocolOf } from './ports.ts';

/** `owner` has `metadata` and `spec`, as Pod and PodTemplateSpec do. */
export function podSpec(owner: Field): PodSpec {
  const spec = at(owner, 'spec');
  mapping(spec);
  const sidecars = elements(at(spec, 'initContainers')).filter(
    (container) => at(container, 'restartPolicy').raw === 'Always',
  );
  const ports = [
    ...elements(at(spec, 'containers')).flatMap((container) => containerPorts(container, 'main')),
    ...sidecars.flatMap((container) => containerPorts(container, 'sidecar')),
  ];
  return {
    labels: labelsOf(owner),
    ...portsOf(ports),
    network: flag(at(spec, 'hostNetwork')) ? 'host' : 'pod',
    node: text(at(spec, 'nodeName')) || 'unknown',
    beside: besideOf(owner),
  };
}

/** Of all that are written, the named ones and what each declares. */
export function portsOf(written: readonly ContainerPort[]): Pick<PodSpec, 'ports' | 'declared'> {
  return {
    ports: written.filter((port) => port.name !== ''),
    declared: written.map(({ protocol, port }) => ({ protocol, port })),
  };
}

function containerPorts(field: Field, container: ContainerPort['container']): readonly ContainerPort[] {
  return elements(at(field, 'ports')).flatMap((entry) => {
    const number = at(entry, 'containerPort');
    if (!isGiven(number)) fail(number, 'bad-port', '`containerPort` is missing');
    const port = integer(number);
    const name = portName(at(entry, 'name'));
    const protocol = protocolOf(at(entry, 'protocol'));
    if (port === undefined) return [];
    if (isPort(port)) return [{ name, protocol, port, container }];
    refuse(number, 'bad-port', `containerPort ${show(number.raw)} should be from 1 to 65535`, 'left out');
    return [];
  });
}

function portName(field: Field): string {
  const name = text(field) ?? '';
  if (name !== '' && !isPortName(name)) {
    const message = `port name ${show(name)} should be at most 15 of a-z, 0-9 and \`-\`, with a letter`;
    refuse(field, 'bad-port-name', message, 'taken as it is');
  }
  return name;
}
