import path from 'node:path';
import { run as runPrograms } from 'node:test';
import { type Millrace, startMillrace } from '../../testing/index.ts';
import { Failed } from '../failed.ts';
import { type Counts, eventsOf, type FlowTestResult, joinedEvents, type TestEvent } from './events.ts';
import { findTests } from './find.ts';
import type { FlowTest } from './flow-test.ts';
import { readTestFile } from './read.ts';
import type { Report } from './report/index.ts';
import { runFlowTest } from './run-test.ts';

export interface RunOptions {
  readonly paths: readonly string[];
  /** Tests that have this in their name. */
  readonly only: string | undefined;
  /** Tests of YAML, and files of programs, that run at once. */
  readonly concurrency: number;
  readonly report: Report;
  readonly write: (text: string) => void;
  /** Ends all of it. */
  readonly signal: AbortSignal;
}

/**
 * Runs tests of flows on one server, which is started for them unless `MILLRACE_URL` names one, and reports as they end. Throws before anything runs where
 * there is no test, or a file of YAML is not as it must be, with all that is wrong; a Failed where a test has failed.
 */
export async function runFlowTests(options: RunOptions): Promise<void> {
  const { paths, only, signal, write } = options;
  const found = await findTests(paths);
  const read = await Promise.all(found.yaml.map(readTestFile));
  const mistakes = read.flatMap((each) => each.mistakes);
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  const tests = read
    .flatMap((each) => each.tests)
    .filter(({ name }) => only === undefined || name.includes(only));
  if (tests.length + found.programs.length === 0) throw new Error(sayNone(options));
  const millrace = await startMillrace();
  const counts: { all: Counts } = { all: { passed: 0, failed: 0, skipped: 0 } };
  try {
    const streams = [
      flowTestEvents(millrace, tests, options),
      programEvents(millrace, found.programs, options),
    ];
    const events = joinedEvents(streams, (all) => {
      counts.all = all;
    });
    for await (const text of options.report(events)) write(text);
  } finally {
    await millrace.stop();
  }
  const { passed, failed, skipped } = counts.all;
  if (signal.aborted) throw new Error('Stopped: not all tests have run.');
  if (passed + failed + skipped === 0) throw new Error(sayNone(options));
  if (failed > 0) throw new Failed();
}

function sayNone({ paths, only }: RunOptions): string {
  const where = paths.length === 0 ? 'below this folder' : `at ${paths.join(', ')}`;
  return only === undefined
    ? `There is no test ${where}: they are called *.flow.test.yaml, .yml, .ts, .js or .mjs.`
    : `No test ${where} has ${JSON.stringify(only)} in its name.`;
}

/** Several at once, each with an account of its own; told in the order in which they end. */
async function* flowTestEvents(
  millrace: Millrace,
  tests: readonly FlowTest[],
  { concurrency, signal }: RunOptions,
): AsyncGenerator<TestEvent> {
  const left = [...tests];
  const running = new Map<FlowTest, Promise<FlowTestResult>>();
  const stopped = new Promise<undefined>((resolve) =>
    signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  );
  while (!signal.aborted) {
    while (running.size < concurrency && left.length > 0) {
      const test = left.shift()!;
      running.set(test, resultOf(millrace, test));
    }
    if (running.size === 0) return;
    const result = await Promise.race([...running.values(), stopped]);
    if (!result) return;
    running.delete(result.test);
    yield* eventsOf(result);
  }
}

async function resultOf(millrace: Millrace, test: FlowTest): Promise<FlowTestResult> {
  const begin = performance.now();
  const error = await runFlowTest(millrace, test).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const durationMs = performance.now() - begin;
  return { test, durationMs, ...(error ? { error } : {}) };
}

/** Files in processes of their own, which find the server in their environment. */
async function* programEvents(
  { url, token }: Millrace,
  files: readonly string[],
  { only, concurrency, signal }: RunOptions,
): AsyncGenerator<TestEvent> {
  if (files.length === 0 || signal.aborted) return;
  Object.assign(process.env, { MILLRACE_URL: url, MILLRACE_TOKEN: token });
  if (!process.features.typescript && files.some((file) => file.endsWith('ts')))
    process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --experimental-strip-types`.trim();
  // Which says that this process is a test, too, and would keep it from running any.
  delete process.env['NODE_TEST_CONTEXT'];
  yield* runPrograms({
    files: files.map((file) => path.resolve(file)),
    concurrency,
    signal,
    ...(only === undefined ? {} : { testNamePatterns: [new RegExp(literally(only))] }),
  }) as AsyncIterable<TestEvent>;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
