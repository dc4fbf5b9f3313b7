import path from 'node:path';
import { bold, dim } from '../../support/look.ts';
import type { TestEvent } from '../events.ts';

/** For people: a line a test, and below one that has failed all that is known of it. */
export async function* plain(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = new Map<string, number>();
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type === 'test:diagnostic') {
      const [, what, count] = /^(pass|fail|skipped) (\d+)$/.exec(data.message) ?? [];
      if (data.nesting > 0) yield `  ${data.message}\n`;
      else if (what !== undefined) counts.set(what, Number(count));
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite') continue;
    const isSkipped = type === 'test:pass' && data.skip !== undefined;
    const mark = type === 'test:fail' ? bold('✗') : isSkipped ? '-' : '✓';
    const file = data.file === undefined ? '' : path.relative('', data.file);
    const name = data.name === data.file ? file : `${data.name}  ${dim(`${file}:${data.line}`)}`;
    yield `${mark} ${name}${isSkipped ? '  skipped' : `  ${dim(sayDuration(data.details.duration_ms))}`}\n`;
    if (type === 'test:fail') yield `${indented(messageOf(data.details.error))}\n`;
  }
  const [passed, failed, skipped] = ['pass', 'fail', 'skipped'].map((what) => counts.get(what) ?? 0);
  yield `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}.\n`;
}

function sayDuration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** What the test said; node:test wraps it. */
export function messageOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
