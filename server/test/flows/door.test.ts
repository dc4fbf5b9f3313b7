import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  flowOver,
  inARow,
  is,
  whenMet,
} from '../support/flow-bodies.ts';
import { givenList, join, manualList } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

/** What the three that read the rules of the door say of records that all meet the criteria of a flow. */
async function saidOf(flow: string, ids: readonly string[]) {
  const preview = await story.millrace.get(`/millrace/v1/flows/${flow}/preview`);
  const explained: (string | null)[] = [];
  for (const id of ids) {
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${id}`);
    explained.push(body.rules.find(({ verdict }: Body) => verdict === 'FAILED')?.rule ?? null);
  }
  const enrolled = (await story.enroll(flow, ...ids)).map(({ outcome }: Body) => outcome);
  const { sample: _, ...counts } = preview.body;
  return { counts, explained, enrolled };
}

test('the preview counts, an explanation tells and admission does what the same rules say', async () => {
  const given = (more = {}) => story.givenContact({ city: 'Door', ...more });
  const [fresh, active, before, merged, suppressed, atGoal] = [
    await given(),
    await given(),
    await given(),
    await given(),
    await given(),
    await given({ jobtitle: 'Goal' }),
  ];
  const list = await givenList(story, manualList('kept out'));
  const flow = await story.givenFlow(
    contactFlow(inARow(delayMinutes(1440)), whenMet([is('city', 'Door')]), {
      suppressionListIds: [Number(list)],
      goalFilterBranch: anyOf(allOf([is('jobtitle', 'Goal')])),
    }),
  );
  await story.enroll(flow, before, merged);
  await story.pass('P1D');
  await story.enroll(flow, active);
  await join(story, list, suppressed);
  const survivor = await story.givenContact({ city: 'Door' });
  const merge = await story.millrace.post('/crm/v3/objects/contacts/merge', {
    primaryObjectId: survivor,
    objectIdToMerge: merged,
  });
  await story.settle();
  expect(await saidOf(flow, [fresh, active, before, merge.body.id, suppressed, atGoal])).toEqual({
    counts: { matching: 6, wouldEnroll: 1, alreadyActive: 1, enrolledBefore: 2, refused: 2 },
    explained: [null, 'NOT_ACTIVE', 'RE_ENROLLMENT', 'RE_ENROLLMENT', 'NOT_SUPPRESSED', 'GOAL_NOT_MET'],
    enrolled: ['ENROLLED', 'ALREADY_ACTIVE', 'ENROLLED_BEFORE', 'ENROLLED_BEFORE', 'SUPPRESSED', 'GOAL_MET'],
  });
});

test('so they do of criteria for leaving, where a flow lets records come again', async () => {
  const given = (more = {}) => story.givenRecord('companies', { city: 'Door', ...more });
  const [before, leaving] = [await given(), await given({ industry: 'BANKING', domain: 'leave.example' })];
  const flow = await story.givenFlow(
    flowOver('0-2', inARow(delayMinutes(1440)), whenMet([is('city', 'Door')], { shouldReEnroll: true }), {
      suppressionFilterBranch: anyOf(allOf([is('domain', 'leave.example')])),
    }),
  );
  await story.enroll(flow, before);
  await story.pass('P1D');
  expect(await saidOf(flow, [before, leaving])).toEqual({
    counts: { matching: 2, wouldEnroll: 1, alreadyActive: 0, enrolledBefore: 0, refused: 1 },
    explained: [null, 'NOT_TO_LEAVE'],
    enrolled: ['ENROLLED', 'UNENROLLMENT_CRITERIA_MET'],
  });
});
