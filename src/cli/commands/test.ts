// `firebreak test EXPECTATIONS…`: checks each file of expectations against the input that it names, or
// against -f, and adds the reports up.

import type { DiagnosticView } from '../../session/answers.ts';
import type { ExpectationReport } from '../../session/expectation-report.ts';
import { isRefusal, type SourceFile } from '../../session/questions.ts';
import { createSession } from '../../session/session.ts';
import type { CommandModule, Invocation } from '../command.ts';
import { finish, unlessFailed } from '../finish.ts';
import { junit } from '../formats/junit.ts';
import { printer } from '../formats/print.ts';
import { sarifOfExpectations } from '../formats/sarif.ts';
import { tap } from '../formats/tap.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { beside, type Input, readPaths } from '../input/files.ts';
import { gather, loadInput, refused } from '../input/load.ts';
import { textOf } from '../input/text.ts';
import { badUsage, type Failure, type Io, isFailure, nothingRead } from '../io.ts';
import { type Common, commonFormats, text } from '../options.ts';
import { distinct } from '../present/distinct.ts';
import { expectationReportPresentation } from '../present/expectation-report.ts';

export const test: CommandModule = {
  formats: [...commonFormats, 'junit', 'tap', 'sarif'],
  define: (command) => {
    command
      .description('Check files of expectations: which flows must be allowed, denied, unknown or unchanged.')
      .argument('<expectations...>', 'files or directories of `kind: Expectations`')
      .usage('EXPECTATIONS... [flags]')
      .option('--baseline <path>', 'the input that `must: unchanged` compares with')
      .addHelpText('after', '\nThe input is what each file names under `input`, relative to itself; -f replaces it.')
      .addHelpText(
        'after',
        examples(['firebreak test expect.yaml', 'firebreak test expect.yaml -f rendered/ -o junit > report.xml']),
      )
      .addHelpText('after', exitCodeHelp({ 0: 'all hold', 1: 'some fail' }));
  },
  run: async (invocation, io) =>
    unlessFailed(await reports(invocation, io), io, async (told) => {
      const print = printer(invocation.format, expectationReportPresentation, {
        junit,
        tap,
        sarif: sarifOfExpectations,
      });
      const answer = summed(told.reports);
      return finish(
        { answer, diagnostics: told.missing, print, code: ({ failed }) => (failed > 0 ? 1 : 0) },
        invocation.common,
        io,
      );
    }),
};

interface Reports {
  readonly reports: readonly ExpectationReport[];
  readonly missing: readonly DiagnosticView[];
}

async function reports({ operands, parsed, common }: Invocation, io: Io): Promise<Reports | Failure> {
  const files = await readPaths(operands, io);
  if (isFailure(files)) return files;
  const expectations = await documents(files, operands);
  if (isFailure(expectations)) return expectations;
  const baseline = await baselineOf(text(parsed, 'baseline'), common, io);
  if (isFailure(baseline)) return baseline;
  // One input for all where -f says so; else each file's own.
  const shared = common.paths.length > 0 ? await gather(common, io) : 'their-own';
  if (isFailure(shared)) return shared;
  const told: ExpectationReport[] = [];
  const missing: DiagnosticView[] = [];
  for (const { source, paths } of expectations) {
    // A file that names no input is about the live cluster, as a command without -f is.
    const input = shared === 'their-own' ? await gather({ ...common, paths }, io) : shared;
    if (isFailure(input)) return input;
    const report = await check(source, input, baseline, common, io);
    if (isFailure(report)) return report;
    told.push(report);
    missing.push(...input.missing);
  }
  return { reports: told, missing };
}

interface Document {
  readonly source: SourceFile;
  /** Where its input is, as we would open it. */
  readonly paths: readonly string[];
}

/** A file that was named is held to it; of a directory's files, those that call themselves expectations are. */
async function documents(
  files: readonly SourceFile[],
  named: readonly string[],
): Promise<readonly Document[] | Failure> {
  const found: Document[] = [];
  for (const source of files.filter((each) => named.includes(each.file) || saysExpectations(each))) {
    const inputs = await createSession()('expectationInputs', { expectations: [source] });
    if (isRefusal(inputs)) return refused(inputs);
    const paths = inputs.items.flatMap(({ file, input }) => input.map((path) => beside(file, path)));
    if (new Set(inputs.items.map(({ input }) => input.join('\n'))).size > 1) {
      return badUsage(`the documents of \`${source.file}\` name different inputs; give each a file of its own`);
    }
    if (inputs.items.length > 0) found.push({ source, paths });
  }
  return found.length > 0
    ? found
    : nothingRead(`no \`kind: Expectations\` in ${named.map((path) => `\`${path}\``).join(', ')}`);
}

function saysExpectations(source: SourceFile): boolean {
  return /\bkind["']?\s*:\s*["']?Expectations\b/.test(textOf(source));
}

async function baselineOf(path: string, common: Common, io: Io): Promise<readonly SourceFile[] | Failure> {
  if (path === '') return [];
  const sources = await readPaths([path], io);
  if (isFailure(sources)) return sources;
  const loaded = await loadInput({ sources, missing: [] }, common, io);
  return isFailure(loaded) ? loaded : sources;
}

async function check(
  source: SourceFile,
  input: Input,
  baseline: readonly SourceFile[],
  common: Common,
  io: Io,
): Promise<ExpectationReport | Failure> {
  const loaded = await loadInput(input, common, io);
  if (isFailure(loaded)) return loaded;
  const report = await loaded.ask('test', { expectations: [source], namespace: common.namespace, baseline });
  return isRefusal(report) ? refused(report) : report;
}

/** Diagnostics and assumptions that several reports share are told once. */
function summed(reports: readonly ExpectationReport[]): ExpectationReport {
  return {
    apiVersion: 'firebreak/v1',
    kind: 'ExpectationReport',
    assumptions: distinct(reports.flatMap((report) => report.assumptions)),
    diagnostics: distinct(reports.flatMap((report) => report.diagnostics)),
    passed: reports.reduce((sum, report) => sum + report.passed, 0),
    failed: reports.reduce((sum, report) => sum + report.failed, 0),
    items: reports.flatMap((report) => report.items),
  };
}
