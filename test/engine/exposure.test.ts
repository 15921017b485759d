// What each workload accepts and could reach, row by row: who, on which ports, and what nobody has yet.
import { describe, expect, test } from 'vitest';
import type { ExposureSide } from '../../src/session/exposure.ts';
import { admits, letsOut, namespace, ownedBy, pod, policy, workload } from '../oracle/objects.ts';
import type { Direction } from '../oracle/oracle.ts';
import { exposed } from './exposed.ts';

/** One line an entry: who, on what; `!` where nobody has it yet, `?` before what is unknown. */
function lines({ state, entries }: ExposureSide): readonly string[] {
  if (state !== 'some') return [state];
  return entries.map(({ who, ports, unknownPorts, namedPorts, standing }) => {
    const name = who.kind === 'Pods' ? who.words : who.kind === 'IPBlock' ? who.cidrs.join(' ') : 'everyone';
    const some = [ports, unknownPorts].map((set) =>
      set === 'all' ? 'all' : set.map(({ protocol, from }) => `${from}/${protocol}`).join(' '),
    );
    const on = [some[0], some[1] === '' ? '' : `?${some[1]}`, namedPorts.join(' ')].filter((text) => text !== '');
    return `${standing === 'beyond' ? '!' : ''}${name}: ${on.join(' ')}`;
  });
}

const spaces = [namespace('x', { env: 'prod' }), namespace('y', { env: 'dev' })];
const b = pod('x/b', { status: { podIP: '10.0.0.2' } });
const labelled = (label: object) => ({ matchLabels: label });
const among = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, ...(values.length === 0 ? {} : { values }) }],
});

/** A policy of the Admin tier for the pods of namespace x. */
const admin = (ingress: readonly object[], tier = 'Admin') => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: tier.toLowerCase() },
  spec: { tier, priority: 1, subject: { namespaces: labelled({ env: 'prod' }) }, ingress },
});
const from = (action: string, namespaces: object) => ({ action, from: [{ namespaces }] });

const rows: readonly (readonly [string, readonly object[], Direction, readonly string[]])[] = [
  ['no policy leaves it to everyone', [...spaces, b], 'ingress', ['everyone']],
  ['a rule for anyone leaves it to everyone too', [...spaces, b, admits(undefined)], 'ingress', ['everyone']],
  [
    'no rule leaves it to nobody',
    [...spaces, b, policy('x/closes', { podSelector: {}, policyTypes: ['Ingress'] })],
    'ingress',
    ['nobody'],
  ],
  [
    'a namespace label can be given to a new namespace',
    [...spaces, b, admits([{ namespaceSelector: labelled({ env: 'prod' }) }], [{ port: 80 }])],
    'ingress',
    ['!any pod of a new namespace with env=prod: 80/TCP', '!any pod of namespace x: 80/TCP'],
  ],
  [
    'a name that is taken opens no new namespace',
    [...spaces, b, pod('y/a'), admits([{ namespaceSelector: labelled({ 'kubernetes.io/metadata.name': 'y' }) }])],
    'ingress',
    ['any pod of namespace y: all'],
  ],
  [
    'a name that is free opens a namespace to come',
    [...spaces, b, admits([{ namespaceSelector: labelled({ 'kubernetes.io/metadata.name': 'later' }) }])],
    'ingress',
    ['!any pod of a new namespace with kubernetes.io/metadata.name=later: all'],
  ],
  [
    'every namespace is any namespace',
    [...spaces, b, pod('y/a'), admits([{ namespaceSelector: {} }], [{ port: 80 }])],
    'ingress',
    ['any pod of any namespace: 80/TCP'],
  ],
  [
    'a pod label in every namespace may be taken on in any',
    [
      ...spaces,
      b,
      pod('y/a'),
      admits([{ namespaceSelector: {}, podSelector: labelled({ app: 'a' }) }], [{ port: 80 }]),
    ],
    'ingress',
    ['!pods with app=a of any namespace: 80/TCP'],
  ],
  [
    'a label that no pod has is beyond, one that some pod has is not',
    [
      ...spaces,
      b,
      pod('x/a'),
      admits([{ podSelector: among('app', 'In', 'a') }, { podSelector: labelled({ app: 'c' }) }]),
    ],
    'ingress',
    ['!pods with app=c of namespace x: all', 'pods with app=a of namespace x: all'],
  ],
  [
    'a missing label that is asked for is a new namespace without it',
    [...spaces, b, pod('y/a'), admits([{ namespaceSelector: among('env', 'NotIn', 'prod') }])],
    'ingress',
    ['!any pod of a new namespace with env not in (prod): all', 'any pod of namespace y: all'],
  ],
  [
    'what cannot be satisfied opens nothing',
    [
      ...spaces,
      b,
      admits([
        {
          podSelector: {
            matchLabels: { app: 'a' },
            matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }],
          },
        },
      ]),
    ],
    'ingress',
    ['nobody'],
  ],
  [
    'what a pod gets for lacking a label is not what any pod gets',
    [...spaces, b, pod('x/a'), admits([{ podSelector: among('bad', 'DoesNotExist') }], [{ port: 443 }])],
    'ingress',
    ['pods with no label bad of namespace x: 443/TCP'],
  ],
  [
    'a new pod has no address, so a block is open',
    [...spaces, b, pod('x/a'), admits([{ ipBlock: { cidr: '10.0.0.0/8' } }], [{ port: 80 }])],
    'ingress',
    ['any pod of any namespace: ?80/TCP', '10.0.0.0/8: 80/TCP'],
  ],
  [
    'a new pod has no port name, so the name is told',
    [
      ...spaces,
      pod('x/a'),
      letsOut([{ podSelector: labelled({ app: 'b' }) }], [{ port: 'sql' }, { port: 53, protocol: 'UDP' }]),
    ],
    'egress',
    ['!pods with app=b of namespace x: 53/UDP sql/TCP'],
  ],
  [
    'a port name adds nothing where every port is open',
    [
      ...spaces,
      pod('x/a'),
      policy('x/p', {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: {} }] }, { to: [{ podSelector: {} }], ports: [{ port: 'sql' }] }],
      }),
    ],
    'egress',
    ['!any pod of namespace x: all'],
  ],
  [
    'what some pods of a workload open is not open on every one',
    [
      ...spaces,
      ...['b-0', 'b-1'].map((name) =>
        pod(`x/${name}`, { labels: { app: 'b', pod: name }, metadata: ownedBy('StatefulSet', 'b') }),
      ),
      admits([{ podSelector: labelled({ app: 'c' }) }], [{ port: 80 }]),
      policy('x/one', {
        podSelector: labelled({ pod: 'b-0' }),
        ingress: [{ from: [{ podSelector: labelled({ app: 'c' }) }], ports: [{ port: 443 }] }],
      }),
    ],
    'ingress',
    ['!pods with app=c of namespace x: 80/TCP'],
  ],
  [
    'a label that a controller will add leaves open whether it is isolated at all',
    [
      ...spaces,
      pod('y/a'),
      workload('x/Deployment/b'),
      policy('x/p', { podSelector: among('pod-template-hash', 'Exists'), policyTypes: ['Ingress'] }),
    ],
    'ingress',
    ['any pod of any namespace: ?all', '0.0.0.0/0: ?all'],
  ],
  [
    'a Deny that spares a label opens to whoever has it',
    [...spaces, b, pod('y/a'), admin([from('Deny', among('team', 'NotIn', 'ops'))])],
    'ingress',
    ['!any pod of a new namespace with team=ops: all', '0.0.0.0/0: all'],
  ],
  [
    'an Accept before a Deny of everybody opens to whom it names',
    [...spaces, b, pod('y/a'), admin([from('Accept', labelled({ env: 'dev' })), from('Deny', {})])],
    'ingress',
    ['!any pod of a new namespace with env=dev: all', 'any pod of namespace y: all', '0.0.0.0/0: all'],
  ],
  [
    'a Deny before an Accept leaves nobody of those that both name',
    [...spaces, b, pod('y/a'), admin([from('Deny', {}), from('Accept', labelled({ env: 'dev' }))])],
    'ingress',
    ['0.0.0.0/0: all'],
  ],
  [
    'what is passed on still has to be let in',
    [
      ...spaces,
      b,
      pod('y/a'),
      admin([from('Pass', labelled({ env: 'dev' })), from('Deny', {})]),
      admits([{ namespaceSelector: {}, podSelector: labelled({ app: 'c' }) }]),
    ],
    'ingress',
    ['!pods with app=c of a new namespace with env=dev: all', '!pods with app=c of namespace y: all'],
  ],
  [
    'a Baseline Deny is lifted by a NetworkPolicy that selects the pod',
    [
      ...spaces,
      b,
      pod('y/a'),
      admin([from('Deny', {})], 'Baseline'),
      admits([{ namespaceSelector: labelled({ env: 'dev' }) }]),
    ],
    'ingress',
    ['!any pod of a new namespace with env=dev: all', 'any pod of namespace y: all'],
  ],
];

describe('what a workload accepts and could reach', () => {
  test.each(rows)('%s', async (_, objects, direction, expected) => {
    const { items } = await exposed(objects);
    const item = items.find(({ workload: { namespace, name } }) => namespace === 'x' && (name === 'b' || name === 'a'));
    const subject = direction === 'ingress' ? items.find(({ workload: { name } }) => name === 'b') : item;
    expect(lines(subject?.[direction] ?? { state: 'nobody', entries: [], searched: 'all' })).toEqual(expected);
  });

  test('an entry names its rule by place, and the policies that stop it on the other side', async () => {
    const objects = [
      ...spaces,
      b,
      policy('y/silent', { podSelector: {}, policyTypes: ['Egress'] }),
      admits([{ namespaceSelector: labelled({ env: 'dev' }) }]),
    ];
    const { items } = await exposed(objects);
    const entries = items.find(({ workload: { name } }) => name === 'b')?.ingress.entries ?? [];
    const policyOf = { kind: 'NetworkPolicy', namespace: 'x', name: 'admits' };
    expect(entries.map(({ by, stopped }) => ({ by, stopped }))).toMatchObject([
      { by: [{ policy: policyOf, rule: 0, at: { file: 'cluster.json' } }], stopped: [] },
      { stopped: [{ namespace: 'y', policies: [{ namespace: 'y', name: 'silent' }], left: [] }] },
    ]);
  });
});
