import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;

beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

test('a text of an action takes the expressions and filters of mails, and keeps other braces', async () => {
  const flow = await story.givenFlow(
    contactFlow(
      inARow(
        setProperty('jobtitle', 'Dear {{ enrolled_object.lastname|default("friend") }}'),
        setProperty('city', '{{ enrolled_object.lastname or enrolled_object.firstname|upper }}'),
        setProperty('company', '{"name": {"first": "{{ enrolled_object.firstname }}"}}, {{ a b }}'),
      ),
    ),
  );
  const contact = await story.givenContact({ firstname: 'Ada' });
  await story.enroll(flow, contact);
  await story.settle();
  expect(await story.properties('contacts', contact)).toMatchObject({
    jobtitle: 'Dear friend',
    city: 'ADA',
    company: '{"name": {"first": "Ada"}}, {{ a b }}',
  });
});
