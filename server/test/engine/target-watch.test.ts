import { expect, test } from 'vitest';
import type { Performed } from '../../src/effects/index.ts';
import { TargetWatch } from '../../src/effects/target-watch.ts';
import { createLog } from '../../src/platform/index.ts';

const performer = { kind: 'email', receiver: 'mail.example.test' };
const target = { kind: 'email', target: 'mail.example.test' };

/** What a watch says in the log of these tries. */
function saidOf(...tries: Performed['target'][]) {
  const lines: [object, string][] = [];
  const log = createLog('silent');
  log.warn = (line: unknown, message?: string) => {
    lines.push([line as object, message ?? '']);
  };
  const watch = new TargetWatch(log);
  for (const each of tries) {
    const outcome =
      each === 'silent'
        ? ({ kind: 'retry', message: 'connect ECONNREFUSED' } as const)
        : ({ kind: 'finished', result: { kind: 'done' } } as const);
    watch.note(performer, { effect: {} as Performed['effect'], outcome, target: each });
  }
  return lines;
}

test('a target that fails is told of once, with the error, and once when it takes effects again', () => {
  expect(saidOf('answered', 'silent', 'silent', 'not asked', 'answered', 'answered')).toEqual([
    [
      { ...target, error: 'connect ECONNREFUSED' },
      'a target takes no effects; they wait and are tried again',
    ],
    [{ ...target, seconds: 0, failedTries: 2 }, 'a target takes effects again'],
  ]);
});

test('each time anew; and nothing of one that answers, whatever it says', () => {
  expect(saidOf('silent', 'answered', 'silent').map(([, message]) => message)).toHaveLength(3);
  expect(saidOf('answered', 'not asked')).toEqual([]);
});
