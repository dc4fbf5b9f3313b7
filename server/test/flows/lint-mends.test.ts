import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, delayMinutes, inARow, manual, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

/** The findings of a flow with one action. */
const lint = async (only: Body): Promise<Body[]> =>
  (await story.millrace.post('/millrace/v1/flows/lint', contactFlow(inARow(only)))).body.results;

test('a finding says what one request mends, and that request mends it', async () => {
  const { body: email } = await story.millrace.post('/marketing/v3/emails', { name: 'Hello', subject: 'Hi' });
  const mail = action('0-4', { content_id: email.id });
  const off = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), manual, { isEnabled: false }));
  const enroll = action('0-15', { flow_id: off });
  const set = setProperty('shoe_size', '43');

  expect(await lint(mail)).toMatchObject([{ mend: { kind: 'PUBLISH_EMAIL', emailId: email.id } }]);
  expect(await lint(enroll)).toMatchObject([{ mend: { kind: 'TURN_ON_FLOW', flowId: off } }]);
  const define = { kind: 'DEFINE_PROPERTY', objectTypeId: '0-1', name: 'shoe_size' };
  expect(await lint(set)).toMatchObject([{ mend: define }]);

  await story.millrace.post(`/marketing/v3/emails/${email.id}/publish`);
  await story.millrace.post(`/millrace/v1/flows/${off}/turn-on`);
  await story.millrace.post('/crm/v3/properties/0-1', {
    name: 'shoe_size',
    label: 'Shoe size',
    groupName: 'contactinformation',
    type: 'string',
    fieldType: 'text',
  });
  const mended = [...(await lint(mail)), ...(await lint(enroll)), ...(await lint(set))];
  expect(mended.filter(({ mend }) => mend !== undefined)).toEqual([]);
});

test('what takes more than a request says nothing of one', async () => {
  expect(await lint(action('0-4', { content_id: '404404' }))).toMatchObject([{ code: 'UNKNOWN_EMAIL' }]);
  for (const finding of await lint(action('0-4', { content_id: '404404' })))
    expect(finding).not.toHaveProperty('mend');
});
