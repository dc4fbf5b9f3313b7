import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOOR_RULES } from '../../../src/enrollments/door/rules.ts';
import { EVENT_WORDS } from '../../../src/enrollments/explain/event-words.ts';
import { RULE_WORDS } from '../../../src/enrollments/explain/rule-words.ts';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  manual,
  whenEvent,
  whenMet,
} from '../../support/flow-bodies.ts';
import { givenList, join, manualList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story?.stop());

const aDay = inARow(delayMinutes(1440));
const SINCE = '\\d{4}-\\S+Z';

/** What is told of an instant while it is now, and what an hour later. */
async function toldOf(flow: string, contact: string): Promise<{ readonly now: Body; readonly then: Body }> {
  const url = `/millrace/v1/flows/${flow}/explain?objectId=${contact}`;
  const now = (await story.millrace.get(url)).body;
  await story.pass('PT1H');
  const then = (await story.millrace.get(`${url}&at=${now.at}`)).body;
  expect(then).toMatchObject({ at: now.at, standing: now.standing });
  return { now, then };
}

const messages = ({ rules }: Body) => rules.map(({ message }: Body) => message);
const remedies = ({ rules }: Body) => rules.flatMap(({ wouldTake }: Body) => wouldTake ?? []);

test('what kept a record out is told in the past, once it is past', async () => {
  const list = await givenList(story, manualList('Kept out'));
  const flow = await story.givenFlow(
    contactFlow(aDay, whenMet([is('city', 'Vienna')]), {
      suppressionListIds: [Number(list)],
      goalFilterBranch: anyOf(allOf([is('jobtitle', 'Done')])),
    }),
  );
  const contact = await story.givenContact({ city: 'Graz', jobtitle: 'Done' });
  await join(story, list, contact);
  await story.settle();
  const { now, then } = await toldOf(flow, contact);
  expect(now.answer).toBe(
    'It does not come in: the record does not meet the filters. City would have to be Vienna; it is Graz.',
  );
  expect(then.answer).toBe(
    'It did not come in: the record did not meet the filters. City would have had to be Vienna; it was Graz.',
  );
  expect(messages(then)).toEqual([
    'The record was there.',
    'The flow was on.',
    'The record did not meet the filters.',
    'The record was not inside.',
    'The record had never been inside before.',
    `The record was in the suppression list ${list}.`,
    'The flow had no criteria for leaving.',
    "The record met the flow's goal.",
  ]);
  expect(remedies(then)).toEqual([
    'City would have had to be Vienna; it was Graz.',
    'The record would have had to leave the suppression list.',
    'Job Title would have had to no longer be Done; it was Done.',
  ]);
  // What the flow asks is said as the flow has it.
  expect(then.criteria.filterBranches[0].filters[0].sentence).toBe('City is Vienna');
});

test('so is that it was inside, or had been', async () => {
  const flow = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Linz')])));
  const contact = await story.givenContact({ city: 'Linz' });
  await story.settle();
  const inside = await toldOf(flow, contact);
  expect(inside.now.answer).toMatch(
    new RegExp(
      `^The record is inside already, since ${SINCE}; what happens meanwhile is not kept for later\\.$`,
    ),
  );
  expect(inside.then.answer).toMatch(
    new RegExp(
      `^The record was inside already, since ${SINCE}; what happened meanwhile was not kept for later\\.$`,
    ),
  );
  await story.pass('P2D');
  const before = await toldOf(flow, contact);
  expect(before.then.answer).toMatch(
    new RegExp(
      `^It did not come in: the record had been inside before, from ${SINCE}, and the flow let no record come again\\.$`,
    ),
  );
  expect(remedies(before.then)).toEqual([
    'The flow would have had to let records come again, or somebody to enroll it by hand.',
  ]);
});

test('so are the flow and what it waited for', async () => {
  const contact = await story.givenContact({ city: 'Bern' });
  const gate = { refinementCriteria: anyOf(allOf([is('city', 'Basel')])) };
  const byEvent = await story.givenFlow(contactFlow(aDay, whenEvent('4-96000', [], gate)));
  const byAnyEvent = await story.givenFlow(contactFlow(aDay, whenEvent('4-96000', [])));
  const byHand = await story.givenFlow(contactFlow(aDay, manual));
  const off = await story.givenFlow({ ...contactFlow(aDay, manual), isEnabled: false });
  // Far off: no time of day at which the test begins comes to it.
  const enrollmentSchedule = {
    type: 'ONCE',
    year: 2099,
    month: 'MAY',
    dayOfMonth: 4,
    timeOfDay: { hour: 9, minute: 0 },
  };
  const planned = await story.givenFlow(contactFlow(aDay, manual, { enrollmentSchedule }));
  const late = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Bern')])));
  const answers: Body = {};
  for (const [name, flow] of Object.entries({ byEvent, byAnyEvent, byHand, off, planned, late }))
    answers[name] = (await toldOf(flow, contact)).then.answer;
  expect(answers).toEqual({
    byEvent:
      'It did not come in: the record did not meet the filters that had to hold when the event came. City would have had to be Basel; it was Bern.',
    byAnyEvent: 'It was to come in with the next of the events that the flow waited for.',
    byHand: 'It could come in by hand or from another flow; nothing let it in by itself.',
    off: 'It did not come in: the flow was off: no record came in.',
    planned: 'It was to enroll at the next occurrence of the schedule, 2099-05-04T13:00:00.000Z.',
    late: expect.stringMatching(/^It met the filters but was not inside: .* would have let it in\.$/),
  });
  const nobody = await toldOf(byHand, '987654');
  expect(nobody.then.answer).toBe('It did not come in: there was no such record, or it was deleted.');
});

test('so is what became of events', async () => {
  const flow = await story.givenFlow(
    contactFlow(aDay, whenEvent('4-96000', [is('hs_url', 'https://a.example/wanted')])),
  );
  const contact = await story.givenContact();
  for (const page of ['wanted', 'another', 'wanted']) {
    const properties = { hs_url: `https://a.example/${page}` };
    await story.millrace.post('/events/v3/send', { eventName: '4-96000', objectId: contact, properties });
    await story.settle();
  }
  const { then } = await toldOf(flow, contact);
  expect(then.events.map(({ message }: Body) => message)).toEqual([
    expect.stringMatching(
      /^The record was inside already, by the enrollment \d+; what happened meanwhile was not kept for later\.$/,
    ),
    "It did not meet the flow's filters for such events.",
    expect.stringMatching(/^It let the record in: /),
  ]);
});

/** Words of the present; what is always so, and what cannot be told even now, stays in it. */
const OF_THE_PRESENT = /\b(is|are|has|does|meets|comes|lets|fires|enrolls|must|can|happens|looks|waits)\b/;
const OF_ALL_TIMES =
  /a record comes in when it comes to meet them|It cannot be told whether|It takes too much work to tell whether|there are none here|data sets let nobody in here/g;

test('no sentence of an instant that is over has a verb of the present', () => {
  const texts = (words: unknown): string[] => {
    if (typeof words === 'string') return [words];
    if (typeof words === 'function') return [words('schedule', 'SUPPRESSED'), words(null, null)];
    return Object.values(words as object).flatMap(texts);
  };
  const standing = { inside: null, insideBefore: null, comesAgain: false, suppressedBy: [] };
  const guards = { suppressionLists: [], exits: [] };
  const door = (tense: 'PAST' | 'PRESENT') =>
    DOOR_RULES.flatMap((rule) =>
      (['LETS_IN', 'KEEPS_OUT', 'NOT_ASKED', 'UNKNOWN'] as const).flatMap((ruling) =>
        [true, false].map((keepsTriggers) =>
          rule.tell(ruling, { ...standing, guards, keepsTriggers, isMet: () => null }, tense),
        ),
      ),
    );
  const past = [...texts(RULE_WORDS.PAST), ...texts(EVENT_WORDS.PAST), ...door('PAST')];
  expect(past.filter((each) => OF_THE_PRESENT.test(each.replaceAll(OF_ALL_TIMES, '')))).toEqual([]);
});
