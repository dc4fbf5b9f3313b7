import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inAnotherAccount, type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { CHOICES } from '../import/importing.ts';
import { type ImportOptions, runImport } from '../import/run-import.ts';
import { Pace } from '../target/pace.ts';
import { Target } from '../target/target.ts';
import { between, documentedSource } from './documented-source.ts';
import { fillPortal } from './full-portal.ts';
import { portalAsRead } from './portal-as-read.ts';
import { fillWithStrangers } from './strangers.ts';

const CONTACTS = 2_050;
const never = new AbortController().signal;

describe('importing a portal', () => {
  let source: Millrace;
  let target: Millrace;
  let asked: Awaited<ReturnType<typeof documentedSource>>;
  let written: Awaited<ReturnType<typeof between>>;
  let folder: string;
  beforeAll(async () => {
    const server = await startMillrace();
    source = await inAnotherAccount(server, 'Source');
    target = { ...(await inAnotherAccount(server, 'Target')), stop: server.stop };
    asked = await documentedSource(source.url);
    written = await between(target.url);
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-import-'));
    await fillWithStrangers(target, await fillPortal(source, CONTACTS));
  }, 60_000);
  afterAll(async () => {
    await asked.close();
    await written.close();
    await target.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const from = (signal = never) =>
    new Target({ name: 'source', url: asked.url, token: source.token }).at(new Pace(undefined), signal);
  const to = () => new Target({ name: 'target', url: written.url, token: target.token });
  const options = (changed: Partial<ImportOptions> = {}): ImportOptions => ({
    folder: path.join(folder, 'state'),
    chosen: new Set(CHOICES),
    mode: 'WRITE',
    flows: 'OFF',
    records: 'ALL',
    signal: never,
    ...changed,
  });

  it('that is cut again and again, after what was written and before it was noted, comes whole, and nothing twice', async () => {
    /** One of each kind of write, and pages in the middle. */
    const CUTS: readonly (readonly [call: RegExp, number: number])[] = [
      [/^POST \/crm\/associations\/v4\/.*\/labels$/, 1],
      [/^POST \/marketing\/v3\/emails$/, 1],
      [/^POST \/crm\/v3\/lists$/, 2],
      [/^POST \/crm\/v3\/objects\/0-1\/batch\/upsert$/, 7],
      [/^POST \/crm\/v4\/associations\/.*\/batch\/create$/, 9],
      [/^PUT \/crm\/v3\/lists\/.*\/memberships\/add$/, 2],
      [/^POST \/automation\/v4\/flows$/, 1],
      [/^PUT \/automation\/v4\/flows\/.*$/, 1],
    ];
    for (const [call, number] of CUTS) {
      let seen = 0;
      written.cuts = (each) => call.test(each) && ++seen === number;
      await expect(runImport(from(), to(), options()), String(call)).rejects.toThrow('cannot be reached');
    }
    written.cuts = () => false;
    const result = await runImport(from(), to(), options());
    expect(result.remarks).toEqual([]);
    expect(result.kinds).toMatchObject({ emails: { made: 1 }, lists: { made: 3 }, flows: { made: 4 } });
    expect(asked.undocumented).toEqual([]);
    await Promise.all([source, target].map((each) => each.post('/millrace/v1/clock/settle')));
    const [before, after] = [await portalAsRead(source), await portalAsRead(target)];
    expect(after).toEqual(before);
    expect(Object.keys(before.records['contacts'])).toHaveLength(CONTACTS);
    expect(before.lists.map(({ size }: { size: number }) => size)).toEqual([150, 50, 50]);
  }, 120_000);

  it('leaves what names something that is not there, and what names that', async () => {
    const flow = (name: string, more: object) => ({
      name,
      type: 'CONTACT_FLOW',
      flowType: 'WORKFLOW',
      objectTypeId: '0-1',
      isEnabled: true,
      actions: [],
      ...more,
    });
    const into = { type: 'SINGLE_CONNECTION', actionId: '1', actionTypeId: '0-15', actionTypeVersion: 0 };
    const gone = { name: 'Gone', objectTypeId: '0-1', processingType: 'MANUAL' };
    const { listId } = (await source.post('/crm/v3/lists', gone)).body.list;
    const { body: dangling } = await source.post(
      '/automation/v4/flows',
      flow('Dangling', { suppressionListIds: [Number(listId)] }),
    );
    const enrolls = { startActionId: '1', actions: [{ ...into, fields: { flow_id: dangling.id } }] };
    expect((await source.post('/automation/v4/flows', flow('Follower', enrolls))).status).toBe(201);
    await source.delete(`/crm/v3/lists/${listId}`);
    const { remarks, kinds } = await runImport(from(), to(), options({ chosen: new Set(['flows']) }));
    expect(remarks).toMatchObject([
      { what: 'flows', name: 'Dangling', why: expect.stringContaining(`the list ${listId}`) },
      { what: 'flows', name: 'Follower', why: expect.stringContaining(`the flow ${dangling.id}`) },
    ]);
    expect(kinds).toEqual({ flows: { made: 0, there: 4, changed: 0, differing: 0, refused: 2 } });
  });

  it('hears of associations that the source does not tell', async () => {
    const account = await inAnotherAccount(source, 'Small');
    const { body } = await account.post('/crm/v3/objects/contacts', { properties: { email: 'a@b.example' } });
    const small = await between(account.url);
    const context = { fromObjectId: [body.id] };
    const error = { status: 'error', category: 'RATE_LIMITS', message: 'Too many', context, errors: [] };
    small.instead = (call, response) => {
      if (!call.endsWith('/associations/0-1/0-1/batch/read')) return false;
      response.writeHead(207, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: 'COMPLETE', results: [], numErrors: 1, errors: [error] }));
      return true;
    };
    const chosen = new Set(['records'] as const);
    const fromSmall = new Target({ name: 'small', url: small.url, token: account.token });
    const usual = options({ chosen, records: ['contacts'], folder: path.join(folder, 'small') });
    const { remarks } = await runImport(fromSmall, to(), usual);
    await small.close();
    expect(remarks).toMatchObject([{ what: 'associations', id: body.id, why: 'Too many' }]);
  });
});
