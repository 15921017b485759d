import { expect, test } from 'vitest';
import { fieldsOf } from '../../src/ui/editor/policy-fields.ts';

const names = (kind: string, parent: string) => (fieldsOf(kind).fields.get(parent) ?? []).map(({ name }) => name);

test.each([
  ['NetworkPolicy', 'spec', ['podSelector', 'policyTypes', 'ingress', 'egress']],
  ['', 'spec', ['podSelector', 'policyTypes', 'ingress', 'egress']],
  ['ClusterNetworkPolicy', 'spec', ['tier', 'priority', 'subject', 'ingress', 'egress']],
  ['AdminNetworkPolicy', 'spec', ['priority', 'subject', 'ingress', 'egress']],
  ['BaselineAdminNetworkPolicy', 'spec', ['subject', 'ingress', 'egress']],
  ['ClusterNetworkPolicy', 'egress', ['action', 'name', 'to', 'protocols']],
  ['AdminNetworkPolicy', 'ingress', ['action', 'name', 'from', 'ports']],
  ['ClusterNetworkPolicy', 'destinationPort', ['number', 'range']],
  ['AdminNetworkPolicy', 'portRange', ['protocol', 'start', 'end']],
])('the editor offers %s what stands in its %s', (kind, parent, offered) => {
  expect(names(kind, parent)).toEqual(offered);
});

test.each([
  ['ClusterNetworkPolicy', ['Accept', 'Deny', 'Pass']],
  ['AdminNetworkPolicy', ['Allow', 'Deny', 'Pass']],
  ['BaselineAdminNetworkPolicy', ['Allow', 'Deny']],
  ['NetworkPolicy', undefined],
])('a rule of %s has the actions %j', (kind, actions) => {
  expect(fieldsOf(kind).values.get('action')).toEqual(actions);
});
