import type { Reporter, TestModule } from 'vitest/node';

/** Prints, as the very last line, how many tests passed and failed; a file that cannot be run counts as a failure. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) failed++;
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed++;
        else if (test.result().state === 'failed') failed++;
      }
    }
    // After the other reporters and the teardown have had their say.
    process.once('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
