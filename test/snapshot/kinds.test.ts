// Kinds that are not read: counted, told apart from policies of other makers, and refused where the
// API server has no such kind in that version.

import { describe, expect, test } from 'vitest';
import { readText, refusals } from './reading.ts';

describe('a kind that we do not read', () => {
  test('unknown kinds are counted, and told once', () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
    const snapshot = readText(`${config}---\n${config}---\napiVersion: v1\nkind: Secret\n`);
    expect(snapshot.ignored).toEqual(
      new Map([
        ['v1/ConfigMap', 2],
        ['v1/Secret', 1],
      ]),
    );
    expect(snapshot.diagnostics).toMatchObject([{ severity: 'info', code: 'unknown-kinds' }]);
  });

  test.each([['extensions/v1beta1', 'NetworkPolicy']])(
    '%s %s is told not to be evaluated, once',
    (apiVersion, kind) => {
      const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
      const snapshot = readText(`${text}---\n${text}`);
      expect(snapshot.diagnostics).toMatchObject([{ severity: 'warning', code: 'policy-not-evaluated' }]);
      expect(snapshot.diagnostics[0]?.message).toMatch(/^2 of /);
      expect(snapshot.ignored).toEqual(new Map([[`${apiVersion}/${kind}`, 2]]));
      expect(snapshot.objects).toEqual([]);
    },
  );
});

describe('a kind that we read, in a version that has none', () => {
  test.each([
    ['v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['apps/v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['v1', 'Deployment', 'apps/v1'],
    ['apps/v1', 'Pod', 'v1'],
    ['networking.k8s.io/v1', 'Namespace', 'v1'],
    ['policy.networking.k8s.io/v1alpha1', 'ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2'],
    ['policy.networking.k8s.io/v1alpha2', 'AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
    ['policy.networking.k8s.io/v1alpha2', 'BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
    ['networking.k8s.io/v1', 'ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2'],
  ])('%s %s is refused, with the version to write', (apiVersion, kind, right) => {
    const snapshot = readText(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`);
    expect(refusals(snapshot)).toEqual(['error wrong-version 1:1']);
    expect(snapshot.diagnostics[0]?.message).toContain(`it is of \`${right}\``);
    expect([...snapshot.ignored]).toEqual([]);
  });

  test('of another maker it is no business of ours', () => {
    const snapshot = readText('apiVersion: example.org/v1\nkind: Node\nmetadata: {name: a}\n');
    expect(refusals(snapshot)).toEqual([]);
    expect(snapshot.ignored).toEqual(new Map([['example.org/v1/Node', 1]]));
  });
});
