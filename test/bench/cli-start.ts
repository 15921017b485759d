// How long a small question takes on the command line, against a Node that does nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Benchmark, medians } from './measure.ts';

const MANIFEST = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
status: { podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
status: { podIP: 10.0.0.2 }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }]
`;

export const cliStart: Benchmark = {
  name: 'cli-start',
  about: '`firebreak can-reach` on a small directory ÷ `node -e 0`',
  on: [{ profile: 'small', pods: 2 }],
  memory: 'plenty',
  measure: async ({ turns }) => {
    const build = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale', 'cli'], { encoding: 'utf8' });
    if (build.status !== 0) throw new Error(build.stderr);
    const folder = mkdtempSync(join(tmpdir(), 'firebreak-bench-'));
    try {
      writeFileSync(join(folder, 'shop.yaml'), MANIFEST);
      const question = ['dist/cli/cli.js', 'can-reach', 'shop/web', 'shop/db:5432', '-f', folder];
      const { firebreak, node } = await medians(
        { firebreak: () => start(question), node: () => start(['-e', '0']) },
        turns,
      );
      return [{ name: 'cli-start', profile: 'small', pods: 2, policies: 1, value: firebreak / node, unit: '× node' }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function start(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`\`node ${args.join(' ')}\` ended with ${status}: ${stderr}`);
}
