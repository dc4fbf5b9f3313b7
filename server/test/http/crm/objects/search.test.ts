import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
let statements: string[] = [];
const ids: Record<string, string> = {};

beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => statements.push(text));
  for (const [name, more] of [
    ['score', { type: 'number', fieldType: 'number' }],
    ['born', { type: 'date', fieldType: 'date' }],
    ['seen', { type: 'datetime', fieldType: 'date' }],
    ['likes', { type: 'enumeration', fieldType: 'checkbox', options: options('Tea', 'Coffee', 'Milk') }],
    ['tier', { type: 'enumeration', fieldType: 'select', options: options('Gold', 'Silver') }],
    ['vip', { type: 'bool', fieldType: 'booleancheckbox' }],
  ] as const) {
    await made('/crm/v3/properties/contacts', {
      name,
      label: name,
      groupName: 'contactinformation',
      ...more,
    });
  }
  await contact('ada', {
    email: 'ada@acme.example',
    firstname: 'Ada',
    lastname: 'Lovelace',
    company: 'Analytical Engines Ltd.',
    score: '9',
    born: '1815-12-10',
    seen: '2026-01-01T10:00:00Z',
    likes: 'Tea;Milk',
    tier: 'Gold',
    vip: 'true',
  });
  await contact('alan', {
    email: 'alan@turing.example',
    firstname: 'Alan',
    lastname: 'Turing',
    company: 'Bombe & Sons',
    score: '10',
    born: '1912-06-23',
    seen: '2026-01-02T10:00:00Z',
    likes: 'Coffee',
    tier: 'Silver',
    vip: 'false',
  });
  await contact('grace', {
    email: 'grace@acme.example',
    firstname: 'Grace',
    lastname: "O'Hopper",
    company: 'ÅCME 100% Gmbh',
    score: '-2.5',
    likes: 'Tea',
  });
  await contact('nobody', { email: 'nobody@void.example' });
});
afterAll(() => millrace.stop());

/** Values, two of which are alike in nothing but how they begin. */
function many(start: string): string[] {
  return Array.from({ length: 900 }, (_, index) => `${start}${index}`);
}

function options(...values: string[]) {
  return values.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
}

async function made(path: string, body: unknown): Promise<{ id: string }> {
  const answer = await millrace.post(path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function contact(name: string, properties: Record<string, string>) {
  ids[name] = (await made('/crm/v3/objects/contacts', { properties })).id;
}

function search(body: unknown, type = 'contacts') {
  return millrace.post(`/crm/v3/objects/${type}/search`, body);
}

/** The names of the contacts that a filter finds, in order of id. */
async function found(...filters: Record<string, unknown>[]): Promise<string[]> {
  const { status, body } = await search({ filterGroups: [{ filters }] });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.total).toBe(body.results.length);
  return namesOf(body);
}

function namesOf(body: { results: { id: string }[] }): string[] {
  return body.results.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? id);
}

describe('operators', () => {
  it.each([
    ['EQ of a text, without regard to case', 'firstname', 'EQ', { value: 'aDA' }, ['ada']],
    ['EQ of an address', 'email', 'EQ', { value: 'Ada@ACME.example' }, ['ada']],
    ['NEQ finds those without a value', 'firstname', 'NEQ', { value: 'ada' }, ['alan', 'grace', 'nobody']],
    ['NEQ of a number', 'score', 'NEQ', { value: '9.0' }, ['alan', 'grace', 'nobody']],
    ['NEQ of a date', 'born', 'NEQ', { value: '1912-06-23' }, ['ada', 'grace', 'nobody']],
    ['NEQ of an option', 'tier', 'NEQ', { value: 'Gold' }, ['alan', 'grace', 'nobody']],
    ['NEQ of yes or no', 'vip', 'NEQ', { value: 'true' }, ['alan', 'grace', 'nobody']],
    ['NEQ of an address', 'email', 'NEQ', { value: 'ada@acme.example' }, ['alan', 'grace', 'nobody']],
    ['GT of numbers, not of texts', 'score', 'GT', { value: '9' }, ['alan']],
    ['GTE', 'score', 'GTE', { value: '9.0' }, ['ada', 'alan']],
    ['LT', 'score', 'LT', { value: 0 }, ['grace']],
    ['LTE', 'score', 'LTE', { value: '9' }, ['ada', 'grace']],
    ['EQ of numbers', 'score', 'EQ', { value: '1e1' }, ['alan']],
    ['BETWEEN holds its ends', 'score', 'BETWEEN', { value: '9', highValue: '10' }, ['ada', 'alan']],
    ['dates as days', 'born', 'LT', { value: '1900-01-01' }, ['ada']],
    ['dates in epoch milliseconds', 'born', 'GT', { value: String(Date.UTC(1900, 0, 1)) }, ['alan']],
    ['instants in a zone', 'seen', 'EQ', { value: '2026-01-01T11:00:00+01:00' }, ['ada']],
    ['instants as milliseconds', 'seen', 'GTE', { value: String(Date.UTC(2026, 0, 2)) }, ['alan']],
    [
      'IN of texts, whose case does not count',
      'firstname',
      'IN',
      { values: ['ada', 'ALAN'] },
      ['ada', 'alan'],
    ],
    ['NOT_IN', 'firstname', 'NOT_IN', { values: ['ada', 'alan'] }, ['grace', 'nobody']],
    ['NOT_IN of numbers', 'score', 'NOT_IN', { values: ['9', 10] }, ['grace', 'nobody']],
    ['NOT_IN of options', 'tier', 'NOT_IN', { values: ['Gold'] }, ['alan', 'grace', 'nobody']],
    ['IN of numbers', 'score', 'IN', { values: ['9', 10] }, ['ada', 'alan']],
    ['IN of addresses', 'email', 'IN', { values: ['ADA@acme.example', 'no@no.example'] }, ['ada']],
    ['EQ of an option', 'tier', 'EQ', { value: 'Gold' }, ['ada']],
    ['EQ of an option, whose case counts', 'tier', 'EQ', { value: 'gold' }, []],
    ['EQ of one of several options', 'likes', 'EQ', { value: 'Tea' }, ['ada', 'grace']],
    ['EQ of two options at once', 'likes', 'EQ', { value: 'Milk;Tea' }, ['ada']],
    ['NEQ of several options', 'likes', 'NEQ', { value: 'Tea' }, ['alan', 'nobody']],
    ['IN of several options', 'likes', 'IN', { values: ['Coffee', 'Milk'] }, ['ada', 'alan']],
    ['NOT_IN of several options', 'likes', 'NOT_IN', { values: ['Coffee', 'Milk'] }, ['grace', 'nobody']],
    ['IN of options and of pairs', 'likes', 'IN', { values: ['Coffee', 'Milk;Tea'] }, ['ada', 'alan']],
    ['IN of very many options', 'likes', 'IN', { values: [...many('x'), 'Milk'] }, ['ada']],
    [
      'IN of very many pairs',
      'likes',
      'IN',
      { values: [...many('Tea;x').slice(0, 49), 'Tea;Milk'] },
      ['ada'],
    ],
    [
      'NOT_IN of very many',
      'likes',
      'NOT_IN',
      { values: [...many('x'), 'Milk'] },
      ['alan', 'grace', 'nobody'],
    ],
    ['EQ of yes or no', 'vip', 'EQ', { value: true }, ['ada']],
    ['HAS_PROPERTY', 'firstname', 'HAS_PROPERTY', {}, ['ada', 'alan', 'grace']],
    ['NOT_HAS_PROPERTY', 'firstname', 'NOT_HAS_PROPERTY', {}, ['nobody']],
    ['CONTAINS_TOKEN of a word', 'company', 'CONTAINS_TOKEN', { value: 'engines' }, ['ada']],
    ['… but not of a part of one', 'company', 'CONTAINS_TOKEN', { value: 'engine' }, []],
    ['… with a wildcard', 'company', 'CONTAINS_TOKEN', { value: 'engi*' }, ['ada']],
    ['… of every word', 'company', 'CONTAINS_TOKEN', { value: 'ltd analytical' }, ['ada']],
    ['… of a domain', 'email', 'CONTAINS_TOKEN', { value: '*@acme.example' }, ['ada', 'grace']],
    ['… beyond ASCII', 'company', 'CONTAINS_TOKEN', { value: 'åcme' }, ['grace']],
    ['… of what a pattern would read otherwise', 'company', 'CONTAINS_TOKEN', { value: '100%' }, ['grace']],
    ['… of what is no part of a word', 'company', 'CONTAINS_TOKEN', { value: '&' }, ['alan']],
    ['NOT_CONTAINS_TOKEN', 'company', 'NOT_CONTAINS_TOKEN', { value: 'bombe' }, ['ada', 'grace', 'nobody']],
    ['texts in the order of a dictionary', 'lastname', 'LT', { value: 'm' }, ['ada']],
    ['a quote in a value', 'lastname', 'EQ', { value: "o'hopper" }, ['grace']],
  ])('%s', async (_, propertyName, operator, more, expected) => {
    expect(await found({ propertyName, operator, ...more })).toEqual(expected);
  });

  it('of "is not" and "is known" together leave those out that have no value', async () => {
    const known = { propertyName: 'firstname', operator: 'HAS_PROPERTY' };
    const not = { propertyName: 'firstname', operator: 'NEQ', value: 'ada' };
    expect(await found(not, known)).toEqual(['alan', 'grace']);
    const noWord = { propertyName: 'company', operator: 'NOT_CONTAINS_TOKEN', value: 'bombe' };
    expect(await found(noWord, { ...known, propertyName: 'company' })).toEqual(['ada', 'grace']);
  });

  it('take members of their own and no others', async () => {
    const refused = async (filter: Record<string, unknown>, member: string, says: RegExp) => {
      const answer = await search({ filters: [filter] });
      expect(answer.status, JSON.stringify(filter)).toBe(400);
      expect(answer.body.errors[0]).toMatchObject({ in: `filters[0].${member}`, code: 'UNEXPECTED_MEMBER' });
      expect(answer.body.message).toMatch(says);
    };
    const about = (operator: string, more: object) => ({ propertyName: 'firstname', operator, ...more });
    await refused(
      about('IN', { value: 'x;y' }),
      'value',
      /IN takes no value, which is "x;y" here; write values/,
    );
    await refused(about('NOT_IN', { value: 'x', values: ['y'] }), 'value', /write values/);
    await refused(about('NOT_HAS_PROPERTY', { value: 'x' }), 'value', /NOT_HAS_PROPERTY.*"x".*leave it out/);
    await refused(about('HAS_PROPERTY', { values: ['x'] }), 'values', /leave it out/);
    await refused(about('EQ', { value: 'x', highValue: 'y' }), 'highValue', /write value\./);
    await refused(
      about('BETWEEN', { value: 'x', highValue: 'y', values: ['z'] }),
      'values',
      /value and highValue/,
    );
    const company = { propertyName: 'associations.company' };
    await refused({ ...company, operator: 'IN', value: ids['ada'] }, 'value', /write values/);
    await refused({ ...company, operator: 'HAS_PROPERTY', value: '1' }, 'value', /leave it out/);
    const empty = { value: '', highValue: null, values: [] };
    expect(await found(about('HAS_PROPERTY', empty))).toEqual(['ada', 'alan', 'grace']);
  });

  it('count alone when no record is asked for', async () => {
    const filters = [{ propertyName: 'firstname', operator: 'HAS_PROPERTY' }];
    for (const limit of [0, '0'])
      expect((await search({ filters, limit })).body).toEqual({ total: 3, results: [] });
    expect((await search({ filters, limit: '2' })).body.results).toHaveLength(2);
  });

  it('find by id, and ride the primary key', async () => {
    expect(await found({ propertyName: 'hs_object_id', operator: 'EQ', value: ids['alan'] })).toEqual([
      'alan',
    ]);
    expect(await found({ propertyName: 'hs_object_id', operator: 'GT', value: ids['alan'] })).toEqual([
      'grace',
      'nobody',
    ]);
    expect(await found({ propertyName: 'hs_object_id', operator: 'NEQ', value: '1.5' })).toHaveLength(4);
  });

  it('find by what is associated', async () => {
    const company = await made('/crm/v3/objects/companies', { properties: { name: 'Acme' } });
    const path = `/crm/v4/objects/contacts/${ids['ada']}/associations/default/companies/${company.id}`;
    expect((await millrace.put(path)).status).toBe(200);
    const about = { propertyName: 'associations.company', value: company.id };
    expect(await found({ ...about, operator: 'EQ' })).toEqual(['ada']);
    expect(await found({ ...about, operator: 'NEQ' })).toEqual(['alan', 'grace', 'nobody']);
    expect(await found({ propertyName: 'associations.companies', operator: 'HAS_PROPERTY' })).toEqual([
      'ada',
    ]);
    const back = { propertyName: 'associations.contact', operator: 'IN', values: [ids['ada'], ids['alan']] };
    const { body } = await search({ filters: [back] }, 'companies');
    expect(body).toMatchObject({ total: 1, results: [{ id: company.id }] });
  });
});

describe('groups', () => {
  it('are alternatives of filters that all hold', async () => {
    const is = (propertyName: string, value: string) => ({ propertyName, operator: 'EQ', value });
    const { body } = await search({
      filterGroups: [{ filters: [is('likes', 'Tea'), is('tier', 'Gold')] }, { filters: [is('score', '10')] }],
    });
    expect(namesOf(body)).toEqual(['ada', 'alan']);
  });

  it('may be absent: then every live record is found', async () => {
    const gone = await made('/crm/v3/objects/contacts', { properties: { email: 'gone@example.com' } });
    await millrace.delete(`/crm/v3/objects/contacts/${gone.id}`);
    expect((await search({})).body.total).toBe(4);
  });
});

describe('query', () => {
  it.each([
    ['love', ['ada']],
    ['ADA LOVE', ['ada']],
    ['acme.example', ['ada', 'grace']],
    ['acme', ['ada', 'grace']],
    ['lace', []],
    ['ada turing', []],
    ["o'h", ['grace']],
    ['(', []],
  ])('%s', async (query, expected) => {
    expect(namesOf((await search({ query })).body)).toEqual(expected);
  });
});

describe('sorts', () => {
  it.each([
    [['score'], ['grace', 'ada', 'alan', 'nobody']],
    [['-score'], ['alan', 'ada', 'grace', 'nobody']],
    [[{ propertyName: 'lastname', direction: 'ASCENDING' }], ['ada', 'grace', 'alan', 'nobody']],
    [['{"propertyName":"seen","direction":"DESCENDING"}'], ['alan', 'ada', 'nobody', 'grace']],
    [['-hs_object_id'], ['nobody', 'grace', 'alan', 'ada']],
    [['-createdate'], ['nobody', 'grace', 'alan', 'ada']],
    [
      ['tier', 'score'],
      ['ada', 'alan', 'grace', 'nobody'],
    ],
  ])('%j', async (sorts, expected) => {
    expect(namesOf((await search({ sorts })).body)).toEqual(expected);
  });
});

describe('pages', () => {
  it('go on where the one before ended', async () => {
    const first = await search({ limit: 3, after: 0, properties: ['firstname'] });
    expect(first.body).toMatchObject({ total: 4, paging: { next: { after: '3' } } });
    expect(Object.keys(first.body.results[0].properties).sort()).toEqual([
      'createdate',
      'firstname',
      'hs_object_id',
      'lastmodifieddate',
    ]);
    const next = await search({ limit: 3, after: first.body.paging.next.after });
    expect(namesOf(next.body)).toEqual(['nobody']);
    expect(next.body.paging).toBeUndefined();
  });

  it('end at ten thousand records', async () => {
    expect((await search({ after: '9800', limit: 200 })).status).toBe(200);
    const { status, body } = await search({ after: '9801', limit: 200 });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ in: 'after', code: 'OUT_OF_RANGE' });
  });

  it('take one statement, and one for the total', async () => {
    statements = [];
    await search({ limit: 200 });
    expect(statements.filter((text) => text.includes('from records'))).toHaveLength(2);
  });
});

describe('what cannot be searched', () => {
  const is = { propertyName: 'firstname', operator: 'EQ', value: 'x' };
  const filter = (more: Record<string, unknown>) => ({
    filterGroups: [{ filters: [is, { ...is, ...more }] }],
  });
  it.each([
    [{ filterGroups: Array(6).fill({ filters: [is] }) }, 'filterGroups', 'OUT_OF_RANGE'],
    [{ filterGroups: [{ filters: Array(7).fill(is) }] }, 'filterGroups[0].filters', 'OUT_OF_RANGE'],
    [{ filterGroups: Array(4).fill({ filters: Array(5).fill(is) }) }, 'filterGroups', 'OUT_OF_RANGE'],
    [
      filter({ propertyName: 'nonsense' }),
      'filterGroups[0].filters[1].propertyName',
      'PROPERTY_DOESNT_EXIST',
    ],
    [filter({ operator: 'LIKE' }), 'filterGroups[0].filters[1].operator', 'UNKNOWN_OPERATOR'],
    [
      filter({ propertyName: 'tier', operator: 'GT' }),
      'filterGroups[0].filters[1].operator',
      'INVALID_OPERATOR',
    ],
    [
      filter({ propertyName: 'score', operator: 'CONTAINS_TOKEN' }),
      'filterGroups[0].filters[1].operator',
      'INVALID_OPERATOR',
    ],
    [filter({ propertyName: 'score' }), 'filterGroups[0].filters[1].value', 'INVALID_VALUE'],
    [
      filter({ propertyName: 'born', value: '2026-02-30' }),
      'filterGroups[0].filters[1].value',
      'INVALID_VALUE',
    ],
    [filter({ value: '' }), 'filterGroups[0].filters[1].value', 'REQUIRED'],
    [filter({ operator: 'BETWEEN' }), 'filterGroups[0].filters[1].highValue', 'REQUIRED'],
    [
      filter({ propertyName: 'likes', operator: 'IN', value: null, values: many('Tea;x') }),
      'filterGroups[0].filters[1].values',
      'OUT_OF_RANGE',
    ],
    [filter({ propertyName: 'likes', value: ';' }), 'filterGroups[0].filters[1].value', 'INVALID_VALUE'],
    [
      {
        filters: ['a ', 'b '].map((word) => ({ ...is, operator: 'CONTAINS_TOKEN', value: word.repeat(30) })),
      },
      'filterGroups',
      'OUT_OF_RANGE',
    ],
    [filter({ operator: 'IN', value: null }), 'filterGroups[0].filters[1].values', 'REQUIRED'],
    [
      filter({ propertyName: 'score', operator: 'IN', value: null, values: ['1', 'x'] }),
      'filterGroups[0].filters[1].values[1]',
      'INVALID_VALUE',
    ],
    [
      filter({ propertyName: 'associations.rocket' }),
      'filterGroups[0].filters[1].propertyName',
      'UNKNOWN_OBJECT_TYPE',
    ],
    [filter({ propertyName: 'associations.company' }), 'filterGroups[0].filters[1].value', 'INVALID_ID'],
    [filter({ value: 'a\0b' }), 'filterGroups[0].filters[1].value', 'INVALID_CHARACTERS'],
    [{ sorts: ['-nonsense'] }, 'sorts[0]', 'PROPERTY_DOESNT_EXIST'],
    [{ limit: 201 }, 'limit', 'OUT_OF_RANGE'],
    [{ after: 'x' }, 'after', 'WRONG_FORMAT'],
    [{ query: 'x'.repeat(3_001) }, 'query', 'OUT_OF_RANGE'],
  ])('%j', async (body, path, code) => {
    const answer = await search(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(400);
    expect(answer.body.errors[0]).toMatchObject({ in: path, code });
  });

  it('is refused without the scope, and for no object type', async () => {
    expect((await search({}, 'rockets')).status).toBe(400);
    const token = await made('/millrace/v1/tokens', {
      name: 'deals only',
      scopes: ['crm.objects.deals.read'],
    });
    const headers = { authorization: `Bearer ${(token as unknown as { token: string }).token}` };
    expect((await millrace.call('POST', '/crm/v3/objects/contacts/search', {}, headers)).status).toBe(403);
  });
});
