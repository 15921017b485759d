// Policies of other makers: not evaluated, but who they may be about is read, so that answers in their reach
// are open and all others are not (F22; 005 rule 22).

import { type Direction, directions, type ForeignPolicy } from '../../engine/model/policy.ts';
import { at, type Field, isGiven, isMapping } from '../field.ts';
import type { ForeignPolicyObject } from '../snapshot.ts';
import {
  antreaSubject,
  calicoSubject,
  ciliumSubject,
  everyPod,
  istioSubject,
  type Subject,
} from './foreign-subject.ts';
import { nameOf, namespaceOf } from './metadata.ts';

type Decoder = (root: Field) => ForeignPolicyObject | 'not-used';

interface ForeignKind {
  readonly group: RegExp;
  readonly scope: 'namespace' | 'cluster';
  readonly subject: Subject;
  readonly directions: (root: Field) => readonly Direction[];
  readonly effect: ForeignPolicy['effect'];
  /** Some only look on, or show what another object enforces. */
  readonly enforces: (root: Field) => boolean;
}

const antrea = {
  group: /^crd\.antrea\.io\//,
  subject: antreaSubject,
  directions: rulesGiven,
  effect: 'allow-or-deny',
  enforces: () => true,
} as const;
const calico = {
  group: /^(crd\.)?projectcalico\.org\//,
  subject: calicoSubject,
  directions: typesOrRules,
  effect: 'allow-or-deny',
  enforces: isNoCopy,
} as const;
const cilium = {
  group: /^cilium\.io\//,
  subject: ciliumSubject,
  directions: sectionsGiven,
  effect: 'allow-or-deny',
  enforces: () => true,
} as const;

const foreignKinds: ReadonlyMap<string, readonly ForeignKind[]> = new Map<string, readonly ForeignKind[]>([
  ['CiliumNetworkPolicy', [{ ...cilium, scope: 'namespace' }]],
  ['CiliumClusterwideNetworkPolicy', [{ ...cilium, scope: 'cluster' }]],
  [
    'NetworkPolicy',
    [
      { ...calico, scope: 'namespace' },
      { ...antrea, scope: 'namespace' },
    ],
  ],
  ['GlobalNetworkPolicy', [{ ...calico, scope: 'cluster' }]],
  ['ClusterNetworkPolicy', [{ ...antrea, scope: 'cluster' }]],
  [
    'AuthorizationPolicy',
    [
      {
        group: /^security\.istio\.io\//,
        scope: 'namespace',
        subject: istioSubject,
        directions: () => ['ingress'],
        // It can refuse what a NetworkPolicy lets through, and never the other way round.
        effect: 'deny-only',
        enforces: (root) => at(at(root, 'spec'), 'action').raw !== 'AUDIT',
      },
    ],
  ],
  // It is about networks beside the pod network, which no answer here is about (F23).
  [
    'MultiNetworkPolicy',
    [
      {
        group: /^k8s\.cni\.cncf\.io\//,
        scope: 'namespace',
        subject: everyPod,
        directions: typesOrRules,
        effect: 'note',
        enforces: () => true,
      },
    ],
  ],
]);

/** Staged kinds of Calico are not among them: they enforce nothing. */
export function foreignDecoderOf(apiVersion: string, kind: string): Decoder | undefined {
  const found = foreignKinds.get(kind)?.find(({ group }) => group.test(apiVersion));
  return found === undefined ? undefined : (root) => foreignPolicy(root, apiVersion, kind, found);
}

function foreignPolicy(root: Field, apiVersion: string, kind: string, reads: ForeignKind): ReturnType<Decoder> {
  if (!reads.enforces(root)) return 'not-used';
  const namespace = reads.scope === 'namespace' ? namespaceOf(root) : '';
  const name = nameOf(root);
  const { origin } = root.reading;
  const policy: ForeignPolicy = {
    kind,
    apiVersion,
    namespace,
    name,
    subject: reads.subject(root, isOfTheWholeMesh(kind, namespace) ? '' : namespace),
    directions: reads.directions(root),
    effect: reads.effect,
    origin,
  };
  const group = apiVersion.slice(0, apiVersion.indexOf('/'));
  return { kind: 'ForeignPolicy', namespace, name: `${kind}.${group}/${name}`, policy, origin };
}

/** In Istio's root namespace an AuthorizationPolicy holds for every namespace. */
function isOfTheWholeMesh(kind: string, namespace: string): boolean {
  return kind === 'AuthorizationPolicy' && namespace === 'istio-system';
}

/** Calico's API shows the policies of Kubernetes once more, under names of its own. */
function isNoCopy(root: Field): boolean {
  const { raw } = at(at(root, 'metadata'), 'name');
  return typeof raw !== 'string' || !/^(knp|kanp|kbanp|kcnp)\./.test(raw);
}

/** Cilium: rules stand under `spec` or in `specs`; denying ones in lists of their own. */
function sectionsGiven(root: Field): readonly Direction[] {
  const { raw } = at(root, 'specs');
  const specs: readonly unknown[] = [at(root, 'spec').raw, ...(Array.isArray(raw) ? raw : [])];
  return orBoth(
    directions.filter((direction) => specs.some((spec) => has(spec, direction) || has(spec, `${direction}Deny`))),
  );
}

function rulesGiven(root: Field): readonly Direction[] {
  const { raw } = at(root, 'spec');
  return orBoth(directions.filter((direction) => has(raw, direction)));
}

/** Calico's `types`, `policyTypes` of MultiNetworkPolicy; left out, the lists of rules that are there. */
function typesOrRules(root: Field): readonly Direction[] {
  const spec = at(root, 'spec');
  const types = [at(spec, 'types'), at(spec, 'policyTypes')].find(isGiven)?.raw;
  const listed: readonly unknown[] = Array.isArray(types) ? types : [];
  const typed = directions.filter((direction) => listed.includes(direction === 'ingress' ? 'Ingress' : 'Egress'));
  return typed.length > 0 ? typed : rulesGiven(root);
}

function has(spec: unknown, section: string): boolean {
  return isMapping(spec) && Object.hasOwn(spec, section) && spec[section] !== null;
}

/** Where it does not say, it may be about either. */
function orBoth(found: readonly Direction[]): readonly Direction[] {
  return found.length === 0 ? directions : found;
}
