// Every open point of the API has a scenario: under a switch, one whose answer changes with its value and names it;
// without a switch, one that shows its note. The list itself stands in docs/open-points.md.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type AssumptionKey, assumptionKeys, assumptionValues, type Flag } from '../src/engine/model/assumptions.ts';
import type { Envelope, FlowView, ReasonView } from '../src/session/answers.ts';
import { openPoints } from '../src/session/open-points.ts';
import { type Ask, type Assume, isRefusal } from '../src/session/questions.ts';
import { createSession } from '../src/session/session.ts';
import { type Asked, switches } from './open-points/switches.ts';
import { answered } from './session/asking.ts';

interface Told {
  readonly answer: string;
  /** What the answer says it relied on. */
  readonly assumptions: Envelope<string>['assumptions'];
  readonly because: readonly ReasonView[];
  readonly diagnostics: Envelope<string>['diagnostics'];
}

const everything = { by: 'workload', from: [], to: [], port: '', namespaces: [] } as const;

async function opened(scenario: string, assume: Assume): Promise<Ask> {
  const ask = createSession();
  const content = readFileSync(`scenarios/${scenario}/cluster.yaml`, 'utf8');
  await answered(ask, 'open', { sources: [{ file: 'cluster.yaml', content }], assume, lenient: false });
  return ask;
}

async function told(ask: Ask, [first, second]: Asked): Promise<Told> {
  if (second === undefined) return through(ask, first);
  const answer = await ask('canReach', { from: first, to: second, namespace: 'default' });
  if (!isRefusal(answer)) return answer;
  const { assumptions, diagnostics } = await answered(ask, 'flows', everything);
  return { answer: answer.code, assumptions, because: [], diagnostics };
}

/** Whom of the outside a Service lets in, and how sure that is. */
async function through(ask: Ask, service: string): Promise<Told> {
  const { items, assumptions, diagnostics } = await answered(ask, 'flows', { ...everything, beyond: ['services'] });
  const met = items.filter(({ from, via }) => from.kind === 'IPBlock' && via.some((each) => nameOf(each) === service));
  const answer = met.map((item) => `${'cidrs' in item.from ? item.from.cidrs : ''}: ${sureness(item)}`).join();
  return { answer, assumptions, because: met.flatMap(({ because }) => because), diagnostics };
}

/** The flows between the two ends that a question is about. */
async function listed(ask: Ask, [from, second]: Asked): Promise<readonly FlowView[]> {
  const to = second?.replace(/:\d+$/, '') ?? from;
  const service = second === undefined || to.includes('/svc/');
  const ends = second === undefined ? {} : { from: [from], to: [to] };
  const beyond = [service ? 'services' : 'nodes'] as const;
  const { items } = await answered(ask, 'flows', { ...everything, ...ends, beyond });
  return items.filter(({ via }) => !service || via.length > 0);
}

function nameOf({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function sureness({ ports, unknownPorts }: FlowView): string {
  return unknownPorts.length > 0 ? 'unknown' : ports.length > 0 ? 'yes' : 'no';
}

/** Where the reading of the input names the open point, and answers need not: a code of its own. */
const codeOf: Readonly<Partial<Record<AssumptionKey, string>>> = {
  'finished-pods': 'finished-pod',
  'namespace-labels': 'namespace-not-given',
  'controller-labels': 'label-unknowable',
};

describe.each(switches)('%s, in %s', (key, scenario, asked, answers) => {
  test.each(assumptionValues[key])('under %s the answer is as told, and names the open point', async (value) => {
    const { answer, because, assumptions, diagnostics } = await told(await opened(scenario, { [key]: value }), asked);
    expect(answer).toBe(answers[value]);
    const reasons = because.filter(({ flag, assumption }) => flag === openPoints[key].flag && assumption === key);
    const relied = assumptions.filter((each) => each.key === key && each.value === value);
    const noted = diagnostics.filter(({ code }) => code === codeOf[key]);
    expect(reasons.length > 0).toBe(relied.length > 0);
    expect(reasons.length + noted.length).toBeGreaterThan(0);
  });

  test('the list of flows says so too', async () => {
    for (const value of assumptionValues[key].filter((each) => /yes|unknown/.test(answers[each] ?? ''))) {
      const items = await listed(await opened(scenario, { [key]: value }), asked);
      expect(items).not.toEqual([]);
      const reasons = items.flatMap(({ because }) => because).filter(({ assumption }) => assumption === key);
      expect(reasons.length, value).toBeGreaterThan(0);
    }
  });

  test('the answer changes with it', () => {
    expect(new Set(Object.values(answers)).size).toBeGreaterThan(1);
    expect(Object.keys(answers)).toEqual([...assumptionValues[key]]);
  });
});

test.each(assumptionKeys)('%s has a scenario', (key) => {
  expect(switches.map(([each]) => each)).toContain(key);
});

const named: readonly (readonly [flag: Flag, scenario: string, asked: Asked, answer: string])[] = [
  ['F17', 'what-cannot-be-read-fails-closed', ['club/bar', 'shop/web'], 'no'],
  ['F17', 'what-cannot-be-read-fails-closed', ['203.0.113.7', 'bank/till'], 'no'],
  ['F20', 'external-name-may-lead-anywhere', ['shop/web', 'shop/svc/payments'], 'unknown'],
  ['F20', 'api-server-is-not-behind-a-selector', ['shop/by-address', 'default/svc/kubernetes:443'], 'yes'],
];

test.each(named)('%s, in %s: the answer names it', async (flag, scenario, asked, answer) => {
  const { because, ...rest } = await told(await opened(scenario, {}), asked);
  expect(rest.answer).toBe(answer);
  expect(because.map((reason) => reason.flag)).toContain(flag);
});

const coded: readonly (readonly [flag: Flag, scenario: string, code: string])[] = [
  ['F16', 'finished-pods-are-left-out', 'finished-pod'],
  ['F17', 'what-cannot-be-read-fails-closed', 'fails-closed'],
  ['F18', 'two-generations-of-one-api', 'mixed-generations'],
  ['F19', 'namespace-missing-from-the-files', 'namespace-not-given'],
  ['F19', 'selector-asks-for-a-controller-label', 'label-unknowable'],
];

test.each(coded)('%s, in %s: every answer carries %s', async (flag, scenario, code) => {
  const ask = await opened(scenario, {});
  const { diagnostics } = await answered(ask, 'flows', everything);
  expect(diagnostics).toContainEqual(expect.objectContaining({ code, flag }));
});

test.each(Array.from({ length: 24 }, (_, i) => `F${i + 1}`))('%s has a scenario', (flag) => {
  const here = [...switches.map(([key]) => openPoints[key].flag), ...[...named, ...coded].map(([each]) => each)];
  const notes = readFileSync('test/session/notes.test.ts', 'utf8');
  const there = [...notes.matchAll(/\b(F\d+)\b/g)].map(([each]) => each);
  expect([...here, ...there]).toContain(flag);
});
