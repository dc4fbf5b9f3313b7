import { afterAll, beforeAll, expect, test } from 'vitest';
import { somebodyWaits } from '../support/barriers.ts';
import { contactFlow, delayMinutes, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';
import { heldBatch } from './held-batch.test-support.ts';

let story: Story;
beforeAll(async () => {
  // Nothing runs but what a test runs.
  story = await tellStory({ role: 'api' });
});
afterAll(() => story.stop());

const post = (path: string, body: unknown = {}) => story.millrace.post(`/millrace/v1${path}`, body);
const jobtitle = async (contact: string) => (await story.properties('contacts', contact))['jobtitle'];

test('a pause is answered when the batch in hand has committed, and no step runs after it', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'done'))));
  const [first, second] = [await story.givenContact(), await story.givenContact()];
  await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [first] });
  const batch = await heldBatch(story.millrace);
  let isAnswered = false;
  const pausing = post(`/flows/${flow}/pause`).then((answer) => {
    isAnswered = true;
    return answer;
  });
  await somebodyWaits(story.millrace.sql);
  expect(isAnswered).toBe(false);
  await batch.commit();
  expect((await pausing).status).toBe(200);
  expect(await jobtitle(first)).toBe('done');
  await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [second] });
  await story.settle();
  expect(await jobtitle(second)).toBeFalsy();
  await post(`/flows/${flow}/resume`);
  await story.settle();
  expect(await jobtitle(second)).toBe('done');
});

test('what a batch sets aside while the pause is being settled comes back', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(10), setProperty('jobtitle', 'done'))));
  const contact = await story.givenContact();
  await post(`/flows/${flow}/pause`, { time: 'GOES_ON' });
  await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [contact] });
  const resumed = await post(`/flows/${flow}/resume`);
  // It has seen the pause, which holds until it is settled, and has not committed yet.
  const batch = await heldBatch(story.millrace);
  const settled = story.settle();
  await somebodyWaits(story.millrace.sql);
  await batch.commit();
  await settled;
  const job = (await story.millrace.get(`/millrace/v1/jobs/${resumed.body.jobId}`)).body;
  expect(job).toMatchObject({ state: 'DONE', outcomes: { RELEASED: 1 } });
  await story.pass('PT11M');
  expect(await jobtitle(contact)).toBe('done');
});

test('an enrollment that a batch has in hand is paused behind it, and stands there', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(10), setProperty('jobtitle', 'done'))));
  const contact = await story.givenContact();
  await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [contact] });
  const [enrollment] = await story.enrollments(flow);
  const batch = await heldBatch(story.millrace);
  const pausing = post(`/enrollments/${enrollment!.id}/pause`, { time: 'GOES_ON' });
  await somebodyWaits(story.millrace.sql);
  await batch.commit();
  expect((await pausing).body).toMatchObject({
    position: { waitingFor: 'delay' },
    pausedBy: [{ scope: 'ENROLLMENT' }],
  });
  await story.pass('P1D');
  expect(await jobtitle(contact)).toBeFalsy();
  await post(`/enrollments/${enrollment!.id}/resume`);
  await story.settle();
  expect(await jobtitle(contact)).toBe('done');
});
