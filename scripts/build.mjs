// npm run build [-- --if-stale] [-- PART…]: the four artefacts, each from its sources alone.
//
//   cli     dist/cli/cli.js         the command line, with everything it imports: the package has no dependencies
//   page    dist/page/              the page for a web server, assets named by their hashes
//   single  dist/firebreak.html     the page as one file that works from a disk
//   lib     dist/lib/               the engine as an ES module, with types
//
// Each is built beside its place and moved in when it is whole, so that a failed build leaves the last one standing.
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { checkScripts } from './bundle-check.mjs';
import { root, runNode } from './process.mjs';
import { toSingleFile } from './single-file.mjs';
import { isFresh, markFresh, sourcesHash } from './stale.mjs';

const parts = {
  cli: { output: 'cli', make: buildCommandLine },
  page: { output: 'page', make: buildPage },
  single: { output: 'firebreak.html', make: buildSingleFile },
  lib: { output: 'lib', make: buildLibrary },
};

/** Builds the named parts, all of them if none is named; with `ifStale` only those whose sources changed. */
export async function buildParts({ names = [], ifStale = false } = {}) {
  const hash = sourcesHash();
  for (const name of names.length > 0 ? names : Object.keys(parts)) {
    const part = parts[name];
    if (part === undefined) throw new Error(`no part \`${name}\` to build; there are ${Object.keys(parts).join(', ')}`);
    const output = join(root, 'dist', part.output);
    if (ifStale && isFresh(output, hash)) continue;
    const started = Date.now();
    const workshop = join(root, '.cache', 'build', `${name}-${process.pid}`);
    try {
      moveIn(await part.make(workshop), output);
    } finally {
      rmSync(workshop, { recursive: true, force: true });
    }
    markFresh(output, hash);
    console.log(`built dist/${part.output} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

function moveIn(made, output) {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(dirname(output), { recursive: true });
  renameSync(made, output);
}

// What is loaded together lies in one file: as the forty files that it would be otherwise, a question takes 8 ms longer.
const loadedTogether = [
  // What flags, help and a failure take.
  group('start', [
    /no-child-processes|\/package\.json$|\/node_modules\/commander\//,
    /\/src\/cli\/(main|catalogue|fail|help|io|later|options|diagnostics|formats\/(visible|words))\.ts/,
    /\/src\/engine\/model\/assumptions\.ts/,
  ]),
  // Lines and columns, for which tokens do: the rest of the YAML parser goes with the text of an object.
  group('place', [
    /\/src\/snapshot\/(place|range|json-place|yaml-\w+)\.ts/,
    /\/node_modules\/yaml\/browser\/dist\/parse\/(lexer|parser|cst)\.js/,
  ]),
  // What nearly every question takes.
  group('question', [
    /\/node_modules\/(js-yaml|ipaddr\.js)\//,
    /\/src\/snapshot\/(?!text\.ts)|\/src\/engine\/(sets|model|compile|answer)\/|\/src\/session\/(?!reply\/(blast|cost))/,
    // Without the unpacking of text, which few commands do.
    /\/src\/cli\/(formats\/|present\/|finish\.ts|input\/(?!text\.ts))/,
  ]),
];

/** A file of the command line; a module goes into the first group that has a place for it. */
function group(name, places) {
  return { name, test: (id) => places.some((place) => place.test(id)) };
}

async function buildCommandLine(outDir) {
  await viteBuild({
    build: {
      ssr: 'src/cli/cli.ts',
      target: 'node20',
      outDir,
      minify: true,
      rolldownOptions: {
        // The package does not say so, but its modules do nothing but export: what is not used need not be loaded.
        treeshake: { moduleSideEffects: [{ test: /\/node_modules\/yaml\//, sideEffects: false }] },
        output: {
          // Chunks lie beside the entry, so that a path relative to import.meta.url means the same in each.
          entryFileNames: 'cli.js',
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: { groups: loadedTogether, includeDependenciesRecursively: false },
        },
      },
    },
    ssr: { noExternal: true, target: 'node' },
    // The package's modules, of which a question needs three, rather than the one file of it that is for Node.
    resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
    plugins: [withoutChildProcesses()],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const entry = join(outDir, 'cli.js');
  const code = readFileSync(entry, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(entry, `#!/usr/bin/env node\n${code}`);
  chmodSync(entry, 0o755);
  return outDir;
}

/** Commander can start subcommands as programs of their own. Ours are none, and loading what that takes costs time. */
function withoutChildProcesses() {
  const id = '\0no-child-processes';
  return {
    name: 'firebreak-without-child-processes',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === 'node:child_process' && importer?.includes('/node_modules/commander/') ? id : undefined,
    load: (loaded) => (loaded === id ? 'export {};' : undefined),
  };
}

async function buildPage(outDir) {
  const { output } = await viteBuild({ build: { outDir } });
  checkScripts(output.filter(({ type }) => type === 'chunk'));
  return outDir;
}

async function buildSingleFile(outDir) {
  await viteBuild({
    build: {
      outDir,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  return toSingleFile(outDir);
}

async function buildLibrary(outDir) {
  await viteBuild({
    build: {
      outDir,
      minify: false,
      lib: { entry: 'src/engine/index.ts', formats: ['es'], fileName: 'index' },
    },
  });
  // Only what the entry exports: a tsconfig of one file, its imports followed by the compiler.
  const config = join(outDir, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, 'src/engine/tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        rootDir: join(root, 'src'),
        outDir,
      },
      files: [join(root, 'src/engine/index.ts')],
      include: [],
    }),
  );
  const code = await runNode(['node_modules/typescript/bin/tsc', '-p', config]);
  if (code !== 0) throw new Error('the library does not type-check');
  rmSync(config);
  return outDir;
}

async function viteBuild(options) {
  const { build: buildOptions, ...rest } = options;
  const result = await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    ...rest,
    build: {
      emptyOutDir: true,
      copyPublicDir: false,
      // What we ship holds others' work: their licences ask to be named beside it.
      license: { fileName: 'licenses.md' },
      // budget.json has our limits.
      chunkSizeWarningLimit: Number.MAX_SAFE_INTEGER,
      ...buildOptions,
    },
  });
  return Array.isArray(result) ? result[0] : result;
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({ options: { 'if-stale': { type: 'boolean' } }, allowPositionals: true });
  await buildParts({ names: positionals, ifStale: values['if-stale'] ?? false }).catch((error) => {
    console.error(`npm run build: ${error.message}`);
    process.exitCode = 1;
  });
}
