// `firebreak lint`: what could be wrong with the policies, with file and line, and what would mend it.

import type { LintReport } from '../../session/findings.ts';
import type { CommandModule } from '../command.ts';
import { finish, unlessFailed } from '../finish.ts';
import { junitOfLint } from '../formats/junit-lint.ts';
import { printer } from '../formats/print.ts';
import { sarifOfLint } from '../formats/sarif.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { load } from '../input/load.ts';
import { badUsage, type Failure } from '../io.ts';
import { commonFormats, type Parsed, text } from '../options.ts';
import { lintReportPresentation } from '../present/lint-report.ts';

const severities = ['error', 'warning', 'info'] as const;
type Severity = (typeof severities)[number];

export const lint: CommandModule = {
  formats: [...commonFormats, 'sarif', 'junit'],
  define: (command) => {
    command
      .description('Find what could be wrong with the policies: with place, reason, and the change that mends it.')
      .usage('[-f PATH] [flags]')
      .option('--fail-on <severity>', 'exit with 1 from this severity on: error, warning or info', 'warning')
      .addHelpText(
        'after',
        examples(['firebreak lint -f policies/', 'firebreak lint -f policies/ --fail-on error -o sarif > lint.sarif']),
      )
      .addHelpText('after', exitCodeHelp({ 0: 'no finding at or above --fail-on', 1: 'some' }));
  },
  run: async ({ parsed, common, format }, io) =>
    unlessFailed(failOn(parsed), io, async ({ least }) =>
      unlessFailed(await load(common, io), io, async ({ ask, diagnostics }) => {
        const answer = await ask('lint', { namespaces: common.report });
        const print = printer(format, lintReportPresentation, { sarif: sarifOfLint, junit: junitOfLint });
        return finish({ answer, diagnostics, print, code: (report) => (fails(report, least) ? 1 : 0) }, common, io);
      }),
    ),
};

function failOn(parsed: Parsed): { readonly least: Severity } | Failure {
  const word = text(parsed, 'failOn');
  const least = severities.find((severity) => severity === word);
  return least === undefined ? badUsage(`--fail-on is one of ${severities.join(', ')}, not \`${word}\``) : { least };
}

function fails({ items }: LintReport, least: Severity): boolean {
  return items.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least));
}
