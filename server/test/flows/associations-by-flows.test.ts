import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, flowOver, inARow, manual, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const match = (fields: Body = {}) =>
  action(
    '0-63189541',
    {
      fromObjectType: '0-1',
      toObjectType: '0-2',
      matchBy: 'fromAndToObjects',
      enrolledObjectPropertyNameToMatch: '0-1/website',
      associatedObjectPropertyNameToMatch: '0-2/domain',
      createAssociationOnly: 'true',
      ...fields,
    },
    { actionTypeVersion: 6 },
  );

async function run(flow: Body, ...ids: string[]): Promise<Body[]> {
  const flowId = await story.givenFlow(flow);
  await story.enroll(flowId, ...ids);
  return (await story.passage(flowId)).steps;
}

/** The labels and ids that a record is associated with, the plain association as null. */
async function linksOf(type: string, id: string, other: string): Promise<Record<string, (string | null)[]>> {
  const { body } = await story.millrace.get(`/crm/v4/objects/${type}/${id}/associations/${other}`);
  return Object.fromEntries(
    body.results.map((each: Body) => [
      String(each.toObjectId),
      each.associationTypes.map(({ label }: Body) => label).toSorted(),
    ]),
  );
}

describe('associations by matching values', () => {
  test('every match is associated once, the first company as the primary one; both ends know it', async () => {
    const contact = await story.givenContact({ website: 'engines.example' });
    const first = await story.givenRecord('companies', { name: 'One', domain: 'engines.example' });
    const second = await story.givenRecord('companies', { name: 'Two', domain: 'engines.example' });
    await story.givenRecord('companies', { name: 'Other', domain: 'other.example' });
    const gone = await story.givenRecord('companies', { name: 'Gone', domain: 'engines.example' });
    await story.millrace.delete(`/crm/v3/objects/companies/${gone}`);
    const steps = await run(contactFlow(inARow(match(), match())), contact);
    expect(steps).toMatchObject([
      { outcome: 'SUCCEEDED', detail: { matched: 2, associated: 2, recordIds: [first, second] } },
      { outcome: 'SUCCEEDED', detail: { matched: 2, associated: 0 } },
    ]);
    expect(await linksOf('contacts', contact, 'companies')).toEqual({
      [first]: ['Primary', null],
      [second]: [null],
    });
    expect(Object.keys(await linksOf('companies', second, 'contacts'))).toEqual([contact]);
  });

  test('a record that the flow has just made or changed matches as it is now', async () => {
    const contact = await story.givenContact({ website: 'fresh.example' });
    const moved = await story.givenRecord('companies', { name: 'Moved', domain: 'old.example' });
    await story.millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${moved}`);
    const make = action('0-14', {
      object_type_id: '0-2',
      properties: [
        { targetProperty: 'domain', value: { type: 'STATIC_VALUE', staticValue: 'fresh.example' } },
      ],
      use_explicit_associations: 'true',
    });
    const steps = await run(contactFlow(inARow(make, match())), contact);
    expect(steps[1]).toMatchObject({
      outcome: 'SUCCEEDED',
      detail: { associated: 1, recordIds: [steps[0]!.detail.recordId] },
    });
  });

  test('the enrolled record may be at the other end of the pair, and contacts are found by their address', async () => {
    const contact = await story.givenContact({ email: 'boss@engines.example' });
    const company = await story.givenRecord('companies', { name: 'boss@engines.example' });
    const fields = {
      enrolledObjectPropertyNameToMatch: '0-2/name',
      associatedObjectPropertyNameToMatch: '0-1/email',
    };
    const [step] = await run(flowOver('0-2', inARow(match(fields)), manual), company);
    expect(step).toMatchObject({ outcome: 'SUCCEEDED', detail: { recordIds: [contact] } });
    expect(await linksOf('contacts', contact, 'companies')).toEqual({ [company]: ['Primary', null] });
  });

  test('no value, no match: skipped, and no record is made', async () => {
    const [without, unknown] = [
      await story.givenContact(),
      await story.givenContact({ website: 'nobody.example' }),
    ];
    const flow = contactFlow(inARow(match({ createAssociationOnly: 'false' }), setProperty('city', 'Ulm')));
    expect(await run(flow, without)).toMatchObject([{ outcome: 'SKIPPED', reason: 'NO_VALUE_TO_MATCH' }, {}]);
    const steps = await run(flow, unknown);
    expect(steps).toMatchObject([{ outcome: 'SKIPPED', reason: 'NO_MATCH' }, { outcome: 'SUCCEEDED' }]);
    const search = { filters: [{ propertyName: 'domain', operator: 'EQ', value: 'nobody.example' }] };
    expect((await story.millrace.post('/crm/v3/objects/companies/search', search)).body.total).toBe(0);
  });

  test.each([
    [{ fromObjectType: '2-404' }, 'fromObjectType'],
    [{ fromObjectType: '0-3', enrolledObjectPropertyNameToMatch: '0-3/dealname' }, 'fromObjectType'],
    [{ enrolledObjectPropertyNameToMatch: '0-1/no_such' }, 'enrolledObjectPropertyNameToMatch'],
    [{ associatedObjectPropertyNameToMatch: '0-1/email' }, 'associatedObjectPropertyNameToMatch'],
    [{ matchBy: 'magic' }, 'matchBy'],
    [{ toObjectType: '0-7', associatedObjectPropertyNameToMatch: '0-7/name' }, 'toObjectType'],
  ])('%o is named by lint and by the step', async (fields, member) => {
    const flow = contactFlow(inARow(match(fields)));
    const { body } = await story.millrace.post('/millrace/v1/flows/lint', flow);
    expect(body.results.map((each: Body) => each.path)).toContain(`actions[0].fields.${member}`);
    const [step] = await run(flow, await story.givenContact({ website: 'x.example' }));
    expect(step).toMatchObject({ outcome: 'FAILED', reason: 'INVALID_CONFIGURATION' });
    expect(step!.detail.message).toContain(`fields.${member}`);
  });
});

describe('labels of associations', () => {
  const CHILD = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 13 };
  const PARENT = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 14 };
  const companies = (...actions: Body[]) => flowOver('0-2', inARow(...actions), manual);

  test('are given, replaced and taken; the records stay associated', async () => {
    const [mine, theirs] = [
      await story.givenRecord('companies', { name: 'Mine' }),
      await story.givenRecord('companies', { name: 'Theirs' }),
    ];
    await story.millrace.put(`/crm/v4/objects/companies/${mine}/associations/default/companies/${theirs}`);
    const labels = async () => (await linksOf('companies', mine, 'companies'))[theirs];
    await run(companies(action('0-73444249', { label: CHILD })), mine);
    const given = await labels();
    expect(given).toHaveLength(2);
    await run(companies(action('0-61139484', { currentLabel: CHILD, newLabel: PARENT })), mine);
    const replaced = await labels();
    expect(replaced).toHaveLength(2);
    expect(replaced).not.toEqual(given);
    const steps = await run(
      companies(action('0-61139476', { label: PARENT }), action('0-61139476', { label: PARENT })),
      mine,
    );
    expect(steps).toMatchObject([
      { outcome: 'SUCCEEDED', detail: { associations: 1 } },
      { outcome: 'SKIPPED', reason: 'NO_ASSOCIATED_RECORD' },
    ]);
    expect(await labels()).toEqual([null]);
  });

  test.each([
    ['0-73444249', { label: { associationCategory: 'USER_DEFINED', associationTypeId: 404 } }, 'label'],
    ['0-73444249', { label: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 450 } }, 'label'],
    ['0-61139476', {}, 'label'],
    ['0-61139484', { currentLabel: CHILD, newLabel: CHILD }, 'newLabel'],
  ])('%s with %o is named by lint', async (type, fields, member) => {
    const { body } = await story.millrace.post('/millrace/v1/flows/lint', companies(action(type, fields)));
    expect(body.results.map((each: Body) => each.path).join(' ')).toContain(`actions[0].fields.${member}`);
  });
});
