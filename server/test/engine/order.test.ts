import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog, openDatabase, type Sql } from '../../src/platform/index.ts';
import { createServices, type Services } from '../../src/roles/index.ts';
import { contactFlow, inARow, is, isAnyOf, manual, setProperty, whenEvent } from '../support/flow-bodies.ts';
import { dynamicList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/** One process serves the API, three work. */
let api: Millrace;
let workers: { readonly sql: Sql; readonly services: Services }[];
beforeAll(async () => {
  api = await startMillrace({ role: 'api' });
  await api.services.wake.connect(api.sql);
  workers = [worker(), worker(), worker()];
  for (const { sql, services } of workers) {
    await services.wake.connect(sql);
    services.worker.start();
  }
});
afterAll(async () => {
  for (const { sql, services } of workers) {
    await services.worker.stop();
    services.wake.close();
    await sql.end();
  }
  await api.stop();
});

function worker() {
  const sql = openDatabase(api.address);
  return { sql, services: createServices(api.services.config, createLog('error'), sql) };
}

const CONTACTS = 8;
const CLIENTS = 4;
const WRITES_PER_CLIENT = 50;
const COUNTERS = 6;
const LISTED = ['1', '3', '5'];

/** A row of numbers that looks random, the same for a seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function made(path: string, body: object): Promise<string> {
  const answer = await api.post(path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body.id ?? answer.body.list?.listId;
}

test('what is written to one record takes effect in the order of the commits, and nothing is lost, whoever works', async () => {
  const seed = Number(process.env['ORDER_SEED'] ?? Date.now() % 1_000_000);
  for (const name of ['turn', 'copied', 'count'])
    await api.post('/crm/v3/properties/contacts', {
      name,
      label: name,
      groupName: 'contactinformation',
      ...(name === 'count' ? { type: 'number', fieldType: 'number' } : { type: 'string', fieldType: 'text' }),
    });
  const lists = {
    turn: await made('/crm/v3/lists', dynamicList('turn', [isAnyOf('turn', ...LISTED)])),
    copied: await made('/crm/v3/lists', dynamicList('copied', [isAnyOf('copied', ...LISTED)])),
  };
  const copying = await made(
    '/automation/v4/flows',
    contactFlow(
      inARow(
        setProperty('copied', {
          type: 'ENROLLMENT_EVENT_PROPERTY',
          enrollmentEventPropertyToken: '{{ enrollment_events.event_1.hs_value }}',
        }),
      ),
      whenEvent('4-655002', [is('hs_name', 'turn')], { shouldReEnroll: true }),
    ),
  );
  const add = setProperty('count', { type: 'INCREMENT', incrementAmount: 1 });
  const counters = await Promise.all(
    Array.from({ length: COUNTERS }, () =>
      made('/automation/v4/flows', contactFlow(inARow(add, add), { ...manual, shouldReEnroll: true })),
    ),
  );
  const contacts = await Promise.all(
    Array.from({ length: CONTACTS }, (_, index) =>
      made('/crm/v3/objects/contacts', { properties: { email: `order${index}@example.test` } }),
    ),
  );
  await api.post('/millrace/v1/clock/settle');

  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const random = randomFrom(seed + client);
    for (let write = 0; write < WRITES_PER_CLIENT; write++) {
      const contact = contacts[random(CONTACTS)]!;
      const properties = { turn: String(random(7)), jobtitle: `By ${client}` };
      expect((await api.patch(`/crm/v3/objects/contacts/${contact}`, { properties })).status).toBe(200);
    }
  });
  const counting = counters.map(async (flow) => {
    const answer = await api.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: contacts });
    expect(answer.status).toBe(200);
  });
  await Promise.all([...clients, ...counting]);
  await api.post('/millrace/v1/clock/settle');

  for (const contact of contacts) {
    const told = `contact ${contact} of ORDER_SEED=${seed}`;
    const changes = (await api.sql`
      select kind, coalesce(after, '{}') as after from changes
      where record_id = ${contact} and object_type_id = '0-1' order by id`) as unknown as Logged[];
    const values = (name: string) =>
      changes.flatMap(({ kind, after }) =>
        kind === 'updated' && name in after ? [String(after[name])] : [],
      );
    const movesOf = (list: string) =>
      changes.flatMap(({ kind, after }) => (after['listId'] === list ? [String(kind)] : []));
    expect(values('copied').length, told).toBeGreaterThan(0);
    // Every write that crosses the filters of a list is a move, in the order of the writes.
    expect(movesOf(lists.turn), told).toEqual(movesBy(values('turn')));
    expect(movesOf(lists.copied), told).toEqual(movesBy(values('copied')));
    // The flow has heard of the writes in their order; those that came while it was at it are dropped, as the original does.
    const heard = await api.sql`
      select trigger ->> 'changeId' as change from enrollments where flow_id = ${copying} and record_id = ${contact} order by id`;
    const ids = heard.map(({ change }) => Number(change));
    expect(ids, told).toEqual(ids.toSorted((a, b) => a - b));
    // No increment is lost, of twelve by six flows at once.
    expect(values('count').at(-1), told).toBe(String(COUNTERS * 2));
  }
});

interface Logged {
  readonly kind: string;
  readonly after: Readonly<Record<string, unknown>>;
}

/** What a list does of whose property takes these values, one after the other. */
function movesBy(values: readonly string[]): string[] {
  let inside = false;
  return values.flatMap((value) => {
    const isListed = LISTED.includes(value);
    if (isListed === inside) return [];
    inside = isListed;
    return [isListed ? 'joined_list' : 'left_list'];
  });
}
