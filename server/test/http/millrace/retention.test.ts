import { afterAll, beforeAll, expect, test } from 'vitest';
import { runRetention } from '../../../src/retention/index.ts';
import { contactFlow, inARow, manual, property, setProperty } from '../../support/flow-bodies.ts';
import { dynamicList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;

beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story?.stop());

async function must(method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await story.millrace.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

/** Deletes until the sweeps that are due have come to their end. */
async function sweep(): Promise<void> {
  const { sql, accountId } = story.millrace;
  for (;;) {
    await sql`update retention set due_at = clock_timestamp() where place is not null`;
    if ((await runRetention(sql, accountId)) === 0) return;
  }
}

const keep = (days: Body) => must('PUT', '/millrace/v1/retention', days);

test('for ever by default; what is old goes, what is young stays, and property history keeps its last values', async () => {
  const before = await must('GET', '/millrace/v1/retention');
  expect(Object.values(before).map((kind: Body) => kind.days)).toEqual(Array(7).fill(null));
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'Guest')), manual));
  const ada = await story.givenContact({ firstname: 'Ada', lastname: 'Byron' });
  await must('POST', '/events/v3/send', { eventName: 'e_visited_page', objectId: ada, properties: {} });
  await story.change('contacts', ada, { firstname: 'Augusta' });
  await story.change('contacts', ada, { firstname: 'Countess' });
  await story.enroll(flow, ada);
  await story.pass('P70D');
  await story.change('contacts', ada, { lastname: 'Lovelace' });
  const ben = await story.givenContact({ firstname: 'Ben' });
  await story.enroll(flow, ben);
  await keep({ CHANGES: 30, EVENTS: 30, STEPS: 30, AUDIT: 30 });
  await sweep();

  const history = await must(
    'GET',
    `/crm/v3/objects/contacts/${ada}?propertiesWithHistory=firstname,lastname,jobtitle`,
  );
  const values = (name: string) => history.propertiesWithHistory[name].map(({ value }: Body) => value);
  expect(values('firstname')[0]).toBe('Countess');
  expect(values('firstname')).not.toContain('Augusta');
  expect(values('lastname')[0]).toBe('Lovelace');
  expect(values('jobtitle')).toEqual(['Guest']);
  const events = await must('GET', `/events/v3/events?objectType=contact&objectId=${ada}`);
  expect(events.results).toEqual([]);
  const steps = (await must('GET', `/millrace/v1/flows/${flow}/steps`)).results;
  expect(steps.map(({ objectId }: Body) => objectId)).toEqual([ben]);
  const audit = (await must('GET', '/millrace/v1/audit?kind=FLOW_CREATED')).results;
  expect(audit).toEqual([]);
  const passages = await story.enrollments(flow);
  expect(passages).toHaveLength(2);

  const after = await must('GET', '/millrace/v1/retention');
  expect(after.CHANGES).toMatchObject({ days: 30, deleted: expect.any(Number), heldBy: [] });
  expect(after.CHANGES.deleted).toBeGreaterThan(0);
  expect(after.STEPS.sweptAt).not.toBeNull();
  const [changed] = (await must('GET', '/millrace/v1/audit?kind=RETENTION_CHANGED')).results;
  expect(changed.detail.CHANGES).toEqual({ before: null, after: 30 });
  const counts = await must('GET', `/millrace/v1/flows/${flow}/counts`);
  expect(counts.actions[1].succeeded).toBe(2);
});

test('what criteria still read is kept, and they are named', async () => {
  await must('POST', '/crm/v3/lists', {
    ...dynamicList('Once an engineer', [
      property('jobtitle', 'STRING', 'HAS_EVER_BEEN_EQUAL_TO', { value: 'Engineer' }),
    ]),
  });
  const eve = await story.givenContact({ jobtitle: 'Engineer', city: 'Here' });
  await story.change('contacts', eve, { jobtitle: 'Baker' });
  await story.change('contacts', eve, { city: 'There' });
  await story.change('contacts', eve, { city: 'Everywhere', jobtitle: 'Smith' });
  await story.pass('P70D');
  const { CHANGES } = await keep({ CHANGES: 31 });
  expect(CHANGES.heldBy).toMatchObject([
    { type: 'LIST', name: 'Once an engineer', properties: ['jobtitle'] },
  ]);
  await sweep();
  const history = await must('GET', `/crm/v3/objects/contacts/${eve}?propertiesWithHistory=jobtitle,city`);
  const values = (name: string) => history.propertiesWithHistory[name].map(({ value }: Body) => value);
  expect(values('jobtitle')).toEqual(['Smith', 'Baker', 'Engineer']);
  expect(values('city')).not.toContain('There');
});

test('whole months are dropped once nobody has anything to keep in them', async () => {
  const { sql } = story.millrace;
  const months = async () => {
    const rows =
      await sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'steps'::regclass order by 1`;
    return rows.map((row) => row['name']);
  };
  const before = await months();
  await keep({ STEPS: 7 });
  await sweep();
  const after = await months();
  expect(after.length).toBeLessThan(before.length);
  expect(before.slice(-after.length)).toEqual(after);
});

test('bad settings are refused', async () => {
  const put = async (body: unknown) => (await story.millrace.put('/millrace/v1/retention', body)).status;
  expect(await put({ CHANGES: 1 })).toBe(400);
  expect(await put({ CHANGES: 'a while' })).toBe(400);
  expect(await put({ GOSSIP: 30 })).toBe(400);
  expect((await keep({ CHANGES: null })).CHANGES.days).toBeNull();
});
