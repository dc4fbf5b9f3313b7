import { ACTION_TYPES } from '@millrace/core/flow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

interface ActionType {
  readonly actionTypeId: string;
  readonly actionName: string;
  readonly groupId: string;
  readonly inputFieldDefinitions: readonly {
    readonly name: string;
    readonly label: string;
    readonly isRequired: boolean;
    readonly fieldDefinitionType: string;
    readonly options?: readonly { readonly value: string }[];
    readonly optionsUrl?: string;
  }[];
}

describe.each([
  '/automation/2026-09-beta',
  '/automation/v4/2026-09-beta',
  '/automation/2027-03-beta',
  '/automation/v4/2027-03-beta',
])('%s', (base) => {
  test('a revision is the flow as it was', async () => {
    const kind = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
    const { body: first } = await millrace.post(`${base}/flows`, { ...kind, name: 'first' });
    const { body: second } = await millrace.put(`${base}/flows/${first.id}`, { ...first, name: 'second' });
    const path = `${base}/flows/${first.id}/revisions`;
    expect((await millrace.get(`${path}/1`)).body).toEqual({
      id: first.id,
      revisionId: '1',
      revisionCreatedAt: first.createdAt,
      flow: first,
    });
    expect((await millrace.get(`${path}/2`)).body.flow).toEqual(second);
    for (const missing of ['3', '0', 'x', '99999999999999999999']) {
      expect((await millrace.get(`${path}/${missing}`)).status).toBe(404);
    }
    await millrace.delete(`${base}/flows/${first.id}`);
    expect((await millrace.get(`${path}/1`)).status).toBe(404);
  });

  test('action types say what their inputs are', async () => {
    const { status, body } = await millrace.get(`${base}/action-types`);
    expect(status).toBe(200);
    const delay = body.results.find((type: { actionTypeId: string }) => type.actionTypeId === '0-1');
    expect(delay).toMatchObject({
      actionName: expect.any(String),
      groupId: 'DELAYS',
      objectTypeIds: expect.arrayContaining(['0-1', '0-3']),
    });
    expect(delay.inputFieldDefinitions).toContainEqual(
      expect.objectContaining({ name: 'time_unit', fieldDefinitionType: 'ENUM', isRequired: false }),
    );
    const ofDeals = await millrace.get(`${base}/action-types?objectTypeId=0-3`);
    const ids = ofDeals.body.results.map((type: { actionTypeId: string }) => type.actionTypeId);
    expect(ids).toContain('0-5');
    expect(ids).not.toContain('0-4');
  });

  test('every type that runs is listed once, with inputs that a form can be made of', async () => {
    const { body } = await millrace.get(`${base}/action-types`);
    const running = ACTION_TYPES.filter(({ id }) => /^\d+-\d+$/.test(id));
    const ids = body.results.map(({ actionTypeId }: ActionType) => actionTypeId);
    expect(ids.toSorted()).toEqual(running.map(({ id }) => id).toSorted());
    for (const { actionTypeId, actionName, groupId, inputFieldDefinitions } of body.results as ActionType[]) {
      const type = running.find(({ id }) => id === actionTypeId)!;
      expect([actionName, groupId]).toEqual([type.name, type.group]);
      expect(inputFieldDefinitions.map(({ name }) => name)).toEqual(Object.keys(type.fields));
      for (const {
        name,
        label,
        isRequired,
        fieldDefinitionType,
        options,
        optionsUrl,
      } of inputFieldDefinitions) {
        const { choices, isRequired: needed, label: words } = type.fields[name]!;
        expect([label, isRequired]).toEqual([words, needed]);
        expect(options?.map(({ value }) => value)).toEqual(choices);
        expect(options !== undefined).toBe(fieldDefinitionType === 'ENUM');
        if (fieldDefinitionType !== 'EXTERNAL_ENUM') continue;
        expect((await millrace.get(optionsUrl!)).status, optionsUrl).toBe(200);
      }
    }
    expect((await millrace.get(`${base}/action-types?objectTypeId=2-404`)).body).toEqual({ results: [] });
  });

  test('a type with an adapter is listed once, as the adapter has it', async () => {
    const adapter = '/millrace/v1/action-adapters/0-40900952';
    const url = 'https://gateway.example.test';
    expect((await millrace.put(adapter, { url })).status).toBeLessThan(300);
    const { body } = await millrace.get(`${base}/action-types`);
    const found = body.results.filter(({ actionTypeId }: ActionType) => actionTypeId === '0-40900952');
    expect(found).toMatchObject([{ groupId: 'ADAPTERS' }]);
    expect((await millrace.delete(adapter)).status).toBe(204);
  });

  test('there is no performance', async () => {
    expect((await millrace.get(`${base}/flows/performance/1`)).status).toBe(404);
  });
});

test('v4 has neither revisions nor action types', async () => {
  expect((await millrace.get('/automation/v4/action-types')).status).toBe(404);
  expect((await millrace.get('/automation/v4/flows/1/revisions/1')).status).toBe(404);
});
