import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory({ logLevel: 'silent' });
  // A row that the database refuses, whatever the reason: here, tickets of one subject.
  await story.millrace.sql.unsafe(`
    create function refuse_poison() returns trigger language plpgsql as $$ begin
      if new.properties ->> 'subject' = 'poison' then raise exception 'this row cannot be stored'; end if;
      return new;
    end $$;
    create trigger refuse_poison before insert on records for each row execute function refuse_poison();`);
});
afterAll(() => story.stop());

const ticketNamedByLastName = action('0-14', {
  object_type_id: '0-5',
  properties: [
    { targetProperty: 'subject', value: { type: 'OBJECT_PROPERTY', propertyName: 'lastname' } },
    { targetProperty: 'hs_pipeline_stage', value: { type: 'STATIC_VALUE', staticValue: '1' } },
  ],
});

test('one enrollment that cannot be advanced ends with its reason, and holds up no other', async () => {
  const flowId = await story.givenFlow(
    contactFlow(inARow(setProperty('jobtitle', 'Seen'), ticketNamedByLastName)),
  );
  const ids: string[] = [];
  for (let number = 0; number < 20; number++)
    ids.push(await story.givenContact({ lastname: number === 7 ? 'poison' : `N${number}` }));
  await story.enroll(flowId, ...ids);

  const enrollments = await story.enrollments(flowId);
  expect(enrollments.filter((each) => each.status === 'COMPLETED')).toHaveLength(19);
  const [culprit] = enrollments.filter((each) => each.status === 'FAILED');
  expect(culprit).toMatchObject({ objectId: ids[7], endReason: 'ENGINE_ERROR' });
  const { body } = await story.millrace.get(`/millrace/v1/enrollments/${culprit.id}`);
  expect(body.steps.at(-1)).toMatchObject({
    outcome: 'FAILED',
    reason: 'ENGINE_ERROR',
    detail: { message: 'this row cannot be stored' },
  });
  // Nothing of what it did in that batch has stayed.
  expect((await story.properties('contacts', ids[7]!))['jobtitle'] ?? null).toBeNull();
  expect((await story.properties('contacts', ids[8]!))['jobtitle']).toBe('Seen');
});

test('two enrollments of a batch that want one unique value: the first gets it, the second goes on without', async () => {
  const contact = action('0-14', {
    object_type_id: '0-1',
    properties: [
      { targetProperty: 'email', value: { type: 'STATIC_VALUE', staticValue: 'shared@example.test' } },
    ],
  });
  const flowId = await story.givenFlow(contactFlow(inARow(contact, setProperty('jobtitle', 'After'))));
  const ids = [await story.givenContact(), await story.givenContact()];
  await story.enroll(flowId, ...ids);
  const enrollments = await story.enrollments(flowId);
  expect(enrollments.map((each) => each.status)).toEqual(['COMPLETED', 'COMPLETED']);
  const passages = await Promise.all(
    enrollments.map((each) => story.millrace.get(`/millrace/v1/enrollments/${each.id}`)),
  );
  expect(passages.map(({ body }) => body.steps[0].outcome).sort()).toEqual(['FAILED', 'SUCCEEDED']);
  expect(passages.map(({ body }) => body.steps[0].reason).filter(Boolean)).toEqual(['UNIQUE_VALUE_TAKEN']);
  for (const id of ids) expect((await story.properties('contacts', id))['jobtitle']).toBe('After');
});
