// The facts that upstream suites give, and manifests of public projects, where they are at hand.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { read } from '../../src/snapshot/read.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { codes, readText } from './reading.ts';

const cases = '../shared/cases/kubernetes-e2e.json';
const data = '../shared/data';

// How each fact of the file is written as a port of a policy.
const written: Readonly<Record<string, string>> = {
  'endPort without port': '{endPort: 80}',
  'endPort with a named port': '{port: serve-80-tcp, endPort: 80}',
  'endPort (20000) < port (30000)': '{port: 30000, endPort: 20000}',
  'endPort == port (20000)': '{port: 20000, endPort: 20000}',
  'endPort (20000) > port (10000)': '{port: 10000, endPort: 20000}',
};

describe.skipIf(!existsSync(cases))(`what the API server refuses (needs ${cases})`, () => {
  const facts: unknown = existsSync(cases) ? JSON.parse(readFileSync(cases, 'utf8')) : {};
  const rejections =
    typeof facts === 'object' && facts !== null && 'apiRejections' in facts && Array.isArray(facts.apiRejections)
      ? facts.apiRejections
      : [];

  test('there are five facts', () => {
    expect(rejections.map(({ what }) => what)).toEqual(Object.keys(written));
  });

  test.each(rejections)('$what', ({ what, accepted }) => {
    const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: s}\nspec: {ingress: [{ports: [${written[what]}]}]}\n`;
    expect(readText(text).objects.length === 1).toBe(accepted);
  });
});

function folder(name: string): Snapshot {
  const files = readdirSync(`${data}/${name}`, { recursive: true, encoding: 'utf8' }).sort();
  const manifests = files.filter((file) => /\.ya?ml$/.test(file));
  return read(
    manifests.map((file) => ({ file, text: readFileSync(`${data}/${name}/${file}`, 'utf8') })),
    { lenient: false },
  );
}

describe.skipIf(!existsSync(data))(`real manifests (needs ${data})`, () => {
  test('kube-prometheus', () => {
    const snapshot = folder('kube-prometheus');
    const { cluster, diagnostics } = assemble(snapshot, defaultAssumptions);
    expect(new Set(codes(snapshot))).toEqual(new Set(['unknown-kinds']));
    expect([cluster.pods.length, cluster.policies.length]).toEqual([6, 8]);
    expect(cluster.namespaces.map(({ name }) => name)).toEqual(['monitoring']);
    // Prometheus and Alertmanager are custom resources: their policies select pods that the files don't hold.
    const nothing = diagnostics().filter(({ code }) => code === 'selects-nothing');
    expect(nothing.map(({ origin }) => (origin === 'none' ? '' : origin.file))).toEqual([
      'alertmanager-networkPolicy.yaml',
      'nodeExporter-networkPolicy.yaml',
      'prometheus-networkPolicy.yaml',
    ]);
  });

  test('online-boutique', () => {
    const snapshot = folder('online-boutique');
    const { cluster, diagnostics } = assemble(snapshot, defaultAssumptions);
    expect(new Set(codes(snapshot))).toEqual(new Set(['namespace-defaulted', 'unknown-kinds']));
    expect([cluster.pods.length, cluster.policies.length]).toEqual([12, 13]);
    expect(diagnostics().map(({ code }) => code)).toEqual(['namespace-not-given']);
  });
});
