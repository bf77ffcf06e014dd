import './local/require-node.mjs';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/e2e/**', 'node_modules/**'],
    testTimeout: 30_000,
    // No test leaves anything behind: files of a worker share what they import, a third less time.
    isolate: false,
    // By default one core is left idle: on a machine with two that is half of it.
    maxWorkers: '100%',
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
