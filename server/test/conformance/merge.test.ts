import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('where the flow says so (the original has only the second)', () => {
  const policies = async (flowId: string, merge: object) => {
    const put = await story.millrace.put(`/millrace/v1/flows/${flowId}/policies`, { merge });
    expect(put.status).toBe(200);
  };
  const merge = async (primaryObjectId: string, objectIdToMerge: string): Promise<string> => {
    const body = { primaryObjectId, objectIdToMerge };
    const answer = await story.millrace.post('/crm/v3/objects/contacts/merge', body);
    expect(answer.status).toBe(200);
    await story.settle();
    return answer.body.id;
  };
  const seen = async (flowId: string) =>
    (await story.enrollments(flowId)).map(({ objectId, endReason, status }) => [
      objectId,
      endReason ?? status,
    ]);

  test('the passage of either record goes on as that of the survivor, where it stood', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(delayMinutes(60), setProperty('company', 'Moved'))),
    );
    await policies(flow, { passages: 'move' });
    const [one, other] = [await story.givenContact(), await story.givenContact()];
    await story.enroll(flow, other);
    await story.pass('PT30M');
    const survivor = await merge(one, other);
    expect(await seen(flow)).toEqual([[survivor, 'ACTIVE']]);
    await story.pass('PT29M');
    expect((await story.properties('contacts', survivor))['company'] ?? null).toBeNull();
    await story.pass('PT1M');
    expect(await seen(flow)).toEqual([[survivor, 'END_OF_PATH']]);
    expect((await story.properties('contacts', survivor))['company']).toBe('Moved');
  });

  test('of two passages the one of the first record goes on, the other ends', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    await policies(flow, { passages: 'move' });
    const [first, second] = [await story.givenContact(), await story.givenContact()];
    await story.enroll(flow, second);
    await story.pass('PT10M');
    await story.enroll(flow, first);
    const survivor = await merge(first, second);
    expect(await seen(flow)).toEqual([
      [survivor, 'ACTIVE'],
      [second, 'MERGED'],
    ]);
    // Merged once more, it moves on.
    const last = await merge(await story.givenContact(), survivor);
    expect((await seen(flow))[0]).toEqual([last, 'ACTIVE']);
  });

  test('a wait for a property is one for that of the survivor from then on', async () => {
    const until = {
      type: 'SINGLE_CONNECTION',
      actionTypeId: '0-35',
      actionTypeVersion: 0,
      fields: {
        date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' },
        delta: '0',
        time_unit: 'DAYS',
      },
    };
    const flow = await story.givenFlow(contactFlow(inARow(until, setProperty('company', 'Waited'))));
    await policies(flow, { passages: 'move' });
    const contact = await story.givenContact({ closedate: '2030-01-01T00:00:00Z' });
    await story.enroll(flow, contact);
    const survivor = await merge(await story.givenContact(), contact);
    expect(await seen(flow)).toEqual([[survivor, 'ACTIVE']]);
    await story.change('contacts', survivor, { closedate: '2020-01-01T00:00:00Z' });
    expect(await seen(flow)).toEqual([[survivor, 'END_OF_PATH']]);
  });

  test('what the survivor gains lets it in; what it met before does not', async () => {
    const title = { jobtitle: 'There before' };
    const [bare, titled, one, other] = [
      await story.givenContact(),
      await story.givenContact(title),
      await story.givenContact(title),
      await story.givenContact(title),
    ];
    const whenTitled = whenMet([isKnown('jobtitle')], { shouldReEnroll: true });
    const [willing, usual] = [
      await story.givenFlow(contactFlow([], whenTitled)),
      await story.givenFlow(contactFlow([], whenTitled)),
    ];
    await policies(willing, { enrolls: true });
    await merge(one, other);
    const survivor = await merge(bare, titled);
    expect(await seen(willing)).toEqual([[survivor, 'END_OF_PATH']]);
    expect(await seen(usual)).toEqual([]);
  });
});
