// What hurts, all at once: jobs with labels that no other pod has, wide selectors that exclude a few, blocks inside
// blocks with exceptions, many port ranges, everyone to everyone, a pod under a thousand policies, and tiers over all.
import { hostileRule, hostileSelector, hostileTiers } from './adversarial-rules.ts';
import { byNamespace } from './grouped.ts';
import { inKeyOrder, networkPolicy, type Policy } from './objects.ts';
import { namespacePlan, type Plan, podsOf, type Size } from './plan.ts';
import { type Random, random } from './random.ts';
import { systemNamespaces, systemWorkloads } from './system.ts';
import { tcp, type Workload } from './workload.ts';

const PODS_A_NAMESPACE = 200;
const PODS_A_POLICY = 10;

export function adversarial({ pods, seed }: Size): Plan {
  const chance = random(seed);
  const system = systemWorkloads(pods);
  const names = Array.from(
    { length: Math.max(1, Math.ceil(pods / PODS_A_NAMESPACE)) },
    (_, i) => `load-${`${i}`.padStart(4, '0')}`,
  );
  const own = ownWorkloads(pods - podsOf(system), names, chance);
  const namespaces = names.map((name, index) =>
    namespacePlan(name, { cell: `${index % 7}`, [`only-${index}`]: 'yes' }),
  );
  return {
    namespaces: [...namespaces, ...systemNamespaces],
    workloads: [...own, ...system],
    policies: () => policies(Math.max(2, Math.round(pods / PODS_A_POLICY)), names, own, random(seed + 1)),
  };
}

/** The first is the one pod that half of the policies select. Of the rest three in five pods are a job each. */
function ownWorkloads(pods: number, names: readonly string[], chance: Random): readonly Workload[] {
  const workloads = [service(names[0] ?? '', 'victim', 1, chance)];
  for (let left = pods - 1; left > 0; left -= workloads.at(-1)?.pods ?? left) {
    const index = workloads.length;
    // By the pods that are left, so that namespaces fill in turn.
    const namespace = names[Math.floor(((pods - left) * names.length) / pods)] ?? '';
    workloads.push(
      chance.chance(0.91)
        ? job(namespace, `import-${index}-${chance.suffix(5)}`, chance)
        : service(namespace, `service-${index}`, Math.min(left, chance.between(1, 12)), chance),
    );
  }
  return workloads;
}

function job(namespace: string, name: string, chance: Random): Workload {
  const labels = { app: 'import', 'run-id': chance.hex(16), shard: `${chance.between(0, 499)}` };
  return { kind: 'Job', namespace, name, pods: 1, labels, ports: [], network: 'pod', service: 'none' };
}

function service(namespace: string, name: string, pods: number, chance: Random): Workload {
  const labels = { app: name, build: chance.hex(12), shard: `${chance.between(0, 499)}` };
  const ports = [
    tcp('http', chance.between(8000, 9000)),
    tcp(`p${chance.between(0, 30)}`, chance.between(1024, 32_000)),
  ];
  return { kind: 'Deployment', namespace, name, pods, labels, ports, network: 'pod', service: 'cluster-ip' };
}

function* policies(
  count: number,
  names: readonly string[],
  workloads: readonly Workload[],
  chance: Random,
): Generator<Policy> {
  const victims = Math.floor(count / 2);
  const places = Array.from({ length: count }, (_, index) => ({
    index,
    namespace: index < victims ? (names[0] ?? '') : chance.pick(names),
  }));
  for (const [, own] of byNamespace(places)) {
    yield* inKeyOrder(own.map(({ index, namespace }) => policy(index, namespace, index < victims)));
  }
  yield* inKeyOrder([...hostileTiers(workloads, chance)]);

  function policy(index: number, namespace: string, onVictim: boolean): Policy {
    const podSelector = onVictim ? victimSelector(index) : hostileSelector(index, workloads, chance);
    const { peers, ports } = hostileRule(index >> 1, workloads, chance);
    const rest = ports.length === 0 ? {} : { ports };
    const spec =
      index % 2 === 0
        ? { ingress: [{ from: peers, ...rest }], podSelector, policyTypes: ['Ingress'] }
        : { egress: [{ ...rest, to: peers }], podSelector, policyTypes: ['Egress'] };
    return networkPolicy(namespace, `policy-${index}`, spec, chance);
  }
}

/** The same pod in as many words as there are policies on it. */
function victimSelector(index: number): object {
  if (index % 3 === 0) return { matchLabels: { app: 'victim' } };
  const values = ['victim', `victim-${index}`];
  return { matchExpressions: [{ key: 'app', operator: 'In', values: index % 3 === 1 ? values : values.toReversed() }] };
}
