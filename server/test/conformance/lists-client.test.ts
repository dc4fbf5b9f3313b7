import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allOf, anyOf, is } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
let client: Client;
beforeAll(async () => {
  story = await tellStory();
  client = new Client({ accessToken: story.millrace.token, basePath: story.millrace.url });
});
afterAll(() => story.stop());

// biome-ignore lint/suspicious/noExplicitAny: the client's type of a filter branch is a union of classes
const branch = (city: string): any => anyOf(allOf([is(city === '' ? 'zip' : 'city', city)]));

test("the original's own client makes, fills, reads, searches and deletes lists", async () => {
  const { listsApi, membershipsApi, foldersApi } = client.crm.lists;
  const contact = await story.givenContact({ city: 'Delft' });
  const made = await listsApi.create({ name: 'By hand', objectTypeId: '0-1', processingType: 'MANUAL' });
  const { listId } = made.list;
  const added = await membershipsApi.add(listId, [contact]);
  expect(added.recordsIdsAdded).toEqual([contact]);
  const page = await membershipsApi.getPage(listId);
  expect(page.results.map((each) => each.recordId)).toEqual([contact]);
  expect(page.results[0]?.membershipTimestamp).toBeInstanceOf(Date);
  const lists = await membershipsApi.getLists('0-1', contact);
  expect(lists.results.map((each) => each.listId)).toEqual([listId]);

  const dynamic = await listsApi.create({
    name: 'By filters',
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: branch('Delft'),
  });
  await story.settle();
  const read = await listsApi.getById(dynamic.list.listId, true);
  expect(read.list).toMatchObject({ name: 'By filters', processingStatus: 'COMPLETE', size: 1 });
  await listsApi.updateListFilters(dynamic.list.listId, { filterBranch: branch('Leiden') });
  await story.settle();
  expect((await listsApi.getById(dynamic.list.listId)).list.size).toBe(0);
  expect((await listsApi.getByName('By hand', '0-1')).list.listId).toBe(listId);
  expect((await listsApi.updateName(listId, 'Renamed', false)).updatedList?.name).toBe('Renamed');
  const found = await listsApi.doSearch({
    query: 'by',
    offset: 0,
    count: 10,
    additionalProperties: ['hs_list_size'],
  });
  expect(found.lists.map((each) => each.name)).toEqual(['By filters']);
  const folder = await foldersApi.create({ name: 'F' });
  await foldersApi.moveList({ listId, newFolderId: String(folder.folder.id) });
  expect((await foldersApi.getAll(String(folder.folder.id))).folder.childLists).toEqual([Number(listId)]);
  await membershipsApi.removeAll(listId);
  await listsApi.remove(listId);
  await expect(listsApi.getById(listId)).rejects.toMatchObject({ code: 404 });
  await listsApi.restore(listId);
  expect((await listsApi.getAll([listId])).lists).toHaveLength(1);
});
