import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['core/**/*.test.ts', 'server/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
    reporters: ['default', './scripts/counts-reporter.ts'],
    setupFiles: ['server/test/support/record-operations.ts', 'server/test/support/check-answers.ts'],
    globalSetup: ['server/test/support/global-setup.ts'],
    // A database per test file; two cores, one of them PostgreSQL's.
    maxWorkers: 2,
    // For machines that are busy with other things; a test that hangs is the exception.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
