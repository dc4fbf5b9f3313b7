import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, delayMinutes, flowOver, inARow, manual } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

/** Runs one record of `type` through a create-record action; its step, and the record that was made. */
async function create(object_type_id: string, properties: Record<string, string | Body>) {
  const flowId = await story.givenFlow(
    contactFlow([
      {
        ...action('0-14', {
          object_type_id,
          properties: Object.entries(properties).map(([targetProperty, value]) => ({
            targetProperty,
            value: typeof value === 'string' ? { type: 'STATIC_VALUE', staticValue: value } : value,
          })),
        }),
        actionId: '1',
      },
    ]),
  );
  await story.enroll(flowId, await story.givenContact());
  const [step] = (await story.passage(flowId)).steps;
  const made = step.detail?.recordId;
  return { step, values: made ? await story.properties(object_type_id, made) : null };
}

async function givenPipeline(type: string, label: string, ...stages: string[]): Promise<Body> {
  const { status, body } = await story.millrace.post(`/crm/v3/pipelines/${type}`, {
    label,
    displayOrder: 1,
    stages: stages.map((stage, displayOrder) => ({
      label: stage,
      displayOrder,
      metadata: { ticketState: 'OPEN', probability: '0.5' },
    })),
  });
  expect(status).toBe(201);
  return body;
}

describe('a record made by a flow begins in a pipeline', () => {
  test('the example of the original guide runs as it stands: a ticket with a subject alone', async () => {
    const flowId = await story.givenFlow(
      contactFlow([
        {
          type: 'SINGLE_CONNECTION',
          actionId: '1',
          actionTypeVersion: 0,
          actionTypeId: '0-14',
          fields: {
            object_type_id: '0-5',
            properties: [
              { targetProperty: 'subject', value: { type: 'STATIC_VALUE', staticValue: 'Check order' } },
            ],
            associations: [
              {
                target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 },
                value: { type: 'ENROLLED_OBJECT' },
              },
              {
                target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 339 },
                value: {
                  type: 'COPY_ASSOCIATION',
                  sourceSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 },
                },
              },
            ],
            use_explicit_associations: 'true',
          },
        },
      ]),
    );
    await story.enroll(flowId, await story.givenContact());
    const [step] = (await story.passage(flowId)).steps;
    expect(step).toMatchObject({ outcome: 'SUCCEEDED' });
    expect(await story.properties('tickets', step.detail.recordId)).toMatchObject({
      subject: 'Check order',
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
    });
  });

  test.each([
    ['0-3', { dealname: 'A deal' }, { pipeline: 'default', dealstage: 'appointmentscheduled' }],
    [
      '0-136',
      { hs_lead_name: 'A lead' },
      { hs_pipeline: 'lead-pipeline-id', hs_pipeline_stage: 'new-stage-id' },
    ],
    ['0-5', { subject: 'x', hs_pipeline_stage: '' }, { hs_pipeline: '0', hs_pipeline_stage: '1' }],
    ['0-5', { subject: 'x', hs_pipeline_stage: '3' }, { hs_pipeline: '0', hs_pipeline_stage: '3' }],
  ] as const)('%s with %o', async (type, given, expected) => {
    const { step, values } = await create(type, given);
    expect(step).toMatchObject({ outcome: 'SUCCEEDED' });
    expect(values).toMatchObject(expected);
  });

  test('a pipeline without a stage: its first stage; a stage without a pipeline: the pipeline that has it', async () => {
    for (const [type, name, pipeline, stage] of [
      ['0-5', 'subject', 'hs_pipeline', 'hs_pipeline_stage'],
      ['0-3', 'dealname', 'pipeline', 'dealstage'],
    ] as const) {
      const own = await givenPipeline(type, `Second of ${type}`, 'First', 'Last');
      const [first, last] = own.stages.map(({ id }: Body) => id);
      expect((await create(type, { [name]: 'x', [pipeline]: own.id })).values).toMatchObject({
        [pipeline]: own.id,
        [stage]: first,
      });
      expect((await create(type, { [name]: 'x', [stage]: last })).values).toMatchObject({
        [pipeline]: own.id,
        [stage]: last,
      });
    }
  });

  test('a stage or a pipeline that is not there fails the step by name', async () => {
    for (const [property, value] of [
      ['hs_pipeline', 'nowhere'],
      ['hs_pipeline_stage', 'nowhere'],
    ] as const) {
      const { step } = await create('0-5', { subject: 'x', [property]: value });
      expect(step).toMatchObject({ outcome: 'FAILED', reason: 'INVALID_OPTION' });
      expect(step.detail.message).toContain(`"nowhere" was not one of the allowed options of "${property}"`);
    }
  });

  test('custom objects with pipelines, from a flow over tickets', async () => {
    const made = await story.millrace.post('/crm-object-schemas/v3/schemas', {
      name: 'boat',
      labels: { singular: 'Boat', plural: 'Boats' },
      primaryDisplayProperty: 'boat_name',
      requiredProperties: [],
      properties: [{ name: 'boat_name', label: 'Name', type: 'string', fieldType: 'text' }],
      associatedObjects: ['TICKET'],
    });
    expect(made.status).toBe(201);
    const boats = made.body.objectTypeId;
    const own = await givenPipeline(boats, 'Shipyard', 'Ordered', 'Built');
    const flowId = await story.givenFlow(
      flowOver('0-5', inARow(action('0-14', { object_type_id: boats, properties: [] })), manual),
    );
    await story.enroll(flowId, await story.givenRecord('tickets', { subject: 'x', hs_pipeline_stage: '1' }));
    const [step] = (await story.passage(flowId)).steps;
    expect(step).toMatchObject({ outcome: 'SUCCEEDED' });
    expect(await story.properties(boats, step.detail.recordId)).toMatchObject({
      hs_pipeline: own.id,
      hs_pipeline_stage: own.stages[0].id,
    });
  });
});

describe('a record that is deleted by a flow', () => {
  test('is archived, and leaves all flows', async () => {
    const contact = await story.givenContact();
    const waits = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    await story.enroll(waits, contact);
    const deletes = await story.givenFlow(contactFlow(inARow(action('0-18224765', {}))));
    await story.enroll(deletes, contact);

    expect((await story.millrace.get(`/crm/v3/objects/contacts/${contact}`)).status).toBe(404);
    const archived = await story.millrace.get(`/crm/v3/objects/contacts/${contact}?archived=true`);
    expect([archived.status, archived.body.archived]).toEqual([200, true]);
    const own = await story.passage(deletes);
    expect([own.status, own.endReason]).toEqual(['UNENROLLED', 'RECORD_DELETED']);
    expect(own.steps.map((step: Body) => [step.actionTypeId, step.outcome])).toEqual([
      ['0-18224765', 'SUCCEEDED'],
    ]);
    const [other] = await story.enrollments(waits);
    expect([other.status, other.endReason]).toEqual(['UNENROLLED', 'RECORD_DELETED']);
  });
});
