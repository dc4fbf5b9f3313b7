import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, inARow, is, setProperty, whenMet } from '../../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const settings = (defaultLifecycleStage: string | null) =>
  story.millrace.patch('/millrace/v1/settings', { defaultLifecycleStage });

async function contactByForm(email: string, configuration: object = {}): Promise<string> {
  const fields = [{ objectTypeId: '0-1', name: 'email', fieldType: 'email' }];
  const form = await story.millrace.post('/marketing/v3/forms', {
    name: 'Demo',
    fieldGroups: [{ fields }],
    configuration,
  });
  const path = `/submissions/v3/integration/submit/${story.millrace.accountId}/${form.body.id}`;
  expect((await story.millrace.post(path, { fields: [{ name: 'email', value: email }] })).status).toBe(200);
  return (await story.millrace.get(`/crm/v3/objects/contacts/${email}?idProperty=email`)).body.id;
}

describe('a new contact or company', () => {
  test('begins as a lead, over the API one by one, in batches and by upsert', async () => {
    for (const type of ['contacts', 'companies'] as const) {
      const one = await story.millrace.post(`/crm/v3/objects/${type}`, { properties: { city: 'Bern' } });
      expect(one.body.properties).toMatchObject({
        lifecyclestage: 'lead',
        hs_lifecyclestage_lead_date: one.body.createdAt,
        hs_pipeline: `${type}-lifecycle-pipeline`,
        hs_object_source: 'INTEGRATION',
        hs_object_source_label: 'INTEGRATION',
      });
      const batch = await story.millrace.post(`/crm/v3/objects/${type}/batch/create`, {
        inputs: [{ properties: { lifecyclestage: '' } }, { properties: { lifecyclestage: 'customer' } }],
      });
      expect(batch.body.results.map((one: { properties: object }) => one.properties)).toMatchObject([
        { lifecyclestage: 'lead' },
        { lifecyclestage: 'customer', hs_lifecyclestage_customer_date: expect.any(String) },
      ]);
    }
    const upserted = await story.millrace.post('/crm/v3/objects/contacts/batch/upsert', {
      inputs: [{ idProperty: 'email', id: 'up@example.test', properties: {} }],
    });
    expect(upserted.body.results[0].properties.lifecyclestage).toBe('lead');
  });

  test('begins as a lead when a form or a flow makes it; the form’s own stage comes first', async () => {
    const plain = await contactByForm('plain@example.test');
    expect(await story.properties('contacts', plain)).toMatchObject({
      lifecyclestage: 'lead',
      hs_email_domain: 'example.test',
      hs_object_source: 'FORM',
    });
    const subscribed = await contactByForm('own@example.test', {
      lifecycleStages: [{ objectTypeId: '0-1', value: 'subscriber' }],
    });
    expect((await story.properties('contacts', subscribed))['lifecyclestage']).toBe('subscriber');

    const makes = action('0-14', {
      object_type_id: '0-2',
      properties: [
        { targetProperty: 'domain', value: { type: 'STATIC_VALUE', staticValue: 'flow.example' } },
      ],
    });
    const flowId = await story.givenFlow(contactFlow(inARow(makes)));
    await story.enroll(flowId, plain);
    const found = await story.millrace.post('/crm/v3/objects/companies/search', {
      filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'EQ', value: 'flow.example' }] }],
    });
    expect(await story.properties('companies', found.body.results[0].id)).toMatchObject({
      lifecyclestage: 'lead',
      website: 'flow.example',
      hs_object_source: 'AUTOMATION_PLATFORM',
      hs_object_source_id: flowId,
    });
  });

  test('is enrolled by flows that ask for leads, and not when the account says otherwise', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'Led')), whenMet([is('lifecyclestage', 'lead')])),
    );
    const lead = await story.givenContact();
    await story.settle();
    expect((await story.properties('contacts', lead))['city']).toBe('Led');

    expect((await settings(null)).body.defaultLifecycleStage).toBeNull();
    const none = await story.givenContact();
    await story.settle();
    expect(await story.properties('contacts', none)).toMatchObject({
      lifecyclestage: null,
      hs_pipeline: null,
      city: null,
    });

    await settings('subscriber');
    const subscriber = await story.givenContact();
    expect((await story.properties('contacts', subscriber))['lifecyclestage']).toBe('subscriber');
    await settings('lead');
    expect((await story.enrollments(flowId)).map(({ objectId }) => objectId)).toEqual([lead]);
  });
});

test('of two that are merged the stage that is further on stays', async () => {
  const merged = async (ours: string, theirs: string) => {
    const [one, two] = [
      await story.givenContact({ lifecyclestage: ours }),
      await story.givenContact({ lifecyclestage: theirs }),
    ];
    const answer = await story.millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: one,
      objectIdToMerge: two,
    });
    return answer.body.properties.lifecyclestage;
  };
  expect(await merged('lead', 'customer')).toBe('customer');
  expect(await merged('customer', 'lead')).toBe('customer');
});

test('a company has its domain as website, unless it has one; a later domain changes nothing', async () => {
  const made = async (properties: Record<string, string>) =>
    (await story.millrace.post('/crm/v3/objects/companies', { properties })).body;
  const company = await made({ domain: 'acme.example' });
  expect(company.properties.website).toBe('acme.example');
  expect((await made({ domain: 'acme.example', website: 'www.acme.example' })).properties.website).toBe(
    'www.acme.example',
  );
  expect((await made({ name: 'No domain' })).properties).not.toHaveProperty('website');
  await story.change('companies', company.id, { domain: 'new.example' });
  expect((await story.properties('companies', company.id))['website']).toBe('acme.example');
});

test('a deal has its pipeline, a task its status and the stage that goes with it', async () => {
  const deal = await story.millrace.post('/crm/v3/objects/deals', { properties: { dealname: 'Roof' } });
  expect(deal.body.properties.pipeline).toBe('default');
  const task = await story.millrace.post('/crm/v3/objects/tasks', {
    properties: { hs_task_subject: 'Call', hs_timestamp: '2026-01-01T00:00:00Z' },
  });
  expect(task.body.properties).toMatchObject({
    hs_task_status: 'NOT_STARTED',
    hs_task_type: 'TODO',
    hs_task_priority: 'NONE',
    hs_task_is_completed: 'false',
    hs_pipeline: 'task-pipeline-id',
    hs_pipeline_stage: 'not-started-stage-id',
  });
  await story.change('tasks', task.body.id, { hs_task_status: 'COMPLETED' });
  expect(await story.properties('tasks', task.body.id)).toMatchObject({
    hs_task_is_completed: 'true',
    hs_pipeline_stage: 'completed-stage-id',
  });
  const { body } = await story.millrace.get('/crm/v3/pipelines/tasks');
  expect(body.results).toMatchObject([{ id: 'task-pipeline-id' }]);
});
