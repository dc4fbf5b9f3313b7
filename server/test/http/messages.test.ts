import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
let flowId: string;
let legacyId: string;
beforeAll(async () => {
  millrace = await startMillrace();
  flowId = (await millrace.post('/automation/v4/flows', contactFlow([]))).body.id;
  const pairs = await millrace.post('/automation/v4/workflow-id-mappings/batch/read', {
    inputs: [{ flowMigrationStatuses: flowId, type: 'FLOW_ID' }],
  });
  legacyId = String(pairs.body.results[0].workflowId);
});
afterAll(() => millrace.stop());

/** All that an answer says. */
async function said(method: string, path: string, body?: unknown): Promise<string[]> {
  const answer = await millrace.call(method, path, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  const errors: { message: string }[] = answer.body.errors ?? [];
  return [answer.body.message, ...errors.map(({ message }) => message)];
}

describe('a mistake is answered with what would do', () => {
  test('a flow without anything: all that it needs, at once', async () => {
    const messages = await said('POST', '/automation/v4/flows', {});
    for (const member of ['type', 'flowType', 'objectTypeId'])
      expect(messages).toContainEqual(expect.stringContaining(`${member} is required`));
  });

  test('an action without anything', async () => {
    const flow = { ...contactFlow([]), startActionId: '1', actions: [{}] };
    const messages = await said('POST', '/automation/v4/flows', flow);
    for (const member of ['type', 'actionId'])
      expect(messages).toContainEqual(expect.stringContaining(`actions[0].${member} is required`));
  });

  test.each<[string, string, unknown, string]>([
    [
      'POST',
      '/millrace/v1/clock/advance',
      { days: 1 },
      'days is not a member that is known here: there are by, to, wait.',
    ],
    [
      'POST',
      '/automation/v4/flows/batch/read',
      { inputs: [{ id: '1' }] },
      'inputs[0].flowId is required, such as "100001".',
    ],
    [
      'POST',
      '/crm/v3/objects/contacts/batch/upsert',
      { inputs: [{ id: 7, properties: [] }] },
      'inputs[0].properties must be an object, not [].',
    ],
    [
      'POST',
      '/crm/v3/objects/contacts',
      { properties: { email: {} } },
      '{} is not a value of the property "email": it must be a string, number or boolean.',
    ],
  ])('%s %s %j', async (method, path, body, message) => {
    const messages = await said(method, path, body);
    expect(messages).toContainEqual(expect.stringContaining(message));
    for (const each of messages) expect(each).not.toMatch(/none of the forms|not nothing|undefined/);
  });

  test('the id of a flow where that of a workflow is meant', async () => {
    const [message] = await said('GET', `/automation/v3/workflows/${flowId}`);
    expect(message).toContain(`flow ${flowId} is workflow ${legacyId}`);
  });
});
