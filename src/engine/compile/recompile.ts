// Compiling with a memory: what an edit or an event did not touch stays what it was. The result answers as compiling
// anew would, whatever it was made from.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { AllowRule, NetworkPolicy, PodScope } from '../model/policy.ts';
import { eachBit } from '../sets/bitset.ts';
import { blocksOf } from './blocks.ts';
import { type Compiled, type CompiledFamily, compileAnew } from './compile.ts';
import { differences } from './edited.ts';
import { familyWithPods } from './with-pods.ts';
import { familyWithPolicies } from './with-policies.ts';

/** `previous` only saves work. */
export function compile(cluster: Cluster, previous?: Compiled): Compiled {
  if (previous === undefined) return compileAnew(cluster);
  if (isWorn(previous)) return compileAnew(cluster, previous);
  const changed = differences(previous.cluster, cluster);
  if (changed === 'much') return compileAnew(cluster, previous);
  const { policies, pods } = changed;
  const asked = [...previous.askedSince, ...policies.come];
  const isLocal =
    (policies.gone.length + policies.come.length === 0 || isToldApart(policies.come, previous)) &&
    (pods.come.length === 0 || asked.every((policy) => knowsWords(policy, previous, pods.come)));
  if (!isLocal) return compileAnew(cluster, previous);
  const families: CompiledFamily[] = [];
  for (const family of previous.families) {
    const edited = familyWithPolicies(family, policies, previous.answers);
    const none = pods.gone.length + pods.come.length === 0;
    const made = none ? edited : familyWithPods(edited, cluster, pods, previous.answers);
    if (made === 'anew') return compileAnew(cluster, previous);
    families.push(made);
  }
  return { ...previous, cluster, families, askedSince: asked };
}

/** After so many policies and signatures that came one by one, it is time to put them in order. */
const many = 4096;

function isWorn({ askedSince, families }: Compiled): boolean {
  return (
    askedSince.length > many ||
    families.some(({ egress, ingress }) => egress.later.length + ingress.later.length > many)
  );
}

/** Whether the classes that there are tell apart all that the policies ask about. */
function isToldApart(policies: readonly NetworkPolicy[], compiled: Compiled): boolean {
  const { clusterPolicies, assumptions } = compiled.cluster;
  // A policy of one direction may then lift the Baseline tier from the other.
  const skips = assumptions['baseline-after-other-direction'] !== 'applies';
  if (skips && clusterPolicies.some(({ tier }) => tier === 'Baseline')) return false;
  const { pods } = compiled.cluster;
  return knowsBlocks(policies, compiled) && policies.every((policy) => knowsWords(policy, compiled, pods));
}

/** Whether all label keys and port names that it asks these pods about were asked about before, or none has them. */
function knowsWords(policy: NetworkPolicy, compiled: Compiled, pods: readonly Pod[]): boolean {
  return knowsPortNames(policy, compiled, pods) && scopesOf(policy).every((scope) => knowsKeys(scope, compiled, pods));
}

function knowsBlocks(policies: readonly NetworkPolicy[], { families }: Compiled): boolean {
  const blocks = [...blocksOf({ policies, clusterPolicies: [] }).values()];
  return families.every(({ classes: { ranges } }) => blocks.every((block) => ranges.isRun(block)));
}

/** A name that no pod has tells nobody apart. */
function knowsPortNames(policy: NetworkPolicy, { relevance }: Compiled, pods: readonly Pod[]): boolean {
  const unknown = rulesOf(policy)
    .flatMap(({ ports }) => (ports === 'every-port' ? [] : ports))
    .filter((port) => port.kind === 'named')
    .filter(({ protocol, name }) => !relevance.portNames.includes(`${protocol}/${name}`))
    .map(({ name }) => name);
  return unknown.length === 0 || !pods.some(({ ports }) => ports.some(({ name }) => unknown.includes(name)));
}

function scopesOf(policy: NetworkPolicy): readonly PodScope[] {
  const peers = rulesOf(policy).flatMap(({ peers }) => (peers === 'anyone' ? [] : peers));
  return [policy.subject, ...peers.filter((peer) => peer.kind === 'pods')];
}

function rulesOf({ ingress, egress }: NetworkPolicy): readonly AllowRule[] {
  return [ingress, egress].flatMap((rules) => (rules === 'open' ? [] : rules));
}

/** A key that was never asked about in a namespace tells its pods apart, unless none of them has it. */
function knowsKeys(
  { namespaces: where, pods: selector }: PodScope,
  { namespaces, relevance }: Compiled,
  pods: readonly Pod[],
): boolean {
  if (selector.length === 0) return true;
  const places: string[] = [];
  if (where.kind === 'named') places.push(where.name);
  else eachBit(namespaces.matching(where.selector).possible, (i) => void places.push(namespaces.names[i]!));
  const lacking = new Map<string, readonly string[]>();
  for (const place of places) {
    const known = relevance.keysIn(place);
    const unknown = selector.flatMap(({ key }) => (known.includes(key) ? [] : [key]));
    if (unknown.length > 0) lacking.set(place, unknown);
  }
  return lacking.size === 0 || !pods.some((pod) => lacking.get(pod.namespace.name)?.some((key) => mayHave(pod, key)));
}

function mayHave({ labels: { values, open } }: Pod, key: string): boolean {
  return values.has(key) || open === 'every-other-key' || (open !== 'none' && open.has(key));
}
