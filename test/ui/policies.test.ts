// Policies of every kind on the page: told apart by kind, namespace and name, edited, deleted and brought back.

import { describe, expect, test } from 'vitest';
import type { ObjectView, StepView, VerdictView } from '../../src/session/answers.ts';
import type { PolicyView } from '../../src/session/questions.ts';
import { editingOf, withoutPolicy } from '../../src/ui/editing.ts';
import { current } from '../../src/ui/history.ts';
import { loudest } from '../../src/ui/loudest.ts';
import { policyLabel } from '../../src/ui/names.ts';
import { editsKey, idOf, reduce, textAsLoaded, textFor } from '../../src/ui/reduce.ts';
import { flowSentence } from '../../src/ui/sentences.ts';
import type { AppState } from '../../src/ui/state.ts';
import { tiersOf } from '../../src/ui/tiers.ts';
import { parseLink } from '../../src/ui/url.ts';
import { flow, flowList, inventory, policy, stateAfter } from './given.ts';

const cnp: ObjectView = { kind: 'ClusterNetworkPolicy', name: 'guard' };
const anp: ObjectView = { kind: 'AdminNetworkPolicy', name: 'guard' };
const netpol: ObjectView = { kind: 'NetworkPolicy', namespace: 'shop', name: 'guard' };
const foreign: ObjectView = { kind: 'CiliumNetworkPolicy', namespace: 'shop', name: 'guard' };

const view = (of: ObjectView): PolicyView => ({ ...policy, policy: of, text: `text of ${of.kind}` });
const three = inventory({ policies: [netpol, cnp, anp].map(view) });
const loaded = stateAfter({ kind: 'load-ended', title: 'a', scenario: '', inventory: three });

describe('a policy', () => {
  test.each([
    [netpol, 'edit:shop/guard', 'shop/guard'],
    [cnp, 'edit:ClusterNetworkPolicy/guard', 'CNP guard'],
    [anp, 'edit:AdminNetworkPolicy/guard', 'ANP guard'],
    [
      { kind: 'BaselineAdminNetworkPolicy', name: 'default' },
      'edit:BaselineAdminNetworkPolicy/default',
      'BANP default',
    ],
    [foreign, 'edit:CiliumNetworkPolicy/shop/guard', 'CiliumNetworkPolicy shop/guard'],
  ])('%j is edited as %s and read as %s', (object, id, label) => {
    expect([idOf(object), policyLabel(object)]).toEqual([id, label]);
    expect(parseLink(`#/flows?policy=${id.replace('edit:', '')}`).view.editing).toBe(id);
  });

  test('has its own text, whatever others are called', () => {
    for (const one of [netpol, cnp, anp])
      expect(textAsLoaded(loaded, editingOf(loaded, one))).toBe(`text of ${one.kind}`);
  });

  test('is edited without touching another of its name', () => {
    const id = idOf(cnp);
    const typed = reduce(loaded, { kind: 'typed', id, text: 'a: 1', label: 'edit', burst: '' });
    const after = reduce(typed, { kind: 'edits-answered', key: editsKey(typed), inventory: three });
    expect(current(after.history).edits).toEqual([{ kind: 'apply', id, text: 'a: 1' }]);
    expect(textFor(after, idOf(anp))).toBe('text of AdminNetworkPolicy');
    expect(textFor(reduce(after, { kind: 'moved', at: 0 }), id)).toBe('text of ClusterNetworkPolicy');
  });

  test('is deleted by its kind', () => {
    const deleted = (state: AppState) => withoutPolicy(state, anp);
    expect(deleted(loaded)).toEqual([{ kind: 'delete', object: anp }]);
  });
});

describe('the tiers of an explanation', () => {
  const step = (tier: StepView['tier'], outcome: StepView['outcome'], action?: StepView['action']): StepView => ({
    ...{ policy: cnp, tier, rule: 0, outcome, why: '', at: policy.at },
    ...(action === undefined ? {} : { action }),
  });
  const verdict = (kind: VerdictView['kind']): VerdictView => ({ kind, policies: [], why: '' });
  const rows: readonly [string, readonly StepView[], VerdictView['kind'], readonly string[]][] = [
    ['nothing looked at', [], 'not-isolated', []],
    ['isolation without a rule', [], 'isolated-by', []],
    [
      'in the order of the tiers',
      [step('Baseline', 'matched', 'Deny'), step('Admin', 'matched', 'Pass'), step('NetworkPolicy', 'other-port')],
      'decided-by',
      ['Admin: passes on', 'NetworkPolicy: no rule matches', 'Baseline: denies'],
    ],
    [
      'passed on to a namespace that closes',
      [step('Admin', 'matched', 'Pass')],
      'isolated-by',
      ['Admin: passes on', 'NetworkPolicy: isolates: denied'],
    ],
    [
      'what may match is said to be open',
      [step('Admin', 'may-match', 'Deny'), step('NetworkPolicy', 'matched')],
      'undecided',
      ['Admin: perhaps denies', 'NetworkPolicy: allows'],
    ],
    [
      'several ports with several fates',
      [step('Admin', 'matched', 'Accept'), step('Admin', 'matched', 'Deny'), step('Admin', 'matched', 'Deny')],
      'decided-by',
      ['Admin: accepts, denies'],
    ],
  ];
  test.each(rows)('%s', (_, steps, kind, said) => {
    expect(tiersOf({ steps, verdict: verdict(kind) }).map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual(said);
  });
});

test('what puts every answer in doubt is said first, the worst before all', () => {
  const diagnostic = (code: string) => ({ severity: 'warning', code, message: code }) as const;
  const codes = ['bad-port', 'policy-not-evaluated', 'cni-recognised', 'nothing-enforces'];
  expect(loudest(codes.map(diagnostic)).map(({ code }) => code)).toEqual(['nothing-enforces', 'policy-not-evaluated']);
});

test('flows through Services and of nodes are not counted as flows between workloads', () => {
  const svc = { kind: 'Service', namespace: 'shop', name: 'db' } as const;
  const list = flowList(flow(), flow({ via: [svc] }), flow({ to: { kind: 'Node', name: 'n1' } }));
  expect(flowSentence(list, inventory())).toContain('allows 1 flow between workloads');
});

test('policies that are not evaluated do not make a cluster open', () => {
  const counts = { pods: 3, workloads: 2, namespaces: 1, policies: 0 };
  const diagnostics = [{ severity: 'warning', code: 'policy-not-evaluated', message: '' }] as const;
  expect(flowSentence(flowList(flow()), inventory({ counts, diagnostics }))).toMatch(/^No policy is of a kind that is/);
});
