// Ways to learn what a cluster leaves open: an address, a node, a controller's label, a namespace, a reading of the
// API. What is learned stays within what was possible, so an answer that was decided must not change.
import fc from 'fast-check';
import { addressText, numberOf, type Range } from '../oracle/address.ts';
import { rangesOfMissing } from '../oracle/blocks.ts';
import { ADDED_KEYS } from '../oracle/labels.ts';
import { type Assume, families, oracle } from '../oracle/oracle.ts';
import { kindOf, list, nameOf, own, text } from '../oracle/raw.ts';
import { assumed, type Family } from '../oracle/three.ts';
import { ADDED, VALUES } from './alphabet.ts';
import { ASSUMPTIONS } from './assume.ts';
import { outsideAddresses } from './attempts.ts';
import { labels } from './labels.ts';

export interface Known {
  readonly objects: readonly object[];
  readonly assume: Assume;
}

/** The same cluster with some of its unknowns decided, each or not as the dice fall. */
export function resolution({ objects, assume }: Known): fc.Arbitrary<Known> {
  const learned = objects.map((object) => learn(object, objects, assume));
  return fc
    .tuple(fc.tuple(...learned), missingNamespaces(objects, assume), decidedReadings(assume))
    .map(([objects, namespaces, assume]) => ({ objects: [...objects, ...namespaces], assume }));
}

function learn(object: object, objects: readonly object[], assume: Assume): fc.Arbitrary<object> {
  const kind = text(object, 'kind');
  if (kindOf(object) === 'v1 Pod') return learnPod(object, objects, assume);
  if (Object.hasOwn(ADDED_KEYS, kind)) return learnLabels(object, kind as keyof typeof ADDED_KEYS, assume);
  return fc.constant(object);
}

function learnPod(pod: object, objects: readonly object[], assume: Assume): fc.Arbitrary<object> {
  const node = text(pod, 'spec', 'nodeName') === '' ? fc.constantFrom('', 'n1', 'n2') : fc.constant('');
  return fc.tuple(node, missingAddresses(pod, objects, assume)).map(([nodeName, addresses]) => {
    const spec = { ...(own(pod, 'spec') as object), ...(nodeName === '' ? {} : { nodeName }) };
    const podIPs = addresses.map((ip) => ({ ip }));
    return { ...pod, spec, status: { ...(own(pod, 'status') as object), ...(podIPs.length === 0 ? {} : { podIPs }) } };
  });
}

/** One address a family in play: with fewer, the pod would leave a family that it takes part in. */
function missingAddresses(pod: object, objects: readonly object[], assume: Assume): fc.Arbitrary<readonly string[]> {
  const hasOne = text(pod, 'status', 'podIP') !== '' || list(pod, 'status', 'podIPs').length > 0;
  if (hasOne || assumed(assume, 'missing-addresses') !== 'unknown') return fc.constant([]);
  const hostNetwork = own(pod, 'spec', 'hostNetwork') === true;
  const one = (family: Family) =>
    fc.constantFrom(...addressesIn(rangesOfMissing(hostNetwork, family, objects), objects));
  const each: fc.Arbitrary<readonly string[]> = fc.tuple(...families(objects, assume).map(one));
  return fc.oneof(each, fc.constant([]));
}

/** The edges of the ranges, and every edge that the objects mention inside them. */
function addressesIn(ranges: readonly Range[], objects: readonly object[]): readonly string[] {
  const edges = ranges.flatMap(({ family, first, last }) => [addressText(family, first), addressText(family, last)]);
  const inside = outsideAddresses(objects).filter((address) =>
    ranges.some(
      ({ family, first, last }) =>
        (family === 'IPv6') === address.includes(':') && first <= numberOf(address) && numberOf(address) <= last,
    ),
  );
  return [...edges, ...inside];
}

/** Values for keys that a controller adds and the template lacks. */
function learnLabels(workload: object, kind: keyof typeof ADDED_KEYS, assume: Assume): fc.Arbitrary<object> {
  if (assumed(assume, 'controller-labels') !== 'unknown') return fc.constant(workload);
  const spec = kind === 'CronJob' ? own(workload, 'spec', 'jobTemplate', 'spec') : own(workload, 'spec');
  const before = (own(spec, 'template', 'metadata', 'labels') ?? {}) as object;
  const missing = ADDED.filter((key) => ADDED_KEYS[kind].includes(key) && !Object.hasOwn(before, key));
  const added = fc.tuple(...missing.map((key) => fc.constantFrom(...VALUES, '').map((value) => [key, value] as const)));
  return fc.option(added, { nil: [] }).map((pairs) => {
    const template = {
      ...(own(spec, 'template') as object),
      metadata: { labels: { ...Object.fromEntries(pairs), ...before } },
    };
    const inner = { ...(spec as object), template };
    return { ...workload, spec: kind === 'CronJob' ? { jobTemplate: { spec: inner } } : inner };
  });
}

/** Namespaces that pods are in and the input lacks, with labels of their own. */
function missingNamespaces(objects: readonly object[], assume: Assume): fc.Arbitrary<readonly object[]> {
  if (assumed(assume, 'namespace-labels') !== 'unknown') return fc.constant([]);
  const there = objects.filter((object) => kindOf(object) === 'v1 Namespace').map(nameOf);
  const used = new Set(oracle(objects, assume).ends.map((end) => end.split('/')[0] as string));
  const missing = [...used].filter((name) => !there.includes(name));
  const made = missing.map((name) =>
    labels().map((labels) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })),
  );
  return fc.oneof(fc.constant([]), fc.tuple(...made));
}

/** Assumptions that say unknown, set to one of the other values. */
function decidedReadings(assume: Assume): fc.Arbitrary<Assume> {
  const each = Object.entries(ASSUMPTIONS).map(([key, values]) => {
    const before = assumed(assume, key);
    // That another vendor's policy is only noted is no fact that could be learned: it says to look away.
    const open = before === 'unknown' && key !== 'foreign-policies' ? values : [before];
    return fc.constantFrom(...open).map((value) => [key, value] as const);
  });
  return fc.tuple(...each).map((pairs) => Object.fromEntries(pairs));
}
