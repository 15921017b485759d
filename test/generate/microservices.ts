// Ten workloads a namespace and twenty pods a workload on average, from 1 to 200; default deny in most namespaces, a policy
// for each workload with one to three peers, DNS for all, scrapes across namespaces, and an ingress controller that a
// tenth of the workloads let in.
import { byNamespace } from './grouped.ts';
import { inKeyOrder, type NamespacePlan, networkPolicy, type Policy } from './objects.ts';
import { namespacePlan, type Plan, podsOf, type Size } from './plan.ts';
import { type Random, random } from './random.ts';
import { dnsPeer, dnsPorts, ingressPeer, monitoringPeer, systemNamespaces, systemWorkloads } from './system.ts';
import { tcp, type Workload } from './workload.ts';

const WORKLOADS_A_NAMESPACE = 10;
const roles = ['api', 'worker', 'web', 'cache', 'db', 'search', 'billing', 'auth', 'events', 'mail', 'report', 'sync'];
const portOf: Readonly<Record<string, number>> = { cache: 6379, db: 5432, events: 9092, search: 9200 };
const tierOf: Readonly<Record<string, string>> = { cache: 'data', db: 'data', events: 'data', web: 'frontend' };
const environments = ['production', 'production', 'staging', 'development'];

export function microservices({ pods, seed }: Size): Plan {
  const chance = random(seed);
  const system = systemWorkloads(pods);
  const workloads = ownWorkloads(pods - podsOf(system), chance);
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))].map((name, index) =>
    ownNamespace(name, index),
  );
  return {
    namespaces: [...namespaces, ...systemNamespaces],
    workloads: [...workloads, ...system],
    policies: () => policies(workloads, random(seed + 1)),
  };
}

function ownWorkloads(pods: number, chance: Random): readonly Workload[] {
  const workloads: Workload[] = [];
  for (let left = pods; left > 0; left -= workloads.at(-1)?.pods ?? left) {
    workloads.push(workload(workloads.length, Math.min(left, replicas(chance)), chance));
  }
  return workloads;
}

/** Log-normal around 10: most workloads are small, a few have two hundred pods. */
function replicas(chance: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return Math.min(200, Math.max(1, Math.round(10.3 * Math.exp(1.3 * normal))));
}

function workload(index: number, pods: number, chance: Random): Workload {
  const place = Math.floor(index / WORKLOADS_A_NAMESPACE);
  const role = roles[index % roles.length] ?? 'api';
  const app = `${role}-${index % WORKLOADS_A_NAMESPACE}`;
  const team = teamOf(place);
  return {
    kind: tierOf[role] === 'data' ? 'StatefulSet' : 'Deployment',
    namespace: `${team}-${environmentOf(place)}-${`${place}`.padStart(4, '0')}`,
    name: app,
    pods,
    labels: {
      app,
      'app.kubernetes.io/component': role,
      'app.kubernetes.io/version': `1.${chance.between(0, 30)}.0`,
      team,
      tier: tierOf[role] ?? 'backend',
    },
    ports: [
      tcp(role === 'web' || portOf[role] === undefined ? 'http' : role, portOf[role] ?? 8080),
      tcp('metrics', 9100),
    ],
    network: 'pod',
    service: tierOf[role] === 'data' ? 'headless' : 'cluster-ip',
  };
}

function teamOf(place: number): string {
  return `team-${Math.floor(place / environments.length)}`;
}

function environmentOf(place: number): string {
  return environments[place % environments.length] ?? 'production';
}

function ownNamespace(name: string, place: number): NamespacePlan {
  const compliance = place % 16 === 0 ? { compliance: 'pci' } : {};
  return namespacePlan(name, { team: teamOf(place), environment: environmentOf(place), ...compliance });
}

function* policies(workloads: readonly Workload[], chance: Random): Generator<Policy> {
  const places = workloads.map(({ namespace }, home) => ({ namespace, home }));
  for (const [name, own] of byNamespace(places)) {
    const policies = own.map(({ home }) => policyOf(home, workloads, chance));
    yield* inKeyOrder([...policies, ...policiesOfAll(name, chance)]);
  }
}

function policiesOfAll(namespace: string, chance: Random): readonly Policy[] {
  const deny = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  const dns = { egress: [{ ports: dnsPorts, to: [dnsPeer] }], podSelector: {}, policyTypes: ['Egress'] };
  const from = [{ from: [monitoringPeer], ports: [{ port: 'metrics', protocol: 'TCP' }] }];
  const scraping = { ingress: from, podSelector: {}, policyTypes: ['Ingress'] };
  return [
    ...(chance.chance(0.8) ? [networkPolicy(namespace, 'default-deny', deny, chance)] : []),
    networkPolicy(namespace, 'allow-dns', dns, chance),
    networkPolicy(namespace, 'allow-scraping', scraping, chance),
  ];
}

function policyOf(home: number, all: readonly Workload[], chance: Random): Policy {
  const own = all[home]!;
  const [serving] = own.ports;
  const clients = Array.from({ length: chance.between(1, 3) }, () => peer(home, all, chance));
  const from = chance.chance(0.1) ? [...clients.slice(1), ingressPeer] : clients;
  const spec = {
    egress: [{ to: [{ podSelector: {} }, peer(home, all, chance)] }],
    ingress: [{ from, ports: [{ port: serving?.port ?? 8080, protocol: 'TCP' }] }],
    podSelector: { matchLabels: { app: own.name } },
    policyTypes: ['Ingress', 'Egress'],
  };
  return networkPolicy(own.namespace, own.name, spec, chance);
}

/** Another workload, most often of the same namespace; the same of every environment of a team; or a block outside. */
function peer(home: number, all: readonly Workload[], chance: Random): object {
  const kind = chance.next();
  if (kind < 0.1) return { ipBlock: { cidr: `203.0.${chance.between(0, 255)}.0/24` } };
  const near = Math.min(all.length - 1, Math.max(0, home + chance.between(-4, 4)));
  const other = kind < 0.6 ? all[near]! : chance.pick(all);
  const podSelector = { matchLabels: { app: other.name } };
  if (other.namespace === all[home]?.namespace) return { podSelector };
  const labels = kind > 0.95 ? { team: other.labels.team ?? '' } : { 'kubernetes.io/metadata.name': other.namespace };
  return { namespaceSelector: { matchLabels: labels }, podSelector };
}
