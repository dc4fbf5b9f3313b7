import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './support/sources.ts';

/** Tests wait for what happens, and not for time to pass. Where real time is the subject, it is said here why. */
const IN_REAL_TIME: Readonly<Record<string, string>> = {
  'server/src/live/stream.test.ts': 'a reader who is slow, and pings that come now and then',
  'server/src/outgoing/outgoing.test.ts': 'a receiver that sends a byte now and then',
  'server/test/code/attack-list.ts': 'code with timers of its own',
  'server/test/code/attacks.test.ts': 'a receiver that takes a moment',
  'server/test/code/isolation.test.ts': 'an end for what must not go on',
  'server/test/code/sandbox.test.ts': 'code with timers of its own, and a caller who gives up meanwhile',
  'server/test/crash/chaos.ts':
    'violent acts come at whichever instant of the work, and processes freeze for a while',
  'server/test/crash/clock.test.ts': 'a process is killed at whichever instant of a moved clock',
  'server/test/crash/contacts-stream.ts': 'the pace of clients, and of their new tries',
  'server/test/crash/kill.test.ts': 'processes are killed at whichever instant of their work',
  'server/test/crash/long-work.test.ts': 'a worker is killed at whichever instant of its work, if asked for',
  'server/test/crash/webhooks.test.ts': 'a worker is killed at whichever instant of its work',
  'server/test/engine/clock.test.ts': 'the clock is moved at ever other instants of the work',
  'server/test/model/play.ts': 'a sequence that does not end is told, with its seed',
  'server/test/model/server.ts': 'a process is killed at whichever instant of a sequence',
  'server/test/support/until.ts': 'looks now and then at what cannot be waited for',
};

const SLEEPS = /\bsetTimeout\b|\bsetInterval\b|expect\.poll|vi\.waitFor|Atomics\.wait/;

test('no test sleeps, but where real time is the subject', () => {
  const files = globSync(['server/test/**/*.ts', '{core,server/src,scripts,bench}/**/*.test{,-support}.ts'], {
    cwd: ROOT,
  }).filter((file) => file !== path.relative(ROOT, import.meta.filename));
  expect(files.length).toBeGreaterThan(200);
  const sleeping = files.filter((file) => SLEEPS.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(sleeping.toSorted()).toEqual(Object.keys(IN_REAL_TIME));
});
