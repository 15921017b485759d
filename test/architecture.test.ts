// The architecture as a test: who imports whom, which package has which door, what is named where, and whether the
// documents name what exists. The rules and their reasons are data in test/architecture/rules.ts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breaches, cycles, overlong } from './architecture/breaches.ts';
import { parseModule, readModules } from './architecture/modules.ts';

const sources = readModules('src');
const all = [...sources, ...readModules('test', 'scripts')];

describe('the sources', () => {
  test('are there to be looked at', () => {
    expect(sources.length).toBeGreaterThan(50);
  });
  test('keep to their rooms, their doors and their words', () => expect(breaches(all)).toEqual([]));
  test('import each other in no circle', () => expect(cycles(all)).toEqual([]));
  test('are files that can be read in one go', () => expect(overlong(all)).toEqual([]));
});

describe('a breach is found', () => {
  const planted = [
    [
      'src/engine/sets/a.ts',
      `import { p } from '../model/policy.ts';`,
      'src/engine/sets/a.ts imports src/engine/model/policy.ts',
    ],
    [
      'src/engine/model/a.ts',
      `import type { C } from '../compile/compile.ts';`,
      'imports src/engine/compile/compile.ts',
    ],
    ['src/engine/cost/a.ts', `import { s } from '../attack/steps.ts';`, 'imports src/engine/attack/steps.ts'],
    [
      'src/snapshot/a.ts',
      `import { explain } from '../engine/answer/explain.ts';`,
      'imports src/engine/answer/explain.ts',
    ],
    ['src/ui/a.ts', `import { isRefusal } from '../session/questions.ts';`, 'imports src/session/questions.ts'],
    ['src/ui/a.ts', `const s = await import('../session/session.ts');`, 'imports src/session/session.ts'],
    [
      'src/pictures/a.ts',
      `import { union } from '../engine/sets/intervals.ts';`,
      'imports src/engine/sets/intervals.ts',
    ],
    [
      'test/oracle/a.ts',
      `import { has } from '../../src/engine/sets/intervals.ts';`,
      'imports src/engine/sets/intervals.ts',
    ],
    ['src/new/a.ts', `import { has } from '../engine/sets/intervals.ts';`, 'is in no room'],
    ['src/session/a.ts', `import { parse } from 'yaml';`, 'imports yaml'],
    ['src/engine/model/a.ts', `import { readFileSync } from 'node:fs';`, 'imports node:fs'],
    ['src/engine/answer/a.ts', `import Graph from 'graphology';`, 'imports graphology'],
    [
      'src/cli/commands/a.ts',
      `import { KubeConfig } from '@kubernetes/client-node';`,
      'imports @kubernetes/client-node',
    ],
    ['src/pictures/a.ts', `import { hierarchy, zoom } from 'd3';`, 'imports zoom of d3'],
    ['src/ui/a.ts', `import { zoom, hierarchy } from 'd3';`, 'imports hierarchy of d3'],
    ['src/ui/a.ts', `import _ from 'lodash';`, 'imports lodash, which has no door'],
    ['src/engine/model/a.ts', `export { has } from '../sets/intervals.ts';`, 'exports what another file owns'],
    ['src/engine/model/a.ts', 'export default function f() {}', 'has a default export'],
    ['src/engine/model/a.ts', 'const now = new Date();', 'names `Date`'],
    ['src/engine/model/a.ts', 'const r = Math.random();', 'names `Math.random`'],
    ['src/ui/a.ts', 'node.innerHTML = text;', 'names `.innerHTML`'],
    ['src/ui/a.tsx', 'const a = <p dangerouslySetInnerHTML={{ __html: text }} />;', 'names `.dangerouslySetInnerHTML`'],
    ['src/ui/a.ts', `new Function('return 1');`, 'names `Function`'],
  ] as const;

  test.each(planted)('%s: %s', (path, text, sentence) => {
    const found = breaches([parseModule(path, text)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(sentence);
  });

  test('a circle of three files', () => {
    const circle = ['a', 'b', 'c'].map((name, i, names) =>
      parseModule(`src/${name}.ts`, `import type { X } from './${names[(i + 1) % 3]}.ts';`),
    );
    expect(cycles(circle)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts']);
  });

  test('a file of 301 lines', () => {
    expect(overlong([parseModule('src/ui/a.ts', '\n'.repeat(301))])).toHaveLength(1);
  });
});

describe('what is installed', () => {
  const manifest: { dependencies?: object; devDependencies?: Record<string, string> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );

  test('nothing, for who installs the package', () => expect(manifest.dependencies).toBeUndefined());

  test('is named by its exact version', () => {
    const versions = Object.entries(manifest.devDependencies ?? {});
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('is what the code imports, and not only what something else brings along', () => {
    const imported = all.flatMap(({ imports }) => imports.map(({ to }) => to));
    const packages = imported.filter((to) => !/^(node|virtual):|\.(ts|tsx|mjs|json|css)$/.test(to));
    const named = new Set(Object.keys(manifest.devDependencies ?? {}));
    expect(packages.filter((name) => !named.has(name))).toEqual([]);
  });

  // npm 11 refuses to install from a lock file that leaves out a package for another platform.
  test('is in the lock file for every platform', () => {
    const wanted = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !(`node_modules/${name}` in lock.packages))).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = [...markdownOf('.'), ...markdownOf('docs'), ...markdownOf('docs/decisions')];

  test.each(documents)('%s links to what exists', (document) => {
    expect(linksOf(document).filter((link) => !existsSync(join(dirname(document), link)))).toEqual([]);
  });

  test('ARCHITECTURE.md names files that exist', () => {
    const named = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/`([\w.@-]+(?:\/[\w.@-]*)+)`/g)];
    expect(named.length).toBeGreaterThan(0);
    expect(named.map(([, path = '']) => path).filter((path) => isPath(path) && !existsSync(path))).toEqual([]);
  });
});

function markdownOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function linksOf(document: string): readonly string[] {
  const links = [...readFileSync(document, 'utf8').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** `a/b` in backticks may also be a package or a name of Kubernetes; a path begins at the root of the project. */
function isPath(text: string): boolean {
  return /^(src|test|scripts|docs|scenarios|schemas|\.ci)\//.test(text);
}
