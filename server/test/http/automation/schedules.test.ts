import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, manual, whenEvent } from '../../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const nine = { timeOfDay: { hour: 9, minute: 0 } };

test.each<[string, object, string]>([
  ['hour 24', { type: 'DAILY', timeOfDay: { hour: 24, minute: 0 } }, 'enrollmentSchedule.timeOfDay.hour'],
  ['no time of day', { type: 'DAILY' }, 'enrollmentSchedule.timeOfDay'],
  ['no day of the week', { type: 'WEEKLY', daysOfWeek: [], ...nine }, 'enrollmentSchedule.daysOfWeek'],
  ['an unknown one', { type: 'WEEKLY', daysOfWeek: ['FUNDAY'], ...nine }, 'enrollmentSchedule.daysOfWeek[0]'],
  ['no day of the month', { type: 'MONTHLY_SPECIFIC_DAYS', daysOfMonth: [], ...nine }, 'daysOfMonth'],
  ['day 32', { type: 'MONTHLY_SPECIFIC_DAYS', daysOfMonth: [1, 32], ...nine }, 'daysOfMonth[1]'],
  ['31 February', { type: 'YEARLY', month: 'FEBRUARY', dayOfMonth: 31, ...nine }, 'dayOfMonth'],
  [
    '29 February 2027',
    { type: 'ONCE', year: 2027, month: 'FEBRUARY', dayOfMonth: 29, ...nine },
    'dayOfMonth',
  ],
  ['the year 10000', { type: 'ONCE', year: 10_000, month: 'MAY', dayOfMonth: 1, ...nine }, 'year'],
  [
    'no property',
    { type: 'PROPERTY_BASED', dateProperty: '', daysDelta: 0, yearly: true, ...nine },
    'dateProperty',
  ],
  ['an unknown type', { type: 'HOURLY', ...nine }, 'enrollmentSchedule.type'],
])('a schedule with %s is refused, and the member is named', async (_, enrollmentSchedule, member) => {
  const answer = await millrace.post('/automation/v4/flows', contactFlow([], manual, { enrollmentSchedule }));
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(member);
});

test('a schedule beside events is refused', async () => {
  const criteria = whenEvent('4-1639801', []);
  const enrollmentSchedule = { type: 'DAILY', ...nine };
  const answer = await millrace.post(
    '/automation/v4/flows',
    contactFlow([], criteria, { enrollmentSchedule }),
  );
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain('SCHEDULE_WITH_EVENTS');
});

test('a schedule is answered as it came, and nothing beside it', async () => {
  const enrollmentSchedule = { type: 'MONTHLY_SPECIFIC_DAYS', daysOfMonth: [31, 1], ...nine };
  const made = await millrace.post('/automation/v4/flows', contactFlow([], manual, { enrollmentSchedule }));
  const read = await millrace.get(`/automation/v4/flows/${made.body.id}`);
  expect(read.body.enrollmentSchedule).toEqual(enrollmentSchedule);
});
