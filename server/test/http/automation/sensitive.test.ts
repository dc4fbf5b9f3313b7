import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
/** The id of the custom object type of the table. */
let custom: string;
beforeAll(async () => {
  millrace = await startMillrace();
  const made = await millrace.post('/crm/v3/schemas', {
    name: 'patients',
    labels: { singular: 'Patient', plural: 'Patients' },
    primaryDisplayProperty: 'code',
    requiredProperties: [],
    properties: [{ name: 'code', label: 'Code', type: 'string', fieldType: 'text' }],
    associatedObjects: [],
  });
  expect(made.status).toBe(201);
  custom = made.body.objectTypeId;
  for (const [objectTypeId] of families()) {
    const group = `g${objectTypeId.replace('-', '_')}`;
    await millrace.post(`/crm/v3/properties/${objectTypeId}/groups`, { name: group, label: group });
    for (const dataSensitivity of ['sensitive', 'non_sensitive']) {
      const property = { name: `is_${dataSensitivity}`, label: 'x', type: 'string', fieldType: 'text' };
      const answer = await millrace.post(`/crm/v3/properties/${objectTypeId}`, {
        ...property,
        groupName: group,
        dataSensitivity,
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    }
  }
});
afterAll(() => millrace.stop());

const FLOWS = '/automation/v4/flows';

function families(): [objectTypeId: string, family: string][] {
  return [
    ['0-1', 'contacts'],
    ['0-2', 'companies'],
    ['0-3', 'deals'],
    ['0-5', 'tickets'],
    [custom, 'custom'],
  ];
}

async function callerWith(...scopes: string[]) {
  const { body } = await millrace.post('/millrace/v1/tokens', {
    name: 'caller',
    scopes: ['automation', ...families().map(([, family]) => `crm.objects.${family}.read`), ...scopes],
  });
  const headers = { authorization: `Bearer ${body.token}` };
  return (method: string, path: string, body?: unknown): Promise<Answer> =>
    millrace.call(method, path, body, headers);
}

/** A flow over the type that reads the property in a filter. */
function flowOver(objectTypeId: string, property: string, members: object = {}) {
  return {
    type: objectTypeId === '0-1' ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId,
    isEnabled: false,
    actions: [],
    enrollmentCriteria: {
      type: 'LIST_BASED',
      listFilterBranch: {
        filterBranchType: 'AND',
        filters: [
          {
            filterType: 'PROPERTY',
            property,
            operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' },
          },
        ],
      },
    },
    ...members,
  };
}

describe.each(['contacts', 'companies', 'deals', 'tickets', 'custom'])('a flow over %s', (family) => {
  const typeOf = () => families().find(([, name]) => name === family)![0];
  const read = `crm.objects.${family}.sensitive.read`;
  const write = `crm.objects.${family}.sensitive.write`;
  /** What each caller is answered, by operation. Another family's scopes open nothing. */
  const table: [scopes: string[], readStatus: 200 | 403, writeStatus: 200 | 403][] = [
    [[], 403, 403],
    [[read], 200, 403],
    [[write], 403, 200],
    [[read, write], 200, 200],
    [[`crm.objects.${family === 'deals' ? 'contacts' : 'deals'}.sensitive.read`], 403, 403],
    [[`crm.objects.${family === 'deals' ? 'contacts' : 'deals'}.sensitive.write`], 403, 403],
  ];

  test.each(table)(
    'that is sensitive, to a caller with %j: read %i, write %i',
    async (scopes, reads, writes) => {
      const call = await callerWith(...scopes);
      const body = flowOver(typeOf(), 'is_sensitive');
      const { body: flow } = await millrace.post(FLOWS, body);

      const got = await call('GET', `${FLOWS}/${flow.id}`);
      expect(got.status).toBe(reads);
      if (reads === 403) {
        expect(got.body.message).toMatch(/^Access denied\. Flow must be accessible via external APIs/);
        expect(got.body.category).toBe('FlowApiStandardFriendlyError.FLOW_ACCESS_DENIED');
      }
      const revision = await call('GET', `/automation/2026-09-beta/flows/${flow.id}/revisions/1`);
      expect(revision.status).toBe(reads);
      expect((await call('GET', `${FLOWS}/performance/${flow.id}`)).status).toBe(reads);
      // Beside one who sees all, at the same time: neither is given what the other is.
      const page = `${FLOWS}?after=${BigInt(flow.id) - 1n}`;
      const [list, all] = await Promise.all([call('GET', page), millrace.get(page)]);
      expect(list.body.results.length).toBe(reads === 200 ? 1 : 0);
      expect(all.body.results.length).toBe(1);
      const inputs = [{ type: 'FLOW_ID', flowId: flow.id }];
      const batch = await call('POST', `${FLOWS}/batch/read`, { inputs });
      expect(batch.status).toBe(reads === 200 ? 200 : 207);
      if (reads === 403) {
        expect(batch.body.errors[0].subCategory).toBe(
          'FlowApiStandardFriendlyError.FLOW_NOT_FOUND_BY_FLOW_ID',
        );
      }

      const ours = `/millrace/v1/flows/${flow.id}`;
      expect((await call('GET', `${ours}/enrollments`)).status).toBe(reads);
      expect((await call('GET', `${ours}/steps`)).status).toBe(reads);
      // Whoever gets through learns that the flow is turned off.
      const enrolled = await call('POST', `${ours}/enrollments`, { objectIds: ['1'] });
      expect(enrolled.status).toBe(writes === 200 ? 400 : 403);

      const created = await call('POST', FLOWS, body);
      const updated = await call('PUT', `${FLOWS}/${flow.id}`, { ...flow, name: 'x' });
      const deleted = await call('DELETE', `${FLOWS}/${flow.id}`);
      expect([created.status, updated.status, deleted.status]).toEqual(
        writes === 200 ? [201, 200, 204] : [403, 403, 403],
      );
      for (const answer of writes === 403 ? [enrolled, created, updated, deleted] : []) {
        expect(answer.body.category).toBe('MISSING_SCOPES');
        expect(answer.body.errors[0].context.requiredGranularScopes).toEqual([write]);
      }
    },
  );

  test('that touches nothing sensitive is open', async () => {
    const call = await callerWith();
    const made = await call('POST', FLOWS, flowOver(typeOf(), 'is_non_sensitive'));
    expect(made.status).toBe(201);
    expect((await call('GET', `${FLOWS}/${made.body.id}`)).status).toBe(200);
    // Making it sensitive takes the scope, too.
    const update = await call('PUT', `${FLOWS}/${made.body.id}`, {
      ...flowOver(typeOf(), 'is_sensitive'),
      revisionId: '1',
    });
    expect(update.status).toBe(403);
    expect((await call('DELETE', `${FLOWS}/${made.body.id}`)).status).toBe(204);
  });
});

/** Where a contact flow can touch a property. */
test.each<[string, object]>([
  ['a goal', { goalFilterBranch: flowOver('0-1', 'is_sensitive').enrollmentCriteria.listFilterBranch }],
  ['a date anchor', { eventAnchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'is_sensitive' } }],
  [
    'a branch',
    node({ type: 'STATIC_BRANCH', inputValue: { propertyName: 'is_sensitive' }, staticBranches: [] }),
  ],
  ['a property that is set', step('0-5', { property_name: 'is_sensitive', value: { staticValue: '' } })],
  ['a token', step('0-8', { subject: 'About {{ enrolled_object.is_sensitive }}', body: '' })],
  [
    'a property of another type that is made',
    step('0-14', {
      object_type_id: '0-3',
      properties: [{ targetProperty: 'is_sensitive', value: { staticValue: '' } }],
    }),
  ],
  [
    'the order of a data source',
    {
      dataSources: [
        {
          name: 'f',
          type: 'ASSOCIATION',
          objectTypeId: '0-2',
          associationTypeId: 279,
          associationCategory: 'HUBSPOT_DEFINED',
          sortBy: { property: 'is_sensitive', order: 'ASC' },
        },
      ],
    },
  ],
])('a sensitive property is found in %s', async (_, members) => {
  const call = await callerWith();
  const body = { ...flowOver('0-1', 'is_non_sensitive'), ...members };
  expect((await call('POST', FLOWS, body)).status).toBe(403);
  const open = JSON.parse(JSON.stringify(body).replaceAll('is_sensitive', 'is_non_sensitive'));
  expect((await call('POST', FLOWS, open)).status).toBe(201);
});

function node(action: object) {
  return { startActionId: '1', actions: [{ actionId: '1', ...action }] };
}

function step(actionTypeId: string, fields: object) {
  return node({ type: 'SINGLE_CONNECTION', actionTypeId, fields });
}

test('a property that becomes sensitive closes the flows that touch it', async () => {
  const call = await callerWith();
  const property = { label: 'Later', type: 'string', fieldType: 'text', groupName: 'g0_1' };
  await millrace.post('/crm/v3/properties/0-1', { ...property, name: 'later' });
  const { body } = await call('POST', FLOWS, flowOver('0-1', 'later'));
  expect((await call('GET', `${FLOWS}/${body.id}`)).status).toBe(200);
  await millrace.delete('/crm/v3/properties/0-1/later');
  const again = await millrace.post('/crm/v3/properties/0-1', {
    ...property,
    name: 'later',
    dataSensitivity: 'sensitive',
  });
  expect(again.status).toBe(201);
  expect((await call('GET', `${FLOWS}/${body.id}`)).status).toBe(403);
});
