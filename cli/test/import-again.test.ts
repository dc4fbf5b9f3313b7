import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inAnotherAccount, type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { CHOICES } from '../import/importing.ts';
import { type ImportOptions, runImport } from '../import/run-import.ts';
import { Pace } from '../target/pace.ts';
import { Target } from '../target/target.ts';
import { UsageError } from '../usage-error.ts';
import { type Between, between } from './documented-source.ts';
import { type FullPortal, fillPortal } from './full-portal.ts';
import { millraceIn, type Ran, started } from './run.ts';

const CONTACTS = 12;
const never = new AbortController().signal;

describe('an import', () => {
  let server: Millrace;
  let source: Millrace;
  let target: Millrace;
  let asked: Between;
  let portal: FullPortal;
  /** An owner that is no more, and that a contact still names. */
  let gone: string;
  let folder: string;
  let millrace: ReturnType<typeof millraceIn>;
  beforeAll(async () => {
    server = await startMillrace();
    source = await inAnotherAccount(server, 'Source');
    target = await inAnotherAccount(server, 'Target');
    asked = await between(source.url);
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-import-'));
    millrace = millraceIn({ XDG_CONFIG_HOME: folder });
    await keepProfiles(profiles());
    portal = await fillPortal(source, CONTACTS);
    const { body } = await source.post('/millrace/v1/owners', { email: 'gone@engines.example' });
    gone = body.id;
    await source.patch(`/crm/v3/objects/contacts/${portal.contacts[4]}`, {
      properties: { hubspot_owner_id: gone, associatedcompanyid: portal.companies[0] },
    });
    await source.delete(`/millrace/v1/owners/${gone}`);
  });
  afterAll(async () => {
    await asked.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function keepProfiles(kept: Readonly<Record<string, { url: string; token: string }>>) {
    await mkdir(path.join(folder, 'millrace'), { recursive: true });
    await writeFile(path.join(folder, 'millrace', 'profiles.json'), JSON.stringify({ profiles: kept }));
  }
  const profiles = () => ({
    source: { url: asked.url, token: source.token },
    target: { url: target.url, token: target.token },
  });
  const state = () => path.join(folder, 'state');
  const run = (changed: Partial<ImportOptions> = {}, rate?: number, into = target) =>
    runImport(
      new Target({ name: 'source', url: asked.url, token: source.token }).at(
        new Pace(rate),
        changed.signal ?? never,
      ),
      new Target({ name: 'target', url: into.url, token: into.token }),
      {
        folder: state(),
        chosen: new Set(CHOICES),
        mode: 'WRITE',
        flows: 'OFF',
        records: 'ALL',
        signal: never,
        ...changed,
      },
    );
  const contact = async ({ get }: Millrace, email: string) =>
    (
      await get(
        `/crm/v3/objects/contacts/${email}?idProperty=email&properties=firstname,favourite_engine,city,hubspot_owner_id,associatedcompanyid`,
      )
    ).body;
  const changes = async () =>
    (await server.sql`select count(*) as n from changes where account_id = ${target.accountId}`)[0]!['n'];

  it('that only looks says what would be made, and writes nothing', async () => {
    const { kinds, remarks } = await run({ mode: 'LOOK' });
    expect(kinds).toMatchObject({
      'custom objects': { made: 1 },
      lists: { made: 3 },
      flows: { made: 4 },
      'records of contacts': { made: CONTACTS },
    });
    expect(remarks).toEqual([]);
    await expect(access(state())).rejects.toThrow();
    expect((await target.post('/crm/v3/lists/search', {})).body.total).toBe(0);
    expect(await changes()).toBe('0');
  });

  it('is refused before anything is written where the token may not read, the target is none, or both are one', async () => {
    const scopes = ['automation', 'forms', 'crm.objects.contacts.read', 'oauth'];
    const { body } = await source.post('/millrace/v1/tokens', { name: 'few', scopes });
    const to = { url: target.url, token: target.token };
    await keepProfiles({ ...profiles(), few: { url: asked.url, token: body.token } });
    const none = path.join(folder, 'none');
    const few = await millrace(['import', '--state', none, '--from', 'few', '--to', 'target']);
    expect(few).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/lists: .*crm\.lists\.read/) });
    expect(few.err).toMatch(/--only .*forms,flows\. Nothing was written/);
    const odd = await millrace(['import', '--from', 'source', '--to', 'target', '--only', 'lists,folders']);
    expect(odd).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('"folders" is none of types'),
    });

    asked.instead = (call, response) => {
      if (!call.includes('/millrace/')) return false;
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not found</html>');
      return true;
    };
    const [original, millraceItself] = [asked.url, target.url].map(
      (url) => new Target({ name: 'x', ...to, url }),
    );
    const usual = {
      folder: none,
      chosen: new Set(CHOICES),
      mode: 'WRITE',
      flows: 'OFF',
      signal: never,
    } as const;
    const refused = async (from: Target, into: Target, records: readonly string[] | 'ALL', why: RegExp) => {
      const ran = runImport(from, into, { ...usual, records });
      await expect(ran).rejects.toBeInstanceOf(UsageError);
      await expect(ran).rejects.toThrow(why);
    };
    await refused(millraceItself!, original!, 'ALL', /is no Millrace/);
    await refused(millraceItself!, millraceItself!, 'ALL', /are the same account/);
    const from = new Target({ name: 'source', url: asked.url, token: source.token });
    await refused(from, millraceItself!, ['robots'], /"robots": there is no such type/);
    asked.instead = () => false;
    await expect(access(none)).rejects.toThrow();
  });

  it('goes on after Ctrl-C and after it was killed; what is not taken is named, and the rest goes in', async () => {
    await target.post('/crm/v3/properties/contacts/groups', { name: 'engines', label: 'Engines' });
    await target.post('/crm/v3/properties/contacts', {
      name: 'favourite_engine',
      label: 'Favourite engine',
      type: 'enumeration',
      fieldType: 'select',
      groupName: 'engines',
      options: [{ label: 'Difference', value: 'difference' }],
    });
    await target.post('/crm/v3/objects/contacts', {
      properties: { email: 'p1@engines.example', city: 'Bern' },
    });
    const args = ['import', '--from', 'source', '--to', 'target', '--records', '--state', state()];
    const stopped = await millraceThatIs('SIGINT', args, /\/marketing\/v3\/emails\/\d+$/);
    expect(stopped).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('run it again, and it goes on'),
    });
    expect((await millraceThatIs('SIGKILL', args, /\/crm\/v3\/objects\/0-3$/)).code).toBe(null);
    const ran = await millrace(args);
    expect(ran.code, ran.err).toBe(1);
    expect(ran.out).toMatch(/records of contacts +7 +1 +0 +0 +4/);
    expect(ran.out).toContain(`${portal.contacts[3]}: `);
    expect(ran.out).toContain(`contacts: the owner ${gone} is not here`);
    const { properties } = await contact(target, 'p4@engines.example');
    expect(properties).toMatchObject({ firstname: 'P4', hubspot_owner_id: null, associatedcompanyid: null });
    expect(ran.out).toMatch(/"Favourite engine" \(contacts\.favourite_engine\): .*"analytical"/);
    expect(await contact(target, 'p1@engines.example')).toMatchObject({
      properties: { firstname: 'P1', city: 'Bern' },
    });
    expect(
      (await target.get('/automation/v4/flows')).body.results.map(
        (flow: { isEnabled: boolean }) => flow.isEnabled,
      ),
    ).toEqual([false, false, false, false]);

    const [definition] = (await source.get('/crm/v3/properties/contacts')).body.results.filter(
      ({ name }: { name: string }) => name === 'favourite_engine',
    );
    await target.patch('/crm/v3/properties/contacts/favourite_engine', { options: definition.options });
    const mended = JSON.parse((await millrace([...args, '--json'])).out);
    expect(mended.remarks).toEqual([]);
    expect(mended.kinds).toMatchObject({ 'records of contacts': { made: 4, there: 8 }, flows: { there: 4 } });

    /** Ends it with a signal while the source is asked for something. */
    function millraceThatIs(signal: NodeJS.Signals, args: readonly string[], at: RegExp): Promise<Ran> {
      const { child, ran } = started({ XDG_CONFIG_HOME: folder }, args);
      asked.instead = (call) => {
        if (at.test(call)) child.kill(signal);
        return false;
      };
      return ran.finally(() => {
        asked.instead = () => false;
      });
    }
  });

  it('made again changes nothing; then what is new comes, what the source has changed follows, and what was changed here stays', async () => {
    // Lists are filled in the background.
    await target.post('/millrace/v1/clock/settle');
    const before = await changes();
    const again = await run();
    expect(
      Object.values(again.kinds).every(
        ({ made, changed, refused, differing }) => made + changed + refused + differing === 0,
      ),
    ).toBe(true);
    expect(await changes()).toBe(before);

    await source.post('/crm/v3/objects/contacts', { properties: { email: 'new@engines.example' } });
    await source.patch(`/crm/v3/objects/contacts/${portal.contacts[0]}`, {
      properties: { firstname: 'Changed there' },
    });
    const { id } = await contact(target, 'p2@engines.example');
    await target.patch(`/crm/v3/objects/contacts/${id}`, { properties: { firstname: 'Changed here' } });
    await source.patch(`/marketing/v3/emails/${portal.email}`, { subject: 'Another subject' });
    const { body: flow } = await source.get(`/automation/v4/flows/${portal.flows[2]}`);
    await source.put(`/automation/v4/flows/${flow.id}`, { ...flow, description: 'Changed there' });
    const result = await run();
    expect(result.kinds['records of contacts']).toMatchObject({ made: 1, changed: 1, there: CONTACTS - 1 });
    expect(result.remarks).toMatchObject([
      { outcome: 'DIFFERS', what: 'emails', name: 'Welcome', why: expect.stringContaining('subject') },
      { outcome: 'DIFFERS', what: 'flows', name: 'Machines' },
    ]);
    expect((await contact(target, 'p0@engines.example')).properties.firstname).toBe('Changed there');
    expect((await contact(target, 'p2@engines.example')).properties.firstname).toBe('Changed here');
    const wide = Array.from({ length: 80 }, (_, at) => `${'wide_'.repeat(16)}${at}`);
    const definition = { type: 'string', fieldType: 'text', groupName: 'engines' };
    await source.post('/crm/v3/properties/contacts/batch/create', {
      inputs: wide.map((name) => ({ ...definition, name, label: name })),
    });
    await source.patch(`/crm/v3/objects/contacts/${portal.contacts[1]}`, {
      properties: { [wide[9]!]: 'wide' },
    });
    const wider = await run();
    expect(wider.kinds['records of contacts']).toMatchObject({ made: 0, changed: CONTACTS + 1 });
    expect(asked.calls).toContain('POST /crm/v3/objects/0-1/batch/read');
    const { body: p1 } = await target.get(
      `/crm/v3/objects/contacts/p1@engines.example?idProperty=email&properties=${wide[9]}`,
    );
    expect(p1.properties[wide[9]!]).toBe('wide');

    await source.put(`/automation/v4/flows/${flow.id}`, { ...flow, revisionId: '2' });
    const on = await run({ flows: 'AS_IN_SOURCE', chosen: new Set(['flows']) });
    expect(on.kinds).toMatchObject({ flows: { changed: 1, there: 3 } });
    const { results } = (await target.get('/automation/v4/flows')).body;
    expect(results.filter((each: { isEnabled: boolean }) => each.isEnabled)).toMatchObject([
      { name: 'First' },
    ]);
  });

  it('keeps within the limits of the source: 429 with and without Retry-After, headers, a rate; a day that is used up ends it', async () => {
    const chosen = new Set(['forms'] as const);
    const answers = [
      [429, { 'x-hubspot-ratelimit-remaining': '0', 'x-hubspot-ratelimit-interval-milliseconds': '40' }],
      [429, { 'retry-after': '0' }],
      [502, { 'retry-after': '0' }],
    ] as const;
    let asks = 0;
    asked.instead = (call, response) => {
      const [status, headers] = (call === 'GET /marketing/v3/forms' && answers[asks++]) || [];
      if (status === undefined) return false;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end('{"status":"error","message":"Too many","policyName":"TEN_SECONDLY_ROLLING"}');
      return true;
    };
    expect((await run({ chosen }, 200)).kinds).toMatchObject({ forms: { there: 1 } });
    expect(asks).toBe(answers.length + 2);
    asked.instead = (call, response) => {
      if (call !== 'GET /marketing/v3/forms') return false;
      response.writeHead(429, { 'content-type': 'application/json' });
      response.end('{"status":"error","message":"You have reached your daily limit.","policyName":"DAILY"}');
      return true;
    };
    await expect(run({ chosen })).rejects.toThrow('You have reached your daily limit.');
    asked.instead = () => false;
  });

  it('tells whose state it finds, and what is wrong with a state that it cannot read', async () => {
    const third = await inAnotherAccount(server, 'Third');
    const forms = { chosen: new Set(['forms'] as const) };
    await expect(run(forms, undefined, third)).rejects.toThrow(/is of an import into account .*--state/);
    await writeFile(path.join(state(), 'state.json'), '{"source": ');
    await expect(run(forms)).rejects.toThrow(/state\.json is no state of an import/);
    const blocked = path.join(state(), 'state.json', 'below');
    await expect(run({ ...forms, folder: blocked })).rejects.toThrow(
      /state\.json.* cannot be (read|written).*/,
    );
  });
});
