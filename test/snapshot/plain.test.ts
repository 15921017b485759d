// Objects that are plainly right are read by a way of their own: it must read what the checking decoders read, and
// leave to them whatever something would be said of.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/snapshot/diagnostic.ts';
import { rootField } from '../../src/snapshot/field.ts';
import { decoderOf } from '../../src/snapshot/kinds.ts';
import { plainDecoders } from '../../src/snapshot/plain/decoders.ts';
import { isPlain } from '../../src/snapshot/plain/plain.ts';
import { ends } from '../arbitrary/ends.ts';
import { owned } from '../arbitrary/owners.ts';
import { policies } from '../arbitrary/policies.ts';
import { mutation, spoilt } from './spoilt.ts';

const origin = { file: 'f', start: 0, end: 0, items: [] };

/** Compares as text, so that the order of labels and fields counts too. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Map) return [...each];
    return typeof each === 'bigint' ? `${each}n` : each;
  });
}

function checked(raw: object, { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }) {
  const said: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => said.push(diagnostic);
  const object = decoderOf(apiVersion, kind)?.(rootField(raw, { origin, mode: 'strict', report }));
  return { object, said };
}

/** How many objects were read plainly: those of one list share what is remembered. */
function plainOnes(objects: readonly unknown[]): number {
  const plainDecoderOf = plainDecoders();
  let count = 0;
  for (const raw of objects) {
    if (!isPlain(raw) || typeof raw.kind !== 'string' || typeof raw.apiVersion !== 'string') continue;
    const { apiVersion, kind } = raw;
    const decode = plainDecoderOf(apiVersion, kind);
    const plain = decode === 'none' ? 'check' : decode(raw, origin);
    if (plain === 'check') continue;
    count++;
    const { object, said } = checked(raw, { apiVersion, kind });
    expect(written(plain)).toBe(written(object));
    expect(said).toEqual([]);
  }
  return count;
}

const pod = (metadata: object, spec: object, status?: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 's', ...metadata },
  spec,
  status,
});
const owners = [
  { kind: 'Node', name: 'n' },
  { kind: 'ReplicaSet', name: 'rs', controller: true },
];
const port = { name: 'http', containerPort: 80 };
const sidecar = { restartPolicy: 'Always', ports: [{ containerPort: 15_090, protocol: 'UDP' }] };
const policy = (spec: object, metadata: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 's', ...metadata },
  spec,
});
const selector = (...matchExpressions: readonly object[]) => ({ matchLabels: { app: 'web' }, matchExpressions });

const valid: readonly (readonly [what: string, object: object])[] = [
  ['a bare pod', pod({}, {})],
  ['a pod with an owner', pod({ ownerReferences: owners, labels: { app: 'web', tier: '' } }, { nodeName: 'n' })],
  ['its sibling', pod({ name: 'b', ownerReferences: owners, labels: { app: 'web', tier: '' } }, {})],
  ['a sibling of other labels', pod({ name: 'c', ownerReferences: owners, labels: { tier: '', app: 'web' } }, {})],
  ['a sibling of fewer labels', pod({ name: 'd', ownerReferences: owners, labels: { tier: '' } }, {})],
  ['a sibling without labels', pod({ name: 'e', ownerReferences: owners }, {})],
  ['ports', pod({}, { containers: [{ ports: [port, { containerPort: 81, name: null }] }, {}, { ports: null }] })],
  ['ports of sidecars', pod({}, { containers: [{ ports: [port] }], initContainers: [sidecar, { ports: [port] }] })],
  ['the host network', pod({}, { hostNetwork: true, nodeName: '' })],
  ['one address', pod({}, {}, { phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }] })],
  ['an address alone', pod({}, {}, { phase: 'Failed', podIP: '255.0.255.1' })],
  ['two families', pod({}, {}, { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] })],
  ['two families, IPv6 first', pod({}, {}, { podIP: 'fd00::1', podIPs: [{ ip: 'fd00::1' }, { ip: '10.0.0.1' }] })],
  ['a pod that is not ready', pod({}, {}, { conditions: [null, { type: 'Ready', status: 'False' }] })],
  ['a pod that ends', pod({ deletionTimestamp: 'now' }, {}, { conditions: [{ type: 'Ready', status: 'True' }] })],
  ['a mesh', pod({ annotations: { 'sidecar.istio.io/status': '{}', 'k8s.v1.cni.cncf.io/networks': 'n' } }, {})],
  ['an empty policy', policy({})],
  ['a policy of both directions by its rules', policy({ podSelector: {}, egress: [{}] })],
  ['a policy with lists that are empty', policy({ policyTypes: ['Egress'], ingress: [], egress: [] })],
  ['null rules', policy({ policyTypes: ['Ingress', 'Egress'], ingress: null })],
  [
    'peers',
    policy({
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [
        {
          from: [{ podSelector: {} }, { namespaceSelector: {} }, { podSelector: null, namespaceSelector: selector() }],
        },
        {
          from: [
            {
              podSelector: selector({ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'In', values: ['c', ''] }),
            },
          ],
        },
        { from: [{ podSelector: { matchExpressions: [{ key: 'a', operator: 'DoesNotExist', values: [] }] } }] },
      ],
    }),
  ],
  [
    'blocks',
    policy({
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { ipBlock: { cidr: '::/0' } }] }],
    }),
  ],
  [
    'ports of a policy',
    policy({ ingress: [{ ports: [{}, { port: 1, endPort: 9, protocol: 'UDP' }, { port: 'http' }, { port: 1 }] }] }),
  ],
];

describe('objects that are plainly right', () => {
  test.each(valid)('%s is read as the checking decoder reads it', (_, object) => {
    expect(plainOnes([object])).toBe(1);
  });

  test('one after the other they are read as each alone', () => {
    const objects = [...valid, ...valid.toReversed()].map(([, object]) => JSON.parse(JSON.stringify(object)));
    expect(plainOnes(objects)).toBe(objects.length);
  });

  test('spoilt, they are read alike or left to be checked', () => {
    const given = valid.map(([, object]) => JSON.parse(JSON.stringify(object)) as object);
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 12 }), (mutations) => {
        plainOnes(spoilt(given, mutations));
      }),
      { numRuns: 500 },
    );
  });

  test('generated pods and policies are nearly all of them', () => {
    let [all, plain] = [0, 0];
    fc.assert(
      fc.property(owned(ends()), policies(), (pods, policies) => {
        const objects = [...pods, ...policies].filter((one) => /"(Pod|NetworkPolicy)"/.test(JSON.stringify(one)));
        all += objects.length;
        plain += plainOnes(JSON.parse(JSON.stringify(objects)));
      }),
      { numRuns: 100 },
    );
    expect(plain / all).toBeGreaterThan(0.6);
  });

  test('what is equal is one value', () => {
    const decode = plainDecoders();
    const read = (object: object) => {
      const raw: unknown = JSON.parse(JSON.stringify(object));
      const { apiVersion, kind } = raw as { apiVersion: string; kind: string };
      const plain = decode(apiVersion, kind);
      return isPlain(raw) && plain !== 'none' ? plain(raw, origin) : 'check';
    };
    const sibling = (name: string) =>
      read(pod({ name, labels: { app: 'web' }, ownerReferences: owners }, { containers: [{ ports: [port] }] }));
    const [a, b] = [sibling('a'), sibling('b')];
    const [p, q] = ['p', 'q'].map((name) =>
      read(
        policy(
          { podSelector: selector(), ingress: [{ from: [{ podSelector: { matchLabels: { x: 'y' } } }] }] },
          { name },
        ),
      ),
    );
    if (a === 'check' || b === 'check' || a.kind !== 'Pod' || b.kind !== 'Pod') throw new Error('left to be checked');
    expect([a.labels === b.labels, a.ports === b.ports, a.declared === b.declared, a.owner === b.owner]).toEqual(
      Array(4).fill(true),
    );
    if (p === undefined || q === undefined || p === 'check' || q === 'check') throw new Error('left to be checked');
    if (p.kind !== 'NetworkPolicy' || q.kind !== 'NetworkPolicy') throw new Error('no policies');
    expect(p.subject).toBe(q.subject);
    const peersOf = ({ ingress }: typeof p) => (ingress === 'open' ? [] : ingress.flatMap(({ peers }) => [...peers]));
    expect(peersOf(p)[0]).toBe(peersOf(q)[0]);
  });
});
