import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysOf } from '../../../../src/records/search/keys.ts';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';
import { until } from '../../../support/until.ts';

/** More than are looked up one by one, so that each way to a page and a total is gone. */
const CONTACTS = 14_000;

let millrace: Millrace;
let statements: string[] = [];

beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => statements.push(text));
  for (const definition of [
    { name: 'points', type: 'number', fieldType: 'number' },
    {
      name: 'colours',
      type: 'enumeration',
      fieldType: 'checkbox',
      options: ['red', 'green', 'blue'].map(option),
    },
    { name: 'note', type: 'string', fieldType: 'text' },
  ]) {
    const made = await millrace.post('/crm/v3/properties/contacts', {
      groupName: 'contactinformation',
      label: definition.name,
      ...definition,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
  }
  await millrace.sql`
    insert into records (account_id, object_type_id, properties, created_at, updated_at)
    select ${millrace.accountId}, '0-1', jsonb_strip_nulls(jsonb_build_object(
      'firstname', (array['Ada', 'ADAM', 'Bea', 'Éva', 'Zoë', 'Øyvind'])[1 + n % 6],
      'lastname', case when n % 7 > 0 then 'Name ' || n % 2000 end,
      'email', 'person.' || n || '@mail' || n % 3 || '.example.com',
      'lifecyclestage', case when n % 4 > 0 then 'lead' else 'customer' end,
      'points', case when n % 4 = 0 then (n % 1000 - 500)::text when n % 4 = 1 then '0.' || n % 10 end,
      'colours', case when n % 5 > 0 then (array['red', 'green', 'red;blue', 'blue'])[n % 5] end,
      'note', case when n % 1500 = 0 then repeat('long ', 200) || n when n % 10 = 0 then 'm²x-' || n || ' straße ' || n % 30 end
    )), now(), now()
    from generate_series(1, ${CONTACTS}) as n`;
  await millrace.sql`analyze records`;
});
afterAll(() => millrace.stop());

const option = (value: string, displayOrder: number) => ({
  label: value,
  value,
  displayOrder,
  hidden: false,
});

const search = (body: object) => millrace.post('/crm/v3/objects/contacts/search', body);
const filter = (propertyName: string, operator: string, more: object = {}) => ({
  propertyName,
  operator,
  ...more,
});
const by = (...filters: object[]) => ({ filterGroups: [{ filters }] });

const lead = filter('lifecyclestage', 'EQ', { value: 'lead' });

const SEARCHES: Record<string, object> = {
  everything: {},
  'one value of few records': by(filter('lastname', 'EQ', { value: 'name 77' })),
  'one value in capitals': by(filter('firstname', 'EQ', { value: 'ADA' })),
  'one value of many records': by(lead),
  'many values': by(
    filter('lastname', 'IN', { values: Array.from({ length: 300 }, (_, n) => `NAME ${n * 7}`) }),
  ),
  'values of many records': by(filter('lifecyclestage', 'IN', { values: ['lead', 'customer'] })),
  'no value of these': by(filter('lifecyclestage', 'NOT_IN', { values: ['lead'] })),
  'a number, spelled in another way': by(filter('points', 'EQ', { value: '-12.0' })),
  'numbers below': by(filter('points', 'LT', { value: '-490' })),
  'numbers up to': by(filter('points', 'LTE', { value: '0.3' })),
  'numbers between': by(filter('points', 'BETWEEN', { value: '-3', highValue: '0.50' })),
  'numbers above': by(filter('points', 'GT', { value: '100' })),
  'texts from': by(filter('firstname', 'GTE', { value: 'éva' })),
  'has a value': by(filter('lastname', 'HAS_PROPERTY')),
  'has none': by(filter('lastname', 'NOT_HAS_PROPERTY')),
  'has a number': by(filter('points', 'HAS_PROPERTY')),
  'a choice': by(filter('colours', 'EQ', { value: 'blue' })),
  'two choices at once': by(filter('colours', 'EQ', { value: 'red;blue' })),
  'one of two choices': by(filter('colours', 'IN', { values: ['green', 'red;blue'] })),
  'one of two choices, or both': by(filter('colours', 'IN', { values: ['red', 'blue'] })),
  'has choices': by(filter('colours', 'HAS_PROPERTY')),
  'a long text': by(filter('note', 'EQ', { value: `${'LONG '.repeat(200)}3000` })),
  'a text above a long one': by(filter('note', 'GT', { value: `${'long '.repeat(200)}3000` })),
  'conditions together': by(
    lead,
    filter('lastname', 'EQ', { value: 'name 78' }),
    filter('points', 'HAS_PROPERTY'),
  ),
  'conditions that many meet': by(lead, filter('firstname', 'NEQ', { value: 'ada' })),
  groups: {
    filterGroups: [
      { filters: [filter('lastname', 'EQ', { value: 'name 3' })] },
      { filters: [filter('points', 'EQ', { value: '7' }), lead] },
    ],
  },
  'groups of which one has no index': {
    filterGroups: [
      { filters: [filter('lastname', 'EQ', { value: 'name 3' })] },
      { filters: [filter('email', 'EQ', { value: 'person.9@mail0.example.com' })] },
    ],
  },
  'the beginning of a word': { query: 'perso' },
  'a word of few': { query: 'person.123' },
  'a part of an address': { query: '@mail1' },
  'a domain': { query: 'example.com' },
  'two words': { query: 'ada person.12' },
  'a word with a star': { query: 'person.1*9@mail0' },
  'a star first': { query: '*77' },
  'a word that nobody has': { query: 'nowhere' },
  'a word of one letter': { query: 'z' },
  'a whole word': by(filter('note', 'CONTAINS_TOKEN', { value: 'straße' })),
  'a word after a sign': by(filter('note', 'CONTAINS_TOKEN', { value: 'x-300' })),
  'a word of what has too many': by(filter('note', 'CONTAINS_TOKEN', { value: 'long 4500' })),
  'without a word': by(filter('note', 'NOT_CONTAINS_TOKEN', { value: 'long' })),
  'words and a condition': { query: 'bea', ...by(filter('points', 'GT', { value: '100' })) },
};
const SORTS = [
  { sorts: [{ propertyName: 'points', direction: 'DESCENDING' }] },
  { sorts: ['lastname'] },
  { sorts: ['-firstname'] },
  { sorts: ['colours'] },
  { sorts: ['-firstname', 'points'] },
];
const FIRST = { limit: 100 };
const LATER = { limit: 50, after: '70' };
const TOTAL = { limit: 0 };

/** What each search answers: its pages and its total, and a page in each of two orders, which differ from search to search. */
async function answers(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [place, [what, asked]] of Object.entries(SEARCHES).entries()) {
    const [one, other] = [0, 2].map((more) => SORTS[(place + more) % SORTS.length]!);
    for (const page of [FIRST, LATER, TOTAL, { ...FIRST, ...one }, { ...LATER, ...other }]) {
      const { status, body } = await search({ ...asked, ...page, properties: ['note'] });
      const ids = body.results?.map(({ id }: { id: string }) => id);
      all[`${what}, ${JSON.stringify(page)}`] = [status, body.total, body.totalRelation, ids];
    }
  }
  return all;
}

interface Shown {
  readonly id: string;
  readonly objectTypeId: string;
  readonly property: string;
  readonly kind: string;
  readonly state: string;
  readonly wantedBy: string;
}

const INDEXES = [
  ...['lastname', 'firstname', 'lifecyclestage', 'points', 'colours', 'note'].map((property) => ({
    property,
    kind: 'VALUES',
  })),
  ...['firstname', 'lastname', 'email', 'phone', 'company', 'note'].map((property) => ({
    property,
    kind: 'WORDS',
  })),
];

const indexes = async (): Promise<readonly Shown[]> =>
  (await millrace.get('/millrace/v1/indexes')).body.results;
const make = (body: object) => millrace.post('/millrace/v1/indexes', { objectTypeId: 'contacts', ...body });
/** Does all jobs to their ends. */
async function build(): Promise<void> {
  while ((await millrace.services.worker.run('jobs', millrace.accountId)) > 0);
}

/** The entries of every index are those of the live records, neither more nor less. */
async function expectExact(): Promise<void> {
  const kept = await millrace.sql`
    select index_id as "indexId", record_id as id, value from search_values order by index_id, record_id, value`;
  const made =
    await millrace.sql`select id, object_type_id as type, kind, compares, property from search_indexes where state <> 'REMOVED'`;
  const records = await millrace.sql`
    select id, object_type_id as type, properties from records where archived_at is null`;
  const wanted = made.flatMap((index) =>
    records.flatMap(({ id, type, properties }) => {
      if (type !== index['type']) return [];
      const value = (properties as Record<string, string>)[index['property'] as string];
      return value === undefined
        ? []
        : keysOf(index as never, value).map((key) => `${index['id']} ${id} ${key}`);
    }),
  );
  expect(kept.map((row) => `${row['indexId']} ${row['id']} ${row['value']}`).sort()).toEqual(wanted.sort());
}

describe('searches with indexes', () => {
  let before: Record<string, unknown>;

  it('get one by themselves when they look through records again and again', async () => {
    before = await answers();
    await until(async () => (await indexes()).length >= 10);
    for (const { wantedBy, state } of await indexes())
      expect([wantedBy, state]).toEqual(['SEARCHES', 'BUILDING']);
    expect((await indexes()).map((index: Shown) => `${index.property} ${index.kind}`)).toEqual(
      expect.arrayContaining(['lastname VALUES', 'points VALUES', 'email WORDS', 'note WORDS']),
    );
  });

  it('find the same records in the same order as without, and as many', async () => {
    for (const index of INDEXES) expect((await make(index)).status).toBe(202);
    await build();
    await expectExact();
    expect(await answers()).toEqual(before);
  });

  it('look into no more records than they find, or than fill a page', async () => {
    const looked = async (body: object) => {
      statements = [];
      const { status } = await search({ limit: 10, ...body });
      expect(status).toBe(200);
      return statements.filter((text) => /\bsearch_values\b/.test(text)).length > 0;
    };
    expect(await looked(by(filter('lastname', 'EQ', { value: 'name 77' })))).toBe(true);
    expect(await looked({ sorts: ['lastname'] })).toBe(true);
    expect(await looked({ query: 'person.12' })).toBe(true);
    expect(await looked(by(filter('city', 'EQ', { value: 'x' })))).toBe(false);
  });

  it('follow every write: changes, what is new, archived, restored by a merge, erased', async () => {
    const { body: found } = await search(by(filter('lastname', 'EQ', { value: 'name 77' })));
    const ids = found.results.map(({ id }: { id: string }) => id);
    await millrace.patch(`/crm/v3/objects/contacts/${ids[0]}`, {
      properties: { lastname: 'Straße-Ünal', points: '1e2', colours: 'green;blue', firstname: '' },
    });
    await millrace.patch(`/crm/v3/objects/contacts/${ids[0]}`, { properties: { points: '100' } });
    await millrace.delete(`/crm/v3/objects/contacts/${ids[1]}`);
    const merged = await millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: ids[2],
      objectIdToMerge: ids[3],
    });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    await millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: ids[4] });
    await millrace.post('/crm/v3/objects/contacts/batch/create', {
      inputs: [
        { properties: { lastname: 'Name 77' } },
        { properties: { lastname: 'x'.repeat(300), note: 'w '.repeat(500) } },
      ],
    });
    await expectExact();
    const totalOf = async (...filters: object[]) => (await search(by(...filters))).body.total;
    expect(await totalOf(filter('lastname', 'EQ', { value: 'straSSE-ünal' }))).toBe(0);
    expect(
      await totalOf(
        filter('lastname', 'EQ', { value: 'STRAßE-ÜNAL' }),
        filter('points', 'EQ', { value: '100.00' }),
      ),
    ).toBe(1);
    expect((await search({ query: 'ünal' })).body.results.map(({ id }: { id: string }) => id)).toEqual([
      ids[0],
    ]);
    expect((await search(by(filter('lastname', 'EQ', { value: 'name 77' })))).body.total).toBe(
      ids.length - 3,
    );
  });

  it('count as far as a hundred thousand, and say that there are more; alone they count to the end', async () => {
    await millrace.sql`
      insert into records (account_id, object_type_id, properties, created_at, updated_at)
      select ${millrace.accountId}, '0-2', '{"city": "Ulm"}', now(), now() from generate_series(1, 100001)`;
    const companies = (body: object) => millrace.post('/crm/v3/objects/companies/search', body);
    const ulm = by(filter('city', 'EQ', { value: 'ulm' }));
    const isBound = expect.objectContaining({ total: 100_000, totalRelation: 'gte' });
    expect((await companies({ limit: 1 })).body).toEqual(isBound);
    expect((await companies({ limit: 1, ...ulm })).body).toEqual(isBound);
    await make({ objectTypeId: '0-2', property: 'city' });
    await build();
    expect((await companies({ limit: 1, ...ulm })).body).toEqual(isBound);
    expect((await companies({ limit: 0, ...ulm })).body).toEqual({ total: 100_001, results: [] });
  });
});

describe('indexes of searches', () => {
  it('are removed, and come back only when they are asked for', async () => {
    const find = async () =>
      (await indexes()).find((index: Shown) => index.property === 'lastname' && index.kind === 'VALUES');
    const of78 = by(filter('lastname', 'EQ', { value: 'name 78' }));
    const { total } = (await search(of78)).body;
    const { id } = (await find())!;
    expect((await millrace.delete(`/millrace/v1/indexes/${id}`)).status).toBe(204);
    expect(await find()).toMatchObject({ id, state: 'REMOVED', values: 0 });
    await build();
    expect(await millrace.sql`select from search_values where index_id = ${id} limit 1`).toEqual([]);
    for (let n = 0; n < 20; n++) expect((await search(of78)).body.total).toBe(total);
    expect(await find()).toMatchObject({ id, state: 'REMOVED' });
    const { status, body } = await make({ property: 'lastname' });
    expect([status, body.state, body.wantedBy]).toEqual([202, 'BUILDING', 'REQUEST']);
    expect((await make({ property: 'lastname' })).body.id).toBe(body.id);
    await build();
    await expectExact();
  });

  it('are of no use for a property of another type, and are made anew when they are missed; unused ones go then', async () => {
    const find = async (property: string) =>
      (await indexes()).find((index) => index.property === property && index.kind === 'VALUES');
    const before = (await find('points'))!;
    const unused = (await find('colours'))!;
    expect([before.wantedBy, unused.wantedBy]).toEqual(['SEARCHES', 'SEARCHES']);
    await millrace.sql`
      update search_indexes set used_at = now() - interval '31 days' where account_id = ${millrace.accountId} and id = ${unused.id}`;
    await millrace.patch('/crm/v3/properties/contacts/points', { type: 'string', fieldType: 'text' });
    const points = by(filter('points', 'EQ', { value: '-12' }));
    const { total } = (await search(points)).body;
    expect(total).toBeGreaterThan(0);
    for (let n = 0; n < 10; n++) expect((await search(points)).body.total).toBe(total);
    await until(async () => (await find('points'))?.id !== before.id);
    expect(await find('colours')).toBeUndefined();
    await build();
    await expectExact();
    expect((await search(points)).body.total).toBe(total);
  });

  it.each([
    [{ property: 'no_such' }, 400, 'property'],
    [{ property: 'hs_object_id' }, 400, 'property'],
    [{ property: 'num_associated_deals', kind: 'WORDS' }, 400, 'kind'],
    [{ property: 'city', kind: 'LOOK_UP' }, 400, 'kind'],
    [{ property: 'city', more: 1 }, 400, 'more'],
    [{}, 400, 'property'],
    [{ property: 'city', objectTypeId: 'nonsense' }, 400, undefined],
  ])('are refused for %j', async (body, status, member) => {
    const answer = await make(body);
    expect(answer.status).toBe(status);
    if (member !== undefined) expect(JSON.stringify(answer.body)).toContain(member);
  });

  it('are as many as a type may have, and those are not there that nobody knows', async () => {
    expect((await millrace.delete('/millrace/v1/indexes/999999')).status).toBe(404);
    expect((await millrace.delete('/millrace/v1/indexes/x')).status).toBe(400);
    const names = [
      'address',
      'city',
      'zip',
      'state',
      'country',
      'website',
      'jobtitle',
      'industry',
      'fax',
      'mobilephone',
      'salutation',
    ];
    const made = await Promise.all(names.map((property) => make({ property })));
    expect(made.map(({ status }) => status).sort()).toContain(409);
    expect(
      (await indexes()).filter(
        ({ objectTypeId, state }: Shown) => objectTypeId === '0-1' && state !== 'REMOVED',
      ),
    ).toHaveLength(20);
  });
});
