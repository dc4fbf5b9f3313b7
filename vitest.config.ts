import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['core/**/*.test.ts', 'server/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
    reporters: ['default', './scripts/counts-reporter.ts'],
    setupFiles: ['server/test/support/record-operations.ts'],
    globalSetup: ['server/test/support/global-setup.ts'],
    // A database per test file; two cores, one of them PostgreSQL's.
    maxWorkers: 2,
    // CI shares its cores with nobody, but inputs are random and lanes run beside the tests: one failure alone is tried again.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
