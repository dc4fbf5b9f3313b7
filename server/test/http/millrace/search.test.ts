import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, is, manual, whenMet } from '../../support/flow-bodies.ts';
import { inAnotherAccount } from '../../support/millrace.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

interface Found {
  readonly kind: string;
  readonly id: string;
  readonly objectTypeId: string | null;
  readonly name: string;
  readonly hint: string | null;
}

const search = async (query: string): Promise<readonly Found[]> => {
  const { status, body } = await story.millrace.get(`/millrace/v1/search?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.results;
};

describe('search', () => {
  test('finds by the id of a record the one that goes on for it, and none that is deleted', async () => {
    const [kept, merged] = [
      await story.givenContact({ firstname: 'Kept' }),
      await story.givenContact({ firstname: 'Lost' }),
    ];
    const { body } = await story.millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: kept,
      objectIdToMerge: merged,
    });
    expect(await search(`q=${merged}&kinds=record`)).toMatchObject([{ id: body.id, name: 'Kept' }]);
    await story.millrace.delete(`/crm/v3/objects/contacts/${body.id}`);
    expect(await search(`q=${merged}&kinds=record`)).toEqual([]);
  });

  test('finds things of all kinds by what they are called, and records by their words', async () => {
    const { post } = story.millrace;
    const flow = await story.givenFlow(
      contactFlow(inARow(delayMinutes(1)), manual, { name: 'Zephyr welcome' }),
    );
    const contact = await story.givenContact({
      firstname: 'Zephyr',
      lastname: 'Ray',
      email: 'z@example.test',
    });
    const { body: company } = await post('/crm/v3/objects/companies', {
      properties: { name: 'Zephyr Winds', domain: 'zephyr.example' },
    });
    const { body: made } = await post('/crm/v3/lists', {
      name: 'Friends of zephyr',
      objectTypeId: '0-1',
      processingType: 'MANUAL',
    });
    const { body: form } = await post('/marketing/v3/forms', {
      name: 'Ask zephyr',
      formType: 'hubspot',
      fieldGroups: [],
    });
    const { body: email } = await post('/marketing/v3/emails', { name: 'ZEPHYR news', subject: 'Hi' });
    const all = [
      { kind: 'flow', id: flow, objectTypeId: '0-1', name: 'Zephyr welcome', hint: 'on' },
      { kind: 'record', id: contact, objectTypeId: '0-1', name: 'Zephyr Ray', hint: 'z@example.test' },
      { kind: 'record', id: company.id, objectTypeId: '0-2', name: 'Zephyr Winds', hint: 'zephyr.example' },
      { kind: 'list', id: made.list.listId, objectTypeId: '0-1', name: 'Friends of zephyr', hint: null },
      { kind: 'form', id: form.id, objectTypeId: null, name: 'Ask zephyr', hint: null },
      { kind: 'email', id: email.id, objectTypeId: null, name: 'ZEPHYR news', hint: 'draft' },
    ];
    expect(await search('q=zephyr')).toEqual(all);
    expect(await search('q=ZEPH&kinds=form,email')).toEqual(all.slice(4));
    expect(await search(`q=${flow}&kinds=flow`)).toEqual([all[0]]);
    expect(await search(`q=${company.id}&kinds=record`)).toEqual([all[2]]);
    expect(await search('q=nothing-is-called-so')).toEqual([]);
    const asked = { records: [`0-1/${contact}`, `0-2/${company.id}`, '0-1/999999', 'x'] };
    expect((await post('/millrace/v1/names', asked)).body.records).toEqual({
      [`0-1/${contact}`]: 'Zephyr Ray',
      [`0-2/${company.id}`]: 'Zephyr Winds',
    });
  });

  test('gives as many of a kind as are asked for, and takes no wild cards', async () => {
    for (let n = 0; n < 4; n += 1)
      await story.givenContact({ firstname: 'Quartz', email: `q${n}@example.test` });
    expect(await search('q=quartz&limit=3')).toHaveLength(3);
    expect(await search('q=%25%25')).toEqual([]);
  });

  test.each([
    '',
    'q=',
    'q=a',
    'q=%20a%20',
    `q=${'a'.repeat(101)}`,
    'q=ab&kinds=flow,cow',
    'q=ab&limit=0',
    'q=ab&limit=51',
    'q=ab&x=1',
  ])('refuses %s', async (query) => {
    expect((await story.millrace.get(`/millrace/v1/search?${query}`)).status).toBe(400);
  });

  test('finds nothing that the token may not see, and nothing of another account', async () => {
    const { post } = story.millrace;
    await story.givenContact({ firstname: 'Hidden', email: 'hidden@example.test' });
    await post('/marketing/v3/emails', { name: 'Hidden news', subject: 'Hi' });
    const { token } = (await post('/millrace/v1/tokens', { name: 'content', scopes: ['content'] })).body;
    const { body } = await story.millrace.call('GET', '/millrace/v1/search?q=hidden', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(body.results.map(({ kind }: Found) => kind)).toEqual(['email']);
    const other = await inAnotherAccount(story.millrace);
    expect((await other.get('/millrace/v1/search?q=hidden')).body.results).toEqual([]);
  });

  test('what is closed to the token takes nobody’s place among the few that are shown', async () => {
    const { post, call } = story.millrace;
    await post('/crm/v3/properties/contacts', {
      name: 'diagnosis',
      label: 'Diagnosis',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
      dataSensitivity: 'sensitive',
    });
    const list = (name: string, property: string) =>
      post('/crm/v3/lists', {
        name,
        objectTypeId: '0-1',
        processingType: 'DYNAMIC',
        filterBranch: whenMet([is(property, 'x')]).listFilterBranch,
      });
    for (const letter of ['a', 'b', 'c']) await list(`ward ${letter}`, 'diagnosis');
    expect((await list('ward d', 'city')).status).toBe(200);
    const { token } = (
      await post('/millrace/v1/tokens', {
        name: 'not the ill',
        scopes: ['crm.lists.read', 'crm.objects.contacts.read'],
      })
    ).body;
    const { body } = await call('GET', '/millrace/v1/search?q=ward&limit=2', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(body.results.map(({ name }: Found) => name)).toEqual(['ward d']);
  });
});
