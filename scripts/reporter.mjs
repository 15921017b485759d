// A Vitest reporter that writes what scripts/test.mjs counts: how many tests passed, which failed and which were
// skipped, with the reason that the test gave (`context.skip(reason)`). Vitest's own JSON has no reasons. The file is
// named by the environment, since Vitest takes no options for a reporter on its command line.
import { writeFileSync } from 'node:fs';

export default class ResultsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    const broken = modules.flatMap((module) => [
      ...(module.errors().length > 0 ? [`${module.relativeModuleId}: does not load`] : []),
      ...[...module.children.allSuites()]
        .filter((suite) => suite.errors().length > 0)
        .map((suite) => `${nameOf(suite)}: a hook fails`),
    ]);
    const results = {
      passed: inState('passed').length,
      failed: [
        ...inState('failed').map(nameOf),
        ...broken,
        ...unhandledErrors.map(({ message }) => `unhandled: ${message}`),
      ],
      // A test that was still waiting when the run ended has not passed either.
      skipped: [...inState('skipped'), ...inState('pending')].map((test) => ({
        name: nameOf(test),
        reason: test.result().note ?? 'no reason given',
      })),
    };
    writeFileSync(process.env.FIREBREAK_TEST_RESULTS, JSON.stringify(results));
  }
}

function nameOf(entity) {
  return `${entity.module.relativeModuleId} > ${entity.fullName}`;
}
