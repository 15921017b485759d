// Cluster-wide policies and nodes in the model: their order, the addresses that `nodes` peers mean, families, and
// what is said of policies that select nothing or stand beside another generation.

import { describe, expect, test } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster } from '../../src/engine/model/cluster.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { read } from '../../src/snapshot/read.ts';
import { build, pod, workload } from './assembling.ts';
import { adminPolicy, anp, banp, clusterPolicy, cnp } from './cluster-manifests.ts';
import { readText } from './reading.ts';

function node(name: string, addresses: readonly string[], labels = '{}'): string {
  const listed = addresses.map((address) => `{type: InternalIP, address: "${address}"}`).join(', ');
  return `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}, labels: ${labels}}\nstatus: {addresses: [${listed}]}\n`;
}

const everyone = 'subject: {namespaces: {}}';
const toNodes = (selector: string) => cnp('egress', `[{action: Deny, to: [{nodes: ${selector}}]}]`);

test('policies stand in the order in which they are asked', () => {
  const named = (name: string) => `{name: ${name}}`;
  const { cluster } = build([
    banp('ingress', '[]'),
    clusterPolicy(`{tier: Baseline, priority: 0, ${everyone}}`, named('b0')),
    adminPolicy(`{priority: 5, ${everyone}}`, named('z')),
    clusterPolicy(`{tier: Admin, priority: 10, ${everyone}}`, named('c')),
    clusterPolicy(`{tier: Admin, priority: 5, ${everyone}}`, named('z')),
    clusterPolicy(`{tier: Admin, priority: 5, ${everyone}}`, named('y')),
  ]);
  expect(cluster.clusterPolicies.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'ClusterNetworkPolicy y',
    'AdminNetworkPolicy z',
    'ClusterNetworkPolicy z',
    'ClusterNetworkPolicy c',
    'ClusterNetworkPolicy b0',
    'BaselineAdminNetworkPolicy default',
  ]);
});

describe('nodes', () => {
  test('are sorted, with their labels and addresses', () => {
    const external = '{type: ExternalIP, address: 1.2.3.4}, {type: Hostname, address: a}';
    const text = node('a', ['10.1.0.1'], '{role: db}').replace('[{', `[${external}, {`);
    const { nodes } = build([node('b', []), text]).cluster;
    expect(nodes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(nodes[0]?.labels).toEqual({ values: new Map([['role', 'db']]), open: 'none' });
    expect(nodes.map(({ addresses, internal }) => [cidrCover(addresses), cidrCover(internal)])).toEqual([
      [['1.2.3.4/32', '10.1.0.1/32'], ['10.1.0.1/32']],
      [[], []],
    ]);
  });

  const db = node('db', ['10.1.0.1', 'fd00::1'], '{role: db}');
  const web = node('web', ['10.1.0.2'], '{role: web}');
  const rows: readonly (readonly [
    what: string,
    documents: readonly string[],
    certain: readonly string[],
    possible: readonly string[],
  ])[] = [
    ['{} is every node', [db, web, toNodes('{}')], ['10.1.0.1/32', '10.1.0.2/32', 'fd00::1/128'], ['same']],
    ['those with the label', [db, web, toNodes('{matchLabels: {role: db}}')], ['10.1.0.1/32', 'fd00::1/128'], ['same']],
    ['none has the label', [db, toNodes('{matchLabels: {role: x}}')], [], []],
    ['the input has no Node', [toNodes('{}')], [], ['0.0.0.0/0', '::/0']],
    [
      'one of them has no address',
      [db, node('new', []), toNodes('{}')],
      ['10.1.0.1/32', 'fd00::1/128'],
      ['0.0.0.0/0', '::/0'],
    ],
    [
      'one that is not selected has no address',
      [db, node('new', []), toNodes('{matchLabels: {role: db}}')],
      ['10.1.0.1/32', 'fd00::1/128'],
      ['same'],
    ],
  ];
  test.each(rows)('as a peer: %s', (_, documents, certain, possible) => {
    expect(scopes(build(documents).cluster)).toEqual([
      { certain, possible: possible[0] === 'same' ? certain : possible },
    ]);
  });
});

function scopes({ clusterPolicies }: Cluster) {
  return clusterPolicies
    .flatMap(({ egress }) => egress)
    .flatMap(({ peers }) => (peers === 'anyone' ? [] : peers))
    .flatMap((peer) =>
      peer.kind === 'nodes' ? [{ certain: cidrCover(peer.certain), possible: cidrCover(peer.possible) }] : [],
    );
}

describe('IPv6 is in play', () => {
  test.each([
    ['by a block of a cluster-wide policy', [cnp('egress', '[{action: Deny, to: [{networks: ["fd00::/8"]}]}]')], true],
    ['by the address of a node', [node('n', ['fd00::1'])], true],
    ['not by nodes that the input lacks', [toNodes('{}')], false],
    ['not by blocks of IPv4', [cnp('egress', '[{action: Deny, to: [{networks: [10.0.0.0/8]}]}]')], false],
  ])('%s', (_, documents, expected) => {
    expect(build(documents).cluster.families).toEqual(expected ? ['IPv4', 'IPv6'] : ['IPv4']);
  });
});

describe('what is said', () => {
  const codesOf = (documents: readonly string[]) => build(documents).diagnostics.map(({ code }) => code);
  const host = pod('h', '', 'spec: {hostNetwork: true}\n');
  const rows: readonly (readonly [what: string, documents: readonly string[], codes: readonly string[]])[] = [
    ['a policy that selects a pod', [pod('a'), cnp('ingress', '[]')], []],
    ['a policy without a pod', [cnp('ingress', '[]')], ['selects-nothing']],
    ['a policy with pods on the host network alone', [host, cnp('ingress', '[]')], ['selects-nothing']],
    [
      'a subject that cannot be read may select any',
      [clusterPolicy('{tier: Admin, priority: 1, subject: {future: {}}}')],
      [],
    ],
    ['one generation', [pod('a'), anp('ingress', '[]'), banp('ingress', '[]')], []],
    ['both generations', [pod('a'), anp('ingress', '[]'), cnp('ingress', '[]')], ['mixed-generations']],
    [
      'the Baseline of one beside the other',
      [pod('a'), banp('ingress', '[]'), cnp('ingress', '[]')],
      ['mixed-generations'],
    ],
    [
      'a subject by a label that a controller adds',
      [
        workload('Deployment', 'd'),
        clusterPolicy(
          '{tier: Admin, priority: 1, subject: {pods: {podSelector: {matchLabels: {pod-template-hash: x}}}}}',
        ),
      ],
      ['label-unknowable'],
    ],
    [
      'a peer by a label that a controller adds',
      [
        workload('Deployment', 'd'),
        cnp('ingress', '[{action: Deny, from: [{pods: {podSelector: {matchLabels: {pod-template-hash: x}}}}]}]'),
      ],
      ['label-unknowable'],
    ],
  ];
  test.each(rows)('of %s', (_, documents, codes) => {
    expect(codesOf(documents)).toEqual(codes);
  });

  test('of the subject, at the subject; of a peer, at its selector', () => {
    expect(build([cnp('ingress', '[]')]).diagnostics[0]?.path).toEqual(['spec', 'subject']);
    const { diagnostics } = build([
      workload('Deployment', 'd'),
      cnp('ingress', '[{action: Deny, from: [{pods: {podSelector: {matchLabels: {pod-template-hash: x}}}}]}]'),
    ]);
    expect(diagnostics[0]?.path).toEqual(['spec', 'ingress', 0, 'from', 0, 'pods', 'podSelector']);
  });
});

describe('assembling again', () => {
  const text = [node('n', ['10.1.0.1']), pod('a'), toNodes('{}'), anp('ingress', '[]')].join('---\n');
  const again = (edited: string) => {
    const before = readText(text);
    const assembled = assemble(before, defaultAssumptions);
    const first = assembled.cluster;
    const after = read([{ file: 'input.yaml', text: edited }], { lenient: false }, before);
    const second = assemble(after, defaultAssumptions, assembled).cluster;
    expect(second).toEqual(assemble(after, defaultAssumptions).cluster);
    return {
      policies: second.clusterPolicies.map((policy) => first.clusterPolicies.includes(policy)),
      nodes: second.nodes.map((one) => first.nodes.includes(one)),
    };
  };
  test.each([
    ['keeps policies and nodes that did not change', text.replace('name: a,', 'name: b,'), [true, true], [true]],
    ['resolves the nodes that changed', text.replace('10.1.0.1', '10.1.0.2'), [true, false], [false]],
    ['keeps what names nodes whose addresses stay', text.replace('name: n,', 'name: m,'), [true, true], [false]],
  ])('%s', (_, edited, policies, nodes) => {
    expect(again(edited)).toEqual({ policies, nodes });
  });
});
