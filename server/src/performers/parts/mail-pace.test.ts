import { expect, test } from 'vitest';
import { MAILS_HELD_MAX, MailPace } from './mail-pace.ts';

const CONNECTIONS = 5;

/** Mails go out, so long each. */
async function sent(pace: MailPace, mails: number, ms: number): Promise<void> {
  for (let mail = 0; mail < mails; mail++) {
    let clock = 0;
    await pace.sending(
      async () => undefined,
      () => (clock += ms),
    );
  }
}

test('a process begins with as many mails as there are connections, and holds more only when they go fast', async () => {
  const pace = new MailPace({ atOnce: CONNECTIONS });
  expect(pace.slots).toBe(CONNECTIONS);
  await sent(pace, 19, 5);
  expect(pace.slots).toBe(CONNECTIONS);
  await sent(pace, 50, 15_000);
  expect(pace.slots).toBe(CONNECTIONS);
  await sent(pace, 100, 5);
  expect(pace.slots).toBe(MAILS_HELD_MAX);
  await sent(pace, 50, 15_000);
  expect(pace.slots).toBe(CONNECTIONS);
});

test('new ones are taken when half of them are done, and one by one from a slow server', async () => {
  const pace = new MailPace({ atOnce: CONNECTIONS });
  expect(pace.leastFree).toBe(1);
  await sent(pace, 100, 5);
  expect(pace.leastFree).toBe(MAILS_HELD_MAX / 2);
  await sent(pace, 50, 15_000);
  expect(pace.leastFree).toBe(1);
});

test('no more are sent than may have to be sent again, and one that fails lets the next go', async () => {
  const pace = new MailPace({ atOnce: CONNECTIONS });
  const begun: (() => void)[] = [];
  const all = Array.from({ length: 60 }, (_, index) =>
    pace
      .inTurn(async () => {
        await new Promise<void>((resolve) => begun.push(resolve));
        if (index % 2 === 0) throw new Error('It was not stored.');
      })
      .catch(() => undefined),
  );
  let most = 0;
  while (begun.length > 0) {
    most = Math.max(most, begun.length);
    begun.shift()!();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(most).toBe(4 * CONNECTIONS);
});
