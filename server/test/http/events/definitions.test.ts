import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const PATH = '/events/v3/event-definitions';

async function define(body: Record<string, unknown>) {
  const answer = await millrace.post(PATH, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe('an event type', () => {
  it('is defined, and read by any of its names', async () => {
    const made = await define({
      label: 'Order placed',
      description: 'Somebody ordered',
      includeDefaultProperties: false,
      propertyDefinitions: [
        { name: 'total', label: 'Total', type: 'number' },
        { label: 'Payment Method', type: 'enumeration', options: [option('card'), option('cash')] },
      ],
    });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^6-\d+$/),
      objectTypeId: made.id,
      name: 'order_placed',
      fullyQualifiedName: `pe${millrace.accountId}_order_placed`,
      labels: { singular: 'Order placed' },
      primaryObject: 'CONTACT',
      primaryObjectId: '0-1',
      trackingType: 'MANUAL',
      archived: false,
      properties: [
        { name: 'total', type: 'number' },
        { name: 'payment_method', type: 'enumeration', options: [{ value: 'card' }, { value: 'cash' }] },
      ],
    });
    for (const name of [made.name, made.fullyQualifiedName, made.id])
      expect((await millrace.get(`${PATH}/${name}`)).body).toEqual(made);
  });

  it('has the properties of every event unless told', async () => {
    const { properties } = await define({ label: 'With defaults' });
    expect(properties.map((one: { name: string }) => one.name)).toContain('hs_url');
  });

  it('is changed', async () => {
    const { name } = await define({
      label: 'Changing',
      propertyDefinitions: [{ label: 'A', type: 'string' }],
    });
    const changed = await millrace.patch(`${PATH}/${name}`, {
      label: 'Changed',
      headerTemplate: 'Changed!',
      propertyOrder: [{ name: 'a', label: 'Aaa', hidden: true }],
    });
    expect(changed.status).toBe(201);
    expect(changed.body).toMatchObject({ labels: { singular: 'Changed' }, headerTemplate: 'Changed!' });
    expect(changed.body.properties.at(-1)).toMatchObject({ name: 'a', label: 'Aaa', hidden: true });
    const unknown = await millrace.patch(`${PATH}/${name}`, { propertyOrder: [{ name: 'b' }] });
    expect(unknown.body.errors[0].in).toBe('propertyOrder[0].name');
  });

  it('goes out of use, and its name is free again', async () => {
    const { name } = await define({ label: 'Short lived' });
    expect((await millrace.post(PATH, { label: 'Short lived' })).status).toBe(409);
    expect((await millrace.delete(`${PATH}/${name}`)).status).toBe(204);
    expect((await millrace.get(`${PATH}/${name}`)).status).toBe(404);
    expect((await millrace.get(`${PATH}/a%00b`)).status).toBe(400);
    expect((await millrace.delete(`${PATH}/${name}`)).status).toBe(404);
    await define({ label: 'Short lived' });
  });

  it('gets, changes and loses properties', async () => {
    const { name } = await define({ label: 'Properties' });
    const path = `${PATH}/${name}/property`;
    const added = await millrace.post(path, { name: 'size-eu', label: 'Size', type: 'number' });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ name: 'size-eu', type: 'number' });
    expect((await millrace.post(path, { name: 'size-eu', label: 'Size', type: 'number' })).status).toBe(409);
    const changed = await millrace.patch(`${path}/size-eu`, { label: 'European size' });
    expect(changed.status).toBe(201);
    expect(changed.body.label).toBe('European size');
    expect((await millrace.delete(`${path}/size-eu`)).status).toBe(204);
    expect((await millrace.delete(`${path}/size-eu`)).status).toBe(404);
  });

  it.each([
    [{}, 'label'],
    [{ label: 'X', name: 'Not A Name' }, 'name'],
    [{ label: 'X', primaryObject: 'ROCKET' }, 'primaryObject'],
    [{ label: 'X', propertyDefinitions: [{ label: 'P', type: 'rocket' }] }, 'propertyDefinitions[0].type'],
    [
      { label: 'X', propertyDefinitions: [{ label: 'P', type: 'enumeration' }] },
      'propertyDefinitions[0].options',
    ],
    [
      { label: 'X', propertyDefinitions: [{ name: 'hs_url', label: 'P', type: 'string' }] },
      'propertyDefinitions[0].name',
    ],
    [
      {
        label: 'X',
        customMatchingId: {
          primaryObjectRule: { eventPropertyName: 'hs_url', targetObjectPropertyName: 'city' },
        },
      },
      'customMatchingId.primaryObjectRule.targetObjectPropertyName',
    ],
  ])('%j is refused', async (body, path) => {
    const answer = await millrace.post(PATH, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].in).toBe(path);
  });
});

it('event types are listed page by page, searched and sorted', async () => {
  for (const label of ['Zeta one', 'Zeta two', 'Zeta three']) await define({ label });
  const first = await millrace.get(`${PATH}?searchString=ZETA&limit=2`);
  expect(first.body).toMatchObject({
    total: 3,
    results: [{ name: 'zeta_one', properties: [] }, { name: 'zeta_three' }],
    paging: { next: { after: '2' } },
  });
  const next = await millrace.get(`${PATH}?searchString=ZETA&limit=2&after=2&includeProperties=true`);
  expect(next.body.results[0].properties.length).toBeGreaterThan(0);
  const down = await millrace.get(`${PATH}?searchString=zeta&sortOrder=DESC`);
  expect(down.body.results[0].name).toBe('zeta_two');
});

function option(value: string) {
  return { label: value, value, displayOrder: 0, hidden: false };
}
