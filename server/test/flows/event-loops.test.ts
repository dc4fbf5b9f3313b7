import { CHANGE_DEPTH_MAX } from '@millrace/core/flow';
import { expect, test } from 'vitest';
import { contactFlow, is, manual, whenEvent } from '../support/flow-bodies.ts';
import { tellStory } from '../support/story.ts';

const ENROLLED = '4-1466013';
const again = { shouldReEnroll: true };

test('flows that keep each other going by the events of their passages are stopped, with the reason', async () => {
  // No lanes beside those of `settle`: a record that is still inside when the other's event is looked at would end the circle.
  const story = await tellStory({ role: 'api' });
  const one = await story.givenFlow(contactFlow([], { ...manual, ...again }));
  const other = await story.givenFlow(contactFlow([], whenEvent(ENROLLED, [is('hs_flow_id', one)], again)));
  await story.changeFlow(one, (flow) => ({
    ...flow,
    enrollmentCriteria: whenEvent(ENROLLED, [is('hs_flow_id', other)], again),
  }));
  await story.enroll(one, await story.givenContact());
  const rounds = [
    ...(await story.enrollments(one, '?limit=100')),
    ...(await story.enrollments(other, '?limit=100')),
  ];
  await story.stop();
  expect(rounds).toHaveLength(CHANGE_DEPTH_MAX + 2);
  expect(rounds.filter(({ endReason }) => endReason === 'LOOP_ENDED')).toHaveLength(1);
});
