import { afterAll, beforeAll, expect, test } from 'vitest';
import { customCode } from '../support/code-bodies.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type Story, tellStory } from '../support/story.ts';
import { until } from '../support/until.ts';

let story: Story;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  story = await tellStory();
});
afterAll(async () => {
  await story.stop();
  await receiver.close();
});

const enroll = (flowId: string, objectIds: readonly string[]) =>
  story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds });

/** Code that is under way until the receiver answers. */
const held = (path: string) =>
  `exports.main = async () => { await fetch('${receiver.url}/${path}', { method: 'POST' }); return { outputFields: {} }; };`;

test('beside actions whose code does not end, the code of others runs, and drafts do', async () => {
  const release: (() => void)[] = [];
  receiver.answers = (response) => release.push(() => response.end('{}'));
  const contacts = await Promise.all(Array.from({ length: 10 }, () => story.givenContact()));
  const hogs = await Promise.all(
    ['first', 'second'].map((path) => story.givenFlow(contactFlow(inARow(customCode(held(path)))))),
  );
  for (const hog of hogs) await enroll(hog, contacts);
  await receiver.until(6);

  const quick = await story.givenFlow(
    contactFlow(
      inARow(customCode('exports.main = () => ({ outputFields: {} });'), setProperty('jobtitle', 'done')),
    ),
  );
  await enroll(quick, contacts.slice(0, 1));
  await until(async () => (await story.properties('contacts', contacts[0]!))['jobtitle'] === 'done');
  const draft = await story.millrace.post('/millrace/v1/code/run', {
    runtime: 'NODE20X',
    sourceCode: 'exports.main = () => ({ outputFields: { sum: 2 } });',
  });
  expect(draft.status, JSON.stringify(draft.body)).toBe(200);
  // None of those that hold places has come any further.
  expect(receiver.received).toHaveLength(6);

  receiver.answers = (response) => response.end('{}');
  for (const each of release) each();
  await story.settle();
  for (const hog of hogs) {
    const passages = await story.enrollments(hog);
    expect(passages.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'COMPLETED'));
  }
});
