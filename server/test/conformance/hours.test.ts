import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const hours = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'].map((day) => ({
  day,
  startTime: { hour: 9, minute: 0 },
  endTime: { hour: 17, minute: 0 },
}));

/** Moves the clock to the next Thursday noon in New York: the zone of an account that has chosen none (case 33). */
async function untilThursdayNoon(): Promise<void> {
  const { body } = await story.millrace.get('/millrace/v1/clock');
  expect(body.timeZone).toBe('America/New_York');
  let at = Date.parse(body.now);
  const noon = (instant: number) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      weekday: 'short',
      hour: 'numeric',
      hourCycle: 'h23',
    }).format(instant);
  do at += 60 * 60 * 1000 - (at % (60 * 60 * 1000));
  while (noon(at) !== 'Thu, 12' && noon(at) !== 'Thu 12');
  await story.millrace.post('/millrace/v1/clock/advance', { to: new Date(at).toISOString() });
}

test('case 30: a delay that ends on Saturday, a branch that is evaluated then, an action that waits for Monday 9:00 to 9:15', async () => {
  const branch = {
    type: 'STATIC_BRANCH',
    actionId: '2',
    inputValue: { type: 'STATIC_VALUE', staticValue: 'x' },
    staticBranches: [],
    defaultBranch: { edgeType: 'STANDARD', nextActionId: '3' },
  };
  const [first] = inARow(delayMinutes(2 * 24 * 60), {});
  const flowId = await story.givenFlow(
    contactFlow([first!, branch, { ...setProperty('jobtitle', 'Monday'), actionId: '3' }], undefined, {
      timeWindows: hours,
    }),
  );
  await untilThursdayNoon();
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  await story.pass('P2D');
  const [{ position, enrolledAt }] = await story.enrollments(flowId);
  expect(position).toMatchObject({ actionId: '3', waitingFor: 'window' });
  const monday = new Date(position.until);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/New_York',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(monday);
  expect(clock).toMatch(/^Monday,? (at )?09:(0\d|1[0-4])$/);
  await story.pass('P2D');
  expect((await story.properties('contacts', contact))['jobtitle']).toBe('Monday');
  const { steps } = await story.passage(flowId);
  expect(Date.parse(steps[1].at) - Date.parse(enrolledAt)).toBeLessThan(2 * 86_400_000 + 5_000);
  expect(steps[2].at).toBe(position.until);
});

test('hours that are taken away let those go who waited for them', async () => {
  const flowId = await story.givenFlow(
    contactFlow(inARow(setProperty('jobtitle', 'Free')), undefined, {
      timeWindows: [{ day: 'SUNDAY', startTime: { hour: 3, minute: 0 }, endTime: { hour: 3, minute: 1 } }],
    }),
  );
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  expect((await story.enrollments(flowId))[0].position).toMatchObject({ waitingFor: 'window' });
  await story.changeFlow(flowId, (flow) => ({ ...flow, timeWindows: [] }));
  expect((await story.properties('contacts', contact))['jobtitle']).toBe('Free');
});

test('case 31: inside the hours of a blocked day: the same time of the next day that is not; outside of them: its opening', async () => {
  await untilThursdayNoon();
  const { body } = await story.millrace.get('/millrace/v1/clock');
  const thursday = Date.parse(body.now);
  const blockedDate = (days: number) => {
    const at = new Date(thursday + days * 86_400_000);
    const month = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', month: 'long' });
    const day = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', day: 'numeric' });
    return { month: month.format(at).toUpperCase(), dayOfMonth: Number(day.format(at)) };
  };
  // Today and Monday are blocked; Friday to Sunday have no hours: Tuesday it is.
  const blockedDates = [blockedDate(0), { ...blockedDate(4), year: new Date(thursday).getUTCFullYear() }];
  const flowId = await story.givenFlow(
    contactFlow(inARow(setProperty('jobtitle', 'Tuesday')), undefined, { timeWindows: hours, blockedDates }),
  );
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  const [{ position }] = await story.enrollments(flowId);
  expect(position).toMatchObject({
    waitingFor: 'window',
    says: 'the hours of the flow, in which its actions run',
  });
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/New_York',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(position.until));
  expect(clock).toMatch(/^Tuesday,? (at )?12:0\d$/);
  // The day is no longer blocked: it goes on at once.
  await story.changeFlow(flowId, (flow) => ({ ...flow, blockedDates: [] }));
  expect((await story.properties('contacts', contact))['jobtitle']).toBe('Tuesday');
});

test('hours that never come are an error of lint, and whoever waits for them says so', async () => {
  const months = ['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER'];
  const blockedDates = [...months, 'OCTOBER', 'NOVEMBER', 'DECEMBER'].flatMap((month, index) =>
    Array.from({ length: new Date(2024, index + 1, 0).getDate() }, (_, day) => ({
      month,
      dayOfMonth: day + 1,
    })),
  );
  const nine = { hour: 9, minute: 0 };
  const flowId = await story.givenFlow(
    contactFlow(inARow(setProperty('jobtitle', 'Never')), undefined, {
      timeWindows: [{ day: 'MONDAY', startTime: nine, endTime: nine }],
      blockedDates,
    }),
  );
  await story.enroll(flowId, await story.givenContact());
  const [{ position }] = await story.enrollments(flowId);
  expect(position.says).toContain('none come within a year');
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
  expect(body.results).toMatchObject([
    { severity: 'error', code: 'NEVER', path: 'timeWindows' },
    { severity: 'warning', code: 'WHOLE_DAY', path: 'timeWindows[0].endTime' },
  ]);
});
