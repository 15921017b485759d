// A cluster with the shape of a real one (production-shape.ts): many small namespaces, a few large ones, and two and a
// half policies a pod, of which a quarter select no pod.
import { byNamespace } from './grouped.ts';
import { inKeyOrder, type NamespacePlan, networkPolicy, type Policy } from './objects.ts';
import { namespacePlan, type Plan, podsOf, type Size } from './plan.ts';
import { blocks, portsOf } from './production-peers.ts';
import * as shape from './production-shape.ts';
import { type Random, random } from './random.ts';
import { type Selections, selectionsOf } from './selections.ts';
import { dnsPeer, ingressPeer, systemNamespaces, systemWorkloads } from './system.ts';
import { tcp, type Workload } from './workload.ts';

const { published } = shape;
const SHARED = { 'network.example.com/shared': 'true' };

export function production({ pods, seed }: Size): Plan {
  const chance = random(seed);
  const system = systemWorkloads(pods);
  const own: Workload[] = [];
  const namespaces: NamespacePlan[] = [];
  const left = () => pods - podsOf(system) - made;
  const larges = Math.max(1, Math.round(pods / published.pods));
  let made = 0;
  let shared = 0;
  while (left() > 0) {
    const index = namespaces.length;
    const wanted = index < larges ? shape.LARGE : shape.podsOfNamespace(chance);
    const size = Math.min(left(), wanted, Math.ceil(pods / 4));
    const isShared = shared + size <= shape.share.ofMost * pods && chance.chance(0.85);
    const name = `${chance.pick(words)}-${chance.pick(words)}-${`${index}`.padStart(4, '0')}`;
    namespaces.push(namespacePlan(name, { 'example.com/owner': `group-${index % 40}`, ...(isShared ? SHARED : {}) }));
    own.push(...workloadsOf(name, size, chance));
    made += size;
    if (isShared) shared += size;
  }
  const workloads = [...own, ...system];
  return {
    namespaces: [...namespaces, ...systemNamespaces],
    workloads,
    policies: () =>
      policies(Math.round((pods * published.policies) / published.pods), own, namespaces, random(seed + 1)),
  };
}

const words = [
  'alpha',
  'amber',
  'birch',
  'cedar',
  'cobalt',
  'delta',
  'ember',
  'fjord',
  'harbor',
  'iris',
  'lumen',
  'onyx',
];
const apps = ['api', 'backend', 'batch', 'consumer', 'db', 'frontend', 'gateway', 'jobs', 'queue', 'redis', 'store'];

function workloadsOf(namespace: string, size: number, chance: Random): readonly Workload[] {
  const workloads: Workload[] = [];
  for (let left = size; left > 0; left -= workloads.at(-1)?.pods ?? left) {
    const index = workloads.length;
    const app = `${apps[index % apps.length]}${index < apps.length ? '' : Math.floor(index / apps.length)}`;
    workloads.push({
      kind: chance.chance(0.15) ? 'StatefulSet' : 'Deployment',
      namespace,
      name: app,
      pods: Math.min(left, shape.podsOfWorkload(chance)),
      labels: {
        app,
        'app.kubernetes.io/managed-by': 'Helm',
        'app.kubernetes.io/part-of': `part-${Math.floor(index / 3)}`,
        'helm.sh/chart': `${app}-${chance.between(0, 4)}.${chance.between(0, 20)}.${chance.between(0, 9)}`,
      },
      ports: [tcp('http', chance.pick([8080, 8080, 8443, 3000, 5432, 6379])), tcp('metrics', 9100)],
      network: 'pod',
      service: chance.chance(0.7) ? 'cluster-ip' : 'none',
    });
  }
  return workloads;
}

function* policies(
  count: number,
  workloads: readonly Workload[],
  namespaces: readonly NamespacePlan[],
  chance: Random,
): Generator<Policy> {
  const selections = selectionsOf(workloads);
  const subjects = Array.from({ length: count }, (_, index) => {
    const subject = chance.chance(shape.selectsNone)
      ? { namespace: chance.pick(namespaces).name, selector: { matchLabels: { app: `gone-${chance.suffix(4)}` } } }
      : selections.ofSize(shape.podsSelected(chance), chance);
    return { ...subject, index };
  });
  for (const [namespace, own] of byNamespace(subjects)) {
    const made = own.map(({ selector, index }) => {
      const rules = chance.chance(shape.onlyDenies) ? 0 : shape.rulesOfPolicy(chance);
      const name = `${rules === 0 ? 'deny' : chance.pick(['allow', 'open', 'to', 'from'])}-${index.toString(36)}`;
      return networkPolicy(namespace, name, spec(namespace, selector, rules, selections, chance), chance);
    });
    yield* inKeyOrder(made);
  }
}

function spec(namespace: string, podSelector: object, rules: number, selections: Selections, chance: Random): object {
  const egress: object[] = [];
  const ingress: object[] = [];
  for (let i = 0; i < rules; i++) {
    const { kind, count } = shape.peersOfRule(chance);
    const peers = kind === 'blocks' ? blocks(count, chance) : podPeers(count, namespace, selections, chance);
    const ports = portsOf(shape.portsOfRule(kind, chance), kind, chance);
    const rest = ports.length === 0 ? {} : { ports };
    // Blocks are mostly where pods go, pods mostly who comes.
    if (chance.chance(kind === 'blocks' ? 0.7 : 0.3)) egress.push({ ...rest, to: peers });
    else ingress.push({ from: peers, ...rest });
  }
  const both = rules === 0 && chance.chance(0.5);
  return {
    ...(egress.length > 0 && { egress }),
    ...(ingress.length > 0 && { ingress }),
    podSelector,
    policyTypes: [
      ...(ingress.length > 0 || rules === 0 ? ['Ingress'] : []),
      ...(egress.length > 0 || both ? ['Egress'] : []),
    ],
  };
}

function podPeers(count: number, namespace: string, selections: Selections, chance: Random): readonly object[] {
  return Array.from({ length: count }, () => {
    const pods = shape.podsOfPeer(chance);
    if (pods === 'most') return { namespaceSelector: { matchLabels: SHARED } };
    if (chance.chance(0.6)) {
      const near = selections.inNamespace(namespace, pods, chance);
      if (near !== 'none') return { podSelector: near.selector };
    }
    if (pods === 2 && chance.chance(0.5)) return chance.pick([dnsPeer, ingressPeer]);
    const far = selections.ofSize(pods, chance);
    if (far.namespace === namespace) return { podSelector: far.selector };
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': far.namespace } };
    // All pods of a namespace need no selector of their own.
    return Object.keys(far.selector).length === 0
      ? { namespaceSelector }
      : { namespaceSelector, podSelector: far.selector };
  });
}
