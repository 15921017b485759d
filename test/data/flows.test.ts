// The flows of two real projects, compared whole with lists that were worked out by hand from their policies:
// nothing more is allowed, and nothing less.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { EndpointView, PortsView } from '../../src/session/answers.ts';
import { isRefusal } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';

interface HandItem {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: 'all' | readonly string[];
  readonly unknownPorts: 'all' | readonly string[];
}

/** A DaemonSet makes a pod on each node, how many the files do not say: its pods reach each other if there are several. */
const daemonSet: Readonly<Record<string, readonly string[]>> = {
  'kube-prometheus': ['node-exporter > node-exporter: all / '],
  'online-boutique': [],
};

for (const project of ['online-boutique', 'kube-prometheus']) {
  const folder = `../shared/data/${project}`;
  test.skipIf(!existsSync(folder))(`${project} has exactly the flows that its policies name`, async () => {
    const hand: { readonly items: readonly HandItem[] } = parse(
      readFileSync(`test/data/${project}.flows.yaml`, 'utf8'),
    );
    const wanted = hand.items.flatMap(({ from, to, ports, unknownPorts }) =>
      from.flatMap((a) =>
        to.filter((b) => b !== a).map((b) => `${a} > ${b}: ${words(ports)} / ${words(unknownPorts)}`),
      ),
    );
    const replicas = project === 'kube-prometheus' ? ['prometheus-adapter > prometheus-adapter: all / '] : [];
    const flows = await workloadFlows(folder);
    expect(flows).toEqual([...wanted, ...replicas, ...(daemonSet[project] ?? [])].sort());
  });
}

function words(ports: 'all' | readonly string[]): string {
  return ports === 'all' ? ports : ports.join(',');
}

async function workloadFlows(folder: string): Promise<readonly string[]> {
  const ask = createSession();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const sources = files.map((file) => ({ file, content: readFileSync(join(folder, file), 'utf8') }));
  await ask('open', { sources, assume: {}, lenient: false });
  const flows = await ask('flows', { by: 'workload', from: [], to: [], port: '', namespaces: [] });
  if (isRefusal(flows)) throw new Error(flows.message);
  const partial = flows.items.filter(({ partialPorts }) => partialPorts.length > 0);
  expect(partial).toEqual([]);
  return flows.items
    .map(({ from, to, ports, unknownPorts }) => `${name(from)} > ${name(to)}: ${list(ports)} / ${list(unknownPorts)}`)
    .sort();
}

function name(end: EndpointView): string {
  return 'cidrs' in end ? 'outside' : end.name;
}

function list(ports: PortsView): string {
  return ports === 'all'
    ? ports
    : ports.map(({ protocol, from, to }) => `${from === to ? from : `${from}-${to}`}/${protocol}`).join(',');
}
