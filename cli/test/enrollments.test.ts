import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactFlow, delayMinutes, inARow, is, whenMet } from '../../server/test/support/flow-bodies.ts';
import { type Story, tellStory } from '../../server/test/support/story.ts';
import { millraceIn } from './run.ts';

describe('enrollments, from the command line', () => {
  let story: Story;
  let millrace: ReturnType<typeof millraceIn>;
  let flow: string;
  let ada: string;
  beforeAll(async () => {
    story = await tellStory();
    const { url, token } = story.millrace;
    millrace = millraceIn({ MILLRACE_URL: url, MILLRACE_TOKEN: token });
    ada = await story.givenContact({ email: 'ada@engines.example', city: 'Nice' });
    await story.givenContact({ city: 'Nice' });
    flow = await story.givenFlow({
      ...contactFlow(inARow(delayMinutes(1440)), whenMet([is('city', 'Nice')])),
      name: 'A day',
    });
  });
  afterAll(() => story.stop());

  it('begin with a record by its address, are listed, told in sentences, and end', async () => {
    const entered = await millrace(['enroll', 'A day', 'ada@engines.example']);
    expect(entered).toMatchObject({ code: 0, err: '' });
    expect(entered.out).toMatch(new RegExp(`${ada} +Enrolled +\\d+`));
    await story.settle();
    expect((await millrace(['enrollments', 'A day', '--status', 'active'])).out).toMatch(
      new RegExp(`A day +0-1/${ada} .*Active at action 1 until`),
    );
    const [{ id }] = JSON.parse(
      (await millrace(['enrollments', '--record', 'ada@engines.example', '--json'])).out,
    );
    expect(id).toBeDefined();
    const told = (await millrace(['enrollment', id])).out;
    expect(told).toContain(`0-1/${ada} in A day`);
    expect(told).toMatch(/Enrolled by hand\nNow at #1 Wait 1 day: waiting until \d+ \w+ \d+, \d\d:\d\d/);
    await story.pass('P1D');
    expect((await millrace(['enrollment', id])).out).toMatch(
      /#1 Wait 1 day: Done\n.*Completed: it came to the end of its path/,
    );
    expect((await millrace(['steps', 'A day', '--record', 'ada@engines.example'])).out).toMatch(
      new RegExp(`A day +${ada} +#1 Delay +Done`),
    );
    expect((await millrace(['steps', '--outcome', 'failed'])).out).toBe('There is no step.\n');
  });

  it('are refused with the reason and status 1, unless the record is let in again', async () => {
    const again = await millrace(['enroll', flow, ada]);
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining('enrolled before') });
    expect(await millrace(['enroll', flow, ada, '--re-enroll'])).toMatchObject({ code: 0 });
    expect(await millrace(['enroll', flow, '999'])).toMatchObject({ code: 1 });
    expect((await millrace(['unenroll', flow, 'ada@engines.example'])).out).toContain('Unenrolled');
    expect((await millrace(['unenroll', flow, ada])).out).toContain('Not active');
  });

  it('begin for all that meet the criteria, and the command waits until that is done', async () => {
    const { code, out, err } = await millrace(['enroll', flow, '--matching', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ status: 'COMPLETE', matching: 2, enrolled: 1 });
    expect((await millrace(['enroll', flow, '--matching'])).out).toContain('0 were enrolled');
  });

  it('say when there are more than are shown', async () => {
    const few = await millrace(['enrollments', '--limit', '1', '--json']);
    expect(JSON.parse(few.out)).toHaveLength(1);
    expect(few.err).toContain('more than 1');
  });

  it('say what is wrong with how they are asked for', async () => {
    for (const args of [
      ['enroll', flow],
      ['enroll', flow, ada, '--matching'],
      ['enroll', flow, '--matching', '--re-enroll'],
      ['enroll', flow, 'Ada'],
      ['unenroll', flow],
      ['enrollments', '--limit', '0'],
    ])
      expect(await millrace(args), args.join(' ')).toMatchObject({ code: 2, out: '' });
    expect(await millrace(['enroll', flow, 'nobody@engines.example'])).toMatchObject({ code: 1, out: '' });
    expect((await millrace(['enrollments', '--status', 'asleep'])).err).toContain('"ASLEEP"');
    expect(await millrace(['enrollment', '77'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('77'),
    });
  });
});
