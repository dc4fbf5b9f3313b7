import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
let statements = 0;
beforeAll(async () => {
  // Without the engine's lanes, whose statements would be counted, too.
  millrace = await startMillrace({ role: 'api' }, () => {
    statements++;
  });
});
afterAll(() => millrace.stop());

const BATCH = '/crm/v3/objects/contacts/batch';

let number = 0;
function mails(count: number): string[] {
  return Array.from({ length: count }, () => `batch${++number}@example.com`);
}

async function contacts(count: number): Promise<{ id: string; properties: { email: string } }[]> {
  const inputs = mails(count).map((email) => ({ properties: { email } }));
  const { status, body } = await millrace.post(`${BATCH}/create`, { inputs });
  expect(status).toBe(201);
  return body.results;
}

describe('create', () => {
  it('makes every record', async () => {
    const [one, two] = mails(2);
    const { status, body } = await millrace.post(`${BATCH}/create`, {
      inputs: [{ properties: { email: one } }, { properties: { email: two }, objectWriteTraceId: 'second' }],
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      status: 'COMPLETE',
      results: [
        expect.objectContaining({ properties: expect.objectContaining({ email: one }) }),
        expect.objectContaining({ objectWriteTraceId: 'second' }),
      ],
      requestedAt: expect.any(String),
      startedAt: expect.any(String),
      completedAt: expect.any(String),
    });
  });

  it('makes all or nothing of inputs that nobody marked', async () => {
    const [holder] = await contacts(1);
    const refused = async (type: string, second: object, first: object = { firstname: 'Nobody' }) => {
      const before = await millrace.sql`select from records`;
      const answer = await millrace.post(`/crm/v3/objects/${type}/batch/create`, {
        inputs: [{ properties: first }, { properties: second }],
      });
      expect(await millrace.sql`select from records`).toHaveLength(before.length);
      return answer;
    };
    const taken = await refused('contacts', { email: holder!.properties.email }, { email: mails(1)[0] });
    expect([taken.status, taken.body.category]).toEqual([409, 'CONFLICT']);
    expect(taken.body.message).toMatch(new RegExp(`Existing ID: ${holder!.id}$`));
    const invalid = await refused('contacts', { email: 'nonsense' });
    expect([invalid.status, invalid.body.category, invalid.body.errors[0].in]).toEqual([
      400,
      'VALIDATION_ERROR',
      'inputs[1].properties.email',
    ]);
    expect((await refused('companies', { no_such_thing: '1' }, { name: 'Acme' })).status).toBe(400);
    expect((await refused('tickets', { subject: 'no stage' }, { hs_pipeline_stage: '1' })).status).toBe(400);
    const [twin] = mails(1);
    const twins = await refused('contacts', { email: twin }, { email: twin });
    expect([twins.status, twins.body.message]).toEqual([
      400,
      'inputs[1].properties: inputs[0] has the same value of a property whose values are unique.',
    ]);
  });

  it('makes those that are right and says what is wrong with the others, when they are marked', async () => {
    const [holder] = await contacts(1);
    const [fresh] = mails(1);
    const { status, body } = await millrace.post(`${BATCH}/create`, {
      inputs: [
        { properties: { email: fresh } },
        { properties: { email: 'nonsense' }, objectWriteTraceId: 'bad' },
        { properties: { email: holder!.properties.email } },
        { properties: { email: fresh!.toUpperCase() } },
      ],
    });
    expect(status).toBe(207);
    expect(body.results).toHaveLength(1);
    expect(body.numErrors).toBe(3);
    expect(body.errors).toMatchObject([
      {
        status: 'error',
        category: 'VALIDATION_ERROR',
        context: { objectWriteTraceId: ['bad'] },
        errors: [{ code: 'INVALID_EMAIL', in: 'inputs[1].properties.email' }],
      },
      {
        category: 'CONFLICT',
        message: `Contact already exists. Existing ID: ${holder!.id}`,
        context: { index: ['2'] },
      },
      { category: 'CONFLICT', message: `Contact already exists. Existing ID: ${body.results[0].id}` },
    ]);
  });
});

describe('read', () => {
  it('answers what there is, and names what there is not', async () => {
    const [one, two] = await contacts(2);
    const { status, body } = await millrace.post(`${BATCH}/read`, {
      inputs: [{ id: two!.id }, { id: '999999' }, { id: one!.id }, { id: 'x' }],
      properties: ['email', 'city'],
      propertiesWithHistory: ['email'],
    });
    expect(status).toBe(207);
    expect(body.results.map((record: { id: string }) => record.id)).toEqual([two!.id, one!.id]);
    expect(body.results[0].properties).toMatchObject({ email: two!.properties.email, city: null });
    expect(body.results[0].propertiesWithHistory.email).toMatchObject([{ value: two!.properties.email }]);
    expect(body.errors).toMatchObject([{ category: 'OBJECT_NOT_FOUND', context: { ids: ['999999', 'x'] } }]);
  });

  it.each(['contacts', 'companies'])('takes fifty %s at most with their histories', async (type) => {
    const asked = (count: number) => ({
      inputs: Array.from({ length: count }, (_, index) => ({ id: String(900_000 + index) })),
      propertiesWithHistory: ['hs_object_id'],
    });
    expect((await millrace.post(`/crm/v3/objects/${type}/batch/read`, asked(50))).status).toBe(207);
    expect(await millrace.post(`/crm/v3/objects/${type}/batch/read`, asked(51))).toMatchObject({
      status: 400,
      body: {
        category: 'VALIDATION_ERROR',
        message:
          'The maximum number of inputs supported in a batch request for property histories is 50. Please reduce the number of items and try again',
        errors: [{ in: 'inputs' }],
      },
    });
    expect(
      (await millrace.post(`/crm/v3/objects/${type}/batch/read`, { ...asked(51), propertiesWithHistory: [] }))
        .status,
    ).toBe(207);
    const page = (query: string) => millrace.get(`/crm/v3/objects/${type}?${query}`);
    expect((await page('limit=50&propertiesWithHistory=hs_object_id')).status).toBe(200);
    expect(await page('limit=51&propertiesWithHistory=hs_object_id')).toMatchObject({
      status: 400,
      body: { category: 'VALIDATION_ERROR', errors: [{ code: 'OUT_OF_RANGE', in: 'limit' }] },
    });
    expect((await page('limit=100&properties=hs_object_id')).status).toBe(200);
  });

  it('finds by a unique property', async () => {
    const [one] = await contacts(1);
    const { status, body } = await millrace.post(`${BATCH}/read`, {
      inputs: [{ id: one!.properties.email }],
      idProperty: 'email',
      properties: [],
    });
    expect([status, body.results[0].id]).toEqual([200, one!.id]);
  });
});

describe('update', () => {
  it('changes those that there are', async () => {
    const [one] = await contacts(1);
    const { status, body } = await millrace.post(`${BATCH}/update`, {
      inputs: [
        { id: one!.id, properties: { city: 'Oslo' } },
        { id: '999999', properties: { city: 'Oslo' } },
        { id: 'nobody@example.com', properties: { city: 'Oslo' } },
      ],
    });
    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ id: one!.id, properties: { city: 'Oslo' } }]);
    expect(body.errors).toMatchObject([
      { category: 'OBJECT_NOT_FOUND', context: { id: ['999999'] } },
      {
        category: 'OBJECT_NOT_FOUND',
        message:
          'inputs[2] has no idProperty, so "nobody@example.com" was read as a record id. Add "idProperty": "email".',
      },
    ]);
  });

  it.each(['update', 'upsert'])(
    'and upsert: %s does all or nothing of inputs that nobody marked',
    async (verb) => {
      const [one, two] = await contacts(2);
      const inputs = [
        { id: one!.id, properties: { city: 'Riga' } },
        { id: two!.id, properties: { email: one!.properties.email } },
      ];
      const { status, body } = await millrace.post(`${BATCH}/${verb}`, { inputs });
      expect([status, body.category]).toEqual([409, 'CONFLICT']);
      expect(body.message).toMatch(new RegExp(`Existing ID: ${one!.id}$`));
      const now = await millrace.get(`/crm/v3/objects/contacts/${one!.id}?properties=city`);
      expect(now.body.properties.city).toBeNull();

      const marked = inputs.map((input, index) => ({ ...input, objectWriteTraceId: `input ${index}` }));
      const each = await millrace.post(`${BATCH}/${verb}`, { inputs: marked });
      expect([each.status, each.body.results.length]).toEqual([207, 1]);
      expect(each.body.errors).toMatchObject([
        { category: 'CONFLICT', context: { objectWriteTraceId: ['input 1'] } },
      ]);
    },
  );

  it('refuses two inputs for one record', async () => {
    const [one] = await contacts(1);
    const inputs = [1, 2].map((city) => ({ id: one!.id, properties: { city } }));
    const { status, body } = await millrace.post(`${BATCH}/update`, { inputs });
    expect(status).toBe(400);
    expect(body.message).toContain(`Duplicate IDs found in batch input: [${one!.id}]`);
  });
});

describe('upsert', () => {
  it('changes what there is and makes what there is not', async () => {
    const [there] = await contacts(1);
    const [fresh] = mails(1);
    const { status, body } = await millrace.post(`${BATCH}/upsert`, {
      inputs: [
        { idProperty: 'email', id: fresh, properties: { city: 'Lima' } },
        { idProperty: 'email', id: there!.properties.email.toUpperCase(), properties: { city: 'Quito' } },
      ],
    });
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { new: true, properties: { email: fresh, city: 'Lima' } },
      { new: false, id: there!.id, properties: { city: 'Quito' } },
    ]);
  });

  it('by one e-mail, at once, makes one record', async () => {
    const [email] = mails(1);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((city) =>
        millrace.post(`${BATCH}/upsert`, {
          inputs: [{ idProperty: 'email', id: email, properties: { city } }],
        }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    const results = answers.map((answer) => answer.body.results[0]);
    expect(new Set(results.map((result) => result.id)).size).toBe(1);
    expect(results.filter((result) => result.new)).toHaveLength(1);
  });

  it.each(['city', 'hs_object_id'])(
    'needs a property that tells records apart, which %s does not',
    async (idProperty) => {
      const [one] = await contacts(1);
      const { status, body } = await millrace.post(`${BATCH}/upsert`, {
        inputs: [{ idProperty, id: one!.id, properties: { city: 'Lima' } }],
      });
      expect([status, body.errors[0].code]).toEqual([400, 'PROPERTY_NOT_UNIQUE']);
    },
  );

  it('says what is missing when addresses come without idProperty', async () => {
    const { status, body } = await millrace.post(`${BATCH}/upsert`, {
      inputs: [{ id: 'u@example.com', properties: {} }],
    });
    expect([status, body.errors[0].message]).toEqual([
      207,
      'inputs[0] has no idProperty, so "u@example.com" was read as a record id. Add "idProperty": "email".',
    ]);
    const read = await millrace.post(`${BATCH}/read`, { inputs: [{ id: 'u@example.com' }] });
    expect(read.body.errors[0].errors[0].message).toContain('Add "idProperty": "email"');
    for (const answer of [
      await millrace.get('/crm/v3/objects/contacts/u@example.com'),
      await millrace.patch('/crm/v3/objects/contacts/u@example.com', { properties: {} }),
    ])
      expect([answer.status, answer.body.message]).toEqual([
        404,
        'Object not found. There is no contact "u@example.com"; to name it by address add ?idProperty=email',
      ]);
  });
});

describe('archive', () => {
  it('passes over what there is not', async () => {
    const [one] = await contacts(1);
    const { status } = await millrace.post(`${BATCH}/archive`, {
      inputs: [{ id: one!.id }, { id: '999999' }],
    });
    expect(status).toBe(204);
    expect((await millrace.get(`/crm/v3/objects/contacts/${one!.id}`)).status).toBe(404);
  });
});

describe('a batch', () => {
  beforeEach(() => contacts(1));

  async function statementsFor(path: string, body: unknown): Promise<number> {
    const before = statements;
    const { status } = await millrace.post(path, body);
    expect([200, 201, 204]).toContain(status);
    return statements - before;
  }

  it('costs the same number of statements whatever its size', async () => {
    const company = (await millrace.post('/crm/v3/objects/companies', { properties: { name: 'A' } })).body.id;
    const associations = [
      { to: { id: company }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }] },
    ];
    const costsOf = async (size: number) => {
      const inputs = mails(size).map((email) => ({ properties: { email }, associations }));
      const create = await statementsFor(`${BATCH}/create`, { inputs });
      const made = await contacts(size);
      const ids = made.map(({ id }) => ({ id }));
      const read = await statementsFor(`${BATCH}/read`, {
        inputs: ids.slice(0, 50),
        propertiesWithHistory: ['email'],
      });
      const updates = ids.map(({ id }) => ({ id, properties: { city: 'Kyiv' } }));
      const update = await statementsFor(`${BATCH}/update`, { inputs: updates });
      const archive = await statementsFor(`${BATCH}/archive`, { inputs: ids });
      return [create, read, update, archive];
    };
    /** Of some rounds: what is kept for a while, as who a token belongs to, is looked up now and then. */
    const fewest = async (size: number) => {
      const rounds = [await costsOf(size), await costsOf(size), await costsOf(size)];
      return rounds[0]!.map((_, index) => Math.min(...rounds.map((round) => round[index]!)));
    };
    expect(await fewest(100)).toEqual(await fewest(2));
  });

  it('takes a hundred inputs and no more', async () => {
    const inputs = mails(101).map((email) => ({ properties: { email } }));
    for (const verb of ['create', 'read', 'update', 'upsert', 'archive']) {
      const ids = inputs.map((input, index) => ({ ...input, id: String(index) }));
      const { status, body } = await millrace.post(`${BATCH}/${verb}`, { inputs: ids });
      expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
      expect(body.message).toContain('at most 100 items');
    }
  });

  it.each([
    ['no inputs', {}, 'inputs is required'],
    ['inputs that are none', { inputs: 7 }, 'inputs must be'],
    ['an input without properties', { inputs: [{ id: '1' }] }, 'inputs[0].properties is required'],
  ])('refuses %s', async (_, body, message) => {
    const answer = await millrace.post(`${BATCH}/update`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
  });
});
