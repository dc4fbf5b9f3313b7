import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../support/millrace.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let workflowId: number;
let contact: string;
beforeAll(async () => {
  story = await tellStory();
  const { millrace } = story;
  await millrace.post('/crm/v3/properties/0-1/groups', { name: 'health', label: 'Health' });
  const property = {
    name: 'diagnosis',
    label: 'Diagnosis',
    type: 'string',
    fieldType: 'text',
    groupName: 'health',
  };
  await millrace.post('/crm/v3/properties/0-1', { ...property, dataSensitivity: 'sensitive' });
  workflowId = (await millrace.post('/automation/v3/workflows', body)).body.id;
  contact = await story.givenContact({ email: 'ada@example.test' });
  await story.millrace.post(`/automation/v2/workflows/${workflowId}/enrollments/contacts/ada@example.test`);
});
afterAll(() => story.stop());

const body = {
  name: 'Clear',
  type: 'DRIP_DELAY',
  actions: [
    { type: 'DELAY', delayMillis: 60_000 },
    { type: 'SET_CONTACT_PROPERTY', propertyName: 'diagnosis', newValue: '' },
  ],
};

async function callerWith(...scopes: string[]) {
  const made = await story.millrace.post('/millrace/v1/tokens', {
    name: 'caller',
    scopes: ['automation', ...scopes],
  });
  const headers = { authorization: `Bearer ${made.body.token}` };
  return (method: string, path: string, sent?: unknown): Promise<Answer> =>
    story.millrace.call(method, path, sent, headers);
}

test('a workflow that touches sensitive properties is as closed as its flow', async () => {
  const enrollment = `/automation/v2/workflows/${workflowId}/enrollments/contacts/ada@example.test`;
  const inside = `/automation/v2/workflows/enrollments/contacts/${contact}`;
  const reads = [
    `/automation/v3/workflows/${workflowId}`,
    `/automation/v3/logevents/workflows/${workflowId}`,
    `/automation/v3/performance/workflow/${workflowId}?start=0&end=1&bucket=DAY`,
  ];
  const stranger = await callerWith();
  for (const path of reads) expect([path, (await stranger('GET', path)).status]).toEqual([path, 403]);
  expect((await stranger('GET', '/automation/v3/workflows')).body.workflows).toEqual([]);
  expect((await stranger('GET', inside)).body).toEqual([]);

  const reader = await callerWith('crm.objects.contacts.sensitive.read');
  for (const path of reads) expect([path, (await reader('GET', path)).status]).toEqual([path, 200]);
  expect((await reader('GET', '/automation/v3/workflows')).body.workflows).toHaveLength(1);
  expect((await reader('GET', inside)).body).toHaveLength(1);

  for (const caller of [stranger, reader]) {
    expect((await caller('POST', '/automation/v3/workflows', body)).status).toBe(403);
    for (const method of ['POST', 'DELETE']) expect((await caller(method, enrollment)).status).toBe(403);
    expect((await caller('DELETE', `/automation/v3/workflows/${workflowId}`)).status).toBe(403);
  }
  const writer = await callerWith(
    'crm.objects.contacts.sensitive.read',
    'crm.objects.contacts.sensitive.write',
  );
  expect((await writer('DELETE', enrollment)).status).toBe(204);
  expect((await writer('DELETE', `/automation/v3/workflows/${workflowId}`)).status).toBe(204);
});
