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
    if (last.namespace === namespace && last.owner === owner) return last;
    return siblings.get(keyOf(namespace, owner)) ?? { ...nobody, namespace, owner };
  };

  return (raw, origin) => {
    const { metadata, spec, status = {} } = raw;
    if (!isPlain(metadata) || !isPlain(spec) || !isPlain(status)) return 'check';
    const { name } = metadata;
    const namespace = namespaceOf(metadata.namespace);
    const owner = controllerOf(metadata.ownerReferences, last.owner);
    if (typeof name !== 'string' || !isSubdomain(name) || namespace === undefined || owner === 'check') return 'check';
    const like = siblingOf(namespace, owner);
    const labels = labelsLike(like.labels, metadata.labels, labelKey);
    const written = containerPorts(like.written, spec, portName);
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

/** The same value where nothing of it is different. */
function withParts(like: Sibling, labels: Labels, written: readonly ContainerPort[]): Sibling {
  if (written === like.written) return labels === like.labels ? like : { ...like, labels };
  return { ...like, labels, written, ...portsOf(written) };
}

/** The one owner that is the controller: `last` itself where it is the same. */
function controllerOf(raw: unknown, last: Sibling['owner']): Sibling['owner'] | 'check' {
  if (isLeftOut(raw)) return 'none';
  if (!Array.isArray(raw)) return 'check';
  for (const reference of raw as readonly unknown[]) {
    if (!isPlain(reference)) return 'check';
    if (reference.controller !== true) continue;
    const { kind, name } = reference;
    if (last !== 'none' && last.name === name && last.kind === kind) return last;
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

/** Those of sidecars after the others; `like` itself where they are the same. */
function containerPorts(
  like: readonly ContainerPort[],
  { containers, initContainers }: Raw,
  portName: ReturnType<typeof remembered>,
): readonly ContainerPort[] | 'check' {
  const ports: ContainerPort[] = [];
  let same = 0; // so many are those of `like`: they are listed at the first that is not
  for (const container of ['main', 'sidecar'] as const) {
    const list = container === 'main' ? containers : initContainers;
    if (isLeftOut(list)) continue;
    if (!Array.isArray(list)) return 'check';
    for (const each of list as readonly unknown[]) {
      if (!isPlain(each)) return 'check';
      if (container === 'sidecar' && each.restartPolicy !== 'Always') continue;
      const declared = each.ports;
      if (isLeftOut(declared)) continue;
      if (!Array.isArray(declared)) return 'check';
      for (const raw of declared as readonly unknown[]) {
        const port = containerPort(like[same], raw, container, portName);
        if (port === 'check') return 'check';
        if (ports.length === 0 && port === like[same]) same++;
        else if (ports.length === 0) ports.push(...like.slice(0, same), port);
        else ports.push(port);
      }
    }
  }
  if (ports.length > 0) return ports;
  return same === like.length ? like : like.slice(0, same);
}

/** `like` itself where it is the same. */
function containerPort(
  like: ContainerPort | undefined,
  raw: unknown,
  container: ContainerPort['container'],
  portName: ReturnType<typeof remembered>,
): ContainerPort | 'check' {
  if (!isPlain(raw)) return 'check';
  const { containerPort: port } = raw;
  const name = isLeftOut(raw.name) ? '' : raw.name;
  const protocol = plainProtocol(raw.protocol);
  const isLike = like?.port === port && like?.name === name && like?.protocol === protocol;
  if (like !== undefined && isLike && like.container === container) return like;
  const known = name === '' ? '' : portName(name);
  if (known === undefined || protocol === 'check' || !isPlainPort(port)) return 'check';
  return { name: known, protocol, port, container };
}
