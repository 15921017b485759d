// Compiling with a memory: what an edit or an event did not touch stays what it was. The result answers as compiling
// anew would, whatever it was made from.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { NetworkPolicy, PodScope } from '../model/policy.ts';
import { eachBit } from '../sets/bitset.ts';
import { blocksOf } from './blocks.ts';
import { type Compiled, compileAnew } from './compile.ts';
import { differences } from './edited.ts';
import { familyWithPolicies } from './with-policies.ts';

/** `previous` only saves work. */
export function compile(cluster: Cluster, previous?: Compiled): Compiled {
  if (previous === undefined) return compileAnew(cluster);
  const changed = differences(previous.cluster, cluster);
  if (changed === 'much' || changed.pods.gone.length + changed.pods.come.length > 0)
    return compileAnew(cluster, previous);
  const { gone, come } = changed.policies;
  if (gone.length + come.length > 0 && !isToldApart(come, previous)) return compileAnew(cluster, previous);
  const families = previous.families.map((family) => familyWithPolicies(family, changed.policies));
  return { ...previous, cluster, families };
}

/** Whether the classes that there are tell apart all that the policies ask about. */
function isToldApart(policies: readonly NetworkPolicy[], compiled: Compiled): boolean {
  const { clusterPolicies, assumptions } = compiled.cluster;
  // A policy of one direction may then lift the Baseline tier from the other.
  const skips = assumptions['baseline-after-other-direction'] !== 'applies';
  if (skips && clusterPolicies.some(({ tier }) => tier === 'Baseline')) return false;
  return (
    knowsBlocks(policies, compiled) &&
    knowsPortNames(policies, compiled) &&
    scopesOf(policies).every((scope) => knowsKeys(scope, compiled))
  );
}

function knowsBlocks(policies: readonly NetworkPolicy[], { families }: Compiled): boolean {
  const blocks = [...blocksOf({ policies, clusterPolicies: [] }).values()];
  return families.every(({ classes: { ranges } }) => blocks.every((block) => ranges.isRun(block)));
}

/** A name that no pod has tells nobody apart. */
function knowsPortNames(policies: readonly NetworkPolicy[], { relevance, cluster }: Compiled): boolean {
  const names = policies.flatMap(({ ingress, egress }) =>
    [ingress, egress]
      .flatMap((rules) => (rules === 'open' ? [] : rules))
      .flatMap(({ ports }) =>
        ports === 'every-port' ? [] : ports.flatMap((port) => (port.kind === 'named' ? [port] : [])),
      ),
  );
  const unknown = names.filter(({ protocol, name }) => !relevance.portNames.includes(`${protocol}/${name}`));
  if (unknown.length === 0) return true;
  return !cluster.pods.some(({ ports }) => ports.some((port) => unknown.some(({ name }) => name === port.name)));
}

function scopesOf(policies: readonly NetworkPolicy[]): readonly PodScope[] {
  return policies.flatMap(({ subject, ingress, egress }) => [
    subject,
    ...[ingress, egress].flatMap((rules) =>
      rules === 'open'
        ? []
        : rules.flatMap(({ peers }) =>
            peers === 'anyone' ? [] : peers.flatMap((peer) => (peer.kind === 'pods' ? [peer] : [])),
          ),
    ),
  ]);
}

/** A key that was never asked about in a namespace tells its pods apart, unless none of them has it. */
function knowsKeys({ namespaces: where, pods }: PodScope, { namespaces, relevance, cluster }: Compiled): boolean {
  if (pods.length === 0) return true;
  const places: string[] = [];
  if (where.kind === 'named') places.push(where.name);
  else eachBit(namespaces.matching(where.selector).possible, (i) => void places.push(namespaces.names[i]!));
  const lacking = new Map<string, readonly string[]>();
  for (const place of places) {
    const known = relevance.keysIn(place);
    const unknown = pods.flatMap(({ key }) => (known.includes(key) ? [] : [key]));
    if (unknown.length > 0) lacking.set(place, unknown);
  }
  return (
    lacking.size === 0 || !cluster.pods.some((pod) => lacking.get(pod.namespace.name)?.some((key) => mayHave(pod, key)))
  );
}

function mayHave({ labels: { values, open } }: Pod, key: string): boolean {
  return values.has(key) || open === 'every-other-key' || (open !== 'none' && open.has(key));
}
