import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const DEALS = '/crm/v3/pipelines/deals';

function stage(label: string, probability: string, more: Record<string, unknown> = {}) {
  return { label, displayOrder: 0, metadata: { probability }, ...more };
}

async function pipeline(label: string, ...stages: unknown[]) {
  const { status, body } = await millrace.post(DEALS, { label, displayOrder: 1, stages });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function deal(properties: Record<string, string>) {
  const { status, body } = await millrace.post('/crm/v3/objects/deals', { properties });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

describe('standard pipelines', () => {
  it('are there from the start', async () => {
    const { status, body } = await millrace.get(DEALS);
    expect(status).toBe(200);
    expect(body.results).toHaveLength(1);
    expect(body.results[0]).toMatchObject({ id: 'default', label: 'Sales Pipeline', archived: false });
    expect(body.results[0].stages.map((one: { id: string }) => one.id)).toContain('closedwon');
    const stages = await millrace.get(`${DEALS}/default/stages`);
    expect(stages.body.results).toEqual(body.results[0].stages);
    expect((await millrace.get(`${DEALS}/default/stages/closedwon`)).body).toMatchObject({
      metadata: { isClosed: 'true', probability: '1.0' },
    });
    expect((await millrace.get(`${DEALS}/default/audit`)).body).toEqual({ results: [] });
  });

  it('are copied when they are first changed', async () => {
    const changed = await millrace.patch('/crm/v3/pipelines/tickets/0', { label: 'Help desk' });
    expect(changed.body).toMatchObject({ id: '0', label: 'Help desk' });
    expect(changed.body.stages).toHaveLength(4);
    expect((await millrace.get('/crm/v3/pipelines/tickets')).body.results).toEqual([changed.body]);
  });

  it('are none for records that move through none', async () => {
    expect((await millrace.get('/crm/v3/pipelines/contacts')).body.errors[0].code).toBe('NO_PIPELINES');
    expect((await millrace.get('/crm/v3/pipelines/rockets')).status).toBe(400);
  });
});

describe('a new pipeline', () => {
  it('gets ids, and says of its deal stages what is closed', async () => {
    const made = await pipeline('Renewals', stage('Talking', '0.5'), stage('Won', '1', { displayOrder: 1 }));
    expect(made.id).toMatch(/^\d+$/);
    expect(made.stages).toMatchObject([
      { label: 'Talking', metadata: { probability: '0.5', isClosed: 'false' } },
      { label: 'Won', metadata: { probability: '1.0', isClosed: 'true' } },
    ]);
    expect((await millrace.get(`${DEALS}/${made.id}`)).body).toEqual(made);
  });

  it('takes deals, which know that they are won', async () => {
    const made = await pipeline('Upsells', stage('Talking', '0.5'), stage('Won', '1.0'));
    const [talking, won] = made.stages as [{ id: string }, { id: string }];
    const one = await deal({ pipeline: made.id, dealstage: talking.id, amount: '5' });
    expect(one.properties).toMatchObject({ hs_is_closed: 'false', hs_deal_stage_probability: '0.5' });
    const { body } = await millrace.patch(`/crm/v3/objects/deals/${one.id}`, {
      properties: { dealstage: won.id },
    });
    expect(body.properties).toMatchObject({ hs_is_closed: 'true', hs_is_closed_won: 'true' });
    expect(body.properties[`hs_date_entered_${won.id}`]).toBe(body.properties.closedate);
    const elsewhere = { pipeline: 'default', dealstage: won.id };
    const { status } = await millrace.post('/crm/v3/objects/deals', { properties: elsewhere });
    expect(status).toBe(400);
  });

  it('does not become the one that new deals get', async () => {
    await pipeline('AAA', stage('One', '0.1'));
    expect((await deal({ dealname: 'New' })).properties.pipeline).toBe('default');
  });

  it.each([
    [{ label: '', displayOrder: 0, stages: [stage('A', '0.1')] }, 'label'],
    [{ label: 'X', displayOrder: 0, stages: [] }, 'stages'],
    [{ label: 'X', stages: [stage('A', '0.1')] }, 'displayOrder'],
    [{ label: 'X', displayOrder: 0, stages: [stage('A', '2')] }, 'stages[0].metadata.probability'],
    [
      { label: 'X', displayOrder: 0, stages: [stage('A', '0.1'), { label: 'B', displayOrder: 1 }] },
      'stages[1].metadata.probability',
    ],
    [{ label: 'X', displayOrder: 0, stages: [stage('A', '0.1'), stage('A', '0.2')] }, 'stages[1].label'],
    [
      { label: 'X', displayOrder: 0, stages: [stage('A', '0.1', { stageId: 'closedwon' })] },
      'stages[0].stageId',
    ],
    [{ pipelineId: 'a b', label: 'X', displayOrder: 0, stages: [stage('A', '0.1')] }, 'pipelineId'],
  ])('%j is refused', async (body, path) => {
    const answer = await millrace.post(DEALS, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(400);
    expect(answer.body.errors[0].in).toBe(path);
  });

  it('has a name and an id of its own', async () => {
    const body = { pipelineId: 'mine', label: 'Mine', displayOrder: 3, stages: [stage('A', '0.1')] };
    expect((await millrace.post(DEALS, body)).status).toBe(201);
    expect((await millrace.post(DEALS, { ...body, label: 'Other' })).status).toBe(409);
    expect((await millrace.post(DEALS, { ...body, pipelineId: 'other' })).status).toBe(409);
  });
});

describe('changes', () => {
  it('replace a pipeline with its stages', async () => {
    const made = await pipeline('Old', stage('A', '0.1'), stage('B', '0.2'));
    const [a, b] = made.stages as [{ id: string }, { id: string }];
    await deal({ pipeline: made.id, dealstage: b.id });
    const body = {
      label: 'Fresh',
      displayOrder: 9,
      stages: [stage('A2', '0.3', { stageId: a.id }), stage('C', '0')],
    };
    const refused = await millrace.put(`${DEALS}/${made.id}?validateReferencesBeforeDelete=true`, body);
    expect(refused.body.errors[0]).toMatchObject({ code: 'RECORDS_IN_PIPELINE' });
    const changed = await millrace.put(`${DEALS}/${made.id}`, body);
    expect(changed.body).toMatchObject({ label: 'Fresh', displayOrder: 9, createdAt: made.createdAt });
    expect(changed.body.stages.map((one: { label: string }) => one.label).sort()).toEqual(['A2', 'C']);
    expect(changed.body.stages).toContainEqual(expect.objectContaining({ id: a.id, label: 'A2' }));
  });

  it('add, change and archive stages, and bring them back', async () => {
    const made = await pipeline('Stages', stage('A', '0.1'));
    const stages = `${DEALS}/${made.id}/stages`;
    const added = await millrace.post(stages, stage('B', '0.9', { displayOrder: 5 }));
    expect(added.status).toBe(201);
    const path = `${stages}/${added.body.id}`;
    expect((await millrace.patch(path, { metadata: { probability: '1' } })).body.metadata).toEqual({
      probability: '1.0',
      isClosed: 'true',
    });
    expect((await millrace.put(path, stage('B2', '0.4'))).body).toMatchObject({
      label: 'B2',
      metadata: { probability: '0.4', isClosed: 'false' },
    });
    expect((await millrace.patch(path, { label: 'A' })).status).toBe(409);
    expect((await millrace.post(stages, stage('A', '0.5'))).status).toBe(409);
    await deal({ pipeline: made.id, dealstage: added.body.id });
    expect((await millrace.delete(`${path}?validateReferencesBeforeDelete=true`)).status).toBe(400);
    expect((await millrace.delete(path)).status).toBe(204);
    expect((await millrace.get(path)).status).toBe(404);
    expect((await millrace.delete(`${stages}/${made.stages[0].id}`)).body.errors[0].code).toBe('LAST_STAGE');
    expect((await millrace.patch(path, { archived: false })).body).toMatchObject({
      label: 'B2',
      archived: false,
    });
    const audit = await millrace.get(`${path}/audit`);
    expect(audit.body.results.map((one: { action: string }) => one.action)).toEqual([
      'RESTORE',
      'DELETE',
      'UPDATE',
      'UPDATE',
      'CREATE',
    ]);
    expect(audit.body.results[4]).toMatchObject({
      identifier: added.body.id,
      portalId: Number(millrace.accountId),
      rawObject: { label: 'B' },
    });
  });

  it('archive a pipeline; deals in it can still be changed, and moved', async () => {
    const made = await pipeline('Closing down', stage('A', '0.1'));
    const one = await deal({ pipeline: made.id, dealstage: made.stages[0].id });
    const path = `${DEALS}/${made.id}`;
    expect((await millrace.delete(`${path}?validateDealStageUsagesBeforeDelete=true`)).status).toBe(400);
    expect((await millrace.delete(path)).status).toBe(204);
    expect((await millrace.get(path)).status).toBe(404);
    expect((await millrace.delete(path)).status).toBe(404);
    const record = `/crm/v3/objects/deals/${one.id}`;
    expect((await millrace.patch(record, { properties: { amount: '7' } })).status).toBe(200);
    const moved = { pipeline: 'default', dealstage: 'contractsent' };
    expect((await millrace.patch(record, { properties: moved })).status).toBe(200);
    expect((await millrace.patch(path, { archived: true })).status).toBe(400);
    expect((await millrace.patch(path, { archived: false })).body.stages).toHaveLength(1);
  });

  it('leave deals their last pipeline', async () => {
    const [last] = (await millrace.get('/crm/v3/pipelines/leads')).body.results;
    const { body } = await millrace.delete(`/crm/v3/pipelines/leads/${last.id}`);
    expect(body.errors[0].code).toBe('LAST_PIPELINE');
  });
});

it('records of custom object types move through pipelines, too', async () => {
  const schema = { name: 'car', labels: { singular: 'Car', plural: 'Cars' }, primaryDisplayProperty: 'vin' };
  const vin = { name: 'vin', label: 'VIN', type: 'string', fieldType: 'text' };
  const required = { requiredProperties: ['vin'], associatedObjects: [], properties: [vin] };
  expect((await millrace.post('/crm/v3/schemas', { ...schema, ...required })).status).toBe(201);
  expect((await millrace.get('/crm/v3/pipelines/car')).body.results).toEqual([]);
  const made = await millrace.post('/crm/v3/pipelines/car', {
    label: 'Workshop',
    displayOrder: 0,
    stages: [{ label: 'In', displayOrder: 0, metadata: { colour: 'red' } }],
  });
  expect(made.status).toBe(201);
  const properties = { vin: 'V1', hs_pipeline_stage: made.body.stages[0].id };
  const car = await millrace.post('/crm/v3/objects/car', { properties });
  expect(car.body.properties).toMatchObject({ hs_pipeline: made.body.id });
  const nowhere = { vin: 'V2', hs_pipeline_stage: 'nowhere' };
  expect((await millrace.post('/crm/v3/objects/car', { properties: nowhere })).status).toBe(400);
});

it("the original's own client works", async () => {
  const { pipelines } = new Client({ accessToken: millrace.token, basePath: millrace.url }).crm;
  const made = await pipelines.pipelinesApi.create('tickets', {
    label: 'Escalations',
    displayOrder: 4,
    stages: [{ label: 'New', displayOrder: 0, metadata: { ticketState: 'OPEN' } }],
  });
  expect(made.createdAt).toBeInstanceOf(Date);
  const added = await pipelines.pipelineStagesApi.create('tickets', made.id, {
    label: 'Done',
    displayOrder: 1,
    metadata: { ticketState: 'CLOSED' },
  });
  expect(added.metadata).toMatchObject({ isClosed: 'true' });
  const audits = await pipelines.pipelineAuditsApi.getAudit('tickets', made.id);
  expect(audits.results[0]?.action).toBe('CREATE');
  await pipelines.pipelinesApi.archive('tickets', made.id);
  const all = await pipelines.pipelinesApi.getAll('tickets');
  expect(all.results.map((one) => one.id)).not.toContain(made.id);
});

it('what the database cannot keep is refused', async () => {
  expect((await millrace.get(`${DEALS}/a%00b/audit`)).status).toBe(400);
  expect((await millrace.get(`${DEALS}/default/stages/a%00b/audit`)).status).toBe(400);
  const odd = { label: 'Odd', displayOrder: 0, metadata: { probability: '0.5', note: '\ud800' } };
  expect((await millrace.post(`${DEALS}/default/stages`, odd)).status).toBe(400);
});

it('needs the scope of the object type', async () => {
  const { body } = await millrace.post('/millrace/v1/tokens', {
    name: 'reader',
    scopes: ['crm.objects.deals.read'],
  });
  const headers = { authorization: `Bearer ${body.token}` };
  expect((await millrace.call('GET', DEALS, undefined, headers)).status).toBe(200);
  expect((await millrace.call('DELETE', `${DEALS}/default`, undefined, headers)).status).toBe(403);
});
