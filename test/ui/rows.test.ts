import { describe, expect, test } from 'vitest';
import type { FlowDiff } from '../../src/session/answers.ts';
import { csvOf } from '../../src/ui/csv.ts';
import { flowRows, shownRows } from '../../src/ui/flow-rows.ts';
import { portOf, portsText, viaText } from '../../src/ui/names.ts';
import { diffSentence, flowSentence } from '../../src/ui/sentences.ts';
import { db, flow, flowList, inventory, web } from './given.ts';

const outside = { kind: 'IPBlock', cidrs: ['0.0.0.0/0'] } as const;
const dns = { kind: 'Deployment', namespace: 'kube-system', name: 'dns' } as const;
const list = flowList(
  flow(),
  flow({ to: dns, ports: [{ protocol: 'UDP', from: 53, to: 53 }] }),
  flow({ from: outside, to: web, ports: 'all' }),
  flow({ from: db, to: web, ports: [], unknownPorts: 'all' }),
);

function diffOf(change: 'gained' | 'lost' | 'changed'): FlowDiff {
  const none = { beforeUnknown: [], afterUnknown: [], beforePartial: [], afterPartial: [], cause: [] } as const;
  const item = {
    change,
    from: db,
    to: dns,
    before: [{ protocol: 'UDP', from: 53, to: 53 }],
    after: [],
    ...none,
  } as const;
  return {
    apiVersion: 'firebreak/v1',
    kind: 'FlowDiff',
    assumptions: [],
    diagnostics: [],
    by: 'workload',
    equivalence: 'different',
    items: [item],
  };
}

const everything = { query: '', outside: 'shown', only: 'everything' } as const;

describe('the find box', () => {
  const queries: readonly { readonly query: string; readonly left: number }[] = [
    { query: '', left: 4 },
    { query: 'web', left: 4 },
    { query: 'dns', left: 1 },
    { query: '-dns', left: 3 },
    { query: 'ns=kube-system', left: 1 },
    { query: 'from=db', left: 1 },
    { query: 'to=db', left: 1 },
    { query: 'port=5432', left: 1 },
    { query: 'port=53', left: 1 },
    { query: 'unknown', left: 1 },
    { query: 'web dns', left: 1 },
    { query: 'nobody', left: 0 },
  ];
  for (const { query, left } of queries)
    test(`"${query}" leaves ${left}, and counts what it hides`, () => {
      const shown = shownRows(flowRows(list, 'none'), { ...everything, query });
      expect(shown.rows).toHaveLength(left);
      expect(shown.hidden).toBe(4 - left);
    });

  test('is joined by the switches', () => {
    expect(shownRows(flowRows(list, 'none'), { ...everything, outside: 'hidden' }).rows).toHaveLength(3);
    expect(shownRows(flowRows(list, diffOf('lost')), { ...everything, only: 'changes' }).rows).toHaveLength(1);
  });
});

test('a flow that an edit took away keeps a row', () => {
  const row = flowRows(list, diffOf('lost')).at(-1);
  expect(row).toMatchObject({ change: 'lost', from: db, to: dns });
});

test('a flow through a Service has a row of its own beside the direct one', () => {
  const via = [
    { kind: 'Ingress', namespace: 'shop', name: 'web' },
    { kind: 'Service', namespace: 'shop', name: 'db' },
  ];
  const rows = flowRows(flowList(flow(), flow({ via })), 'none');
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  expect(rows.map((row) => viaText(row.via))).toEqual(['', 'Ingress shop/web → Service shop/db']);
});

test('no policies at all is an answer', () => {
  const counts = { pods: 3, workloads: 2, namespaces: 1, policies: 0 };
  expect(flowSentence(list, inventory({ counts }))).toMatch(/^All pods can talk to all pods/);
});

test('an edit that changes nothing says so', () => {
  expect(diffSentence({ ...diffOf('lost'), items: [] })).toMatch(/^0 flows changed/);
  expect(diffSentence(diffOf('lost'))).toContain('1 lost');
});

describe('ports', () => {
  const texts = [
    { ports: 'all', text: 'all ports', one: '' },
    { ports: [], text: 'none', one: '' },
    { ports: [{ protocol: 'TCP', from: 80, to: 80 }], text: 'TCP 80', one: '80/TCP' },
    { ports: [{ protocol: 'UDP', from: 1000, to: 2000 }], text: 'UDP 1000–2000', one: '1000/UDP' },
    { ports: [{ protocol: 'SCTP', from: 1, to: 65_535 }], text: 'all SCTP', one: '' },
  ] as const;
  for (const { ports, text, one } of texts)
    test(`read as "${text}"`, () => {
      expect(portsText(ports)).toBe(text);
      expect(portOf(ports)).toBe(one);
    });
});

test('a table saved as CSV runs no formula and keeps its columns', () => {
  expect(
    csvOf([
      ['a', '=1+1'],
      ['b,c', 'say "x"\n'],
    ]),
  ).toBe('a,\'=1+1\r\n"b,c","say ""x""\n"\r\n');
});
