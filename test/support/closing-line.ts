import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Prints, as the very last line of a run, how many tests passed and failed. What is no test but made the run fail counts
 * as one failure each: a file that does not load, a hook, an error that nobody caught, a run without tests.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(
    modules: ReadonlyArray<TestModule>,
    errors: ReadonlyArray<unknown>,
    reason: TestRunEndReason = 'passed',
  ): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'skipped') skipped += 1;
        else failed += 1;
      }
      for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) failed += 1;
    }
    if (reason === 'failed' && failed === 0) failed = 1;
    const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    process.on('exit', () => process.stdout.write(line));
  }
}
