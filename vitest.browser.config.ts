import './local/require-node.mjs';
import { defineConfig } from 'vitest/config';

/** Tests in a browser: slower, and apart from `npm test`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
