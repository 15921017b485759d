// `firebreak exposure`: what people read, as reviewed text; what machines read, against its schema on every
// scenario; and what the exposure scenarios are about.

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ExposureEntry, ExposureItem, ExposureList } from '../../src/session/exposure.ts';
import { expectGolden } from './golden.ts';
import { run } from './run.ts';
import { violations } from './schemas.ts';

const byLabel = 'exposure -f scenarios/exposure-namespaces-by-label/cluster.yaml';

const rows: readonly (readonly [golden: string, args: string])[] = [
  ['exposure.txt', byLabel],
  ['exposure.csv', `${byLabel} -o csv --workload ledger/db`],
  ['exposure.md', `${byLabel} -o markdown --beyond`],
  ['exposure.ndjson', `${byLabel} -o ndjson --beyond`],
  ['exposure.json', `${byLabel} -o json -n ledger --beyond`],
  ['exposure-any-namespace.txt', 'exposure -f scenarios/exposure-pod-label-in-any-namespace/cluster.yaml -n shop'],
  ['exposure-deny.txt', 'exposure -f scenarios/exposure-deny-with-a-gap/cluster.yaml --workload vault/keys'],
  ['exposure-beyond.txt', 'exposure -f scenarios/shop --beyond'],
  ['exposure-nothing.txt', 'exposure -f scenarios/default-deny-both-ways --beyond --workload shop/cache'],
];

test.each(rows)('%s is what `firebreak %s` prints', async (golden, args) => {
  const { code, stdout } = await run(args.split(' '));
  expect(code).toBe(0);
  expectGolden(golden, stdout);
});

async function asked(...args: readonly string[]): Promise<ExposureList> {
  const { code, stdout, stderr } = await run(['exposure', ...args, '-o', 'json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

test.each(readdirSync('scenarios'))('%s: the answer is as its schema says, and the same bytes again', async (name) => {
  const args = ['-f', `scenarios/${name}/cluster.yaml`];
  const answer = await asked(...args);
  expect(violations('ExposureList', answer)).toBe('');
  expect(await asked(...args)).toEqual(answer);
  expect(violations('ExposureList', await asked(...args, '--beyond'))).toBe('');
});

function sayings(list: ExposureList, workload: string, side: 'ingress' | 'egress'): readonly string[] {
  const item = list.items.find(({ workload: { name } }) => name === workload) as ExposureItem;
  return item[side].entries.map(saying);
}

function saying({ who, ports, standing }: ExposureEntry): string {
  const name = who.kind === 'Pods' ? who.words : who.kind === 'IPBlock' ? who.cidrs.join(' ') : 'everyone';
  return `${standing}: ${name} on ${ports === 'all' ? 'all' : ports.map(({ from }) => from).join(', ')}`;
}

describe('the exposure scenarios', () => {
  test('a namespace label that anybody can set is a hole, a free name another, a taken name none', async () => {
    const list = await asked('-f', 'scenarios/exposure-namespaces-by-label/cluster.yaml', '--workload', 'ledger/db');
    expect(sayings(list, 'db', 'ingress')).toEqual([
      'beyond: any pod of a new namespace with access=trusted on 5432',
      'beyond: any pod of a new namespace with kubernetes.io/metadata.name=audit on 9443',
      'existing: any pod of namespace invoices on 5432',
      'existing: any pod of namespace sandbox on 9090',
    ]);
    const needs = list.items[0]?.ingress.entries.map(({ who }) => {
      return who.kind === 'Pods' && who.namespace.kind === 'new' ? who.namespace.needs : '';
    });
    expect(needs).toEqual(['label', 'name', '', '']);
  });

  test('a pod label that may be put on in any namespace is a hole, but where policies there stop it', async () => {
    const list = await asked('-f', 'scenarios/exposure-pod-label-in-any-namespace/cluster.yaml');
    expect(sayings(list, 'api', 'ingress')).toEqual(['beyond: pods with app=prometheus of any namespace on 9090']);
    const api = list.items.find(({ workload }) => workload.name === 'api');
    expect(api?.ingress.entries[0]?.stopped).toEqual([
      {
        namespace: 'sandbox',
        policies: [{ kind: 'NetworkPolicy', namespace: 'sandbox', name: 'no-egress' }],
        left: [],
      },
    ]);
  });

  test('a deny list leaves new namespaces open, but those that it names', async () => {
    const list = await asked('-f', 'scenarios/exposure-deny-with-a-gap/cluster.yaml');
    expect(sayings(list, 'keys', 'ingress')).toContain('beyond: any pod of a new namespace on all');
    expect(sayings(list, 'keys', 'ingress').join()).not.toContain('namespace dev');
    const keys = list.items.find(({ workload }) => workload.name === 'keys');
    expect(keys?.ingress.entries[0]?.unless).toMatchObject([{ policy: { name: 'shield' }, rule: 0 }]);
  });
});

test.each([
  ['--workload ledger/nobody', 'ledger/nobody'],
  ['--workload 10.0.0.0/8', 'only pods and workloads'],
  ['-n nowhere', 'nowhere'],
])('`%s` is refused: %s', async (args, says) => {
  const { code, stdout, stderr } = await run([...byLabel.split(' '), ...args.split(' ')]);
  expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
