import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  action,
  completed,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  manual,
  property,
  setProperty,
  whenMet,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
/** Time goes forward only: each test has weeks of its own. */
let first = Date.UTC(2055, 0, 4);
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.patch('/millrace/v1/settings', { timeZone: 'UTC' });
});
beforeEach(async () => {
  first += 63 * DAY_MS;
  await moveTo(0, '12:00');
});
afterAll(() => story.stop());

const DAY = 1_440;
const DAY_MS = 86_400_000;
const on = (days: number, time: string) =>
  `${new Date(first + days * DAY_MS).toISOString().slice(0, 10)}T${time}:00.000Z`;
const moveTo = (days: number, time: string) =>
  story.millrace.post('/millrace/v1/clock/advance', { to: on(days, time) });
const post = (path: string, body: Body = {}) => story.millrace.post(`/millrace/v1${path}`, body);
const jobtitle = async (contact: string) => (await story.properties('contacts', contact))['jobtitle'];
const stood = async (flow: string) =>
  (await story.enrollments(flow)).map((each) => [
    each.objectId,
    each.status,
    each.trigger?.scheduledAt ?? null,
  ]);

/** What pauses: the flow, or the account; and what resumes it. */
const scopes = [
  ['a flow', (flow: string) => `/flows/${flow}`],
  ['the account', () => '/account'],
] as const;
const times = ['STANDS_STILL', 'GOES_ON'] as const;
const cases = scopes.flatMap(([who, path]) => times.map((time) => [who, time, path] as const));

async function pause(path: string, time: (typeof times)[number]): Promise<void> {
  expect((await post(`${path}/pause`, { time })).status).toBe(200);
}
async function resume(path: string): Promise<void> {
  expect((await post(`${path}/resume`, { perMinute: 1_000_000 })).status).toBe(202);
  await story.settle();
  await story.pass('PT1S');
}

describe.each(cases)('while %s is paused, and time %s:', (_, time, pathOf) => {
  test('a schedule goes on to enroll: whoever comes in stands at the first action, and no occurrence is made up for', async () => {
    const flow = await story.givenFlow(
      contactFlow(
        inARow(setProperty('jobtitle', 'reported')),
        whenMet([is('city', `Reports ${first}`)], { shouldReEnroll: true }),
        { enrollmentSchedule: { type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } } },
      ),
    );
    const contact = await story.givenContact({ city: `Reports ${first}` });
    await pause(pathOf(flow), time);
    await moveTo(3, '12:00');
    expect(await stood(flow)).toEqual([[contact, 'ACTIVE', on(1, '09:00')]]);
    expect(await jobtitle(contact)).toBeFalsy();
    await resume(pathOf(flow));
    expect(await jobtitle(contact)).toBe('reported');
    expect(await stood(flow)).toEqual([[contact, 'COMPLETED', on(1, '09:00')]]);
    await moveTo(4, '12:00');
    expect((await stood(flow))[0]).toEqual([contact, 'COMPLETED', on(4, '09:00')]);
    await story.millrace.delete(`/automation/v4/flows/${flow}`);
  });

  test('what time alone brings about lets in, and takes out', async () => {
    const soon = (days: number) =>
      property('closedate', 'ROLLING_DATE_RANGE', 'IS_LESS_THAN_X_DAYS_FROM_NOW', { numberOfDays: days });
    const flow = await story.givenFlow(
      contactFlow(inARow(setProperty('jobtitle', 'reminded')), whenMet([soon(3)])),
    );
    const contact = await story.givenContact({ closedate: on(5, '12:00') });
    await story.settle();
    await pause(pathOf(flow), time);
    await moveTo(4, '12:00');
    expect((await stood(flow)).map(([id, status]) => [id, status])).toEqual([[contact, 'ACTIVE']]);
    await resume(pathOf(flow));
    expect(await jobtitle(contact)).toBe('reminded');
    await story.millrace.delete(`/automation/v4/flows/${flow}`);
  });

  test('delays before and after an anchor end by its date, and not by the pause', async () => {
    const flow = await story.givenFlow(
      contactFlow(
        inARow(
          delayMinutes(-2 * DAY),
          setProperty('jobtitle', 'before'),
          delayMinutes(2 * DAY),
          setProperty('jobtitle', 'after'),
        ),
        manual,
        { eventAnchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'closedate' } },
      ),
    );
    const contact = await story.givenContact({ closedate: on(10, '12:00') });
    await story.enroll(flow, contact);
    await pause(pathOf(flow), time);
    await moveTo(5, '12:00');
    await resume(pathOf(flow));
    expect((await story.passage(flow)).position.until).toBe(on(8, '12:00'));
    await moveTo(8, '13:00');
    expect(await jobtitle(contact)).toBe('before');
    await pause(pathOf(flow), time);
    await moveTo(20, '12:00');
    expect(await jobtitle(contact)).toBe('before');
    await resume(pathOf(flow));
    expect(await jobtitle(contact)).toBe('after');
    await story.millrace.delete(`/automation/v4/flows/${flow}`);
  });

  test('an event ends its wait; the time of the wait is what the pause leaves of it', async () => {
    const visit = {
      filterBranchType: 'UNIFIED_EVENTS',
      filterBranchOperator: 'AND',
      operator: 'HAS_COMPLETED',
      eventTypeId: '4-655002',
      filterBranches: [],
      filters: [is('hs_name', 'city')],
    };
    const flow = await story.givenFlow(
      contactFlow(
        inARow(action('0-29', { event_filter_branches: [visit], expiration_minutes: String(2 * DAY) })),
      ),
    );
    const [early, late, never] = [
      await story.givenContact(),
      await story.givenContact(),
      await story.givenContact(),
    ];
    await story.enroll(flow, early, late, never);
    await pause(pathOf(flow), time);
    await moveTo(1, '12:00');
    await story.change('contacts', early, { city: 'Ulm' });
    await moveTo(5, '12:00');
    await story.change('contacts', late, { city: 'Ulm' });
    await moveTo(6, '12:00');
    await resume(pathOf(flow));
    const met = async (contact: string) => {
      const found = (await story.enrollments(flow)).find(({ objectId }) => objectId === contact)!;
      const { steps } = (await story.millrace.get(`/millrace/v1/enrollments/${found.id}`)).body;
      return steps[0]?.detail.met ?? 'waits';
    };
    const stands = time === 'STANDS_STILL';
    expect([await met(early), await met(late), await met(never)]).toEqual([
      true,
      stands,
      stands ? 'waits' : false,
    ]);
    await moveTo(8, '13:00');
    expect(await met(never)).toBe(false);
    await story.millrace.delete(`/automation/v4/flows/${flow}`);
  });
});

describe('a wait for what happens to the record in other flows', () => {
  const passageOf = (flow: string, eventTypeId: string) => ({
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
    operator: 'HAS_COMPLETED',
    eventTypeId,
    filterBranches: [],
    filters: [is('hs_flow_id', flow)],
  });
  test.each([
    ['it enters', '4-1466013'],
    ['it leaves early', '4-1466014'],
    ['it reaches the goal', '4-1753168'],
  ])('%s', async (_, eventTypeId) => {
    const other = await story.givenFlow(
      contactFlow(inARow(delayMinutes(DAY)), manual, {
        goalFilterBranch: {
          filterBranchType: 'OR',
          filterBranchOperator: 'OR',
          filters: [],
          filterBranches: [
            {
              filterBranchType: 'AND',
              filterBranchOperator: 'AND',
              filterBranches: [],
              filters: [is('city', `Goal ${first}`)],
            },
          ],
        },
      }),
    );
    const flow = await story.givenFlow(
      contactFlow(
        inARow(
          action('0-29', {
            event_filter_branches: [passageOf(other, eventTypeId)],
            expiration_minutes: '9999',
          }),
          setProperty('jobtitle', 'told'),
        ),
      ),
    );
    const [contact, bystander] = [await story.givenContact(), await story.givenContact()];
    await story.enroll(flow, contact, bystander);
    await story.enroll(other, contact);
    expect(await jobtitle(contact)).toBe(eventTypeId === '4-1466013' ? 'told' : null);
    await story.change('contacts', contact, { city: `Goal ${first}` });
    expect([await jobtitle(contact), await jobtitle(bystander)]).toEqual(['told', null]);
  });
});

test('a wait for what happens to a mail is refused in a flow over deals: the contacts get it', async () => {
  const opened = completed('4-666440');
  const actions = inARow(
    action('0-4', { content_id: '1' }),
    action('0-29', { event_filter_branches: [opened], action_id: '1', expiration_minutes: '60' }),
  );
  const findings = async (objectTypeId: string) => {
    const flow = {
      ...contactFlow(actions),
      objectTypeId,
      type: objectTypeId === '0-1' ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    };
    const { body } = await story.millrace.post('/millrace/v1/flows/lint', flow);
    return body.results.filter(({ code }: Body) => code === 'NOT_AWAITABLE');
  };
  expect(await findings('0-1')).toEqual([]);
  const any = inARow(action('0-29', { event_filter_branches: [opened], expiration_minutes: '60' }));
  const deals = { ...contactFlow(any), objectTypeId: '0-3', type: 'PLATFORM_FLOW' };
  expect((await story.millrace.post('/millrace/v1/flows/lint', deals)).body.results).toMatchObject([
    { code: 'NEVER', path: 'actions[0].fields.event_filter_branches[0].eventTypeId' },
  ]);
  const [found] = await findings('0-3');
  expect(found).toMatchObject({ path: 'actions[1].fields.action_id' });
  expect(found.message).toContain('mails the contacts around the record');
});
