import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOf, anyOf, contactFlow, is, isKnown, throughCompany, whenMet } from '../support/flow-bodies.ts';
import {
  dynamicList,
  givenList,
  inList,
  join,
  leave,
  manualList,
  membersOf,
} from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

type Json = Readonly<Record<string, unknown>>;

const whose = (branch: Json, more: Json = {}) => ({
  ...whenMet([], more),
  listFilterBranch: anyOf(allOf([], [branch])),
});

async function associate(contact: string, company: string): Promise<void> {
  await story.millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
  await story.settle();
}

async function dissociate(contact: string, company: string): Promise<void> {
  await story.millrace.delete(`/crm/v4/objects/contacts/${contact}/associations/companies/${company}`);
  await story.settle();
}

const inside = async (flow: string) =>
  (await story.enrollments(flow)).map((each: Body) => each.objectId).toReversed();

describe('criteria that read an associated record', () => {
  test('are met when that record changes, for all that are associated with it', async () => {
    const flow = await story.givenFlow(contactFlow([], whose(throughCompany([is('city', 'Sofia')]))));
    const list = await givenList(story, {
      ...dynamicList('of Sofia companies', []),
      filterBranch: anyOf(allOf([], [throughCompany([is('city', 'Sofia')])])),
    });
    const company = await story.givenRecord('companies', { name: 'C' });
    const contacts = [await story.givenContact(), await story.givenContact()];
    await story.givenContact();
    for (const contact of contacts) await associate(contact, company);
    expect(await inside(flow)).toEqual([]);
    await story.change('companies', company, { city: 'Sofia' });
    expect((await inside(flow)).sort()).toEqual(contacts);
    expect(await membersOf(story, list)).toEqual(contacts);
    await story.change('companies', company, { city: 'Varna' });
    expect(await membersOf(story, list)).toEqual([]);
    await story.change('companies', company, { city: 'Sofia' });
    expect(await inside(flow)).toHaveLength(2);
  });

  test('are met when the association is made, and no longer when it is cut', async () => {
    const flow = await story.givenFlow(
      contactFlow(
        [],
        whose(throughCompany([is('city', 'Riga')]), {
          shouldReEnroll: true,
          reEnrollmentTriggersFilterBranches: [allOf([], [throughCompany([is('city', 'Riga')])])],
        }),
      ),
    );
    const [riga, other] = [
      await story.givenRecord('companies', { name: 'R', city: 'Riga' }),
      await story.givenRecord('companies', { name: 'O', city: 'Oulu' }),
    ];
    const contact = await story.givenContact();
    await associate(contact, other);
    expect(await inside(flow)).toEqual([]);
    await associate(contact, riga);
    expect(await inside(flow)).toEqual([contact]);
    await dissociate(contact, riga);
    await associate(contact, riga);
    expect(await inside(flow)).toEqual([contact, contact]);
  });

  test('are computed from what was, when several things change before anyone looks', async () => {
    const flow = await story.givenFlow(contactFlow([], whose(throughCompany([is('city', 'Turku')]))));
    const company = await story.givenRecord('companies', { name: 'T', city: 'Turku' });
    const contact = await story.givenContact();
    // Made and cut in one breath: the record did meet the criteria in between.
    const url = `/crm/v4/objects/contacts/${contact}/associations`;
    await story.millrace.put(`${url}/default/companies/${company}`);
    await story.millrace.delete(`${url}/companies/${company}`);
    await story.millrace.patch(`/crm/v3/objects/companies/${company}`, { properties: { city: 'Pori' } });
    await story.settle();
    expect(await inside(flow)).toEqual([contact]);
  });

  test('are no longer met when that record is deleted', async () => {
    const list = await givenList(story, {
      ...dynamicList('has a company of Tampere', []),
      filterBranch: anyOf(allOf([], [throughCompany([is('city', 'Tampere')])])),
    });
    const company = await story.givenRecord('companies', { name: 'X', city: 'Tampere' });
    const contact = await story.givenContact();
    await associate(contact, company);
    expect(await membersOf(story, list)).toEqual([contact]);
    await story.millrace.delete(`/crm/v3/objects/companies/${company}`);
    await story.settle();
    expect(await membersOf(story, list)).toEqual([]);
  });

  test('read the lists of that record, too', async () => {
    const companies = await givenList(story, manualList('good companies', { objectTypeId: '0-2' }));
    const flow = await story.givenFlow(contactFlow([], whose(throughCompany([inList(companies)]))));
    const company = await story.givenRecord('companies', { name: 'Good' });
    const contact = await story.givenContact();
    await associate(contact, company);
    expect(await inside(flow)).toEqual([]);
    await join(story, companies, company);
    expect(await inside(flow)).toEqual([contact]);
    await leave(story, companies, company);
  });

  test('find the record whose id a property holds', async () => {
    await story.millrace.post('/crm/v3/properties/contacts', {
      name: 'broker_id',
      label: 'Broker',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    });
    const list = await givenList(story, {
      ...dynamicList('has a broker of Vaasa', []),
      filterBranch: anyOf(
        allOf(
          [],
          [
            {
              filterBranchType: 'PROPERTY_ASSOCIATION',
              filterBranchOperator: 'AND',
              operator: 'IN_LIST',
              objectTypeId: '0-2',
              propertyWithObjectId: 'broker_id',
              filters: [is('city', 'Vaasa')],
              filterBranches: [],
            },
          ],
        ),
      ),
    });
    const broker = await story.givenRecord('companies', { name: 'B', city: 'Lahti' });
    const contact = await story.givenContact({ broker_id: broker });
    await story.settle();
    expect(await membersOf(story, list)).toEqual([]);
    await story.change('companies', broker, { city: 'Vaasa' });
    expect(await membersOf(story, list)).toEqual([contact]);
    await story.change('contacts', contact, { broker_id: null });
    expect(await membersOf(story, list)).toEqual([]);
  });
});

test('criteria of an enrolled record no longer met because another changed put it out', async () => {
  const flow = await story.givenFlow(
    contactFlow(
      [
        {
          actionId: '1',
          type: 'SINGLE_CONNECTION',
          actionTypeId: '0-1',
          actionTypeVersion: 0,
          fields: { delta: '1440', time_unit: 'MINUTES' },
        },
      ],
      whose(throughCompany([isKnown('phone')]), { unEnrollObjectsNotMeetingCriteria: true }),
    ),
  );
  const company = await story.givenRecord('companies', { name: 'P', phone: '1' });
  const contact = await story.givenContact();
  await associate(contact, company);
  expect(await story.enrollments(flow, '?status=ACTIVE')).toHaveLength(1);
  await story.change('companies', company, { phone: null });
  expect((await story.passage(flow)).endReason).toBe('CRITERIA_NO_LONGER_MET');
});
