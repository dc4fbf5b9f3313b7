import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, type Millrace, PassageError, startMillrace } from '../index.ts';
import { nurture } from './bodies.ts';

const HOOK = 'https://example.test/hook';

let millrace: Millrace<'sales' | 'support'>;
let folder: string;
beforeAll(async () => {
  millrace = await startMillrace({
    now: '2027-01-04T09:00:00Z',
    accounts: { sales: { now: '2027-02-01T09:00:00Z' }, support: {} },
  });
  folder = await mkdtemp(path.join(tmpdir(), 'millrace-apply-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterAll(() => millrace.stop());

const contact = (account: Account, properties: Record<string, string>) =>
  account.call('POST /crm/v3/objects/{objectType}', {
    path: { objectType: 'contacts' },
    body: { properties },
  });
const post = (account: Account) => account.call('POST /automation/v4/flows', { body: nurture(HOOK) });
const failing = async (does: () => unknown): Promise<Error> => {
  try {
    await does();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
};

describe('an account of a test', () => {
  it('has a clock that begins where it is said, and nothing of others', async () => {
    const [one, other] = [
      await millrace.account(),
      await millrace.account({
        name: 'later',
        now: new Date('2028-06-01T00:00:00Z'),
        seed: (account) => contact(account, { email: 'ada@example.test' }),
      }),
    ];
    expect(await one.clock.now()).toMatch(/^2027-01-04T09:00:/);
    await one.clock.to('2027-03-01T00:00:00Z');
    expect(await one.clock.now()).toMatch(/^2027-03-01T00:00:/);
    expect(await other.clock.now()).toMatch(/^2028-06-01T00:00:/);
    const count = async (account: Account) =>
      (await account.call('GET /crm/v3/objects/{objectType}', { path: { objectType: 'contacts' } })).results
        .length;
    expect([await count(one), await count(other)]).toEqual([0, 1]);
  });

  it('is there from the start, where it was asked for by its name', async () => {
    const { sales, support } = millrace.accounts;
    expect(await sales.clock.now()).toMatch(/^2027-02-01T09:00:/);
    expect(await support.clock.now()).toMatch(/^2027-01-04T09:00:/);
    expect(sales.id).not.toBe(support.id);
  });

  it('becomes what files of flows say, and says all that they name and it lacks', async () => {
    const account = await millrace.account();
    const { actions, ...flow } = nurture(HOOK);
    const [wait, ...others] = actions ?? [];
    const mails = (email: string) => ({ ...wait, actionTypeId: '0-4', fields: { content_id: { email } } });
    const write = (file: string, body: unknown) => writeFile(path.join(folder, file), JSON.stringify(body));
    await write('a.flow.json', { ...flow, name: 'A', actions: [mails('Tip 1'), ...others] });
    await writeFile(
      path.join(folder, 'b.flow.yaml'),
      `name: B\ntype: CONTACT_FLOW\nflowType: WORKFLOW\nobjectTypeId: 0-1\nactions: []\nsuppressionListIds:\n  - list: Customers\n`,
    );
    const lacking = await failing(() => account.apply(folder));
    expect(lacking.message).toMatch(
      /cannot be applied:\n {2}a\.flow\.json, actions\[0\]\S+ no email .*"Tip 1".*\n {2}b\.flow\.yaml:7:5, suppressionListIds\[0\]: no list .*"Customers"/,
    );
    await account.call('POST /marketing/v3/emails', { body: { name: 'Tip 1', subject: 'Oil' } });
    const list = { name: 'Customers', objectTypeId: '0-1', processingType: 'MANUAL' as const };
    const made = await account.call('POST /crm/v3/lists', { body: list });
    const { A, B } = await account.apply(folder);
    const { suppressionListIds } = await account.call('GET /automation/v4/flows/{flowId}', {
      path: { flowId: B!.id },
    });
    expect(suppressionListIds).toEqual([Number(made.list.listId)]);
    expect(await account.apply(pathToFileURL(path.join(folder, 'a.flow.json')))).toEqual({ A });
    expect(await readdir(folder)).toEqual(['a.flow.json', 'b.flow.yaml']);
    expect((await failing(() => account.apply('./nowhere'))).message).toContain('There are no flows at');
    await writeFile(path.join(folder, 'c.flow.yml'), 'name: &x C\n');
    expect((await failing(() => account.apply(path.join(folder, 'c.flow.yml')))).message).toContain(
      'c.flow.yml:1:10',
    );
  });

  it('is what the client of the original is given', async () => {
    const account = await millrace.account();
    const client = new Client(account.client);
    const made = await client.crm.contacts.basicApi.create({ properties: { email: 'ada@example.test' } });
    expect((await contactOf(account, 'ada@example.test')).id).toBe(made.id);
  });

  it('tells where a passage waits, what it took, and why there is none', async () => {
    const account = await millrace.account();
    const flow = await post(account);
    const ada = await contact(account, { email: 'ada@example.test', lifecyclestage: 'lead' });
    await contact(account, { email: 'bob@example.test', lifecyclestage: 'customer' });
    await account.settle();
    (await account.enrollment(flow, ada)).expectWaitsAt(1).expectTook();

    await account.outbox.on(HOOK).reply(503).times(2);
    await account.clock.advance('P31D');
    const passage = await account.enrollment('Nurture', 'ada@example.test');
    passage.expectWaitsAt(4).expectTook(1, 2, 3).expectNoFailures();
    expect(passage.steps.map(({ outcome }) => outcome)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect((await account.outbox.requests(HOOK)).map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(await account.outbox.requests('https://other.test/*')).toEqual([]);

    const completed = await failing(() => passage.expectCompleted());
    expect(completed).toBeInstanceOf(PassageError);
    expect(completed.message).toMatch(
      new RegExp(
        `^Expected it to have completed\\.\nThe contact ${ada.id} waits at action 4 \\(Delay: Wait 60 days\\) in "Nurture" \\(${flow.id}\\) until 2027-04-\\S+\\.\nTaken so far:\n  1\\. 2027-02-03\\S+ {2}action 1 \\(Delay: Wait 30 days\\): Done`,
      ),
    );
    expect(completed.stack).toContain('vocabulary.test.ts');
    expect((await failing(() => passage.expectWaitsAt(1))).message).toContain(
      'to wait at action 1 (Delay: Wait 30 days)',
    );
    expect(
      (await failing(() => passage.expectWaitsAt(4, { until: '2030-01-01T00:00:00Z' }))).message,
    ).toContain('until 2030-01-01T00:00:00Z');
    const until = passage.position!.until!;
    for (const written of [until, until.slice(0, 10), `${until.slice(0, 16)}Z`, new Date(until)])
      passage.expectWaitsAt(4, { until: written });
    expect(() => passage.expectWaitsAt(4, { until: new Date(Date.parse(until) + 1) })).toThrow(PassageError);
    passage.expectWaitsAt(4, { until: until.replace('Z', '+00:00') });
    expect((await failing(() => passage.expectTook(1, 3))).message).toContain(
      'taken 1, then 3; it took 1, then 2, then 3',
    );
    expect((await failing(() => passage.expectLeft('GOAL_MET'))).message).toContain(
      'to have left (GOAL_MET)',
    );

    const none = await failing(() => account.enrollment(flow, 'bob@example.test'));
    expect(none).toBeInstanceOf(PassageError);
    expect(none.message).toContain((await account.explain(flow, 'bob@example.test')).answer);
    await account.expectNeverEnrolled(flow, 'bob@example.test');
    expect((await failing(() => account.expectNeverEnrolled(flow, ada))).message).toContain(
      'waits at action 4',
    );

    await account.clock.advance('P60D');
    const over = (await account.enrollment(flow, ada)).expectCompleted();
    expect((await failing(() => over.expectWaitsAt(4))).message).toContain(
      'Completed: it came to the end of its path.',
    );
  });

  it('says which tries have failed, and that a step did', async () => {
    const account = await millrace.account();
    const flow = await post(account);
    await account.outbox.on(HOOK, 'POST').reply(404);
    const ada = await contact(account, { email: 'ada@example.test', lifecyclestage: 'lead' });
    await account.clock.advance('P31D');
    const failed = await failing(async () => (await account.enrollment(flow, ada)).expectNoFailures());
    expect(failed.message).toMatch(/without failures; action 2 failed\.[\s\S]*action 2 \(.*\): Failed/);
  });

  it('simulates, and shows the mails', async () => {
    const account = await millrace.account();
    const flow = await post(account);
    const simulated = await account.simulate(flow, { record: { properties: { lifecyclestage: 'lead' } } });
    expect(simulated.steps.map(({ actionId }) => actionId)).toEqual(['1', '2', '3', '4']);
    expect(await account.mailbox.to('ada@example.test')).toEqual([]);
    expect(await account.mailbox.all()).toEqual([]);
  });

  it('fails with the words of the server', async () => {
    const account = await millrace.account();
    expect(await failing(() => account.clock.advance('90 days'))).toMatchObject({
      name: 'TargetFailure',
      status: 400,
    });
    expect((await failing(() => account.enrollment('Nurture', 1))).message).toContain(
      'No flow is called "Nurture"',
    );
  });
});

const contactOf = (account: Account, address: string) =>
  account.call('GET /crm/v3/objects/{objectType}/{objectId}', {
    path: { objectType: 'contacts', objectId: address },
    query: { idProperty: 'email' },
  });
