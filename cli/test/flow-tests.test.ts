import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMillrace } from '../../server/test/support/millrace.ts';
import { millraceIn } from './run.ts';

const TESTING = new URL('../../testing/index.ts', import.meta.url);
const EXAMPLES = fileURLToPath(new URL('../../examples/flow-tests/', import.meta.url));

/** All that the form can say, in one test that passes. */
const EVERYTHING = `
test: All of it
given:
  now: 2027-01-04T09:00
  timeZone: Europe/Berlin
  currency: EUR
  properties: { contacts: { plan: [basic, pro], score: number, vip: bool } }
  objectTypes: { boat: [hull, berth] }
  events: { order_placed: [amount] }
  emails: { Hello: { subject: "Hi {{ contact.firstname }}", html: "<p>Your plan: <b>{{ contact.plan }}</b></p>" } }
  forms: { Sign up: [email, firstname] }
  lists: { Customers: { records: [bob] } }
  contacts:
    ada: { email: ada@engines.example, firstname: Ada, plan: basic, score: 1.50 }
    bob: { email: bob@engines.example, firstname: Bob, plan: basic }
  companies: { engines: { name: Engines } }
  records: { boat: { anna: { hull: oak } }, deals: { deal: { dealname: Engine, dealstage: qualifiedtobuy } } }
  associations: { ada: [engines], anna: [ada] }
  responses: [{ url: "https://hook.example/*", method: POST, status: 503, times: 2 }]
  flows:
    - name: Pro
      type: CONTACT_FLOW
      flowType: WORKFLOW
      objectTypeId: 0-1
      isEnabled: true
      suppressionListIds: [{ list: Customers }]
      startActionId: "1"
      enrollmentCriteria:
        type: LIST_BASED
        shouldReEnroll: false
        listFilterBranch:
          filterBranchType: OR
          filters: []
          filterBranches:
            - filterBranchType: AND
              filterBranches: []
              filters: [{ filterType: PROPERTY, property: plan, operation: { operationType: ENUMERATION, operator: IS_ANY_OF, values: [pro] } }]
      actions:
        - { actionId: "1", type: SINGLE_CONNECTION, actionTypeId: 0-4, actionTypeVersion: 0, fields: { content_id: { email: Hello } }, connection: { edgeType: STANDARD, nextActionId: "2" } }
        - { actionId: "2", type: WEBHOOK, method: POST, webhookUrl: "https://hook.example/pro", connection: { edgeType: STANDARD, nextActionId: "3" } }
        - { actionId: "3", type: SINGLE_CONNECTION, actionTypeId: 0-3, actionTypeVersion: 0, fields: { task_type: TODO, subject: Call Ada }, connection: { edgeType: STANDARD, nextActionId: "4" } }
        - { actionId: "4", type: SINGLE_CONNECTION, actionTypeId: 0-1, actionTypeVersion: 0, fields: { delta: "30", time_unit: DAYS } }
    - { name: By hand, type: CONTACT_FLOW, flowType: WORKFLOW, objectTypeId: 0-1, isEnabled: true, startActionId: "1", actions: [{ actionId: "1", type: SINGLE_CONNECTION, actionTypeId: 0-1, actionTypeVersion: 0, fields: { delta: "5", time_unit: DAYS } }] }
steps:
  - say: Nothing yet
    then:
      mails: { ada: [], "nobody@engines.example": [] }
      requests: []
      made: { tasks: [] }
      properties: { ada: { score: 1.5, vip: null, firstname: Ada }, deal: { dealname: Engine }, anna: { hull: oak, berth: null } }
      associations: { ada: [engines, anna], engines: [ada] }
      passages: [{ of: ada, in: Pro, neverEnrolled: true, because: plan would have to be pro }]
  - when:
      set: { ada: { plan: pro, vip: true }, bob: { plan: pro } }
      wait: 1 day
    then:
      mails: { to ada: [{ email: Hello, subject: Hi Ada, text: "Your plan: pro" }], bob: [] }
      requests: [{ url: "https://hook.example/*", method: POST, body: { properties: { plan: { value: pro } } }, times: 3 }]
      made: { tasks: [{ hs_task_subject: Call Ada }] }
      passages:
        - { of: ada, in: Pro, status: waiting, waitsAt: Delay, until: 2027-02-03, took: [Send email Hello, Send a webhook, 3], failures: none }
        - { of: bob, in: Pro, leftFor: SUPPRESSED, took: [] }
      failures: none
  - when:
      create: { contacts: { carl: { email: carl@engines.example } }, companies: { belts: { name: Belts } } }
      associate: { carl: [belts, deal] }
      dissociate: { ada: [engines] }
      enroll: { in: By hand, records: [carl, ada] }
      event: { name: order_placed, of: carl, properties: { amount: 7 } }
      submit: { form: Sign up, fields: { email: dora@engines.example, firstname: Dora } }
      respond: [{ url: "*", hang: true }]
      settle: true
    then:
      associations: { carl: [belts, deal] }
      made: { contacts: [{ email: dora@engines.example, firstname: Dora }] }
      passages: [{ of: carl, in: By hand, waitsAt: Wait 5 days, until: 2027-01-10T09:00 }]
  - when: { unenroll: { in: By hand, records: [ada] }, delete: [bob], until: 2027-01-11T09:00 }
    then:
      passages:
        - { of: carl, in: By hand, status: completed }
        - { of: ada, in: By hand, status: left, leftFor: MANUAL }
`;

const FAILS = `
test: It is <too> much
given:
  now: 2027-01-04T09:00
  timeZone: Europe/Berlin
  contacts: { ada: { email: ada@engines.example, city: Nice } }
  flows: [{ name: By hand, type: CONTACT_FLOW, flowType: WORKFLOW, objectTypeId: 0-1, isEnabled: true, startActionId: "1", actions: [{ actionId: "1", type: SINGLE_CONNECTION, actionTypeId: 0-1, actionTypeVersion: 0, fields: { delta: "5", time_unit: DAYS } }] }]
steps:
  - when: { enroll: { records: [ada] } }
  - say: all wrong
    then:
      mails: { ada: [Hello] }
      requests: [{ url: "https://hook.example/*" }]
      properties: { ada: { city: Lyon, lastname: X } }
      made: { tasks: [{ hs_task_subject: Call }] }
      passages: [{ of: ada, waitsAt: 1, until: 2027-01-09T10:00 }, { of: ada, took: [2] }, { of: ada, status: completed }]
`;

const PROGRAM = `
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startMillrace } from ${JSON.stringify(TESTING.href)};
let millrace: Awaited<ReturnType<typeof startMillrace>>;
before(async () => { millrace = await startMillrace(); });
after(() => millrace.stop());
describe('a program', () => {
  test('speaks to the same server', async () => {
    assert.equal(millrace.url, process.env.MILLRACE_URL);
    assert.match((await millrace.account({ now: '2027-01-04T09:00:00Z' })).id, /^\\d+$/);
  });
  test.skip('is left out', () => undefined);
});
test('of a program fails', () => assert.equal(1, 2));
`;

describe('millrace test', () => {
  let folder: string;
  let stop: () => Promise<void>;
  let millrace: ReturnType<typeof millraceIn>;
  beforeAll(async () => {
    const server = await startMillrace();
    stop = server.stop;
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-test-'));
    millrace = millraceIn({
      MILLRACE_URL: server.url,
      MILLRACE_TOKEN: server.token,
      XDG_CONFIG_HOME: folder,
    });
  });
  afterAll(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  const write = (file: string, text: string) => writeFile(path.join(folder, file), text);

  it('runs what people write who do not program, whatever the form can say', async () => {
    await write('all.flow.test.yaml', EVERYTHING);
    // The one that the docs show, beside the flows of the examples.
    await cp(path.join(EXAMPLES, 'flows'), path.join(folder, 'flows'), { recursive: true });
    const docs = await readFile(new URL('../../docs/testing.md', import.meta.url), 'utf8');
    await write('docs.flow.test.yaml', /```yaml\n(test: [\s\S]*?)```/.exec(docs)![1]!);
    const ran = await millrace(['test', folder, path.join(EXAMPLES, 'nurture.flow.test.yaml'), '--json']);
    expect(ran, ran.out + ran.err).toMatchObject({ code: 0, err: '' });
    const outcomes = JSON.parse(ran.out) as { name: string; outcome: string }[];
    expect(outcomes.map(({ name, outcome }) => `${outcome} ${name}`).toSorted()).toEqual([
      'PASSED A customer gets no more mails',
      'PASSED A customer gets no more mails',
      'PASSED A lead gets three mails over ninety days',
      'PASSED All of it',
    ]);
  });

  it('tells what was expected and found, with the passage, in one report with the tests of programs', async () => {
    await write('fails.flow.test.yml', FAILS);
    await write('program.flow.test.ts', PROGRAM);
    for (const file of ['all', 'docs'])
      await rm(path.join(folder, `${file}.flow.test.yaml`), { force: true });
    const plain = await millrace(['test', folder]);
    expect(plain.code, plain.err).toBe(1);
    const said = plain.out.replace(/\d{2}\.\d{3}Z/g, '…').replaceAll(folder, '.');
    expect(said).toContain('✗ It is <too> much');
    expect(said).toMatch(/step 2 \(all wrong\), .*fails\.flow\.test\.yml:10/);
    expect(said).toContain('mails to ada: expected "Hello"; found none');
    expect(said).toContain('requests: expected https://hook.example/*; found none');
    expect(said).toContain('ada.city: expected "Lyon", found "Nice"');
    expect(said).toContain('ada.lastname: expected "X", found nothing');
    expect(said).toContain('tasks made: expected {"hs_task_subject":"Call"}; found none');
    expect(said).toContain('Expected it to wait until 2027-01-09T10:00 (Europe/Berlin).');
    expect(said).toContain('Expected it to have taken 2; it took none.');
    expect(said).toContain('Expected it to be completed, found ACTIVE.');
    expect(said).toMatch(/ada: The contact \d+ waits at action 1 \(Delay: Wait 5 days\) in "By hand"/);
    expect(said).toMatch(
      /✓ speaks to the same server[\s\S]*- is left out .*skipped[\s\S]*✗ of a program fails/,
    );

    expect(said).toMatch(/\n1 passed, 2 failed, 1 skipped\.\n$/);

    const tap = await millrace(['test', folder, '--reporter', 'tap']);
    expect(tap).toMatchObject({ code: 1, err: '' });
    expect(tap.out).toMatch(/^TAP version 13\n/);
    expect(tap.out).toMatch(/^not ok 1 - It is <too> much$/m);
    expect(tap.out).toMatch(/waits at action 1/);
    expect(tap.out).toMatch(/^ok 2 - a program$/m);
    expect(tap.out).toMatch(/^not ok 3 - of a program fails$/m);
    expect(tap.out).toMatch(/^1\.\.3\n# tests 4\n# pass 1\n# fail 2\n# skipped 1$/m);

    const report = path.join(folder, 'report.xml');
    const junit = await millrace(['test', folder, '--reporter', 'junit', '--output', report]);
    expect(junit).toMatchObject({ code: 1, out: '', err: '' });
    const xml = await readFile(report, 'utf8');
    expect(xml).toMatch(/<testcase name="It is &lt;too> much"/);
    expect(xml).toMatch(/<failure .*[\s\S]*waits at action 1/);
    expect(xml).toContain('name="speaks to the same server"');

    await write('none.flow.test.mjs', "import './nowhere.mjs';");
    const broken = await millrace(['test', path.join(folder, 'none.flow.test.mjs'), '--json']);
    expect(JSON.parse(broken.out)).toMatchObject([
      { outcome: 'FAILED', message: expect.stringContaining('Cannot find module') },
    ]);
    await rm(path.join(folder, 'none.flow.test.mjs'));
    const only = await millrace(['test', folder, '--only', 'same (server', '--json']);
    expect(only).toMatchObject({ code: 1, err: expect.stringContaining('"same (server" in its name') });
    const one = await millrace(['test', folder, '--only', 'same server', '--json']);
    expect(one.code, one.err + one.out).toBe(0);
    expect(JSON.parse(one.out)).toMatchObject([{ name: 'speaks to the same server', outcome: 'PASSED' }]);
  });

  it('ends at once when it is told to, whatever is under way', async () => {
    const file = path.join(folder, 'long.flow.test.yaml');
    await writeFile(file, 'test: Long\nsteps: [{ when: { wait: 1 day } }]\n');
    const asked = Promise.withResolvers<void>();
    const silent = createServer(() => asked.resolve());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const bin = fileURLToPath(new URL('../bin.js', import.meta.url));
    const child = spawn(process.execPath, [bin, 'test', file], {
      env: { PATH: process.env['PATH'], MILLRACE_URL: `http://127.0.0.1:${port}`, MILLRACE_TOKEN: 'any' },
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    const gone = new Promise((resolve) => child.once('close', resolve));
    await asked.promise;
    child.kill('SIGINT');
    expect(await gone).toBe(1);
    expect(err).toBe('Stopped: not all tests have run.\n');
    silent.closeAllConnections();
    silent.close();
    await rm(file);
  });

  it('fails where the disk is too full for its report', async () => {
    const only = await mkdtemp(path.join(folder, 'only-'));
    await writeFile(path.join(only, 'a.flow.test.yaml'), 'test: X\nsteps: [{ then: { failures: none } }]\n');
    const ended = await millrace(['test', only, '--output', '/dev/full']);
    expect(ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^\/dev\/full cannot be written \(ENOSPC.*\): make room for it/),
    });
  });

  it('says what it cannot run before it runs anything', async () => {
    const empty = await mkdtemp(path.join(folder, 'empty-'));
    expect(await millrace(['test', empty])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/There is no test at .*\*\.flow\.test\.yaml/),
    });
    expect(await millrace(['test', './nowhere'])).toMatchObject({
      code: 2,
      err: 'There is no file or folder ./nowhere.\n',
    });
    expect(await millrace(['test', empty, '--concurrency', '0'])).toMatchObject({ code: 2 });
    const nowhere = path.join(empty, 'no/report.xml');
    expect(await millrace(['test', empty, '--output', nowhere])).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be written'),
    });
    for (const file of ['a', 'b'])
      await writeFile(path.join(empty, `${file}.flow.test.yaml`), 'test: X\nsteps: [{ wehn: {} }]\n');
    const wrong = await millrace(['test', empty]);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toMatch(
      /a\.flow\.test\.yaml:2:11: .*did you mean when\?\n.*b\.flow\.test\.yaml:2:11: /,
    );
    await writeFile(
      path.join(empty, 'a.flow.test.yaml'),
      'test: X\ngiven: { flows: [{ name: F, type: NOPE }] }\nsteps: [{ when: { settle: true } }]\n',
    );
    await rm(path.join(empty, 'b.flow.test.yaml'));
    const lacking = await millrace(['test', empty]);
    expect(lacking.code).toBe(1);
    expect(lacking.out).toMatch(
      /what is given cannot be made\.\n.*The flows cannot be applied:\n.*a\.flow\.test\.yaml:2:\d+: /,
    );
  });
});
