import path from 'node:path';
import type { EventData } from 'node:test';
import type { FlowTest } from './flow-test.ts';

/** One stream of what happens, in the events of node:test, so that its reporters tell of all tests in one report. */
export type TestEvent =
  | { readonly type: 'test:start'; readonly data: EventData.TestStart }
  | { readonly type: 'test:pass'; readonly data: EventData.TestPass }
  | { readonly type: 'test:fail'; readonly data: EventData.TestFail }
  | { readonly type: 'test:plan'; readonly data: EventData.TestPlan }
  | { readonly type: 'test:diagnostic'; readonly data: EventData.TestDiagnostic }
  | { readonly type: 'test:stdout' | 'test:stderr'; readonly data: EventData.TestStdout };

/** How a test of YAML went. */
export interface FlowTestResult {
  readonly test: FlowTest;
  readonly durationMs: number;
  /** Where it has failed. */
  readonly error?: Error;
}

export function* eventsOf({ test, durationMs, error }: FlowTestResult): Generator<TestEvent> {
  const place = {
    name: test.name,
    nesting: 0,
    file: path.resolve(test.file),
    line: test.line,
    column: 1,
    testId: 0,
    parentId: 0,
    tags: [],
  };
  yield { type: 'test:start', data: place };
  // The number is given to it where the streams come together.
  const data = { ...place, testNumber: 0 };
  const details = { duration_ms: durationMs, type: undefined };
  if (!error) yield { type: 'test:pass', data: { ...data, details } as EventData.TestPass };
  else {
    const failure = Object.assign(new Error(error.message), {
      code: 'ERR_TEST_FAILURE',
      failureType: 'testCodeFailure',
    });
    // Where it was thrown helps nobody: the message names the line of the file.
    failure.stack = error.message;
    yield {
      type: 'test:fail',
      data: { ...data, details: { ...details, error: failure } } as EventData.TestFail,
    };
  }
}

/** How many there were; suites count by what is in them. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What a reporter is told of; the rest is told by other events, or once for all at the end. */
const TOLD = new Set([
  'test:start',
  'test:pass',
  'test:fail',
  'test:plan',
  'test:diagnostic',
  'test:stdout',
  'test:stderr',
]);

/** Several streams one after another, as if they were one: tests are numbered through, and counted once, at the end. */
export async function* joinedEvents(
  streams: readonly AsyncIterable<TestEvent>[],
  onEnd: (counts: Counts) => void,
): AsyncGenerator<TestEvent> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let number = 0;
  const begin = performance.now();
  for (const stream of streams)
    for await (const event of stream) {
      if (!TOLD.has(event.type) || isOfOneStream(event)) continue;
      count(event, counts);
      const isResult = event.type === 'test:pass' || event.type === 'test:fail';
      if (!isResult || event.data.nesting > 0) yield event;
      else yield { ...event, data: { ...event.data, testNumber: ++number } } as TestEvent;
    }
  onEnd(counts);
  const { passed, failed, skipped } = counts;
  yield { type: 'test:plan', data: { nesting: 0, count: number } as EventData.TestPlan };
  const said = [
    `tests ${passed + failed + skipped}`,
    `pass ${passed}`,
    `fail ${failed}`,
    `skipped ${skipped}`,
    `duration_ms ${Math.round(performance.now() - begin)}`,
  ];
  for (const message of said)
    yield {
      type: 'test:diagnostic',
      data: { nesting: 0, message, level: 'info' } as EventData.TestDiagnostic,
    };
}

/** A plan or a count of one of them. */
function isOfOneStream({ type, data }: TestEvent): boolean {
  return (type === 'test:plan' || type === 'test:diagnostic') && data.nesting === 0;
}

function count({ type, data }: TestEvent, counts: { passed: number; failed: number; skipped: number }): void {
  if (type === 'test:pass') {
    // A file without tests passes, and is none.
    if (data.details.type === 'suite' || data.name === data.file) return;
    if (data.skip === undefined) counts.passed++;
    else counts.skipped++;
  }
  if (type === 'test:fail') {
    const { failureType } = data.details.error as { readonly failureType?: string };
    if (failureType !== 'subtestsFailed') counts.failed++;
  }
}
