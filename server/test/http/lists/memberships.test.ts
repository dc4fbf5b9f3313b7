import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { is } from '../../support/flow-bodies.ts';
import { dynamicList, givenList, manualList, membersOf } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const at = (listId: string) => `/crm/v3/lists/${listId}/memberships`;
const idsIn = (answer: { body: Body }) => answer.body.results.map((each: Body) => each.recordId);

describe('members of a list by hand', () => {
  test('are added and removed; those that there are not are named', async () => {
    const [one, two] = [await story.givenContact(), await story.givenContact()];
    const company = await story.givenRecord('companies', { name: 'Not a contact' });
    const id = await givenList(story, manualList('by hand'));
    const added = await story.millrace.put(`${at(id)}/add`, [one, two, '999999', company]);
    expect(added.body).toEqual({
      recordsIdsAdded: [one, two],
      recordIdsRemoved: [],
      recordIdsMissing: ['999999', company],
    });
    const again = await story.millrace.put(`${at(id)}/add`, [one]);
    expect(again.body).toMatchObject({ recordsIdsAdded: [], recordIdsMissing: [] });
    const removed = await story.millrace.put(`${at(id)}/remove`, [one, one]);
    expect(removed.body).toMatchObject({ recordIdsRemoved: [one], recordIdsMissing: [] });
    const both = await story.millrace.put(`${at(id)}/add-and-remove`, {
      recordIdsToAdd: [one],
      recordIdsToRemove: [two],
    });
    expect(both.body).toEqual({ recordsIdsAdded: [one], recordIdsRemoved: [two], recordIdsMissing: [] });
    expect(await membersOf(story, id)).toEqual([one]);
    expect((await story.millrace.get(`/crm/v3/lists/${id}`)).body.list.size).toBe(1);
  });

  test('are copied from another list of the same type, and all taken out', async () => {
    const ids = [await story.givenContact({ city: 'Hull' }), await story.givenContact({ city: 'Hull' })];
    const source = await givenList(story, dynamicList('of Hull', [is('city', 'Hull')]));
    const target = await givenList(story, manualList('copied'));
    expect((await story.millrace.put(`${at(target)}/add-from/${source}`)).status).toBe(204);
    expect(await membersOf(story, target)).toEqual(ids);
    expect((await story.millrace.delete(at(target))).status).toBe(204);
    expect(await membersOf(story, target)).toEqual([]);
    const companies = await givenList(story, manualList('companies', { objectTypeId: '0-2' }));
    expect((await story.millrace.put(`${at(companies)}/add-from/${source}`)).status).toBe(400);
    expect((await story.millrace.put(`${at(source)}/add`, ids)).body.errors[0].code).toBe('LIST_IS_DYNAMIC');
    expect((await story.millrace.delete(at(source))).status).toBe(400);
    expect((await story.millrace.put(`${at('987654')}/add`, ids)).status).toBe(404);
    expect((await story.millrace.put(`${at(target)}/add`, 'not a list')).status).toBe(400);
  });

  test('are listed in pages, by id or as they joined, there and back', async () => {
    const ids = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
    const id = await givenList(story, manualList('paged'));
    for (const each of ids.toReversed()) {
      await story.millrace.put(`${at(id)}/add`, [each]);
      await story.pass('PT1S');
    }
    const first = await story.millrace.get(`${at(id)}?limit=2`);
    expect(idsIn(first)).toEqual(ids.slice(0, 2));
    expect(first.body.total).toBe(3);
    const { after } = first.body.paging.next;
    const second = await story.millrace.get(`${at(id)}?limit=2&after=${after}`);
    expect(idsIn(second)).toEqual(ids.slice(2));
    expect(second.body.paging.next).toBeUndefined();
    const link = new URL(first.body.paging.next.link);
    expect(idsIn(await story.millrace.get(link.pathname + link.search))).toEqual(ids.slice(2));
    const joined = await story.millrace.get(`${at(id)}/join-order?limit=2`);
    expect(idsIn(joined)).toEqual([ids[2], ids[1]]);
    const rest = await story.millrace.get(`${at(id)}/join-order?after=${joined.body.paging.next.after}`);
    expect(idsIn(rest)).toEqual([ids[0]]);
    const back = await story.millrace.get(`${at(id)}/join-order?before=${rest.body.paging.prev.before}`);
    expect(idsIn(back)).toEqual([ids[1], ids[2]]);
    expect((await story.millrace.get(`${at(id)}?after=nonsense`)).status).toBe(400);
  });
});

test('the lists of a record are told, of one and of many', async () => {
  const [one, other] = [await story.givenContact(), await story.givenContact()];
  const lists = [
    await givenList(story, manualList('its first')),
    await givenList(story, manualList('its second')),
  ];
  for (const id of lists) await story.millrace.put(`${at(id)}/add`, [one]);
  const answer = await story.millrace.get(`/crm/v3/lists/records/0-1/${one}/memberships`);
  expect(answer.body.results).toMatchObject(lists.map((listId) => ({ listId, listVersion: 1 })));
  const many = await story.millrace.post('/crm/v3/lists/records/memberships/batch/read', {
    inputs: [one, other].map((recordId) => ({ objectTypeId: '0-1', recordId })),
  });
  expect(many.body).toMatchObject({ status: 'COMPLETE', results: [{ recordId: one }, { recordId: other }] });
  expect(many.body.results.map((each: Body) => each.recordListMemberships.length)).toEqual([2, 0]);
});

test('folders hold lists and other folders', async () => {
  const folder = async (name: string, parentFolderId = '0') =>
    String((await story.millrace.post('/crm/v3/lists/folders', { name, parentFolderId })).body.folder.id);
  const outer = await folder('outer');
  const inner = await folder('inner', outer);
  const list = await givenList(story, manualList('in a folder'));
  const moved = await story.millrace.put('/crm/v3/lists/folders/move-list', {
    listId: list,
    newFolderId: inner,
  });
  expect(moved.status).toBe(204);
  const read = await story.millrace.get(`/crm/v3/lists/folders?folderId=${outer}`);
  expect(read.body.folder).toMatchObject({
    name: 'outer',
    childNodes: [{ name: 'inner', childLists: [Number(list)], parentFolderId: Number(outer) }],
  });
  expect((await story.millrace.put(`/crm/v3/lists/folders/${outer}/move/${inner}`)).status).toBe(400);
  expect((await story.millrace.delete(`/crm/v3/lists/folders/${inner}`)).status).toBe(400);
  const renamed = await story.millrace.put(`/crm/v3/lists/folders/${inner}/rename?newFolderName=core`);
  expect(renamed.body.folder.name).toBe('core');
  await story.millrace.put('/crm/v3/lists/folders/move-list', { listId: list, newFolderId: '0' });
  expect((await story.millrace.delete(`/crm/v3/lists/folders/${inner}`)).status).toBe(204);
  expect((await story.millrace.get(`/crm/v3/lists/folders?folderId=${inner}`)).status).toBe(404);
});

test('ids of lists are their legacy ids', async () => {
  const id = await givenList(story, manualList('mapped'));
  expect((await story.millrace.get(`/crm/v3/lists/idmapping?legacyListId=${id}`)).body).toEqual({
    listId: id,
    legacyListId: id,
  });
  expect((await story.millrace.post('/crm/v3/lists/idmapping', [id, '987654'])).body).toEqual({
    legacyListIdsToIdsMapping: [{ listId: id, legacyListId: id }],
    missingLegacyListIds: ['987654'],
  });
});
