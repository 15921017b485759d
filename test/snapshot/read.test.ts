// Every form that input comes in, what is said of what is no object, and that reading again what did
// not change gives the identical objects.

import { describe, expect, test } from 'vitest';
import { read } from '../../src/snapshot/read.ts';
import { codes, names, readText, refusals } from './reading.ts';

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: s}\n`;
const jsonPod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 's' } });
const bare = (name: string) => ({ metadata: { name, namespace: 's' } });

type Row = readonly [what: string, text: string, expected: readonly string[], file?: string];

/** Most rows are a file named as YAML. */
function named(rows: readonly Row[]) {
  return rows.map(([what, text, expected, file]) => [what, text, expected, file ?? 'input.yaml'] as const);
}

describe('forms of input', () => {
  const a = ['Pod s/a'];
  const ab = ['Pod s/a', 'Pod s/b'];
  const rows: readonly Row[] = [
    ['one YAML document', pod('a'), a],
    ['several YAML documents', `${pod('a')}---\n${pod('b')}`, ab],
    ['a marker at the start, and at the end', `---\n${pod('a')}---\n`, a],
    ['an end marker', `${pod('a')}...\n---\n${pod('b')}...\n`, ab],
    ['empty documents and comments alone', `---\n---\n# nothing\n---\n${pod('a')}---\n\n# nothing\n`, a],
    ['a comment on the line of the marker', `--- # first\n${pod('a')}`, a],
    [
      'content on the line of the marker',
      `--- ${JSON.stringify(jsonPod('a'))}\n--- ${JSON.stringify(jsonPod('b'))}`,
      ab,
    ],
    ['a directive', `%YAML 1.2\n---\n${pod('a')}`, a],
    ['Windows line ends', `${pod('a')}---\n${pod('b')}`.replaceAll('\n', '\r\n'), ab],
    ['a byte order mark', `\uFEFF${pod('a')}`, a],
    ['a marker with spaces behind it', `${pod('a')}---   \n${pod('b')}`, ab],
    ['three dashes that are no marker', `${pod('a')}spec: {nodeName: ---x}\n`, a],
    ['JSON', JSON.stringify(jsonPod('a')), a, 'a.json'],
    ['JSON in a file that is named as YAML', JSON.stringify(jsonPod('a'), null, 2), a],
    [
      'JSON objects one after the other',
      `${JSON.stringify(jsonPod('a'), null, 2)}\n${JSON.stringify(jsonPod('b'))}`,
      ab,
      'a.json',
    ],
    ['JSON lines', `${JSON.stringify(jsonPod('a'))}\n${JSON.stringify(jsonPod('b'))}\n`, ab, '-'],
    ['JSON documents with YAML markers', `${JSON.stringify(jsonPod('a'))}\n---\n${JSON.stringify(jsonPod('b'))}`, ab],
    ['flow style', `{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: s}}`, a],
    ['a List', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [jsonPod('a'), jsonPod('b')] }), ab],
    [
      'a typed list whose items lack their kind',
      JSON.stringify({ apiVersion: 'v1', kind: 'PodList', items: [bare('a'), bare('b')] }),
      ab,
    ],
    [
      'a list in a list',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [{ apiVersion: 'v1', kind: 'PodList', items: [bare('a')] }, jsonPod('b')],
      }),
      ab,
    ],
    ['an empty list', '{"apiVersion":"v1","kind":"PodList","items":null}', []],
    ['a YAML list', `apiVersion: v1\nkind: List\nitems:\n- ${pod('a').trim().replaceAll('\n', '\n  ')}\n`, a],
    ['anchors, aliases and merge keys', `${pod('a')}x: &l {app: w}\nspec: {containers: [], z: *l, y: {<<: *l}}\n`, a],
  ];
  test.each(named(rows))('%s', (_, text, expected, file) => {
    const snapshot = readText(text, file);
    expect(names(snapshot)).toEqual(expected);
    expect(refusals(snapshot)).toEqual([]);
  });

  test('a merge key gives what the mapping itself lacks, as kubectl has it', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nx: &l {app: web, tier: t}\nmetadata: {name: a, namespace: s, labels: {<<: *l, tier: u}}';
    const [object] = readText(text).objects;
    expect(object).toMatchObject({
      labels: new Map([
        ['tier', 'u'],
        ['app', 'web'],
      ]),
    });
  });

  test('an object of a list knows its place in it', () => {
    const inner = { apiVersion: 'v1', kind: 'PodList', items: [bare('a'), bare('b')] };
    const { objects } = readText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [jsonPod('c'), inner] }));
    expect(objects.map(({ origin }) => origin.items)).toEqual([[0], [1, 0], [1, 1]]);
  });

  test('a document stands where its first line does', () => {
    const text = `---\n\n# a pod\n${pod('a')}\n---\n${pod('b')}`;
    const ranges = readText(text).objects.map(({ origin }) => text.slice(origin.start, origin.end));
    expect(ranges).toEqual([`# a pod\n${pod('a').trim()}`, pod('b').trim()]);
  });
});

describe('what is no object', () => {
  const rows: readonly Row[] = [
    ['an empty file', '', ['warning empty-file 1:1']],
    ['a file of comments', '# nothing\n---\n', ['warning empty-file 1:1']],
    ['a word', 'hello', ['error not-an-object 1:1']],
    ['a list', '- a\n- b\n', ['error not-an-object 1:1']],
    ['a JSON array', '[]', ['error not-an-object 1:1'], 'a.json'],
    [
      'an item of a List that is none',
      '{"apiVersion":"v1","kind":"List","items":[3]}',
      ['error not-an-object 1:43'],
      'a.json',
    ],
    [
      'a List whose items are no list',
      '{"apiVersion":"v1","kind":"List","items":{"a":1}}',
      ['error wrong-type 1:34'],
      'a.json',
    ],
    ['values without kind', 'replicas: 3\n', ['error missing-kind 1:1']],
    ['a kind without apiVersion', 'kind: Pod\nmetadata: {name: a}\n', ['error missing-kind 1:1']],
    ['broken YAML', 'a: [1,\nb: 2\n', ['error bad-yaml 2:5']],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', ['error bad-yaml 3:1']],
    ['a tab for indentation', 'a:\n\tb: 1\n', ['error bad-yaml 2:1']],
    ['broken JSON', '{"a": 1,\n "b": x}', ['error bad-json 2:7'], 'a.json'],
    ['truncated JSON', '{"a": [1, 2', ['error bad-json 1:12'], 'a.json'],
  ];
  test.each(named(rows))('%s', (_, text, expected, file) => {
    expect(refusals(readText(text, file))).toEqual(expected);
  });

  test('a List without items is an empty one', () => {
    const { objects, ignored, diagnostics } = readText('{"apiVersion":"v1","kind":"List"}', 'a.json');
    expect([objects, [...ignored], diagnostics]).toEqual([[], [], []]);
  });

  test('a broken document loses itself alone', () => {
    const snapshot = readText(`${pod('a')}---\na: [1\n---\n${pod('b')}`);
    expect(names(snapshot)).toEqual(['Pod s/a', 'Pod s/b']);
    expect(codes(snapshot)).toEqual(['bad-yaml']);
  });

  test('a broken line of JSON lines loses itself alone', () => {
    const lines = [JSON.stringify(jsonPod('a')), '{"a": x}', JSON.stringify(jsonPod('b'))].join('\n');
    const snapshot = readText(lines, 'a.ndjson');
    expect(names(snapshot)).toEqual(['Pod s/a', 'Pod s/b']);
    expect(refusals(snapshot)).toEqual(['error bad-json 2:7']);
  });

  test('a kustomization is ignored quietly', () => {
    const snapshot = readText('resources: [a.yaml]\n', 'base/kustomization.yaml');
    expect(snapshot.diagnostics).toEqual([]);
    expect([...snapshot.ignored.values()]).toEqual([1]);
  });
});

describe('objects', () => {
  test('of two with one identity the later stays', () => {
    const labelled = (value: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: s, labels: {v: ${value}}}\n`;
    const snapshot = read(
      [
        { file: 'a.yaml', text: labelled('a') },
        { file: 'b.yaml', text: labelled('b') },
      ],
      { lenient: false },
    );
    expect(snapshot.objects).toMatchObject([{ labels: new Map([['v', 'b']]) }]);
    expect(refusals(snapshot)).toEqual(['warning duplicate-object 1:1']);
  });

  test('without a namespace they are in default, told once a file', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n';
    const snapshot = readText(text);
    expect(names(snapshot)).toEqual(['Pod default/a', 'Pod default/b']);
    expect(snapshot.diagnostics).toMatchObject([{ severity: 'info', code: 'namespace-defaulted' }]);
    expect(snapshot.diagnostics[0]?.message).toMatch(/^2 objects/);
  });

  const rows: readonly (readonly [what: string, text: string, expected: string])[] = [
    ['a label that is true', 'labels: {a: true}', 'error wrong-type 3:35'],
    ['a label of 10 kB', `labels: {a: ${'x'.repeat(10_000)}}`, 'error bad-label-value 3:35'],
    ['a label key that is no name', 'labels: {"-": a}', 'error bad-label-key 3:35'],
  ];
  test.each(rows)('a pod is left out for %s', (_, labels, expected) => {
    const snapshot = readText(`apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: s, ${labels}}\n`);
    expect(snapshot.objects).toEqual([]);
    expect(refusals(snapshot).map((one) => one.replace(/3:\d+/, '3:35'))).toEqual([expected]);
  });

  test('fields that we do not use may hold anything', () => {
    const text = `${pod('a')}spec: {volumes: 3, containers: [{env: x, ports: []}], tolerations: true}\nstatus: {conditions: 1}\n`;
    expect(refusals(readText(text))).toEqual([]);
  });

  test('pods keep their ports, addresses, node, network and controller', () => {
    const text = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata:',
      '  name: a',
      '  namespace: s',
      '  ownerReferences: [{kind: Thing, name: no}, {kind: ReplicaSet, name: rs, controller: true}]',
      'spec:',
      '  nodeName: n1',
      '  hostNetwork: true',
      '  initContainers:',
      '  - {ports: [{name: plain, containerPort: 1}]}',
      '  - {restartPolicy: Always, ports: [{name: side, containerPort: 2, protocol: UDP}]}',
      '  containers: [{ports: [{containerPort: 80}, {name: http, containerPort: 8080}]}]',
      'status: {phase: Succeeded, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}',
    ].join('\n');
    expect(readText(text).objects).toMatchObject([
      {
        owner: { kind: 'ReplicaSet', name: 'rs' },
        node: 'n1',
        network: 'host',
        phase: 'finished',
        ports: [
          { name: 'http', protocol: 'TCP', port: 8080, container: 'main' },
          { name: 'side', protocol: 'UDP', port: 2, container: 'sidecar' },
        ],
        declared: [
          { protocol: 'TCP', port: 80 },
          { protocol: 'TCP', port: 8080 },
          { protocol: 'UDP', port: 2 },
        ],
        addresses: { v4: [0x0a000001, 0x0a000002], v6: [(0xfdn << 120n) | 1n, (0xfdn << 120n) | 2n] },
      },
    ]);
  });

  test.each([
    ['Deployment', 'apps/v1', 'spec: {replicas: 3, template: {}}', 3],
    ['StatefulSet', 'apps/v1', 'spec: {template: {}}', 1],
    ['DaemonSet', 'apps/v1', 'spec: {template: {}}', 'one-a-node'],
    ['ReplicaSet', 'apps/v1', 'spec: {replicas: 0, template: {}}', 0],
    ['ReplicationController', 'v1', 'spec: {replicas: 2, template: {}}', 2],
    ['Job', 'batch/v1', 'spec: {parallelism: 4, template: {}}', 4],
    ['CronJob', 'batch/v1', 'spec: {jobTemplate: {spec: {parallelism: 5, template: {}}}}', 5],
  ])('a %s has its template and its count', (kind, apiVersion, spec, replicas) => {
    const labelled = spec.replace('template: {}', 'template: {metadata: {labels: {app: w}}}');
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: w, namespace: s}\n${labelled}\n`;
    expect(readText(text).objects).toMatchObject([{ kind, replicas, template: { labels: new Map([['app', 'w']]) } }]);
  });

  test('a workload of another API group is another kind', () => {
    const text = 'apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: {name: w}\n';
    expect(readText(text).ignored).toEqual(new Map([['batch.volcano.sh/v1alpha1/Job', 1]]));
  });
});

describe('reading again', () => {
  test('gives the identical objects of documents whose text did not change', () => {
    const before = readText(`${pod('a')}---\n${pod('b')}---\n${pod('c')}`);
    const text = `${pod('a')}---\n${pod('x')}---\n${pod('c')}`;
    const after = read([{ file: 'input.yaml', text }], { lenient: false }, before);
    expect(names(after)).toEqual(['Pod s/a', 'Pod s/x', 'Pod s/c']);
    expect(after.objects.map((object, i) => object === before.objects[i])).toEqual([true, false, true]);
    expect(after).toEqual(readText(text));
  });

  test('remembers across a copy of the snapshot, and not across modes', () => {
    const before = readText(pod('a'));
    const again = read(before.sources, { lenient: false }, { ...before, diagnostics: [] });
    const lenient = read(before.sources, { lenient: true }, before);
    expect([again.objects[0] === before.objects[0], lenient.objects[0] === before.objects[0]]).toEqual([true, false]);
  });
});
