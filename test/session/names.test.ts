// Names as people type them, on one small cluster.

import { expect, test } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import { destination, resolve } from '../../src/session/names.ts';
import { isRefusal } from '../../src/session/questions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { read } from '../../src/snapshot/read.ts';

const objects = [
  pod('default', 'web', '10.0.0.1'),
  pod('shop', 'web', '10.0.0.2'),
  pod('shop', 'twice', '10.0.0.3', { kind: 'Job', name: 'twice-a' }),
  workload('Deployment', 'shop', 'api'),
  workload('StatefulSet', 'shop', 'db'),
  workload('Deployment', 'shop', 'both'),
  workload('Job', 'shop', 'both'),
  workload('Deployment', 'shop', 'twice'),
];

function pod(namespace: string, name: string, podIP: string, owner?: { kind: string; name: string }): object {
  const ownerReferences = owner === undefined ? [] : [{ ...owner, apiVersion: 'batch/v1', controller: true }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, ownerReferences }, spec: {}, status: { podIP } };
}

function workload(kind: string, namespace: string, name: string): object {
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return { apiVersion, kind, metadata: { namespace, name }, spec: { template: { spec: { containers: [] } } } };
}

const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
const { cluster } = assemble(read([{ file: 'input.json', text }], { lenient: false }), defaultAssumptions);

test.each([
  ['a bare name is looked up in the namespace of the question', 'web', 'default/Pod/web'],
  ['a namespace may stand before it', 'shop/web', 'shop/Pod/web'],
  ['a workload goes by its name', 'shop/api', 'shop/Deployment/api'],
  ['a pod wins over a workload of its name', 'shop/twice', 'shop/Pod/twice'],
  ['a kind may stand between, short as kubectl has it', 'shop/deploy/twice', 'shop/Deployment/twice'],
  ['or in full', 'shop/StatefulSet/db', 'shop/StatefulSet/db'],
  ['an address is the pod that has it', '10.0.0.2', 'shop/Pod/web'],
  ['and an outside address where no pod has it', '10.9.9.9', '10.9.9.9/32'],
  ['a block is addresses', '10.0.0.0/8', '10.0.0.0/8'],
  ['IPv6 may stand in brackets', '[fd00::]/8', 'fd00::/8'],
  ['several blocks are one end', '10.0.0.0/9,10.128.0.0/9', '10.0.0.0/8'],
  ['a whole namespace', 'ns/default', 'default/Pod/web'],
  ['two kinds of one name are ambiguous', 'shop/both', 'ambiguous'],
  ['what is not there is not found', 'shop/nobody', 'not-found'],
  ['a namespace that is not there', 'ns/nowhere', 'not-found'],
  ['too many parts are no name', 'a/b/c/d', 'bad-question'],
])('%s: %s', (_, name, expected) => {
  const found = resolve(name, 'default', cluster);
  if (isRefusal(found)) expect(found.code).toBe(expected);
  else if (found.kind === 'addresses') expect(cidrCover(found.addresses).join()).toBe(expected);
  else if (found.kind === 'service') expect(found.service.name).toBe(expected);
  else if (found.kind === 'pods')
    expect(found.pods.map((p) => `${p.namespace.name}/${p.kind}/${p.name}`).join()).toBe(expected);
});

test.each([
  ['shop/web', 'shop/web', 'every'],
  ['shop/web:80', 'shop/web', '80/TCP'],
  ['shop/web:53/UDP', 'shop/web', '53/UDP'],
  ['shop/web:http', 'shop/web', 'http/TCP'],
  ['10.0.0.0/8:443', '10.0.0.0/8', '443/TCP'],
  ['10.0.0.0/8,11.0.0.0/8:443', '10.0.0.0/8,11.0.0.0/8', '443/TCP'],
  ['fd00::7', 'fd00::7', 'every'],
  ['[fd00::7]:443', '[fd00::7]', '443/TCP'],
  ['[fd00::]/8:443/SCTP', '[fd00::]/8', '443/SCTP'],
])('%s is the end %s on port %s', (given, name, port) => {
  const parsed = destination(given);
  expect(parsed.name).toBe(name);
  expect(parsed.port === 'every' ? 'every' : `${parsed.port.port}/${parsed.port.protocol}`).toBe(port);
});
