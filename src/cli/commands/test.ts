// `firebreak test EXPECTATIONS…`: checks each file of expectations against the input that it names, or
// against -f, and adds the reports up.

import type { ExpectationReport } from '../../session/answers.ts';
import { isRefusal, type SourceFile } from '../../session/questions.ts';
import type { CommandModule, Invocation } from '../catalogue.ts';
import { finish, unlessFailed } from '../finish.ts';
import { junit } from '../formats/junit.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { beside, readPaths } from '../input/files.ts';
import { gather, type Input, loadInput, refused } from '../input/load.ts';
import { type Failure, type Io, isFailure } from '../io.ts';
import { type Common, commonFormats, text } from '../options.ts';
import { distinct } from '../present/distinct.ts';
import { expectationReportPresentation } from '../present/expectation-report.ts';

export const test: CommandModule = {
  formats: [...commonFormats, 'junit'],
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
      const print = printer(invocation.format, expectationReportPresentation, { junit });
      const answer = summed(told.reports);
      return finish(
        { answer, missing: told.missing, print, code: ({ failed }) => (failed > 0 ? 1 : 0) },
        invocation.common,
        io,
      );
    }),
};

interface Reports {
  readonly reports: readonly ExpectationReport[];
  readonly missing: Input['missing'];
}

async function reports({ operands, parsed, common }: Invocation, io: Io): Promise<Reports | Failure> {
  const expectations = await readPaths(operands, io);
  if (isFailure(expectations)) return expectations;
  const baseline = text(parsed, 'baseline') === '' ? [] : await readPaths([text(parsed, 'baseline')], io);
  if (isFailure(baseline)) return baseline;
  // One input for all where -f says so; else each file's own.
  const shared = common.paths.length > 0 ? await gather(common, io) : 'their-own';
  if (shared !== 'their-own' && isFailure(shared)) return shared;
  const told: ExpectationReport[] = [];
  for (const source of expectations) {
    const input = shared === 'their-own' ? await ownInput(source, common, io) : shared;
    if (isFailure(input)) return input;
    const report = await check(source, input, baseline, common);
    if (isFailure(report)) return report;
    told.push(report);
  }
  return { reports: told, missing: shared === 'their-own' ? [] : shared.missing };
}

/** A file that names no input is about the live cluster, as a command without -f is. */
async function ownInput(source: SourceFile, common: Common, io: Io): Promise<Input | Failure> {
  const { createSession } = await import('../../session/session.ts');
  const inputs = await createSession()('expectationInputs', { expectations: [source] });
  if (isRefusal(inputs)) return refused(inputs);
  const paths = inputs.items.flatMap(({ file, input }) => input.map((path) => beside(file, path)));
  return gather({ ...common, paths }, io);
}

async function check(
  source: SourceFile,
  input: Input,
  baseline: readonly SourceFile[],
  common: Common,
): Promise<ExpectationReport | Failure> {
  const loaded = await loadInput(input, common);
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
