// Views as a session would answer them, by hand and by seed: workloads, flows and changes for pictures to draw.

import type { ChangeView, EndpointView, FlowView, ObjectView, PortsView } from '../../src/session/answers.ts';
import type { WorkloadView } from '../../src/session/questions.ts';

export function ports(...texts: readonly string[]): PortsView {
  return texts.flatMap((text) => {
    const [number = '', protocol = 'TCP'] = text.split('/');
    const [from = '', to = from] = number.split('-');
    return [{ protocol: protocol === 'UDP' ? 'UDP' : 'TCP', from: Number(from), to: Number(to) }] as const;
  });
}

export function object(text: string): ObjectView {
  const [namespace = '', name = ''] = text.split('/');
  return { kind: 'Deployment', namespace, name };
}

export function end(text: string): EndpointView {
  return /^\d/.test(text) ? { kind: 'IPBlock', cidrs: text.split(' ') } : object(text);
}

type Isolated = WorkloadView['isolated'];

export function workload(text: string, pods = 2, isolated: Isolated = { ingress: 'yes', egress: 'yes' }): WorkloadView {
  const owner = object(text);
  return {
    workload: owner,
    pods: Array.from({ length: pods }, (_, i) => ({
      pod: { kind: 'Pod', namespace: owner.namespace ?? '', name: `${owner.name}-${i}` },
      node: '',
      addresses: [],
    })),
    isolated,
    labels: {},
    hostNetwork: false,
  };
}

/** `shop/web shop/db 5432`, `a/b 0.0.0.0/0 all`, `a/b c/d ?80` for unknown and `~80` for some pods. */
export function flow(text: string): FlowView {
  const [from = '', to = '', ...rest] = text.split(' ');
  const some = (sign: string) => rest.filter((port) => port.startsWith(sign)).map((port) => port.slice(1));
  const plain = rest.filter((port) => /^\d/.test(port));
  return {
    from: end(from.replaceAll(',', ' ')),
    to: end(to.replaceAll(',', ' ')),
    ports: rest.includes('all') ? 'all' : ports(...plain),
    unknownPorts: ports(...some('?')),
    because: [],
    partialPorts: ports(...some('~')),
    via: [],
  };
}

export function change(
  kind: ChangeView['change'],
  text: string,
  before: readonly string[],
  after: readonly string[],
): ChangeView {
  const [from = '', to = ''] = text.split(' ');
  return {
    change: kind,
    from: end(from),
    to: end(to),
    before: ports(...before),
    after: ports(...after),
    beforeUnknown: [],
    afterUnknown: [],
    beforePartial: [],
    afterPartial: [],
    cause: [],
  };
}

/** Numbers from 0 to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const next = random(seed);
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

export interface Generated {
  readonly workloads: readonly WorkloadView[];
  readonly flows: readonly FlowView[];
}

const words = ['api', 'web', 'worker', 'db', 'cache', 'queue', 'cron', 'gateway', 'search', 'mail', 'auth', 'report'];
const numbers = ['8080', '443', '5432', '6379', '9090', '53/UDP', '5672', '8443'];

/** A cluster of tiers: most flows go to what stands further back, `density` of the pairs in a namespace have one. */
export function generated(count: number, namespaces: number, density: number, seed: number): Generated {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)];
  const postures = ['yes', 'yes', 'yes', 'no', 'unknown'] as const;
  const workloads = Array.from({ length: count }, (_, i) => {
    const text = `team-${String(i % namespaces).padStart(2, '0')}/${words[Math.floor(i / namespaces) % words.length]}-${i}`;
    return workload(text, 1 + Math.floor(next() ** 2 * 8), {
      ingress: pick(postures) ?? 'yes',
      egress: pick(postures) ?? 'yes',
    });
  });
  const names = workloads.map(({ workload: { namespace, name } }) => `${namespace}/${name}`);
  const flows = names.flatMap((from, i) =>
    names.flatMap((to, k) => {
      const isNear = i % namespaces === k % namespaces;
      const chance = i === k ? 0.05 : (isNear ? density : density / 12) * (k > i ? 1 : 0.1);
      return next() < chance ? [flow(`${from} ${to} ${pick(numbers)}`)] : [];
    }),
  );
  const outside = names.flatMap((name) => [
    ...(next() < 0.08 ? [flow(`${name} 0.0.0.0/0 443`)] : []),
    ...(next() < 0.04 ? [flow(`0.0.0.0/0 ${name} 443`)] : []),
    ...(next() < 0.04 ? [flow(`${name} 203.0.113.0/25 443`)] : []),
  ]);
  return { workloads, flows: [...flows, ...outside] };
}
