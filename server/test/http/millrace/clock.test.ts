import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contactFlow,
  delayMinutes,
  inARow,
  isKnown,
  sendEmail,
  setProperty,
  whenMet,
} from '../../support/flow-bodies.ts';
import { startMillrace } from '../../support/millrace.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const HOUR = 60;
const advance = (body: unknown) => story.millrace.post('/millrace/v1/clock/advance', body);

test('says when the next thing falls due, and nothing in production', async () => {
  const flow = await story.givenFlow(
    contactFlow(inARow(delayMinutes(3 * HOUR), setProperty('jobtitle', 'x'))),
  );
  const contact = await story.givenContact();
  await story.enroll(flow, contact);
  await story.settle();
  const next = async () => (await story.millrace.get('/millrace/v1/clock')).body.nextDueAt;
  expect(await next()).toBe((await story.passage(flow)).position.until);
  await advance({ to: await next() });
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'x' });
  expect(await next()).toBeNull();
  const production = await startMillrace({ mode: 'production' });
  expect((await production.get('/millrace/v1/clock')).body).toMatchObject({
    mode: 'production',
    nextDueAt: null,
  });
  await production.stop();
});

describe('moving the clock', () => {
  test('runs all that falls due on the way in the order of time, each at its own instant, and what it wakes', async () => {
    const { millrace } = story;
    const email = await millrace.post('/marketing/v3/emails', {
      name: 'x',
      subject: 'x',
      from: { replyTo: 'a@example.test' },
      content: { plainTextVersion: 'x' },
    });
    await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
    // The first flow's second step wakes the third flow; the mails of the second go out between.
    const first = await story.givenFlow(
      contactFlow(
        inARow(
          delayMinutes(2 * HOUR),
          setProperty('jobtitle', 'a'),
          delayMinutes(2 * HOUR),
          setProperty('company', 'b'),
        ),
      ),
    );
    const second = await story.givenFlow(
      contactFlow(
        inARow(
          delayMinutes(1 * HOUR),
          sendEmail(email.body.id),
          delayMinutes(2 * HOUR),
          sendEmail(email.body.id),
        ),
      ),
    );
    const third = await story.givenFlow(
      contactFlow(inARow(delayMinutes(30), setProperty('city', 'c')), whenMet([isKnown('jobtitle')])),
    );
    const contact = await story.givenContact();
    await story.enroll(first, contact);
    await story.enroll(second, contact);
    const began = Date.parse((await story.enrollments(first))[0].enrolledAt);

    const moved = await advance({ by: 'PT24H' });
    expect(moved.status).toBe(200);
    const minutes = (at: string) => Math.round((Date.parse(at) - began) / 60_000);
    const log: [number, string, string][] = [];
    for (const flow of [first, second, third]) {
      for (const step of (await story.passage(flow)).steps)
        log.push([minutes(step.at), flow, step.actionTypeId]);
    }
    log.sort((a, b) => a[0] - b[0] || a[1].localeCompare(b[1]));
    expect(log).toEqual([
      [60, second, '0-1'],
      [60, second, '0-4'],
      [120, first, '0-1'],
      [120, first, '0-5'],
      [150, third, '0-1'],
      [150, third, '0-5'],
      [180, second, '0-1'],
      [180, second, '0-4'],
      [240, first, '0-1'],
      [240, first, '0-5'],
    ]);
    const mails = (await millrace.get('/millrace/v1/mailbox')).body.results;
    expect(
      mails.map((mail: Body) => minutes(mail.at ?? mail.sentAt)).sort((a: number, b: number) => a - b),
    ).toEqual([60, 180]);
    expect(minutes(moved.body.now)).toBe(24 * HOUR);
    const { body } = await millrace.get('/millrace/v1/clock');
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(Date.parse(moved.body.now));
  });

  test('a nurture of ninety days takes a moment', async () => {
    const actions = Array.from({ length: 90 }, (_, day) => [
      delayMinutes(24 * HOUR),
      setProperty('jobtitle', `day ${day + 1}`),
    ]).flat();
    const flow = await story.givenFlow(contactFlow(inARow(...actions)));
    await story.enroll(flow, await story.givenContact());
    const { body } = await advance({ by: 'P91D' });
    expect(body.stops).toBeGreaterThanOrEqual(90);
    expect((await story.enrollments(flow))[0]).toMatchObject({ status: 'COMPLETED', stepCount: 180 });
  });

  test('to an instant, and by no time at all', async () => {
    const { body } = await story.millrace.get('/millrace/v1/clock');
    const to = new Date(Date.parse(body.now) + 3_600_000).toISOString();
    expect((await advance({ to })).body.now).toBe(to);
    expect((await advance({ by: 'PT0S' })).status).toBe(200);
  });

  test('of two moves at once, one waits its turn with 409, or comes after', async () => {
    const answers = await Promise.all([
      advance({ by: 'PT1H' }),
      advance({ by: 'PT1H' }),
      advance({ by: 'PT1H' }),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual(
      [],
    );
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect((await advance({ by: 'PT1S' })).status).toBe(200);
  });

  test.each([
    [{}, 'Give either'],
    [{ by: 'P1D', to: '2030-01-01T00:00:00Z' }, 'Give either'],
    [{ by: 'a day' }, '"a day"'],
    [{ by: '-P1D' }, 'forward only'],
    [{ by: 'P99999Y' }, '9998'],
    [{ to: 'tomorrow' }, '"tomorrow"'],
    [{ to: '2020-01-01T00:00:00Z' }, 'forward only'],
    [{ by: 5 }, '5'],
    [{ bye: 'P1D' }, 'bye'],
  ])('refuses %o', async (body, message) => {
    const before = (await story.millrace.get('/millrace/v1/clock')).body.now;
    const answer = await advance(body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body).replaceAll('\\"', '"')).toContain(message);
    const after = (await story.millrace.get('/millrace/v1/clock')).body.now;
    expect(Date.parse(after) - Date.parse(before)).toBeLessThan(60_000);
  });
});

test('in production the clock is the database’s, and nobody moves it', async () => {
  const production = await startMillrace({ mode: 'production', role: 'api' });
  try {
    for (const [path, body] of [['advance', { by: 'P1D' }], ['settle']] as const) {
      const answer = await production.post(`/millrace/v1/clock/${path}`, body);
      expect([answer.status, answer.body.category]).toEqual([403, 'FORBIDDEN']);
    }
    expect((await production.get('/millrace/v1/clock')).body.mode).toBe('production');
  } finally {
    await production.stop();
  }
});
