// Edits as people make them, seeded: each is the text of one policy, as the editor would hand it over.
import type { SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { show } from '../arbitrary/show.ts';
import { objectsOf, type Wanted } from '../generate/cluster.ts';
import { type Random, random } from '../generate/random.ts';

interface Peer {
  readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly namespaceSelector?: object;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly object[];
}

interface RawPolicy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: object;
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

export type EditKind = 'port' | 'label' | 'removed' | 'added' | 'default-deny';

export interface Edit {
  readonly kind: EditKind;
  readonly edit: SnapshotEdit;
}

/** In every twenty: how the issue of these edits is asked to be mixed. */
const mix: readonly (readonly [number, EditKind])[] = [
  [40, 'port'],
  [20, 'label'],
  [15, 'removed'],
  [15, 'added'],
  [10, 'default-deny'],
];

export function editsOf(wanted: Wanted, count: number): readonly Edit[] {
  const policies: RawPolicy[] = [];
  for (const object of objectsOf(wanted)) if (object.kind === 'NetworkPolicy') policies.push(object as never);
  const chance = random(wanted.seed + 100);
  return Array.from({ length: count }, (_, index) => {
    const kind = chance.weighted(mix);
    return { kind, edit: editOf(kind, index, policies, chance) };
  });
}

function editOf(kind: EditKind, index: number, policies: readonly RawPolicy[], chance: Random): SnapshotEdit {
  const apply = (policy: object): SnapshotEdit => ({ kind: 'apply', id: `edit-${index}.yaml`, text: show([policy]) });
  switch (kind) {
    case 'port':
      return apply(withPort(one(policies, chance, hasRules), chance));
    case 'label':
      return apply(withLabel(one(policies, chance, hasLabel), `new-${index}`));
    case 'removed': {
      const { namespace, name } = chance.pick(policies).metadata;
      return { kind: 'delete', object: { kind: 'NetworkPolicy', namespace, name } };
    }
    case 'added': {
      const [policy, other] = [one(policies, chance, hasRules), one(policies, chance, hasRules)];
      return apply({
        ...renamed(policy, `added-${index}`),
        spec: { ...other.spec, podSelector: policy.spec.podSelector },
      });
    }
    case 'default-deny': {
      const spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
      return apply({ ...renamed(chance.pick(policies), `deny-${index}`), spec });
    }
  }
}

function one(policies: readonly RawPolicy[], chance: Random, fits: (policy: RawPolicy) => boolean): RawPolicy {
  for (;;) {
    const policy = chance.pick(policies);
    if (fits(policy)) return policy;
  }
}

function renamed(policy: RawPolicy, name: string): RawPolicy {
  return { ...policy, metadata: { ...policy.metadata, name } };
}

function hasRules({ spec }: RawPolicy): boolean {
  return (spec.ingress ?? spec.egress ?? []).length > 0;
}

function hasLabel({ spec }: RawPolicy): boolean {
  return peersOf((spec.ingress ?? spec.egress)?.[0]).some(isLabelled);
}

function peersOf(rule: Rule | undefined): readonly Peer[] {
  return rule?.from ?? rule?.to ?? [];
}

function isLabelled({ podSelector }: Peer): boolean {
  return Object.keys(podSelector?.matchLabels ?? {}).length > 0;
}

/** The first rule of the first direction that has one. */
function withRule(policy: RawPolicy, change: (rule: Rule) => Rule): RawPolicy {
  const direction = policy.spec.ingress === undefined ? 'egress' : 'ingress';
  const [first = {}, ...rest] = policy.spec[direction] ?? [];
  return { ...policy, spec: { ...policy.spec, [direction]: [change(first), ...rest] } };
}

function withPort(policy: RawPolicy, chance: Random): RawPolicy {
  const port = { port: chance.between(1024, 65_000), protocol: 'TCP' };
  return withRule(policy, (rule) => ({ ...rule, ports: [port, ...(rule.ports ?? []).slice(1)] }));
}

function withLabel(policy: RawPolicy, value: string): RawPolicy {
  const change = (peer: Peer): Peer => {
    if (!isLabelled(peer)) return peer;
    const [key = '', ...rest] = Object.keys(peer.podSelector?.matchLabels ?? {});
    const kept = Object.fromEntries(rest.map((each) => [each, peer.podSelector?.matchLabels?.[each]]));
    return { ...peer, podSelector: { matchLabels: { [key]: value, ...kept } as Record<string, string> } };
  };
  const first = (peers: readonly Peer[] | undefined) => {
    const at = peers?.findIndex(isLabelled) ?? -1;
    return peers?.map((peer, i) => (i === at ? change(peer) : peer));
  };
  return withRule(policy, (rule) => ({
    ...rule,
    ...(rule.from !== undefined && { from: first(rule.from) ?? [] }),
    ...(rule.to !== undefined && { to: first(rule.to) ?? [] }),
  }));
}
