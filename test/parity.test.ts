// Every pair of every scenario, on every port that its policies make interesting: what `firebreak flows` prints is
// what the oracle says, and what can-reach says of the pair. The page's side of this is test/e2e/parity.test.ts.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { EndpointView, FlowList, FlowView, PortsView } from '../src/session/answers.ts';
import { podAttempts } from './arbitrary/attempts.ts';
import { run } from './cli/run.ts';
import { type Answer, oracle } from './oracle/oracle.ts';

const scenarios = readdirSync('scenarios').sort();

test.each(scenarios)('%s: the flows of every pair of pods are the oracle’s', async (name) => {
  const objects = objectsOf(name);
  const judge = oracle(objects);
  const list = await flowsOf(name);
  const pairs = new Map(list.items.map((item) => [`${oracleName(item.from)} ${oracleName(item.to)}`, item]));
  const wrong: string[] = [];
  let asked = 0;
  for (const attempt of podAttempts(objects)) {
    if (!('pod' in attempt.from && 'pod' in attempt.to) || attempt.from.pod === attempt.to.pod) continue;
    if (attempt.family !== 'IPv4') continue; // without a family the question is about both at once
    const { from, to, protocol, port } = attempt;
    const wanted = judge.ask({ from, to, protocol, port });
    const given = answerIn(pairs.get(`${from.pod} ${to.pod}`), protocol, port);
    asked++;
    if (given !== wanted) wrong.push(`${from.pod} to ${to.pod} ${port}/${protocol}: ${given}, not ${wanted}`);
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(judge.ends.length * (judge.ends.length - 1));
});

/** What the API server refuses is out of the question for both. */
function objectsOf(name: string): readonly object[] {
  const documents = parseAllDocuments(readFileSync(`scenarios/${name}/cluster.yaml`, 'utf8'), { logLevel: 'error' });
  const refused = name === 'quoted-port-number-is-refused';
  return documents
    .flatMap((document): readonly Manifest[] => flattened(document.toJS()))
    .filter((object) => !(refused && /"port":"\d+"/.test(JSON.stringify(object.spec ?? ''))));
}

interface Manifest {
  readonly spec?: object;
  readonly items?: readonly Manifest[];
}

function flattened(object: Manifest | null): readonly Manifest[] {
  return object === null ? [] : (object.items ?? [object]);
}

async function flowsOf(name: string): Promise<FlowList> {
  const { stdout } = await run(['flows', '-f', `scenarios/${name}/cluster.yaml`, '--by', 'pod', '-o', 'json']);
  return JSON.parse(stdout);
}

function oracleName(end: EndpointView): string {
  if ('cidrs' in end) return end.cidrs.join();
  return end.kind === 'Pod' ? `${end.namespace}/${end.name}` : `${end.namespace}/${end.kind}/${end.name}`;
}

function answerIn(item: FlowView | undefined, protocol: string, port: number): Answer | 'partly' {
  if (item === undefined) return 'no';
  const holds = (ports: PortsView) =>
    ports === 'all' || ports.some((range) => range.protocol === protocol && range.from <= port && port <= range.to);
  if (holds(item.ports)) return 'yes';
  if (holds(item.unknownPorts)) return 'unknown';
  return holds(item.partialPorts) ? 'partly' : 'no';
}
