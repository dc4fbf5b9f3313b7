import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actions, definitionBody, givenApp, inputField, patch } from '../../support/app-actions.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

const URL = 'https://stock.example.test/reserve';

let millrace: Millrace;
let actions: Actions;
let appId: number;

beforeAll(async () => {
  millrace = await startMillrace();
  ({ appId } = await givenApp(millrace));
  // It sends the key in the query, and the token with callbacks alone.
  const { token, url } = millrace;
  actions = new Client({ accessToken: token, developerApiKey: token, basePath: url }).automation.actions;
});
afterAll(() => millrace.stop());

const create = (more = {}) => actions.definitionsApi.create(appId, definitionBody(URL, more));
const pathOf = (id = '') => `/automation/v4/actions/${appId}${id === '' ? '' : `/${id}`}`;

describe("the original's own client", () => {
  test('defines an action, reads it, changes it, and archives it', async () => {
    const { definitionsApi } = actions;
    const made = await create();
    expect(made).toMatchObject({
      revisionId: '1',
      published: true,
      actionUrl: URL,
      objectTypes: ['CONTACT'],
    });
    expect(made.labels['en']?.actionName).toBe('Reserve stock');
    expect(await definitionsApi.getById(made.id, appId)).toEqual(made);
    const changed = await definitionsApi.update(made.id, appId, patch({ published: false }));
    expect(changed).toEqual({ ...made, published: false, revisionId: '2' });

    await definitionsApi.archive(made.id, appId);
    await expect(definitionsApi.getById(made.id, appId)).rejects.toMatchObject({ code: 404 });
    const archived = await definitionsApi.getById(made.id, appId, true);
    expect(archived).toMatchObject({ id: made.id, revisionId: '2' });
    expect(archived.archivedAt).toBeGreaterThan(0);
    await definitionsApi.archive(made.id, appId);
  });

  test('pages through the actions of an app', async () => {
    const other = await givenApp(millrace, 'Another');
    const ids: string[] = [];
    for (let count = 0; count < 3; count++)
      ids.push((await actions.definitionsApi.create(other.appId, definitionBody(URL))).id);
    const first = await actions.definitionsApi.getPage(other.appId, 2);
    expect(first.results.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await actions.definitionsApi.getPage(other.appId, 2, first.paging?.next?.after);
    expect(second.results.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.paging).toBeUndefined();
    await actions.definitionsApi.archive(ids[0]!, other.appId);
    const rest = await actions.definitionsApi.getPage(other.appId);
    expect(rest.results.map(({ id }) => id)).toEqual(ids.slice(1));
    const archived = await actions.definitionsApi.getPage(other.appId, undefined, undefined, true);
    expect(archived.results.map(({ id }) => id)).toEqual(ids.slice(0, 1));
  });

  test('reads every revision, which later changes leave as it was', async () => {
    const { revisionsApi, definitionsApi } = actions;
    const { id } = await create();
    const labels = { en: { actionName: 'Reserve' } };
    await definitionsApi.update(id, appId, patch({ labels }));
    await definitionsApi.update(id, appId, patch({}));
    const page = await revisionsApi.getPage(id, appId);
    expect(page.results.map(({ revisionId }) => revisionId)).toEqual(['3', '2', '1']);
    expect(page.results.map(({ definition }) => definition.labels['en']?.actionName)).toEqual([
      'Reserve',
      'Reserve',
      'Reserve stock',
    ]);
    const one = await revisionsApi.getPage(id, appId, 1);
    const next = await revisionsApi.getPage(id, appId, 1, one.paging?.next?.after);
    expect(next.results.map(({ revisionId }) => revisionId)).toEqual(['2']);
    const first = await revisionsApi.getById(id, '1', appId);
    expect(first.createdAt).toBeInstanceOf(Date);
    expect(first.definition.revisionId).toBe('1');
    await expect(revisionsApi.getById(id, '9', appId)).rejects.toMatchObject({ code: 404 });
  });

  test('stores functions with and without an id, and takes them out', async () => {
    const { functionsApi } = actions;
    const functions = [{ functionType: 'PRE_ACTION_EXECUTION', functionSource: 'exports.main = 1' }];
    const { id, functions: made } = await create({ functions });
    expect(made).toEqual([{ functionType: 'PRE_ACTION_EXECUTION' }]);
    const source = 'exports.main = (event, callback) => {\n  callback({ "outputFields": {} });\n};\n';
    const put = await functionsApi.createOrReplaceByFunctionType(id, 'POST_ACTION_EXECUTION', appId, source);
    expect(put).toEqual({ functionType: 'POST_ACTION_EXECUTION' });
    await functionsApi.createOrReplace(id, 'PRE_FETCH_OPTIONS', 'sku', appId, source);
    const { results } = await functionsApi.getPage(id, appId);
    expect(results).toEqual([
      { functionType: 'POST_ACTION_EXECUTION' },
      { functionType: 'PRE_ACTION_EXECUTION' },
      { functionType: 'PRE_FETCH_OPTIONS', id: 'sku' },
    ]);
    expect(await functionsApi.getByFunctionType(id, 'POST_ACTION_EXECUTION', appId)).toEqual({
      functionType: 'POST_ACTION_EXECUTION',
      functionSource: source,
    });
    const bound = await functionsApi.getById(id, 'PRE_FETCH_OPTIONS', 'sku', appId);
    expect(bound).toEqual({ functionType: 'PRE_FETCH_OPTIONS', id: 'sku', functionSource: source });
    await expect(functionsApi.getByFunctionType(id, 'PRE_FETCH_OPTIONS', appId)).rejects.toMatchObject({
      code: 404,
    });
    await functionsApi.archive(id, 'PRE_FETCH_OPTIONS', 'sku', appId);
    await functionsApi.archiveByFunctionType(id, 'PRE_ACTION_EXECUTION', appId);
    expect((await functionsApi.getPage(id, appId)).results).toEqual([
      { functionType: 'POST_ACTION_EXECUTION' },
    ]);
    await expect(functionsApi.archiveByFunctionType(id, 'PRE_ACTION_EXECUTION', appId)).rejects.toMatchObject(
      { code: 404 },
    );
    expect((await actions.definitionsApi.getById(id, appId)).functions).toEqual([
      { functionType: 'POST_ACTION_EXECUTION' },
    ]);
  });
});

test('a change leaves what it says nothing of, and what is null; an empty list empties', async () => {
  const { id } = await create({ executionRules: [{ labelName: 'a', conditions: {} }] });
  const nothing = {
    actionUrl: null,
    labels: null,
    inputFields: null,
    objectTypes: null,
    published: null,
    executionRules: null,
  };
  const before = (await millrace.get(pathOf(id))).body;
  expect((await millrace.patch(pathOf(id), nothing)).body).toEqual({ ...before, revisionId: '2' });
  const emptied = await millrace.patch(pathOf(id), { objectTypes: [], executionRules: [], outputFields: [] });
  expect(emptied.body).toEqual({
    ...before,
    revisionId: '3',
    objectTypes: [],
    executionRules: [],
    outputFields: [],
  });
});

test('whether an action needs the record can be said', async () => {
  const { id } = await create();
  const path = `${pathOf(id)}/requires-object`;
  expect((await millrace.get(path)).body).toEqual({ requiresObject: true });
  expect((await millrace.post(path, { requiresObject: false })).status).toBe(204);
  expect((await millrace.get(path)).body).toEqual({ requiresObject: false });
  expect((await millrace.post(path, {})).body.message).toContain('requiresObject is required');
});

test('a key in the query is in no answer, and opens nothing else', async () => {
  await create();
  await create();
  const get = (path: string) => millrace.call('GET', path, undefined, { authorization: '' });
  const { status, body } = await get(`${pathOf()}?limit=1&hapikey=${millrace.token}`);
  expect(status).toBe(200);
  expect(body.paging.next.link).toContain('limit=1');
  expect(JSON.stringify(body)).not.toContain(millrace.token);
  expect((await get(`${pathOf()}?hapikey=nobody`)).status).toBe(401);
  expect((await get(`${pathOf()}?hapikey=`)).status).toBe(401);
  expect((await get(`/automation/v4/flows?hapikey=${millrace.token}`)).status).toBe(401);
});

test('the same is served under a date', async () => {
  const { id } = await create();
  const dated = `/automation/actions/2026-03/${appId}`;
  expect((await millrace.get(`${dated}/${id}`)).body).toEqual((await millrace.get(pathOf(id))).body);
  const page = await millrace.get(`${dated}?limit=1`);
  expect(page.body.paging.next.link).toContain(dated);
  expect((await millrace.get(`${dated}/${id}/revisions`)).status).toBe(200);
  const source = 'exports.main = async () => ({ options: [] });';
  const put = await millrace.call('PUT', `${dated}/${id}/functions/POST_FETCH_OPTIONS`, source, {
    'content-type': 'text/plain',
  });
  expect(put).toMatchObject({ status: 200, body: { functionType: 'POST_FETCH_OPTIONS' } });
});

test('dependencies, options, rules and members of newer clients come back as they were sent', async () => {
  const definition = definitionBody(URL, {
    inputFields: [
      inputField('size', {
        type: 'enumeration',
        fieldType: 'select',
        options: [{ value: 's', label: 'Small', displayOrder: 0 }],
      }),
      inputField('sku', {
        optionsUrl: 'https://stock.example.test/options',
        externalOptions: true,
        useChirp: false,
      }),
      inputField('owner', { type: 'enumeration', referencedObjectType: 'OWNER' }),
    ],
    inputFieldDependencies: [
      { dependencyType: 'SINGLE_FIELD', controllingFieldName: 'size', dependentFieldNames: ['sku'] },
      {
        dependencyType: 'CONDITIONAL_SINGLE_FIELD',
        controllingFieldName: 'size',
        controllingFieldValue: 's',
        dependentFieldNames: ['owner'],
      },
    ],
    executionRules: [{ labelName: 'none', conditions: { reservation: ['', 'none'], warehouse: 'A' } }],
    objectRequestOptions: { properties: ['email'] },
    archivedAt: null,
  });
  const { status, body } = await millrace.post(pathOf(), definition);
  expect(status).toBe(201);
  const { archivedAt: _, ...sent } = definition;
  expect(body).toMatchObject(sent);
  expect(body.inputFields[0].typeDefinition.externalOptions).toBe(false);
});

describe('what is refused', () => {
  const cases: readonly [string, Record<string, unknown>, string][] = [
    ['no address', { actionUrl: undefined }, 'actionUrl is required'],
    ['an address that is none', { actionUrl: 'stock' }, 'actionUrl: must be an https address'],
    [
      'plain http to the world',
      { actionUrl: 'http://stock.example.com' },
      'actionUrl: must be an https address',
    ],
    ['no labels', { labels: undefined }, 'labels is required'],
    ['no English labels', { labels: { fr: { actionName: 'Réserver' } } }, 'must have the language \\"en\\"'],
    ['labels without a name', { labels: { en: {} } }, 'labels.en.actionName is required'],
    [
      'an object type that there is not',
      { objectTypes: ['CONTACT', 'BOAT'] },
      'objectTypes[1] \\"BOAT\\" is not an object type',
    ],
    [
      'a type of field',
      { inputFields: [inputField('a', { type: 'text' })] },
      'inputFields[0].typeDefinition.type must be one of',
    ],
    [
      'a name of a field',
      { inputFields: [inputField('a b')] },
      'inputFields[0].typeDefinition.name: must have only letters',
    ],
    [
      'two fields of one name',
      { inputFields: [inputField('a'), inputField('a')] },
      'inputFields[1].typeDefinition.name \\"a\\" is the name of another field',
    ],
    [
      'a dependency on nothing',
      {
        inputFieldDependencies: [
          { dependencyType: 'SINGLE_FIELD', controllingFieldName: 'sku', dependentFieldNames: ['colour'] },
        ],
      },
      'inputFieldDependencies[0].dependentFieldNames[0] \\"colour\\" is the name of no input field',
    ],
    [
      'a rule without a label',
      { executionRules: [{ conditions: {} }] },
      'executionRules[0].labelName is required',
    ],
    [
      'a condition that is an object',
      { executionRules: [{ labelName: 'a', conditions: { b: {} } }] },
      'executionRules[0].conditions.b',
    ],
    [
      'a type of function',
      { functions: [{ functionType: 'DURING', functionSource: 'x' }] },
      'functions[0].functionType must be one of',
    ],
    [
      'a text that is too long',
      { labels: { en: { actionName: 'a'.repeat(501) } } },
      'labels.en.actionName must have at most 500 characters',
    ],
    [
      'options twice',
      { inputFields: [inputField('a', { options: [{ value: 'x', label: 'X' }], optionsUrl: URL })] },
      'has both options and optionsUrl',
    ],
  ];
  test.each(cases)('%s', async (_, more, said) => {
    const { status, body } = await millrace.post(pathOf(), definitionBody(URL, more));
    expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(JSON.stringify(body)).toContain(said);
  });

  test('a change of a part that does not fit the rest, which then stays as it was', async () => {
    const { id } = await create();
    const answer = await millrace.patch(pathOf(id), {
      inputFieldDependencies: [
        { dependencyType: 'SINGLE_FIELD', controllingFieldName: 'colour', dependentFieldNames: ['sku'] },
      ],
    });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('controllingFieldName "colour" is the name of no input field');
    expect((await millrace.get(pathOf(id))).body.revisionId).toBe('1');
  });

  test('apps and definitions that there are not', async () => {
    const { id } = await create();
    const other = await givenApp(millrace, 'Other');
    const strange = `/automation/v4/actions/${other.appId}/${id}`;
    const missing = [
      '/automation/v4/actions/987654',
      `/automation/v4/actions/987654/${id}`,
      pathOf('1'),
      pathOf('nothing'),
      strange,
      `${strange}/revisions`,
      `${strange}/functions`,
      `${strange}/requires-object`,
    ];
    for (const path of missing) expect([path, (await millrace.get(path)).status]).toEqual([path, 404]);
    expect((await millrace.get('/automation/v4/actions/987654')).body.message).toBe(
      'This account has no app 987654.',
    );
    expect((await millrace.get('/automation/v4/actions/shop')).status).toBe(400);
    expect((await millrace.patch(strange, {})).status).toBe(404);
    expect((await millrace.delete(strange)).status).toBe(404);
  });

  test('a token without the scope', async () => {
    const { body } = await millrace.post('/millrace/v1/tokens', {
      name: 'flows',
      scopes: ['automation', 'developers-read'],
    });
    const headers = { authorization: `Bearer ${body.token}` };
    expect((await millrace.call('GET', pathOf(), undefined, headers)).status).toBe(200);
    const refused = await millrace.call('POST', pathOf(), definitionBody(URL), headers);
    expect(refused).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
    expect(refused.body.message).toContain('developers-write');
  });

  test('functions without code, or that are no text', async () => {
    const { id } = await create();
    const path = `${pathOf(id)}/functions/PRE_ACTION_EXECUTION`;
    const text = { 'content-type': 'text/plain' };
    expect((await millrace.call('PUT', path, '', text)).status).toBe(400);
    expect((await millrace.call('PUT', path, 'x'.repeat(100_001), text)).body.message).toContain('100000');
    expect((await millrace.put(path, { main: 1 })).status).toBe(400);
    expect((await millrace.call('PUT', `${pathOf(id)}/functions/DURING`, 'x', text)).status).toBe(400);
    expect((await millrace.get(path)).status).toBe(404);
  });
});
