import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, isKnown, setProperty, whenMet } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

test('case 19: a merge ends what both were in, and lets the survivor into nothing new', async () => {
  const waiting = await story.givenFlow(
    contactFlow(inARow(delayMinutes(60), setProperty('company', 'late'))),
  );
  const triggered = await story.givenFlow(
    contactFlow(inARow(setProperty('city', 'let in')), whenMet([isKnown('jobtitle')])),
  );
  const survivor = await story.givenContact({ firstname: 'Ada' });
  const other = await story.givenContact({ lastname: 'Lovelace' });
  await story.enroll(waiting, survivor, other);
  const titled = await story.givenContact();
  await story.change('contacts', titled, { jobtitle: 'Countess' });
  expect(await story.enrollments(triggered)).toHaveLength(1);

  for (const objectIdToMerge of [other, titled]) {
    const answer = await story.millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: survivor,
      objectIdToMerge,
    });
    expect(answer.status).toBe(200);
    await story.settle();
  }
  expect((await story.properties('contacts', survivor))['jobtitle']).toBe('Countess');
  const ended = await story.enrollments(waiting);
  expect(ended.map((each) => [each.objectId, each.status, each.endReason])).toEqual(
    expect.arrayContaining([
      [survivor, 'UNENROLLED', 'MERGED'],
      [other, 'UNENROLLED', 'MERGED'],
    ]),
  );
  expect((await story.enrollments(triggered)).map((each) => each.objectId)).toEqual([titled]);
  await story.pass('P1D');
  expect((await story.properties('contacts', survivor))['company'] ?? null).toBeNull();
});
