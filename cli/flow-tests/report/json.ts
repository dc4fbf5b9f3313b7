import path from 'node:path';
import type { TestEvent } from '../events.ts';
import { messageOf } from './plain.ts';

interface TestOutcome {
  readonly name: string;
  readonly file: string;
  readonly line: number | null;
  readonly outcome: 'PASSED' | 'FAILED' | 'SKIPPED';
  readonly durationMs: number;
  /** What was expected, what was found, and the passages; null unless it has failed. */
  readonly message: string | null;
}

/** For programs: a list of the tests. */
export async function* json(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tests: TestOutcome[] = [];
  const errors = new Map<string | undefined, string>();
  for await (const { type, data } of events) {
    if (type === 'test:stderr') errors.set(data.file, (errors.get(data.file) ?? '') + data.message);
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue;
    const isSkipped = type === 'test:pass' && data.skip !== undefined;
    const file = data.file === undefined ? '' : path.relative('', data.file);
    tests.push({
      name: data.name,
      file,
      line: data.line ?? null,
      outcome: type === 'test:fail' ? 'FAILED' : isSkipped ? 'SKIPPED' : 'PASSED',
      durationMs: Math.round(data.details.duration_ms),
      message: type === 'test:fail' ? (saidOf(data.name, errors) ?? messageOf(data.details.error)) : null,
    });
  }
  yield `${JSON.stringify(tests, null, 2)}\n`;
}

/** Of a file that could not be run as a whole: what it said. */
function saidOf(name: string, errors: ReadonlyMap<string | undefined, string>): string | undefined {
  return errors.get(name)?.trim();
}
