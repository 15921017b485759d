// A pod that is plainly right. Pods of one owner share their labels, ports and owner where these are equal.

import type { ContainerPort } from '../../engine/model/cluster.ts';
import type { Labels } from '../../engine/model/labels.ts';
import { besideIn } from '../decode/beside.ts';
import { isDnsLabel, isLabelKey, isLabelValue, isPortName, isSubdomain } from '../decode/names.ts';
import { phaseOf, readinessOf } from '../decode/pod.ts';
import { portsOf } from '../decode/pod-template.ts';
import type { Owner, PodObject } from '../snapshot.ts';
import { podAddresses } from './addresses.ts';
import { isLeftOut, isPlain, type PlainDecoder, type Raw, remembered } from './plain.ts';
import { isPlainPort, plainProtocol } from './ports.ts';

/** What the pods of one owner have in common, as a rule. */
interface Sibling {
  readonly namespace: string;
  readonly owner: Owner | 'none';
  readonly labels: Labels;
  readonly written: readonly ContainerPort[];
  readonly ports: PodObject['ports'];
  readonly declared: PodObject['declared'];
}

const noLabels: Labels = new Map();
const noPorts: readonly never[] = [];
const nobody: Sibling = {
  namespace: '',
  owner: 'none',
  labels: noLabels,
  written: noPorts,
  ports: noPorts,
  declared: noPorts,
};

export function plainPods(): PlainDecoder {
  const namespaceOf = remembered(isDnsLabel);
  const labelKey = remembered(isLabelKey);
  const portName = remembered(isPortName);
  const siblings = new Map<string, Sibling>();
  let last = nobody;

  /** As a rule the pod before: lists are sorted. */
  const siblingOf = (namespace: string, owner: Sibling['owner']): Sibling => {
    if (last.namespace === namespace && isSameOwner(last.owner, owner)) return last;
    return siblings.get(keyOf(namespace, owner)) ?? { ...nobody, namespace, owner };
  };

  return (raw, origin) => {
    const { metadata, spec, status = {} } = raw;
    if (!isPlain(metadata) || !isPlain(spec) || !isPlain(status)) return 'check';
    const { name } = metadata;
    const namespace = namespaceOf(metadata.namespace);
    const owner = controllerOf(metadata.ownerReferences);
    if (typeof name !== 'string' || !isSubdomain(name) || namespace === undefined || owner === 'check') return 'check';
    const like = siblingOf(namespace, owner);
    const labels = labelsLike(like.labels, metadata.labels, labelKey);
    const written = containerPorts(spec, portName);
    const addresses = podAddresses(status);
    if (labels === 'check' || written === 'check' || addresses === 'check') return 'check';
    const { nodeName, hostNetwork } = spec;
    if (!isLeftOut(nodeName) && typeof nodeName !== 'string') return 'check';
    if (!isLeftOut(hostNetwork) && typeof hostNetwork !== 'boolean') return 'check';
    const itself = withParts(like, labels, written);
    if (itself !== like) siblings.set(keyOf(namespace, owner), itself);
    last = itself;
    return {
      kind: 'Pod',
      namespace,
      name,
      labels,
      ports: itself.ports,
      declared: itself.declared,
      network: hostNetwork === true ? 'host' : 'pod',
      node: nodeName || 'unknown',
      beside: besideIn(metadata.annotations),
      owner: itself.owner,
      addresses,
      phase: phaseOf(status.phase),
      readiness: readinessOf(status.conditions, metadata.deletionTimestamp),
      origin,
    };
  };
}

function keyOf(namespace: string, owner: Sibling['owner']): string {
  return owner === 'none' ? namespace : `${namespace}/${owner.kind}/${owner.name}`;
}

function isSameOwner(a: Sibling['owner'], b: Sibling['owner']): boolean {
  return a === b || (a !== 'none' && b !== 'none' && a.name === b.name && a.kind === b.kind);
}

/** The same value where nothing of it is different. */
function withParts(like: Sibling, labels: Labels, written: readonly ContainerPort[]): Sibling {
  const same = written.length === like.written.length && written.every((port, i) => isSamePort(port, like.written[i]));
  if (same) return labels === like.labels ? like : { ...like, labels };
  return { ...like, labels, written, ...portsOf(written) };
}

function isSamePort(a: ContainerPort, b: ContainerPort | undefined): boolean {
  return a.port === b?.port && a.name === b.name && a.protocol === b.protocol && a.container === b.container;
}

/** The one owner that is the controller. */
function controllerOf(raw: unknown): Owner | 'none' | 'check' {
  if (isLeftOut(raw)) return 'none';
  if (!Array.isArray(raw)) return 'check';
  for (const reference of raw as readonly unknown[]) {
    if (!isPlain(reference)) return 'check';
    if (reference.controller !== true) continue;
    const { kind, name } = reference;
    return typeof kind === 'string' && typeof name === 'string' ? { kind, name } : 'check';
  }
  return 'none';
}

/** `like` itself where the labels are the same, in the same order. */
function labelsLike(like: Labels, raw: unknown, labelKey: ReturnType<typeof remembered>): Labels | 'check' {
  if (isLeftOut(raw)) return like.size === 0 ? like : noLabels;
  if (!isPlain(raw)) return 'check';
  const before = like.entries();
  let same = true;
  let count = 0;
  for (const key in raw) {
    const next = before.next();
    if (next.done === true || next.value[0] !== key || next.value[1] !== raw[key]) {
      same = false;
      break;
    }
    count++;
  }
  return same && count === like.size ? like : plainLabels(raw, labelKey);
}

function plainLabels(raw: Raw, labelKey: ReturnType<typeof remembered>): Labels | 'check' {
  const labels = new Map<string, string>();
  for (const key in raw) {
    const value = raw[key];
    if (labelKey(key) === undefined || typeof value !== 'string' || !isLabelValue(value)) return 'check';
    labels.set(key, value);
  }
  return labels;
}

/** Those of sidecars after the others. */
function containerPorts(
  { containers, initContainers }: Raw,
  portName: ReturnType<typeof remembered>,
): readonly ContainerPort[] | 'check' {
  const ports: ContainerPort[] = [];
  const add = (list: unknown, container: ContainerPort['container']): 'right' | 'check' => {
    if (isLeftOut(list)) return 'right';
    if (!Array.isArray(list)) return 'check';
    for (const each of list as readonly unknown[]) {
      if (!isPlain(each)) return 'check';
      if (container === 'sidecar' && each.restartPolicy !== 'Always') continue;
      if (isLeftOut(each.ports)) continue;
      if (!Array.isArray(each.ports)) return 'check';
      for (const raw of each.ports as readonly unknown[]) {
        const port = containerPort(raw, container, portName);
        if (port === 'check') return 'check';
        ports.push(port);
      }
    }
    return 'right';
  };
  return add(containers, 'main') === 'check' || add(initContainers, 'sidecar') === 'check' ? 'check' : ports;
}

function containerPort(
  raw: unknown,
  container: ContainerPort['container'],
  portName: ReturnType<typeof remembered>,
): ContainerPort | 'check' {
  if (!isPlain(raw)) return 'check';
  const { containerPort: port } = raw;
  const name = isLeftOut(raw.name) || raw.name === '' ? '' : portName(raw.name);
  const protocol = plainProtocol(raw.protocol);
  if (name === undefined || protocol === 'check' || !isPlainPort(port)) return 'check';
  return { name, protocol, port, container };
}
