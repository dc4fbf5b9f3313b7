import path from 'node:path';
import { defineConfig } from 'vitest/config';
import LongestFirst from './scripts/longest-first.ts';
import { olderPostgres } from './scripts/older-postgres.ts';

/** Stories over HTTP: each file has a server and a database of its own. */
const STORIES = ['server/test/{conformance,flows,http}/**/*.test.ts'];
/**
 * What measures, starts processes, kills them, runs what is hostile, or gives rows ids of its own: each file in a process of its own. What
 * a process remembers of an account or a job is known by their ids, which the databases of two files may both have.
 */
const ALONE = [
  'server/test/{accounts,code,crash,criteria,engine,hostile,model,process}/**/*.test.ts',
  'packaging/**/*.test.ts',
  'testing/**/*.test.ts',
];
/** What runs nowhere else. */
const ONLY_ON_OLDER = 'server/test/older/**/*.test.ts';
/** What runs once more, on an older PostgreSQL, with all migrations: every operation, plans of the hottest statements, goals and events. See "Tests" in CONTRIBUTING.md. */
const ON_OLDER = [
  ONLY_ON_OLDER,
  'server/test/engine/{plans,list-plans}.test.ts',
  'server/test/conformance/{events,goals}.test.ts',
];
/** Sources of the page have JSX, styles and pictures in them, which Node.js does not read. */
const PAGE = ['web/src/**/*.test.{ts,tsx}'];

// What one worker has compiled the others read, and so do the servers that tests start: it is where `cli/bin.js` looks.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, 'node_modules/.cache/compiled');

// With MILLRACE_TEST_POSTGRES all tests run on the one that it names.
const runsOnOlder = !process.env['MILLRACE_TEST_POSTGRES'] && olderPostgres() !== undefined;

export default defineConfig({
  test: {
    reporters: ['default', './scripts/counts-reporter.ts'],
    setupFiles: [
      'server/test/support/load-modules.ts',
      'server/test/support/record-operations.ts',
      'server/test/support/check-answers.ts',
      'server/test/support/check-statements.ts',
    ],
    globalSetup: ['server/test/support/global-setup.ts'],
    // A database per test file. More than two cores, since whoever waits for processes, browsers and clocks leaves them idle.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst, setupFiles: 'list' },
    // Node.js reads our TypeScript by itself, so nothing is transformed; nothing is mocked either.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // For machines that are busy with other things; a test that hangs is the exception.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      // Most of what a file costs is to load the server: those of a worker load it once.
      { extends: true, test: { name: 'stories', include: STORIES, isolate: false } },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['{core,server,cli,bench,scripts,web}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...STORIES, ...ALONE, ...PAGE, ONLY_ON_OLDER],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'older',
          include: runsOnOlder ? ON_OLDER : [],
          globalSetup: ['server/test/support/older-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'page', include: PAGE, isolate: false, experimental: { viteModuleRunner: true } },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/support/global-setup.ts'],
          isolate: false,
        },
      },
    ],
  },
});
