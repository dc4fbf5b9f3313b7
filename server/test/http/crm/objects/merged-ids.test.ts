import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  contactFlow,
  delayMinutes,
  inARow,
  isKnown,
  setProperty,
  whenEvent,
  whenMet,
} from '../../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../../support/story.ts';

/** What was one of two, and goes on answering by both old ids. */
let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const CONTACTS = '/crm/v3/objects/contacts';

async function givenMerged(type = 'contacts', first = {}, second = {}) {
  const one = await story.givenRecord(type, first);
  const two = await story.givenRecord(type, second);
  const { status, body } = await story.millrace.post(`/crm/v3/objects/${type}/merge`, {
    primaryObjectId: one,
    objectIdToMerge: two,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return { one, two, id: body.id as string, olds: [one, two] };
}

test.each(['contacts', 'companies', 'deals', 'tickets'])(
  '%s are read and changed by either id',
  async (type) => {
    const stage = type === 'tickets' ? { hs_pipeline_stage: '1' } : {};
    const { id, olds } = await givenMerged(type, stage, stage);
    const base = `/crm/v3/objects/${type}`;
    for (const old of olds) {
      const read = await story.millrace.get(`${base}/${old}?properties=hs_merged_object_ids`);
      expect(read.body).toMatchObject({ id, properties: { hs_merged_object_ids: olds.join(';') } });
      const changed = await story.millrace.patch(`${base}/${old}`, { properties: { hubspot_owner_id: old } });
      expect(changed.body).toMatchObject({ id, properties: { hubspot_owner_id: old } });
    }
    const together = await story.millrace.post(`${base}/batch/read`, {
      inputs: olds.map((old) => ({ id: old })),
    });
    expect([together.status, together.body.results.map((one: { id: string }) => one.id)]).toEqual([
      200,
      [id],
    ]);
    const update = { inputs: olds.map((old) => ({ id: old, properties: { hubspot_owner_id: '7' } })) };
    const updated = await story.millrace.post(`${base}/batch/update`, update);
    expect([updated.status, updated.body.results.map((one: { id: string }) => one.id)]).toEqual([
      200,
      [id, id],
    ]);
    for (const operator of ['EQ', 'IN'] as const) {
      const wanted = operator === 'EQ' ? { value: olds[1] } : { values: olds };
      const found = await story.millrace.post(`${base}/search`, {
        filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator, ...wanted }] }],
      });
      expect(found.body.results.map((one: { id: string }) => one.id)).toEqual([id]);
    }
    expect((await story.millrace.delete(`${base}/${olds[0]}`)).status).toBe(204);
    for (const each of [...olds, id]) expect((await story.millrace.get(`${base}/${each}`)).status).toBe(404);
  },
);

test('a second merge takes any of the ids', async () => {
  const { one, two, id } = await givenMerged();
  const again = await story.millrace.post(`${CONTACTS}/merge`, {
    primaryObjectId: one,
    objectIdToMerge: two,
  });
  expect([again.status, again.body.errors[0].code]).toEqual([400, 'SAME_RECORD']);
  const third = await story.givenContact();
  const { body } = await story.millrace.post(`${CONTACTS}/merge`, {
    primaryObjectId: third,
    objectIdToMerge: two,
  });
  for (const old of [one, two, id, third])
    expect((await story.millrace.get(`${CONTACTS}/${old}`)).body.id).toBe(body.id);
});

test('associations are made, read and cut by either id, from both ends', async () => {
  const { one, two, id } = await givenMerged();
  const companies = await givenMerged('companies');
  const path = (contact: string, more = '') =>
    `/crm/v4/objects/contacts/${contact}/associations${more}/companies/${companies.two}`;
  expect((await story.millrace.put(path(one, '/default'))).status).toBe(200);
  const typed = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
  const put = await story.millrace.put(path(two), typed);
  expect([put.status, String(put.body.fromObjectId)]).toEqual([201, id]);
  const read = await story.millrace.get(`/crm/v4/objects/companies/${companies.one}/associations/contacts`);
  expect(read.body.results.map((each: { toObjectId: unknown }) => String(each.toObjectId))).toEqual([id]);
  const found = await story.millrace.post(`${CONTACTS}/search`, {
    filterGroups: [
      { filters: [{ propertyName: 'associations.company', operator: 'EQ', value: companies.one }] },
    ],
  });
  expect(found.body.results.map((each: { id: string }) => each.id)).toEqual([id]);
  const made = await story.millrace.post(CONTACTS, {
    properties: {},
    associations: [{ to: { id: companies.two }, types: typed }],
  });
  expect(made.status).toBe(201);
  expect((await story.millrace.delete(path(two))).status).toBe(204);
  const left = await story.millrace.get(`/crm/v4/objects/companies/${companies.id}/associations/contacts`);
  expect(left.body.results.map((each: { toObjectId: unknown }) => String(each.toObjectId))).toEqual([
    made.body.id,
  ]);
});

test.each([
  [
    'v4',
    (one: { associationTypes: { typeId: number }[] }) => one.associationTypes.map(({ typeId }) => typeId),
  ],
  ['v3', (one: { type: string }) => [one.type]],
] as const)(
  'both old ids in one batch of associations (%s) each have all of them once',
  async (version, typesOf) => {
    const { one, two, id } = await givenMerged('deals');
    const people = [await story.givenContact(), await story.givenContact()];
    for (const person of people) {
      const path = `/crm/v4/objects/deals/${two}/associations/default/contacts/${person}`;
      expect((await story.millrace.put(path)).status).toBe(200);
    }
    const read = (inputs: object[]) =>
      story.millrace.post(`/crm/${version}/associations/deals/contacts/batch/read`, { inputs });
    const { status, body } = await read([one, two, id].map((each) => ({ id: each })));
    expect(status).toBe(200);
    expect(body.results.map((each: { from: object }) => each.from)).toEqual(
      [one, two, id].map((each) => ({ id: each })),
    );
    for (const { to } of body.results) {
      expect(to).toHaveLength(people.length);
      for (const each of to) expect(typesOf(each)).toHaveLength(1);
    }
    if (version === 'v3') return;
    const pages = await read([{ id: one }, { id: two, after: people[0] }]);
    expect(pages.body.results.map((each: { to: object[] }) => each.to.length)).toEqual([2, 1]);
  },
);

test('lists take it in and out by either id', async () => {
  const { one, two, id } = await givenMerged();
  const list = await story.millrace.post('/crm/v3/lists', {
    name: 'Merged',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
  });
  const { listId } = list.body.list;
  const members = `/crm/v3/lists/${listId}/memberships`;
  const added = await story.millrace.put(`${members}/add`, [one]);
  expect(added.body).toMatchObject({ recordsIdsAdded: [id], recordIdsMissing: [] });
  for (const each of [one, two, id]) {
    const inside = await story.millrace.get(`/crm/v3/lists/records/0-1/${each}/memberships`);
    expect(inside.body.results.map((each: { listId: string }) => each.listId)).toEqual([listId]);
  }
  const batch = await story.millrace.post('/crm/v3/lists/records/memberships/batch/read', {
    inputs: [one, two].map((recordId) => ({ objectTypeId: '0-1', recordId })),
  });
  expect(
    batch.body.results.map((each: { recordListMemberships: object[] }) => each.recordListMemberships.length),
  ).toEqual([1, 1]);
  const removed = await story.millrace.put(`${members}/remove`, [two]);
  expect(removed.body).toMatchObject({ recordIdsRemoved: [id], recordIdsMissing: [] });
});

test('flows let it in and out, and tell about it, by either id; events reach it', async () => {
  const waiting = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
  const viewed = await story.givenFlow(contactFlow(inARow(delayMinutes(60)), whenEvent('4-96000', [])));
  const { one, two, id } = await givenMerged();
  await story.enroll(waiting, two);
  await story.settle();
  expect(await story.enrollments(waiting)).toMatchObject([{ objectId: id, status: 'ACTIVE' }]);
  for (const old of [one, id]) {
    const listed = await story.millrace.get(`/millrace/v1/flows/${waiting}/enrollments?objectId=${old}`);
    expect(listed.body.results).toHaveLength(1);
    const explained = await story.millrace.get(`/millrace/v1/flows/${waiting}/explain?objectId=${old}`);
    expect(explained.body.enrollments).toMatchObject([{ outcome: 'ACTIVE' }]);
  }
  const inside = await story.millrace.get(`/automation/v2/workflows/enrollments/contacts/${one}`);
  expect(inside.body).toHaveLength(1);
  const logged = await story.millrace.put(
    `/automation/v3/logevents/workflows/${await legacyIdOf(waiting)}/filter`,
    {
      vid: Number(one),
      types: ['ENROLLED'],
    },
  );
  expect(logged.body.results.map((event: { vid: number }) => String(event.vid))).toEqual([id]);
  const out = await story.millrace.post(`/millrace/v1/flows/${waiting}/unenrollments`, { objectIds: [one] });
  expect(out.body.results).toEqual([{ objectId: one, outcome: 'UNENROLLED' }]);

  const view = { eventName: '4-96000', objectId: two, properties: { hs_url: 'https://example.com/' } };
  expect((await story.millrace.post('/events/v3/send', view)).status).toBe(204);
  await story.settle();
  expect(await story.enrollments(viewed)).toMatchObject([{ objectId: id }]);
});

async function legacyIdOf(flowId: string): Promise<number> {
  const inputs = [{ type: 'FLOW_ID', flowId }];
  const { body } = await story.millrace.post('/automation/v4/workflow-id-mappings/batch/read', { inputs });
  return body.results[0].workflowId;
}

test('what was noted, done and mailed is found by either id', async () => {
  const { one, two, id } = await givenMerged('contacts', {}, { email: 'noted@example.com' });
  const note = await story.millrace.post('/engagements/v1/engagements', {
    engagement: { type: 'NOTE' },
    associations: { contactIds: [Number(one)] },
    metadata: { body: 'Called' },
  });
  const flowId = await story.givenFlow(contactFlow(inARow(setProperty('city', 'Bern'))));
  await story.enroll(flowId, one);
  await story.settle();
  for (const each of [one, two, id]) {
    const noted = await story.millrace.get(`/engagements/v1/engagements/associated/CONTACT/${each}/paged`);
    expect(noted.body.results.map((found: typeof note.body) => found.engagement.id)).toEqual([
      note.body.engagement.id,
    ]);
    const steps = await story.millrace.get(`/millrace/v1/steps?objectId=${each}`);
    expect(steps.body.results.map((step: { flowId: string }) => step.flowId)).toEqual([flowId]);
  }
});

test('who has been in a flow as either has been in it, and no list lets in by a merge', async () => {
  const { body } = await story.millrace.post('/crm/v3/lists', {
    name: 'With a title',
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: {
      filterBranchType: 'OR',
      filters: [],
      filterBranches: [{ filterBranchType: 'AND', filterBranches: [], filters: [isKnown('jobtitle')] }],
    },
  });
  const { listId } = body.list;
  const once = await story.givenFlow(
    contactFlow(inARow(setProperty('city', 'in')), whenMet([isKnown('jobtitle')])),
  );
  const joined = await story.givenFlow(
    contactFlow(
      inARow(setProperty('industry', 'in')),
      whenMet([{ filterType: 'IN_LIST', operator: 'IN_LIST', listId }]),
    ),
  );
  await story.settle();
  const one = await story.givenContact();
  await story.settle();
  await story.change('contacts', one, { jobtitle: 'Cook' });
  await story.settle();
  expect(
    [await story.enrollments(once), await story.enrollments(joined)].map(({ length }) => length),
  ).toEqual([1, 1]);
  const two = await story.givenContact();
  const merged = await story.millrace.post(`${CONTACTS}/merge`, {
    primaryObjectId: one,
    objectIdToMerge: two,
  });
  await story.settle();
  const members = await story.millrace.get(`/crm/v3/lists/${listId}/memberships`);
  expect(members.body.results.map((each: { recordId: string }) => each.recordId)).toEqual([merged.body.id]);
  await story.change('contacts', two, { jobtitle: '' });
  await story.settle();
  await story.change('contacts', one, { jobtitle: 'Chef' });
  await story.settle();
  expect(
    [await story.enrollments(once), await story.enrollments(joined)].map(({ length }) => length),
  ).toEqual([1, 1]);
});

test('the address and the unique values of either name it, and are taken', async () => {
  await story.millrace.post('/crm/v3/properties/contacts', {
    name: 'member_no',
    label: 'Member number',
    groupName: 'contactinformation',
    type: 'string',
    fieldType: 'text',
    hasUniqueValue: true,
  });
  const { id, olds } = await givenMerged(
    'contacts',
    { email: 'first@example.com', member_no: 'A-1' },
    { email: 'second@example.com', member_no: 'B-2' },
  );
  const names = [
    ['email', 'first@example.com'],
    ['email', 'second@example.com'],
    ['member_no', 'A-1'],
    ['member_no', 'B-2'],
  ] as const;
  for (const [property, value] of names) {
    const found = await story.millrace.get(
      `${CONTACTS}/${value}?idProperty=${property}&properties=${property}`,
    );
    expect([found.body.id, found.body.properties[property]]).toEqual([
      id,
      names.find(([name]) => name === property)![1],
    ]);
    const taken = await story.millrace.post(CONTACTS, { properties: { [property]: value } });
    expect([taken.status, taken.body.context.id]).toEqual([409, [id]]);
  }
  const status = await story.millrace.get(
    '/communication-preferences/v4/statuses/second@example.com?channel=EMAIL',
  );
  expect(status.status).toBe(200);
  expect((await story.millrace.delete(`${CONTACTS}/${olds[1]}`)).status).toBe(204);
  for (const [property, value] of names)
    expect((await story.millrace.post(CONTACTS, { properties: { [property]: value } })).status).toBe(201);
});

test('a form that is sent from the second address changes the contact, whose first address stays', async () => {
  const { id } = await givenMerged('contacts', { email: 'home@example.com' }, { email: 'work@example.com' });
  const form = await story.millrace.post('/marketing/v3/forms', {
    formType: 'hubspot',
    name: 'Newsletter',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    archived: false,
    fieldGroups: [
      {
        groupType: 'default_group',
        richTextType: 'text',
        fields: ['email', 'city'].map((name) => ({
          objectTypeId: '0-1',
          name,
          label: name,
          required: false,
          hidden: false,
          fieldType: name === 'email' ? 'email' : 'single_line_text',
        })),
      },
    ],
    configuration: { language: 'en' },
    displayOptions: { renderRawHtml: false, theme: 'default_style', submitButtonText: 'Send' },
    legalConsentOptions: { type: 'none' },
  });
  expect(form.status, JSON.stringify(form.body)).toBe(201);
  const path = `/submissions/v3/integration/submit/${story.millrace.accountId}/${form.body.id}`;
  const answers = { email: 'work@example.com', city: 'Bern' };
  const fields = Object.entries(answers).map(([name, value]) => ({ objectTypeId: '0-1', name, value }));
  expect((await story.millrace.post(path, { fields })).status).toBe(200);
  expect(await story.properties('contacts', id)).toMatchObject({ email: 'home@example.com', city: 'Bern' });
});

test('erased for good by an old id, nothing of either is left', async () => {
  const { one, two, id } = await givenMerged('contacts', { firstname: 'Secret' }, { lastname: 'Secret' });
  expect((await story.millrace.post(`${CONTACTS}/gdpr-delete`, { objectId: two })).status).toBe(204);
  const rows = await story.millrace.sql`select from records where id in (${one}, ${two}, ${id})`;
  const changes = await story.millrace.sql`
    select from changes where record_id in (${one}, ${two}, ${id}) and after::text like '%Secret%'`;
  expect([rows.length, changes.length]).toEqual([0, 0]);
});
