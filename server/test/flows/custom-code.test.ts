import { afterAll, beforeAll, expect, test } from 'vitest';
import { customCode, input } from '../support/code-bodies.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

/** The first step of a new contact's passage through these actions. */
async function firstStep(...actions: Readonly<Record<string, unknown>>[]) {
  const flow = await story.givenFlow(contactFlow(inARow(...actions)));
  const contact = await story.givenContact({ firstname: 'Ada' });
  await story.enroll(flow, contact);
  const passage = await story.passage(flow);
  return { step: passage.steps[0], passage, contact };
}

test('code runs with the event of the original, and its outputs go on', async () => {
  const source = `
    exports.main = (event, callback) => {
      console.log(JSON.stringify(event));
      callback({ outputFields: { greeting: 'Hello ' + event.inputFields.name, score: 7, unused: 1 } });
    };`;
  const { step, passage, contact } = await firstStep(
    customCode(
      source,
      { greeting: 'STRING', score: 'NUMBER' },
      {
        inputFields: [input('name', 'firstname'), input('none', 'phone')],
      },
    ),
    setProperty('jobtitle', '{{ action_outputs.action_output_1.greeting }}'),
    setProperty('numemployees', { type: 'FIELD_DATA', actionId: '1', dataKey: 'score' }),
  );
  expect(step).toMatchObject({ outcome: 'SUCCEEDED', reason: null });
  expect(step.detail).toMatchObject({ runtime: 'NODE20X', undeclaredOutputs: ['unused'] });
  expect(JSON.parse(step.detail.log)).toEqual({
    origin: { portalId: Number(story.millrace.accountId), actionDefinitionId: 1 },
    object: { objectType: 'CONTACT', objectId: Number(contact) },
    inputFields: { name: 'Ada', none: null },
    callbackId: `ap-${story.millrace.accountId}-${passage.id}-1-1`,
  });
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'Hello Ada' });
});

test('a plain error is final, and the record goes on (case 40)', async () => {
  const { step, passage, contact } = await firstStep(
    customCode("exports.main = () => { console.log('before'); throw new Error('no such customer'); };"),
    setProperty('jobtitle', 'after'),
  );
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'CODE_FAILED' });
  expect(step.detail.message).toBe('Error: no such customer');
  expect(step.detail.log).toMatch(
    /^before\nError: no such customer\n {4}at exports.main \(.*main\.js:1:\d+\)\n$/,
  );
  expect(passage.status).toBe('COMPLETED');
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'after' });
});

test('an output of 65,001 characters is too large (case 41), one of 65,000 is not', async () => {
  const ofLength = (length: number) =>
    customCode(`exports.main = async () => ({ outputFields: { text: 'x'.repeat(${length}) } });`, {
      text: 'STRING',
    });
  const { step } = await firstStep(ofLength(65_001));
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'OUTPUT_VALUES_TOO_LARGE' });
  expect(step.detail.message).toBe('outputFields.text has 65001 characters; an output has at most 65000.');
  expect((await firstStep(ofLength(65_000))).step.outcome).toBe('SUCCEEDED');
});
