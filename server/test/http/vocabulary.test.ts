import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/** Types that clients of several languages mix up, on routes of every family. */
let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

describe('booleans in a query, in any case', () => {
  test.each([
    '/crm/v3/objects/contacts?archived=',
    '/crm/v3/properties/contacts?archived=',
    '/crm-object-schemas/v3/schemas?archived=',
    '/crm/v3/owners?archived=',
    '/crm/v3/lists?includeFilters=',
    '/marketing/v3/emails?archived=',
    '/marketing/v3/emails?isPublished=',
    '/marketing/v3/forms?archived=',
    '/events/v3/event-definitions?includeProperties=',
  ])('%s', async (path) => {
    for (const value of ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'])
      expect((await millrace.get(path + value)).status).toBe(200);
    const refused = await millrace.get(`${path}perhaps`);
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].message).toContain('must be a boolean, not "perhaps"');
  });

  test('mean what they say', async () => {
    const { id } = (await millrace.post('/crm/v3/objects/contacts', { properties: { email: 'a@b.cc' } }))
      .body;
    await millrace.delete(`/crm/v3/objects/contacts/${id}`);
    const ids = async (archived: string) =>
      (await millrace.get(`/crm/v3/objects/contacts?archived=${archived}`)).body.results.map(
        (record: { id: string }) => record.id,
      );
    expect(await ids('True')).toEqual([id]);
    expect(await ids('False')).toEqual([]);
  });
});

test('numbers as text and ids as numbers, in bodies', async () => {
  const search = await millrace.post('/crm/v3/lists/search', { query: '', offset: '0', count: '5' });
  expect(search.status).toBe(200);
  const property = await millrace.post('/crm/v3/properties/contacts', {
    name: 'shoe_size',
    label: 'Shoe size',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
    displayOrder: '2',
    hidden: 'False',
  });
  expect([property.status, property.body.displayOrder, property.body.hidden]).toEqual([201, 2, false]);
  const stages = [{ label: 'New', displayOrder: '0', metadata: { ticketState: 'OPEN' } }];
  const pipeline = await millrace.post('/crm/v3/pipelines/tickets', {
    label: 'P',
    displayOrder: '1',
    stages,
  });
  expect(pipeline.status).toBe(201);
});
