import { afterAll, beforeAll, expect, test } from 'vitest';
import { allOf, anyOf, contactFlow, is, whenEvent } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Its lanes stand still, so that what is written next is written before anybody looks. */
let story: Story;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
});
afterAll(() => story.stop());

const viewed = (objectId: string) =>
  story.millrace.post('/events/v3/send', {
    eventName: 'e_visited_page',
    objectId,
    properties: { hs_url: 'https://a.example/' },
  });
const move = (id: string, city: string) =>
  story.millrace.patch(`/crm/v3/objects/contacts/${id}`, { properties: { city } });

test('case 17: what must hold when an event comes is judged as of then, however late it is looked at', async () => {
  const gate = { refinementCriteria: anyOf(allOf([is('city', 'Ulm')])) };
  const flow = await story.givenFlow(contactFlow([], whenEvent('4-96000', [], gate)));
  const [then, later] = [
    await story.givenContact({ city: 'Ulm' }),
    await story.givenContact({ city: 'Bonn' }),
  ];
  await viewed(then);
  await move(then, 'Bonn');
  await viewed(later);
  await move(later, 'Ulm');
  await story.settle();
  expect((await story.enrollments(flow)).map(({ objectId }: Body) => objectId)).toEqual([then]);
});
