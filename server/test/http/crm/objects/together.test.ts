import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventSender } from '../../../../src/events/send-together.ts';
import { findForms } from '../../../../src/forms/queries/forms.ts';
import { formSubmitter } from '../../../../src/forms/submit-together.ts';
import { recordCreator } from '../../../../src/records/create-together.ts';
import { recordUpdater } from '../../../../src/records/update-together.ts';
import { type Answer, inAnotherAccount, type Millrace, startMillrace } from '../../../support/millrace.ts';
import { ask, CONTACTS, made, type Place, prepare, requestsOf } from '../../../support/single-writes.ts';

let millrace: Millrace;
let statements = 0;
let apart: Place;
let crowded: Place;
let foreignId: string;

beforeAll(async () => {
  // No lanes run: statements are those of requests.
  millrace = await startMillrace({ role: 'api' }, () => {
    statements++;
  });
  foreignId = await made(millrace, CONTACTS, { properties: { email: 'foreign@example.com' } });
  apart = await prepare(await inAnotherAccount(millrace, 'Apart'));
  crowded = await prepare(await inAnotherAccount(millrace, 'Crowded'));
});
afterAll(() => millrace.stop());

/** Texts without what differs between accounts and moments. */
function plainOf(place: Place, value: unknown, newIds: ReadonlyMap<string, string>): unknown {
  const names = new Map([...Object.entries(place.ids).map(([name, id]) => [id, name] as const), ...newIds]);
  const text = JSON.stringify(value ?? null)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'uuid')
    .replace(/"hs_object_source_id":"\d+"/g, '"hs_object_source_id":"token"')
    .replace(/"url":"[^"]*"/g, '"url":""')
    .replace(/\d{13}/g, 'milliseconds')
    .replace(/(?<![\w@.])\d+(?![\w@.])/g, (digits) => names.get(digits) ?? digits);
  return JSON.parse(text);
}

function newIdsOf(answers: readonly Answer[]): Map<string, string> {
  const made = answers.filter(({ status }) => status === 201);
  return new Map(made.map(({ body }) => [body.id, `made ${body.properties.email}`]));
}

it('each of many at once is answered, and leaves behind, what it would alone', async () => {
  const alone: Answer[] = [];
  for (const request of requestsOf(apart, foreignId)) alone.push(await ask(apart, request));
  const crowd = await Promise.all(requestsOf(crowded, foreignId).map((request) => ask(crowded, request)));

  const [aloneIds, crowdIds] = [newIdsOf(alone), newIdsOf(crowd)];
  const toldOf = (place: Place, answers: readonly Answer[], ids: ReadonlyMap<string, string>) =>
    answers.map(({ status, body, headers }, index) => [
      `${index} ${requestsOf(place, foreignId)[index]!.method} ${status} unmatched ${headers.get('x-millrace-unmatched')}`,
      plainOf(place, body, ids),
    ]);
  expect(toldOf(crowded, crowd, crowdIds)).toEqual(toldOf(apart, alone, aloneIds));
  expect(new Set(alone.map(({ status }) => status))).toEqual(new Set([200, 201, 204, 400, 403, 404, 409]));
  expect(await leftBehind(crowded)).toEqual(await leftBehind(apart));
});

/** Every record by its address, every change of a kind and event in its order, and how often forms were submitted. Which of two kinds asked for at once comes first is nobody's promise. */
async function leftBehind({ millrace: { sql, accountId } }: Place): Promise<unknown> {
  const records = await sql`
    select coalesce(properties ->> 'email', properties ->> 'domain', properties ->> 'name') as name, archived_at is null as live,
           properties - array(select name from jsonb_object_keys(properties) as name where properties ->> name like '%T%Z' or name like '%object%id%' or name like '%vids%') as properties,
           (select json_agg(json_build_array(kind, source ->> 'type', (select json_object_agg(key, 0 order by key) from jsonb_object_keys(coalesce(after, '{}')) as key)) order by kind, id)
            from changes where account_id = records.account_id and record_id = records.id) as changes,
           (select json_agg(properties - 'hs_form_id' order by id) from events where account_id = records.account_id and record_id = records.id) as events,
           (select count(*) from form_submissions where account_id = records.account_id and contact_id = records.id) as submissions
    from records where account_id = ${accountId} order by 1, 2`;
  return records;
}

it('many ask the database no more than two do', async () => {
  const { accountId, services } = millrace;
  const { store } = services;
  const caller = { accountId, tokenId: '1', scopes: new Set(['crm.objects.contacts.write']) };
  const emails = Array.from({ length: 40 }, (_, number) => ({
    properties: { email: `each${number}@example.com` },
  }));
  const { results } = (await millrace.post(`${CONTACTS}/batch/create`, { inputs: emails })).body;
  const field = { objectTypeId: '0-1', name: 'email', fieldType: 'email' };
  const formId = await made(millrace, '/marketing/v3/forms', {
    name: 'Any',
    fieldGroups: [{ fields: [field] }],
  });
  const [form] = await findForms(store.sql, [{ accountId, formId }]);
  const [create, update] = [recordCreator(store), recordUpdater(store)];
  const [send, submit] = [eventSender(store), formSubmitter(store)];
  const order = { caller, objectType: 'contacts' };
  const kinds: Record<string, (number: number, id: string) => Promise<unknown>> = {
    create: (number) => create({ ...order, input: { properties: { email: `of${number}@example.com` } } }),
    update: (number, id) =>
      update({ ...order, input: { id, properties: { city: `Town ${number}` } }, idProperty: undefined }),
    event: (number, id) =>
      send({ caller, input: { eventName: '4-96000', objectId: id, uuid: `${number}`, properties: {} } }),
    submission: (number) => {
      const answers = [{ ...field, values: [`in${number}@example.com`], isListed: true }];
      const submission = { answers, submittedAt: undefined, pageUri: undefined, pageName: undefined };
      return submit({ accountId, form: form!, submission });
    },
  };
  let number = 0;
  for (const [kind, ask] of Object.entries(kinds)) {
    const asked: number[] = [];
    for (const count of [2, 2, 40]) {
      const before = statements;
      await Promise.all(results.slice(0, count).map(({ id }: { id: string }) => ask(++number, id)));
      asked.push(statements - before);
    }
    expect([kind, asked[2]]).toEqual([kind, asked[1]]);
  }
});

it('those that come together share transactions, and two for one value are told apart', async () => {
  const emails = Array.from({ length: 40 }, (_, number) => `shared${number % 30}@example.com`);
  const answers = await Promise.all(
    emails.map((email) => millrace.post(CONTACTS, { properties: { email } })),
  );
  const byEmail = Map.groupBy(answers.entries(), ([index]) => emails[index]);
  for (const [email, each] of byEmail) {
    const statuses = each.map(([, { status }]) => status).toSorted();
    expect([email, ...statuses]).toEqual([email, 201, ...(statuses.length > 1 ? [409] : [])]);
  }
  const ids = answers.flatMap(({ status, body }) => (status === 201 ? [body.id as string] : []));
  const [row] = await millrace.sql`
    select count(distinct xmin::text)::integer as transactions, count(*)::integer as records
    from records where account_id = ${millrace.accountId} and id = any(${ids})`;
  expect(row!['records']).toBe(30);
  expect(row!['transactions']).toBeLessThan(30);
});

it('a record that somebody holds keeps nobody else waiting', async () => {
  const [held = '', free = ''] = await Promise.all(
    ['held', 'free'].map((name) =>
      made(millrace, CONTACTS, { properties: { email: `record-${name}@example.com` } }),
    ),
  );
  const change = (id: string, number: number) =>
    millrace.patch(`${CONTACTS}/${id}`, { properties: { city: `Town ${number}` } });
  const numbers = Array.from({ length: 20 }, (_, number) => number);
  const occurrence = { eventName: '4-96000', objectId: held, uuid: 'of one that is held' };
  let waiting: Promise<Answer>[] = [];
  await millrace.sql.begin(async (tx) => {
    await tx`
      select 1 from records
      where account_id = ${millrace.accountId} and object_type_id = '0-1' and id = ${held} for no key update`;
    waiting = numbers
      .slice(0, 2)
      .flatMap((number) => [
        change(held, number),
        millrace.post('/events/v3/send', occurrence),
        millrace.post('/events/v3/send', { eventName: '4-96000', objectId: held, uuid: `mark ${number}` }),
      ]);
    const others = await Promise.all(
      numbers.flatMap((number) => [
        change(free, number),
        millrace.post('/events/v3/send', { eventName: '4-96000', objectId: free }),
      ]),
    );
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200, 204]));
  });
  const statuses = (await Promise.all(waiting)).map(({ status }) => status);
  expect(statuses).toEqual([200, 204, 204, 200, 204, 204]);
  const [row] = await millrace.sql`
    select count(*)::integer as events from events where account_id = ${millrace.accountId} and record_id = ${held}`;
  expect(row!['events']).toBe(3);
});

const ROUNDS = 4;
/** Set with every write, and told of by no change. */
const STAMPS = ['lastmodifieddate', 'hs_lastmodifieddate'];

it(`what ${ROUNDS} crowds leave behind is explained by the order of its changes`, async () => {
  const { sql, accountId } = millrace;
  const ids: string[] = [];
  for (let number = 0; number < 3; number++)
    ids.push(await made(millrace, CONTACTS, { properties: { email: `crowd${number}@example.com` } }));
  let drawn = 20_261_127;
  const random = (below: number) => {
    drawn = (drawn * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((drawn / 2 ** 31) * below);
  };
  const sent: { readonly mark: string; readonly answer: Promise<Answer> }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let number = 0; number < 25; number++) {
      const id = ids[random(3)]!;
      const mark = `write ${round}.${number}`;
      const writes: object[] = [
        { city: `Town ${random(3)}` },
        { [ROLES]: `;${['BUDGET_HOLDER', 'CHAMPION', 'BLOCKER'][random(3)]}` },
        { email: `crowd${random(5)}@example.com` },
        { lifecyclestage: 'nonsense' },
        { hs_email_optout: random(2) === 0 ? 'true' : '' },
      ];
      const properties = { jobtitle: mark, ...writes[random(writes.length)] };
      sent.push({ mark, answer: millrace.patch(`${CONTACTS}/${id}`, { properties }) });
    }
    await Promise.all(sent.map(({ answer }) => answer));
  }
  const states = new Map<string, Record<string, string>>();
  for (const id of ids) {
    const state: Record<string, string> = {};
    const changes = await sql`
      select kind, before, after from changes where account_id = ${accountId} and record_id = ${id} order by id`;
    for (const { kind, before, after } of changes as unknown as Change[]) {
      // Every write of it adds to what is there.
      if (kind === 'updated')
        expect(rolesIn(after)).toEqual(expect.arrayContaining(after[ROLES] ? rolesIn(state) : []));
      for (const name of Object.keys(after)) {
        if (STAMPS.includes(name)) continue;
        if (kind === 'updated') expect([name, before?.[name] ?? null]).toEqual([name, state[name] ?? null]);
        if (after[name] === null) delete state[name];
        else state[name] = after[name]!;
      }
      for (const stamp of STAMPS) delete state[stamp];
      if (after['jobtitle']) states.set(after['jobtitle'], { ...state });
    }
    const [row] = await sql`select properties from records where account_id = ${accountId} and id = ${id}`;
    expect(row!['properties']).toMatchObject(state);
  }
  const statuses = new Set<number>();
  for (const { mark, answer } of sent) {
    const { status, body } = await answer;
    statuses.add(status);
    expect([mark, states.has(mark)]).toEqual([mark, status === 200]);
    if (status === 200) expect(body.properties).toMatchObject(states.get(mark)!);
  }
  expect(statuses).toEqual(new Set([200, 400, 409]));
});

const ROLES = 'hs_buying_role';
const rolesIn = (values: Readonly<Record<string, string | null>>) =>
  (values[ROLES] ?? '').split(';').filter((role) => role !== '');

it('what follows from a new address comes before the next write of the contact', async () => {
  const { sql, accountId } = millrace;
  const properties = { email: 'opted-out@example.com', hs_email_optout: 'true' };
  const id = await made(millrace, CONTACTS, { properties });
  const change = (values: object) => millrace.patch(`${CONTACTS}/${id}`, { properties: values });
  for (let round = 0; round < 3; round++) {
    await change({ hs_email_optout: 'true' });
    const answers = await Promise.all([
      change({ email: `away${round}@example.com` }),
      ...Array.from({ length: 20 }, (_, number) => change({ city: `Town ${number} of ${round}` })),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  }
  const changes = (await sql`
    select kind, before, after from changes where account_id = ${accountId} and record_id = ${id} and kind = 'updated' order by id`) as unknown as Change[];
  const moved = changes.flatMap(({ after }, index) => (after['email'] ? [index] : []));
  expect(moved).toHaveLength(3);
  for (const index of moved) expect(changes[index + 1]?.after).toMatchObject({ hs_email_optout: null });
});

interface Change {
  readonly kind: string;
  readonly before: Readonly<Record<string, string | null>> | null;
  readonly after: Readonly<Record<string, string | null>>;
}
