// The channels of the cluster-wide APIs. A cluster of the standard one drops the fields that only the experimental
// one has, and then refuses the policy (X24, X45); one of the experimental checks what it adds: a named port beside
// ends that have no names (X28). The definitions in the input say which of them the cluster has.

import { clusterPolicyKinds, directions, type TieredRule } from '../engine/model/policy.ts';
import type { Code, Diagnostic, Severity } from './diagnostic.ts';
import type { Path } from './field.ts';
import type { ClusterPolicyObject, PolicyDefinition, Snapshot } from './snapshot.ts';

export interface Channelled {
  readonly policies: readonly ClusterPolicyObject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The policies that the cluster of the input would take, and what is said of the others. */
export function throughChannel({ objects, mode }: Pick<Snapshot, 'objects' | 'mode'>): Channelled {
  const policies = objects.filter(isClusterPolicy);
  const channels = new Map(objects.filter(isDefinition).map(({ defines, channel }) => [defines, channel]));
  const refusal: Severity = mode === 'strict' ? 'error' : 'warning';
  const judged = policies.map((policy) => {
    const channel = channels.get(policy.kind) ?? 'not-told';
    return { policy, diagnostics: judge(policy, channel, refusal) };
  });
  const untold = policies.filter(({ kind }) => (channels.get(kind) ?? 'not-told') === 'not-told');
  return {
    policies: judged.filter(({ diagnostics }) => diagnostics.every(isNoError)).map(({ policy }) => policy),
    diagnostics: [...judged.flatMap(({ diagnostics }) => diagnostics), ...usedOnlyInExperimental(untold)],
  };
}

const kinds: ReadonlySet<string> = new Set(clusterPolicyKinds);

export function isClusterPolicy(object: Snapshot['objects'][number]): object is ClusterPolicyObject {
  return kinds.has(object.kind);
}

function isDefinition(object: Snapshot['objects'][number]): object is PolicyDefinition {
  return object.kind === 'CustomResourceDefinition';
}

function isNoError({ severity }: Diagnostic): boolean {
  return severity !== 'error';
}

type Channel = PolicyDefinition['channel'];

function judge(policy: ClusterPolicyObject, channel: Channel, refusal: Severity): readonly Diagnostic[] {
  const mixed = namedPortPlaces(policy);
  switch (channel) {
    case 'standard':
      return policy.experimental.map((path) => {
        const message = `\`${path.at(-1)}\` is only in the experimental channel of ${policy.kind}, and the input defines the standard one, which drops the field and refuses what is left`;
        return said(policy, refusal, 'experimental-field', message, path);
      });
    case 'experimental':
      return mixed.map((path) => {
        const message = 'named ports are of pods: they cannot stand beside `networks`, `nodes` or `domainNames`';
        return said(policy, refusal, 'named-port-without-pods', message, path);
      });
    case 'not-told':
      return mixed.map((path) => {
        const message =
          'named ports are of pods: they match nothing at `networks`, `nodes` or `domainNames`, and the experimental channel refuses the rule';
        return said(policy, 'warning', 'named-port-without-pods', message, path);
      });
  }
}

/** Rules that name a port and an end which has no names. */
function namedPortPlaces(policy: ClusterPolicyObject): readonly Path[] {
  return directions.flatMap((direction) =>
    policy[direction].filter(mixesNamesAndAddresses).map(({ index }) => ['spec', direction, index]),
  );
}

function mixesNamesAndAddresses({ peers, ports }: TieredRule): boolean {
  const hasName = ports !== 'every-port' && ports.some(({ kind }) => kind === 'named');
  return hasName && peers !== 'anyone' && peers.some(({ kind }) => kind !== 'pods');
}

/** Once a kind: without its definition nobody knows which channel the cluster has. */
function usedOnlyInExperimental(policies: readonly ClusterPolicyObject[]): readonly Diagnostic[] {
  return clusterPolicyKinds.flatMap((kind) => {
    const using = policies.filter((policy) => policy.kind === kind && policy.experimental.length > 0);
    const [first] = using;
    const path = first?.experimental[0];
    if (first === undefined || path === undefined) return [];
    const fields = [...new Set(using.flatMap(({ experimental }) => experimental.map((one) => `\`${one.at(-1)}\``)))];
    const message = `${fields.sort().join(', ')} of ${kind} ${fields.length === 1 ? 'is' : 'are'} only in the experimental channel; evaluated, since the input does not define which channel the cluster has`;
    return [said(first, 'info', 'experimental-field', message, path)];
  });
}

function said(policy: ClusterPolicyObject, severity: Severity, code: Code, message: string, path: Path): Diagnostic {
  return { severity, code, message, origin: policy.origin, path };
}
