import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

test('a custom object type gains an association and loses it again, on the newer path', async () => {
  const base = '/crm-object-schemas/v3/schemas';
  const made = await millrace.post(base, {
    name: 'boat',
    labels: { singular: 'Boat', plural: 'Boats' },
    properties: [{ name: 'hull', label: 'Hull', type: 'string', fieldType: 'text' }],
    requiredProperties: [],
    associatedObjects: [],
  });
  expect(made.status).toBe(201);
  const association = await millrace.post(`${base}/boat/associations`, {
    fromObjectTypeId: made.body.objectTypeId,
    toObjectTypeId: '0-1',
    name: 'boat_to_sailor',
  });
  expect(association.status).toBe(201);
  const names = async () => {
    const { body } = await millrace.get(base);
    const [boat] = body.results.filter((each: { name: string }) => each.name === 'boat');
    return boat.associations.map((each: { name?: string }) => each.name);
  };
  expect(await names()).toContain('boat_to_sailor');
  expect((await millrace.delete(`${base}/boat/associations/${association.body.id}`)).status).toBe(204);
  expect(await names()).not.toContain('boat_to_sailor');
});
