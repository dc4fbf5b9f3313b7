import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { somebodyWaits, whileHeld } from '../support/barriers.ts';
import { action, contactFlow, delayMinutes, inARow, manual, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());
afterEach(async () => {
  const { results } = (await story.millrace.get('/automation/v4/flows')).body;
  for (const { id } of results) await story.millrace.delete(`/automation/v4/flows/${id}`);
  await story.settle();
  expect(await indexes()).toEqual([]);
  expect(await story.millrace.sql`select 1 from indexed_values`).toEqual([]);
});

const byCity = (more: Body = {}) =>
  contactFlow(
    inARow(
      action('0-63189541', {
        fromObjectType: '0-1',
        toObjectType: '0-2',
        enrolledObjectPropertyNameToMatch: '0-1/city',
        associatedObjectPropertyNameToMatch: '0-2/city',
      }),
    ),
    manual,
    more,
  );

const indexes = async (): Promise<Body[]> => (await story.millrace.get('/millrace/v1/indexes')).body.results;

/** The companies that a new contact from a city is associated with by the flow. */
async function matchedBy(flow: string, city: string): Promise<string[]> {
  const contact = await story.givenContact({ city });
  await story.enroll(flow, contact);
  const [step] = (await story.passage(flow)).steps;
  return step.outcome === 'SUCCEEDED' ? step.detail.recordIds : [];
}

/** What the index has of these records, told by the table itself. */
async function indexed(...ids: readonly string[]): Promise<string[]> {
  const rows = await story.millrace.sql`
    select value || ' ' || record_id as held from indexed_values
    where record_id = any(${[...ids]}::bigint[]) order by record_id, value`;
  return rows.map((row) => row['held'] as string);
}

const company = (city: string) => story.givenRecord('companies', { city });
const lintCodes = async (path: string, body?: unknown) => {
  const { millrace } = story;
  const answer = body === undefined ? await millrace.get(path) : await millrace.post(path, body);
  return answer.body.results.map(({ code, path }: Body) => `${code} ${path}`);
};

describe('a property that a flow looks for records by', () => {
  test('gets an index with the save, is found by it when it is ready, and loses it with the last flow', async () => {
    const before = [await company('Bern'), await company('Ulm'), await company('Bern')];
    const { sql } = story.millrace;
    const flow = await whileHeld(
      sql,
      (tx) => tx`select from records where object_type_id = '0-2' and id = ${before[0]!} for update`,
      async () => {
        const saved = await story.givenFlow(byCity({ name: 'By city' }));
        await somebodyWaits(sql);
        expect(await indexes()).toMatchObject([
          { objectTypeId: '0-2', property: 'city', state: 'BUILDING', values: 0, readyAt: null },
        ]);
        expect(await lintCodes(`/millrace/v1/flows/${saved}/lint`)).toEqual([
          'LOOKS_THROUGH_RECORDS actions[0].fields.associatedObjectPropertyNameToMatch',
        ]);
        return saved;
      },
    );
    await story.settle();
    const [index] = await indexes();
    expect(index).toMatchObject({
      state: 'READY',
      values: 3,
      flows: [{ id: flow, name: 'By city' }],
      readyAt: expect.any(String),
    });
    const job = (await story.millrace.get(`/millrace/v1/jobs/${index!.jobId}`)).body;
    expect(job).toMatchObject({
      kind: 'BUILD_INDEX',
      state: 'DONE',
      progress: { done: 3, total: 3 },
      outcomes: { INDEXED: 3 },
    });
    expect((await story.millrace.post(`/millrace/v1/jobs/${index!.jobId}/cancel`)).status).toBe(409);
    expect(await lintCodes(`/millrace/v1/flows/${flow}/lint`)).toEqual([]);
    expect(await matchedBy(flow, 'Bern')).toEqual([before[0], before[2]]);
    // From the index, and from nowhere else.
    await story.millrace.sql`delete from indexed_values where record_id = ${before[2]!}`;
    expect(await matchedBy(flow, 'Bern')).toEqual([before[0]]);

    const second = await story.givenFlow(byCity());
    await story.settle();
    expect((await indexes())[0]).toMatchObject({ id: index!.id, flows: [{ id: flow }, { id: second }] });
    await story.changeFlow(flow, (body) => ({ ...body, isEnabled: false }));
    expect(await indexes()).toMatchObject([{ id: index!.id, flows: [{ id: second }] }]);
    await story.millrace.delete(`/automation/v4/flows/${second}`);
    await story.settle();
    expect(await indexes()).toEqual([]);
  });

  test('keeps its index right by every way in which a record changes', async () => {
    const flow = await story.givenFlow(byCity());
    await story.settle();
    const { millrace } = story;
    const [a, b, c] = [await company('Bern'), await company('Ulm'), await company('Bern')];
    await story.change('companies', a, { city: 'Ulm' });
    await story.change('companies', b, { city: null });
    expect(await indexed(a, b, c)).toEqual([`Ulm ${a}`, `Bern ${c}`]);
    await story.change('companies', b, { city: 'Rome', name: 'B' });
    await millrace.delete(`/crm/v3/objects/companies/${c}`);
    expect(await indexed(a, b, c)).toEqual([`Ulm ${a}`, `Rome ${b}`]);
    const merged = await millrace.post('/crm/v3/objects/companies/merge', {
      primaryObjectId: a,
      objectIdToMerge: b,
    });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    expect(await indexed(a, b, merged.body.id)).toEqual([`Ulm ${merged.body.id}`]);
    expect(await matchedBy(flow, 'Ulm')).toContain(merged.body.id);
    expect(await matchedBy(flow, 'Rome')).toEqual([]);
  });

  test('forgets the values of contacts that are erased', async () => {
    const source = {
      name: 'namesake',
      type: 'ENROLLED_RECORD_PROPERTY_FILTER',
      objectTypeId: '0-1',
      propertyName: 'lastname',
      recordFieldName: 'firstname',
    };
    await story.givenFlow(contactFlow(inARow(setProperty('city', 'x')), manual, { dataSources: [source] }));
    await story.settle();
    const ada = await story.givenContact({ lastname: 'Lovelace' });
    const gone = await story.givenContact({ lastname: 'Babbage' });
    expect(await indexed(ada, gone)).toEqual([`Lovelace ${ada}`, `Babbage ${gone}`]);
    await story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: gone });
    expect(await indexed(ada, gone)).toEqual([`Lovelace ${ada}`]);
  });

  test('is found by long values, too, that are kept by their hash', async () => {
    const long = 'A city with a very long name, '.repeat(20);
    const before = await company(`${long}I`);
    const flow = await story.givenFlow(byCity());
    await story.settle();
    const [mine, other] = [await company(`${long}I`), await company(`${long}II`)];
    expect(
      (await indexed(before, mine, other)).every((held) => held.startsWith('sha256:') && held.length < 100),
    ).toBe(true);
    expect(await matchedBy(flow, `${long}I`)).toEqual([before, mine]);
    // A value that happens to read like a hash is not taken for the one that has it.
    const hash = (await indexed(other))[0]!.split(' ')[0]!;
    const sly = await company(hash);
    expect(await matchedBy(flow, `${long}II`)).toEqual([other]);
    expect(await matchedBy(flow, hash)).toEqual([sly]);
  });

  test('has none for a unique one, for a flow that is off, and for one that does not look', async () => {
    const source = {
      name: 'self',
      type: 'ENROLLED_RECORD_PROPERTY_FILTER',
      propertyName: 'email',
      recordFieldName: 'email',
    };
    await story.givenFlow(contactFlow(inARow(setProperty('city', 'x')), manual, { dataSources: [source] }));
    await story.givenFlow(byCity({ isEnabled: false }));
    expect(await indexes()).toEqual([]);
    expect(await lintCodes('/millrace/v1/flows/lint', byCity())).toEqual([
      'LOOKS_THROUGH_RECORDS actions[0].fields.associatedObjectPropertyNameToMatch',
    ]);
  });

  test('keeps its index while somebody is left in the revision that looks', async () => {
    const { actions, ...rest } = byCity();
    const looks = (actions as Body[]).map(({ actionId: _, ...each }) => each);
    const waiting = { ...rest, actions: inARow(delayMinutes(60), ...looks) };
    const flow = await story.givenFlow(waiting);
    const oslo = await company('Oslo');
    const contact = await story.givenContact({ city: 'Oslo' });
    await story.enroll(flow, contact);
    const other = (body: Body) => ({ ...body, actions: inARow(delayMinutes(60)), startActionId: '1' });
    await story.changeFlow(flow, other, '?appliesTo=NEW_ONLY');
    expect(await indexes()).toMatchObject([{ property: 'city', flows: [{ id: flow }] }]);
    await story.pass('PT1H');
    expect((await story.passage(flow)).steps.at(-1)).toMatchObject({
      outcome: 'SUCCEEDED',
      detail: { recordIds: [oslo] },
    });
    await story.changeFlow(flow, (body) => ({ ...body, name: 'Saved again' }));
    expect(await indexes()).toEqual([]);
  });
});
