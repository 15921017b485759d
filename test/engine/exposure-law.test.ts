// Exposure against the oracle: a pod with any labels is really added to the raw objects, in a namespace of the
// input or in a new one, and what the oracle then says of it is what the entries that mean it say together.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pod } from '../../src/engine/model/cluster.ts';
import type { ExposureEntry } from '../../src/session/exposure.ts';
import { ADDED, KEYS, NAMESPACES, PORTS, PROTOCOLS, VALUES } from '../arbitrary/alphabet.ts';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { show } from '../arbitrary/show.ts';
import { type Labels, namespaceLabels, selects } from '../oracle/labels.ts';
import { namespace, pod } from '../oracle/objects.ts';
import { type Answer, type Assume, type Direction, type Oracle, oracle } from '../oracle/oracle.ts';
import { engineOf } from './evaluators.ts';
import { exposed } from './exposed.ts';

interface Added {
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

interface Case {
  readonly objects: readonly object[];
  readonly assumed: Assume;
  readonly added: readonly Added[];
}

const key = fc.constantFrom(...KEYS, ...KEYS, ...ADDED, 'constructor');
const value = fc.constantFrom(...VALUES, '', 'new');
const labels = fc.array(fc.tuple(key, value), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs));
const added: fc.Arbitrary<Added> = fc.record({
  namespace: fc.constantFrom(...NAMESPACES, 'default', 'new', 'newer'),
  namespaceLabels: labels,
  labels,
});
const cases: fc.Arbitrary<Case> = fc.record({
  objects: cluster(),
  assumed: assume(),
  added: fc.array(added, { minLength: 4, maxLength: 8 }),
});

test('what the entries say of a pod that is added is what the oracle says', async () => {
  const counts = { yes: 0, no: 0, unknown: 0 };
  const property = fc.asyncProperty(cases, async (example) => {
    const wrong = await mistakes(example, counts);
    if (wrong.length > 0)
      throw new Error(`${show(example.objects)}\n# ${JSON.stringify(example.assumed)}\n${wrong[0]}`);
  });
  await fc.assert(property, { numRuns: Number(process.env.RUNS ?? 60), seed: Number(process.env.SEED ?? 20) });
  const all = counts.yes + counts.no + counts.unknown;
  for (const sort of ['yes', 'no', 'unknown'] as const) expect(counts[sort] / all, sort).toBeGreaterThan(0.02);
});

async function mistakes({ objects, assumed, added }: Case, counts: Record<Answer, number>): Promise<readonly string[]> {
  const { items } = await exposed(objects, assumed);
  const { namespaces, pods } = engineOf(objects, assumed).cluster;
  const wrong: string[] = [];
  for (const one of added) {
    const exists = namespaces.some(({ name }) => name === one.namespace);
    const made = exists ? objects : [...objects, namespace(one.namespace, one.namespaceLabels)];
    const judge = oracle([...made, pod(`${one.namespace}/added`, { labels: one.labels })], assumed);
    for (const { workload, ...sides } of items) {
      const own = pods.filter(({ workload: { kind, namespace, name } }) => {
        return kind === workload.kind && namespace === workload.namespace && name === workload.name;
      });
      for (const direction of ['ingress', 'egress'] as const) {
        if (sides[direction].searched !== 'all') wrong.push('searched in part');
        const meant = sides[direction].entries.filter((entry) => means(entry, one, exists));
        const kept = meant.filter(({ unless }) => !unless.some((rule) => hits(rule, direction, made, one, assumed)));
        for (const [protocol, port] of probes) {
          const answers = own.flatMap((subject) => asked(judge, direction, subject, one, protocol, port));
          for (const answer of answers) counts[answer] += 1;
          const why = disagreement(meant, kept, own, answers, protocol, port);
          const where = `${direction} of ${workload.name} on ${port}/${protocol} with ${JSON.stringify(one)}`;
          if (why !== '') wrong.push(`${where}: ${why}; the oracle says ${answers.join(', ')}`);
        }
      }
    }
  }
  return wrong;
}

const probes = PROTOCOLS.flatMap((protocol) => [...PORTS, 82, 9].map((port) => [protocol, port] as const));

function asked(
  judge: Oracle,
  direction: Direction,
  subject: Pod,
  one: Added,
  protocol: (typeof PROTOCOLS)[number],
  port: number,
): readonly Answer[] {
  const kind = subject.kind === 'Pod' ? '' : `${subject.kind}/`;
  const end = { pod: `${subject.namespace.name}/${kind}${subject.name}` };
  const other = { pod: `${one.namespace}/added` };
  const [from, to] = direction === 'ingress' ? [other, end] : [end, other];
  return judge.families
    .filter((family) => (family === 'IPv4' ? subject.addresses.v4 : subject.addresses.v6).length > 0)
    .map((family) => judge.side(direction, { from, to, protocol, port, family }));
}

/** '' where the entries and the oracle agree. */
function disagreement(
  meant: readonly ExposureEntry[],
  kept: readonly ExposureEntry[],
  own: readonly Pod[],
  answers: readonly Answer[],
  protocol: string,
  port: number,
): string {
  const says = (entries: readonly ExposureEntry[], share: 'ports' | 'partialPorts' | 'unknownPorts') =>
    entries.some((entry) => has(entry[share], protocol, port));
  const certain = says(meant, 'ports') || says(meant, 'partialPorts');
  const possible = answers.some((answer) => answer !== 'no');
  if (possible && !certain && !says(meant, 'unknownPorts')) return 'no entry means it';
  // Policies that isolate only perhaps open for certain what each of them opens: an entry tells of one.
  const plain = own.length === 1 && own[0]?.kind === 'Pod' && own[0].network === 'pod';
  if (plain && answers.includes('yes') && !certain) return 'it is certain, and told as unknown';
  if (says(kept, 'ports') && answers.some((answer) => answer !== 'yes')) return 'told as certain';
  if (says(kept, 'partialPorts') && !answers.includes('yes')) return 'told as certain for some';
  return says(kept, 'unknownPorts') && !possible ? 'told as unknown' : '';
}

interface RawPeer {
  readonly namespaces?: unknown;
  readonly pods?: { readonly namespaceSelector?: unknown; readonly podSelector?: unknown };
}

interface RawPolicy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<
    Record<string, readonly { readonly from?: readonly RawPeer[]; readonly to?: readonly RawPeer[] }[]>
  >;
}

/** Whether a rule that takes back may mean the pod: read from the raw policy; a peer that is neither kind may. */
function hits(
  { policy, rule }: ExposureEntry['unless'][number],
  direction: Direction,
  objects: readonly object[],
  one: Added,
  assumed: Assume,
): boolean {
  const found = (objects as readonly RawPolicy[]).find((each) => {
    return each.kind === policy.kind && each.metadata.name === policy.name;
  });
  const raw = found?.spec[direction]?.[rule];
  const inside = namespaceLabels(objects, one.namespace, assumed);
  const own: Labels = { raw: one.labels, mayHave: () => false };
  return (raw?.from ?? raw?.to ?? []).some(({ namespaces, pods }) => {
    if (namespaces !== undefined && namespaces !== null) return selects(namespaces, inside) !== 'no';
    if (pods === undefined || pods === null) return true;
    return selects(pods.namespaceSelector, inside) !== 'no' && selects(pods.podSelector, own) !== 'no';
  });
}

function means({ who }: ExposureEntry, one: Added, exists: boolean): boolean {
  if (who.kind !== 'Pods') return who.kind === 'Everyone';
  const known = (raw: object) => ({ raw, mayHave: () => false });
  if (selects(who.pods, known(one.labels)) !== 'yes') return false;
  switch (who.namespace.kind) {
    case 'any':
      return true;
    case 'existing':
      return exists && who.namespace.names.includes(one.namespace);
    case 'new': {
      const own = { ...one.namespaceLabels, 'kubernetes.io/metadata.name': one.namespace };
      return !exists && selects(who.namespace.selector, known(own)) === 'yes';
    }
  }
}

function has(ports: ExposureEntry['ports'], protocol: string, port: number): boolean {
  return (
    ports === 'all' || ports.some((range) => range.protocol === protocol && range.from <= port && port <= range.to)
  );
}
