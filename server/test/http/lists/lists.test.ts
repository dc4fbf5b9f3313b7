import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOf, anyOf, contactFlow, is, isKnown, property, whenMet } from '../../support/flow-bodies.ts';
import { dynamicList, givenList, inList, manualList, membersOf } from '../../support/list-bodies.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const url = '/crm/v3/lists';

describe('a list', () => {
  test('is made, read by id and by name, renamed, deleted and restored', async () => {
    const made = await story.millrace.post(url, manualList('VIPs', { customProperties: { team: 'blue' } }));
    expect(made.status).toBe(200);
    const { list } = made.body;
    expect(list).toMatchObject({
      name: 'VIPs',
      objectTypeId: '0-1',
      processingType: 'MANUAL',
      processingStatus: 'COMPLETE',
      listVersion: 1,
      size: 0,
    });
    const read = await story.millrace.get(`${url}/${list.listId}`);
    expect(read.body.list).toEqual(list);
    expect((await story.millrace.get(`${url}/object-type-id/contacts/name/vips`)).body.list.listId).toBe(
      list.listId,
    );
    const renamed = await story.millrace.put(`${url}/${list.listId}/update-list-name?listName=Stars`);
    expect(renamed.body.updatedList).toMatchObject({ name: 'Stars', listVersion: 2 });
    expect((await story.millrace.delete(`${url}/${list.listId}`)).status).toBe(204);
    expect((await story.millrace.get(`${url}/${list.listId}`)).status).toBe(404);
    expect((await story.millrace.put(`${url}/${list.listId}/restore`)).status).toBe(204);
    expect((await story.millrace.get(`${url}/${list.listId}`)).body.list.name).toBe('Stars');
  });

  test('has a name of its own, whatever its case, for an object type', async () => {
    const taken = (at: string) => ({
      status: 400,
      body: {
        category: 'VALIDATION_ERROR',
        subCategory: 'ILS.DUPLICATE_LIST_NAMES',
        errors: [{ code: 'DUPLICATE_LIST_NAME', in: at }],
      },
    });
    const once = await givenList(story, manualList('Once'));
    expect(await story.millrace.post(url, manualList('once'))).toMatchObject(taken('name'));
    expect((await story.millrace.post(url, manualList('Once', { objectTypeId: '0-2' }))).status).toBe(200);
    const twice = await givenList(story, manualList('Twice'));
    const rename = (name: string) => story.millrace.put(`${url}/${twice}/update-list-name?listName=${name}`);
    expect(await rename('ONCE')).toMatchObject(taken('listName'));
    expect((await rename('twice')).status).toBe(200);
    await story.millrace.delete(`${url}/${once}`);
    expect((await rename('once')).status).toBe(200);
    expect(await story.millrace.put(`${url}/${once}/restore`)).toMatchObject(taken('listId'));
  });

  test('takes a free name once, however many ask for it at the same time', async () => {
    const ids = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => givenList(story, manualList(`race ${name}`))),
    );
    const answers = await Promise.all(
      ids.map((id) => story.millrace.put(`${url}/${id}/update-list-name?listName=the-one`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
  });

  test('has an id that is drawn here, and says so when another was brought along', async () => {
    const made = await story.millrace.post(url, manualList('Brought along', { listId: '12345' }));
    expect(made.status).toBe(200);
    expect(made.body.warnings).toMatchObject([
      { category: 'ID_NOT_TAKEN', context: { id: [made.body.list.listId] } },
    ]);
    expect((await story.millrace.post(url, manualList('Not brought'))).body).not.toHaveProperty('warnings');
  });

  test('answers its filters as they came, when asked for them', async () => {
    const body = dynamicList('Of Paris', [is('city', 'Paris')]);
    const id = await givenList(story, body);
    expect((await story.millrace.get(`${url}/${id}`)).body.list.filterBranch).toBeUndefined();
    const read = await story.millrace.get(`${url}/${id}?includeFilters=true`);
    expect(read.body.list.filterBranch).toEqual(body['filterBranch']);
    const several = await story.millrace.get(`${url}?listIds=${id}&listIds=999999&includeFilters=true`);
    expect(several.body.lists).toEqual([read.body.list]);
  });

  test('is found by a part of its name, its kind and its type, in pages', async () => {
    for (const name of ['search a', 'search b', 'search c']) await story.millrace.post(url, manualList(name));
    const first = await story.millrace.post(`${url}/search`, {
      query: 'SEARCH',
      count: 2,
      offset: 0,
      sort: '-HS_LIST_NAME',
      additionalProperties: ['hs_list_size'],
      processingTypes: ['MANUAL'],
    });
    expect(first.body).toMatchObject({ hasMore: true, offset: 2, total: 3 });
    expect(first.body.lists.map((each: { name: string }) => each.name)).toEqual(['search c', 'search b']);
    expect(first.body.lists[0].additionalProperties).toEqual({
      hs_list_size: '0',
      hs_list_reference_count: '0',
    });
    const rest = await story.millrace.post(`${url}/search`, { query: 'search', count: 2, offset: 2 });
    expect(rest.body).toMatchObject({ hasMore: false, offset: 3 });
    expect(
      (await story.millrace.post(`${url}/search`, { query: 'search', objectTypeId: '0-2' })).body.total,
    ).toBe(0);
  });

  test('says how large it is, when it changed, where it lies and how many speak of it', async () => {
    const { millrace } = story;
    const folder = (await millrace.post(`${url}/folders`, { name: 'Fairs' })).body.folder.id;
    const id = await givenList(story, manualList('Told', { listFolderId: String(folder) }));
    const told = async () => {
      const search = await millrace.post(`${url}/search`, {
        listIds: [id],
        additionalProperties: ['hs_folder_id'],
      });
      const { hs_folder_id, ...usual } = search.body.lists[0].additionalProperties;
      expect(hs_folder_id).toBe(String(folder));
      for (const path of [id, 'object-type-id/0-1/name/told', `?listIds=${id}`]) {
        const { body } = await millrace.get(path.startsWith('?') ? `${url}${path}` : `${url}/${path}`);
        expect((body.list ?? body.lists[0]).additionalProperties, path).toEqual(usual);
      }
      return usual;
    };
    expect(await told()).toEqual({
      hs_list_size: '0',
      hs_folder_name: 'Fairs',
      hs_list_reference_count: '0',
    });

    const [one, two] = [await story.givenContact(), await story.givenContact()];
    await millrace.put(`${url}/${id}/memberships/add`, [one, two]);
    expect(await told()).toMatchObject({
      hs_list_size: '2',
      hs_last_record_added_at: expect.stringMatching(/^\d{13}$/),
    });
    await millrace.put(`${url}/${id}/memberships/remove`, [one]);
    const first = (await told())['hs_last_record_removed_at'];
    expect(first).toMatch(/^\d{13}$/);
    await story.pass('PT1H');
    await millrace.delete(`/crm/v3/objects/contacts/${two}`);
    await story.settle();
    const last = await told();
    expect(Number(last['hs_last_record_removed_at'])).toBeGreaterThanOrEqual(Number(first) + 3_600_000);
    expect(last['hs_list_size']).toBe('0');
    expect(await millrace.sql`select 1 from list_departures where list_id = ${id}`).toHaveLength(1);

    await givenList(story, dynamicList('Speaks of it', [inList(id)]));
    const flowId = await story.givenFlow(contactFlow([], whenMet([inList(id)])));
    expect((await told())['hs_list_reference_count']).toBe('2');
    await millrace.delete(`/automation/v4/flows/${flowId}`);
    expect((await told())['hs_list_reference_count']).toBe('1');
  });

  test('is refused when something is wrong with it, by its place', async () => {
    const refused = async (body: unknown, code: string, at: string) => {
      const answer = await story.millrace.post(url, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(400);
      expect(answer.body.errors[0]).toMatchObject({ code, in: at });
    };
    await refused({ objectTypeId: '0-1', processingType: 'MANUAL' }, 'REQUIRED', 'name');
    await refused(manualList('x', { processingType: 'SOMEHOW' }), 'NOT_ALLOWED', 'processingType');
    await refused(manualList('x', { objectTypeId: '0-999' }), 'UNKNOWN_OBJECT_TYPE', 'objectTypeId');
    await refused({ name: 'x', objectTypeId: '0-1', processingType: 'DYNAMIC' }, 'REQUIRED', 'filterBranch');
    await refused(dynamicList('x', []), 'REQUIRED', 'filterBranch');
    const first = 'filterBranch.filterBranches[0].filters[0]';
    await refused(dynamicList('x', [is('no_such_thing', 'x')]), 'UNKNOWN_PROPERTY', first);
    await refused(
      dynamicList('x', [property('city', 'NUMBER', 'IS_EQUAL_TO', { value: 1 })]),
      'OPERATION_DOES_NOT_FIT',
      first,
    );
    await refused(dynamicList('x', [inList('987654')]), 'UNKNOWN_LIST', 'filterBranch');
    let deep: Readonly<Record<string, unknown>> = allOf([isKnown('city')]);
    for (let depth = 0; depth < 30; depth++) deep = anyOf(deep);
    const tooDeep = await story.millrace.post(url, { ...dynamicList('x', []), filterBranch: deep });
    expect(tooDeep.status).toBe(400);
  });

  test('does not read itself', async () => {
    const id = await givenList(story, dynamicList('narcissus', [isKnown('city')]));
    const answer = await story.millrace.put(`${url}/${id}/update-list-filters`, {
      filterBranch: anyOf(allOf([inList(id, 'NOT_IN_LIST')])),
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0]).toMatchObject({ code: 'LIST_READS_ITSELF' });
  });

  test('asks for the scopes of lists', async () => {
    const token = await story.millrace.post('/millrace/v1/tokens', {
      name: 'reader',
      scopes: ['crm.lists.read'],
    });
    const as = { authorization: `Bearer ${token.body.token}` };
    expect((await story.millrace.call('POST', `${url}/search`, {}, as)).status).toBe(200);
    expect((await story.millrace.call('POST', url, manualList('no'), as)).status).toBe(403);
  });
});

describe('a DYNAMIC list', () => {
  test('has the records that meet its filters, and keeps them by what changes', async () => {
    const before = await story.givenContact({ city: 'Oslo' });
    const archived = await story.givenContact({ city: 'Oslo' });
    await story.millrace.delete(`/crm/v3/objects/contacts/${archived}`);
    const other = await story.givenContact({ city: 'Rome' });
    const made = await story.millrace.post(url, dynamicList('Of Oslo', [is('city', 'Oslo')]));
    expect(made.body.list.processingStatus).toBe('PROCESSING');
    await story.settle();
    const id = made.body.list.listId;
    expect((await story.millrace.get(`${url}/${id}`)).body.list).toMatchObject({
      processingStatus: 'COMPLETE',
      size: 1,
    });
    expect(await membersOf(story, id)).toEqual([before]);

    await story.change('contacts', other, { city: 'Oslo' });
    const born = await story.givenContact({ city: 'Oslo' });
    await story.settle();
    expect(await membersOf(story, id)).toEqual([before, other, born]);
    await story.change('contacts', before, { city: null });
    await story.millrace.delete(`/crm/v3/objects/contacts/${other}`);
    await story.settle();
    expect(await membersOf(story, id)).toEqual([born]);
  });

  test('follows when its filters are changed', async () => {
    const here = await story.givenContact({ city: 'Bergen' });
    const there = await story.givenContact({ city: 'Narvik' });
    const id = await givenList(story, dynamicList('moving', [is('city', 'Bergen')]));
    expect(await membersOf(story, id)).toEqual([here]);
    const updated = await story.millrace.put(`${url}/${id}/update-list-filters`, {
      filterBranch: anyOf(allOf([is('city', 'Narvik')])),
    });
    expect(updated.body.updatedList).toMatchObject({ listVersion: 2, processingStatus: 'PROCESSING' });
    await story.settle();
    expect(await membersOf(story, id)).toEqual([there]);
    const history = await story.millrace.get(`${url}/${id}/size-and-edits-history/between`);
    expect(history.body.editHistory).toHaveLength(1);
    expect(history.body.sizeHistory).toMatchObject([{ size: 1 }]);
  });

  test('reads other lists, over and over', async () => {
    const seed = await givenList(story, manualList('seed'));
    const first = await givenList(story, dynamicList('reads seed', [inList(seed)]));
    const second = await givenList(story, dynamicList('reads the reader', [inList(first)]));
    const none = await givenList(
      story,
      dynamicList('not in seed', [inList(seed, 'NOT_IN_LIST'), is('lastname', 'Seedling')]),
    );
    const contact = await story.givenContact({ lastname: 'Seedling' });
    await story.settle();
    expect(await membersOf(story, none)).toEqual([contact]);
    await story.millrace.put(`${url}/${seed}/memberships/add`, [contact]);
    await story.settle();
    expect(await membersOf(story, first)).toEqual([contact]);
    expect(await membersOf(story, second)).toEqual([contact]);
    expect(await membersOf(story, none)).toEqual([]);
    await story.millrace.put(`${url}/${seed}/memberships/remove`, [contact]);
    await story.settle();
    expect(await membersOf(story, second)).toEqual([]);
    expect(await membersOf(story, none)).toEqual([contact]);
  });

  test('loses and regains its members when it is deleted and restored', async () => {
    const contact = await story.givenContact({ city: 'Gone' });
    const id = await givenList(story, dynamicList('gone', [is('city', 'Gone')]));
    const manual = await givenList(story, manualList('kept by hand'));
    await story.millrace.put(`${url}/${manual}/memberships/add`, [contact]);
    for (const each of [id, manual]) await story.millrace.delete(`${url}/${each}`);
    const late = await story.givenContact({ city: 'Gone' });
    await story.settle();
    const memberships = `${url}/records/0-1/${contact}/memberships`;
    const listed = (await story.millrace.get(memberships)).body.results;
    expect(listed.map((each: { listId: string }) => each.listId)).not.toContain(id);
    expect(listed.map((each: { listId: string }) => each.listId)).not.toContain(manual);
    for (const each of [id, manual]) await story.millrace.put(`${url}/${each}/restore`);
    await story.settle();
    expect(await membersOf(story, id)).toEqual([contact, late]);
    expect(await membersOf(story, manual)).toEqual([contact]);
  });

  test('goes on when a property that it reads is deleted: nobody meets it', async () => {
    await story.millrace.post('/crm/v3/properties/contacts', {
      name: 'fleeting',
      label: 'Fleeting',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    });
    const id = await givenList(story, dynamicList('fleeting', [is('fleeting', 'yes')]));
    const contact = await story.givenContact({ fleeting: 'yes' });
    await story.settle();
    expect(await membersOf(story, id)).toEqual([contact]);
    expect((await story.millrace.delete('/crm/v3/properties/contacts/fleeting')).status).toBe(204);
    await story.givenContact({ firstname: 'Someone' });
    await story.settle();
    expect((await story.millrace.get(`${url}/${id}`)).status).toBe(200);
  });
});

describe('a SNAPSHOT list', () => {
  test('takes who meets its filters once; then its members are kept by hand', async () => {
    const early = await story.givenContact({ city: 'Lima' });
    const id = await givenList(story, {
      ...dynamicList('Of Lima', [is('city', 'Lima')]),
      processingType: 'SNAPSHOT',
    });
    expect(await membersOf(story, id)).toEqual([early]);
    const late = await story.givenContact({ city: 'Lima' });
    await story.change('contacts', early, { city: 'Quito' });
    expect(await membersOf(story, id)).toEqual([early]);
    await story.millrace.put(`${url}/${id}/memberships/add`, [late]);
    expect(await membersOf(story, id)).toEqual([early, late]);
    const filters = { filterBranch: anyOf(allOf([is('city', 'Quito')])) };
    expect((await story.millrace.put(`${url}/${id}/update-list-filters`, filters)).status).toBe(400);
  });
});
