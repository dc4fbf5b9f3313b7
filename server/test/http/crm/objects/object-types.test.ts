import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

/** Object types that nothing here acts on, with a property of each that a client writes. */
const BESIDE: readonly (readonly [name: string, id: string, property: string, value: string])[] = [
  ['marketing_events', '0-54', 'hs_event_name', 'Fair'],
  ['deal_splits', '0-72', 'hs_deal_split_percentage', '50'],
  ['goal_targets', '0-74', 'hs_goal_name', 'More'],
  ['discounts', '0-84', 'hs_label', 'Early'],
  ['fees', '0-85', 'hs_label', 'Late'],
  ['taxes', '0-86', 'hs_label', 'VAT'],
  ['commerce_payments', '0-101', 'hs_customer_email', 'a@example.com'],
  ['users', '0-115', 'hs_job_title', 'Cook'],
  ['carts', '0-142', 'hs_cart_name', 'Mine'],
  ['partner_clients', '0-145', 'hs_partner_client_name', 'Acme'],
  ['courses', '0-410', 'hs_course_name', 'Baking'],
  ['appointments', '0-421', 'hs_appointment_name', 'Visit'],
];

test.each(BESIDE)(
  '%s are known, empty at first, and keep what is written',
  async (name, id, property, value) => {
    for (const path of [name, id]) {
      const list = await millrace.get(`/crm/v3/objects/${path}`);
      expect([list.status, list.body.results]).toEqual([200, []]);
    }
    const search = await millrace.post(`/crm/v3/objects/${name}/search`, {});
    expect([search.status, search.body.total]).toEqual([200, 0]);
    expect((await millrace.get(`/crm/v3/properties/${id}`)).body.results.length).toBeGreaterThan(5);
    const made = await millrace.post(`/crm/v3/objects/${name}`, { properties: { [property]: value } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(
      (await millrace.get(`/crm/v3/objects/${id}/${made.body.id}?properties=${property}`)).body.properties,
    ).toMatchObject({
      [property]: value,
    });
  },
);

test('flows may be over them', async () => {
  const flow = await millrace.post('/automation/v4/flows', {
    name: 'Over goals',
    type: 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-74',
    isEnabled: false,
    actions: [],
  });
  expect(flow.status, JSON.stringify(flow.body)).toBe(201);
  const { body } = await millrace.get(`/millrace/v1/flows/${flow.body.id}/lint`);
  expect(JSON.stringify(body)).not.toContain('UNKNOWN_OBJECT_TYPE');
});

test('a contact says when it was changed under either name', async () => {
  const { body } = await millrace.post('/crm/v3/objects/contacts', { properties: { city: 'Bern' } });
  expect(body.properties.hs_lastmodifieddate).toBe(body.properties.lastmodifieddate);
  const changed = await millrace.patch(`/crm/v3/objects/contacts/${body.id}`, {
    properties: { city: 'Basel' },
  });
  expect(changed.body.properties.hs_lastmodifieddate).toBe(changed.body.updatedAt);
  const filters = [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: changed.body.updatedAt }];
  const found = await millrace.post('/crm/v3/objects/contacts/search', { filterGroups: [{ filters }] });
  expect(found.body.total).toBe(1);
});
