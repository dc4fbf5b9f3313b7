import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inAnotherAccount, type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { flow, into, mail } from './flow-bodies.ts';
import { millraceIn } from './run.ts';

const CORPUS = new URL('../../core/flow/definition/corpus/', import.meta.url);

describe('flows in files', () => {
  let source: Millrace;
  let target: Millrace;
  let config: string;
  let millrace: ReturnType<typeof millraceIn>;
  const folders: string[] = [];
  beforeAll(async () => {
    source = await startMillrace();
    target = await inAnotherAccount(source);
    config = await mkdtemp(path.join(tmpdir(), 'millrace-config-'));
    millrace = millraceIn({ XDG_CONFIG_HOME: config });
    await millrace(['profiles', 'add', 'sandbox', '--url', source.url], source.token);
    await millrace(['profiles', 'add', 'production', '--url', target.url], target.token);
    // Ids of the two are never the same.
    await target.post('/marketing/v3/emails', { name: 'Another', subject: 'x' });
    await target.post('/crm/v3/lists', manualList('Another'));
  });
  afterAll(async () => {
    await source.stop();
    for (const folder of [config, ...folders]) await rm(folder, { recursive: true, force: true });
  });

  async function emptyFolder(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'millrace-flows-'));
    folders.push(folder);
    return folder;
  }

  async function textsIn(folder: string): Promise<Record<string, string>> {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.flow.json')).toSorted();
    const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    return Object.fromEntries(files.map((file, at) => [file, texts[at]!]));
  }

  it('go from one account to another by their names, and come back byte for byte', async () => {
    for (const account of [source, target]) {
      await account.post('/marketing/v3/emails', { name: 'Welcome 1', subject: 'Hello' });
      await account.post('/crm/v3/lists', manualList('Customers'));
    }
    const [email, list] = await Promise.all([emailOf(source, 'Welcome 1'), listOf(source, 'Customers')]);
    const second = await source.post('/automation/v4/flows', flow('Second', [mail(email)]));
    await source.post('/automation/v4/flows', {
      ...flow('First', [mail(email), into(second.body.id), stage('appointmentscheduled')]),
      suppressionListIds: [Number(list)],
    });
    const one = await emptyFolder();
    const pulled = await millrace(['pull', '--profile', 'sandbox', '-f', one]);
    expect(pulled, pulled.err).toMatchObject({ code: 0, err: '' });
    const texts = await textsIn(one);
    expect(Object.keys(texts)).toEqual(['first.flow.json', 'second.flow.json']);
    const first = JSON.parse(texts['first.flow.json']!);
    expect(first).toMatchObject({
      suppressionListIds: [{ list: 'Customers' }],
      actions: [
        { fields: { content_id: { email: 'Welcome 1' } } },
        { fields: { flow_id: { flow: 'Second' } } },
        { fields: { value: { staticValue: { stage: expect.stringContaining('deals: ') } } } },
      ],
    });
    expect(
      Object.keys(first).filter((member) => /^(id|revisionId|createdAt|updatedAt)$/.test(member)),
    ).toEqual([]);

    const planned = await millrace(['plan', '--to', 'production', '-f', one]);
    expect(planned.out).toContain('+ make "First"');
    expect(planned.out).toContain('2 to make, 0 to change');
    expect((await flowsOf(target)).length).toBe(0);
    const applied = await millrace(['apply', '--to', 'production', '-f', one, '--yes']);
    expect(applied, applied.err).toMatchObject({ code: 0, out: '2 of 2 done.\n' });
    expect((await millrace(['plan', '--to', 'production', '-f', one, '--check'])).code).toBe(0);
    const [made] = (await flowsOf(target)).filter(({ name }) => name === 'First');
    const { body } = await target.get(`/automation/v4/flows/${made!.id}`);
    expect(body.suppressionListIds).toEqual([Number(await listOf(target, 'Customers'))]);
    expect(body.actions[0].fields.content_id).toBe(await emailOf(target, 'Welcome 1'));

    const two = await emptyFolder();
    await millrace(['pull', '--profile', 'production', '-f', two]);
    expect(await textsIn(two)).toEqual(texts);
    expect((await millrace(['pull', '--profile', 'sandbox', '-f', one])).out).toContain('0 files written');
  });

  it('say what an edit changes, and apply just that', async () => {
    const folder = folders[0]!;
    const file = path.join(folder, 'second.flow.json');
    const body = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...body, isEnabled: true }));
    const planned = await millrace(['plan', '--to', 'production', '-f', folder]);
    expect(planned.out).toMatch(/~ change "Second" .*\n.*on/i);
    expect(planned.out).toContain('0 to make, 1 to change, 0 to delete, 1 the same already');
    expect((await millrace(['plan', '--to', 'production', '-f', folder, '--check'])).code).toBe(1);
    expect(await millrace(['apply', '--to', 'production', '-f', folder])).toMatchObject({ code: 2, out: '' });
    expect((await millrace(['apply', '--to', 'production', '-f', folder, '--yes'])).code).toBe(0);
    const [second] = (await flowsOf(target)).filter(({ name }) => name === 'Second');
    expect(second).toMatchObject({ isEnabled: true });
  });

  it('are compared with servers, servers with each other, and revisions', async () => {
    const folder = folders[0]!;
    const same = await millrace(['diff', 'production', 'files', '-f', folder, '--check']);
    expect(same, same.err).toMatchObject({ code: 0, out: 'They say the same.\n' });
    const between = await millrace(['diff', 'sandbox', 'production', '--check']);
    expect(between.code).toBe(1);
    expect(between.out).toMatch(/^~ "Second"\n.*on/i);
    const revisions = await millrace(['diff', 'Second@1', 'Second@2', '-p', 'production', '--json']);
    expect(JSON.parse(revisions.out)).toMatchObject([{ kind: 'CHANGED', changes: [expect.any(String)] }]);
    expect(await millrace(['diff', 'nowhere', '-f', folder])).toMatchObject({ code: 2 });
    expect((await millrace(['diff', 'Second@9', '-p', 'production'])).code).toBe(1);
  });

  it('leave what has no file, and delete it only when they are told to', async () => {
    const folder = folders[0]!;
    await rm(path.join(folder, 'first.flow.json'));
    await target.post('/automation/v4/flows', flow('Made by hand', []));
    const planned = await millrace(['plan', '--to', 'production', '-f', folder]);
    expect(planned.out).toContain('"First" has no file any more');
    expect((await millrace(['apply', '--to', 'production', '-f', folder, '--yes'])).out).toContain(
      'nothing to do',
    );
    const pruned = await millrace(['apply', '--to', 'production', '-f', folder, '--prune', '--yes']);
    expect(pruned.err).toContain('deleted "First"');
    expect((await flowsOf(target)).map(({ name }) => name).toSorted()).toEqual(['Made by hand', 'Second']);
  });

  it('that name each other in a circle are made all the same', async () => {
    const folder = await emptyFolder();
    const file = (name: string, other: string) =>
      writeFile(path.join(folder, `${name}.flow.json`), JSON.stringify(flow(name, [into({ flow: other })])));
    await Promise.all([file('Round', 'About'), file('About', 'Round')]);
    const applied = await millrace(['apply', '--to', 'production', '-f', folder, '--yes']);
    expect(applied, applied.err).toMatchObject({ code: 0, out: '2 of 2 done.\n' });
    const flows = await flowsOf(target);
    const [round, about] = ['Round', 'About'].map((name) => flows.find((each) => each.name === name)!.id);
    expect((await target.get(`/automation/v4/flows/${round}`)).body.actions[0].fields.flow_id).toBe(about);
    expect((await target.get(`/automation/v4/flows/${about}`)).body.actions[0].fields.flow_id).toBe(round);
    expect((await millrace(['plan', '--to', 'production', '-f', folder, '--check'])).code).toBe(0);

    await target.post('/crm-object-schemas/v3/schemas', {
      name: 'engine',
      labels: { singular: 'Engine', plural: 'Engines' },
      primaryDisplayProperty: 'serial',
      properties: [{ name: 'serial', label: 'Serial', type: 'string', fieldType: 'text' }],
    });
    const other = await emptyFolder();
    const ofEngines = { type: 'PLATFORM_FLOW', objectTypeId: { objectType: 'engine' } };
    for (const [name, next] of [
      ['Stop', 'Start'],
      ['Start', 'Stop'],
    ] as const)
      await writeFile(
        path.join(other, `${name}.flow.json`),
        JSON.stringify({ ...flow(name, [into({ flow: next })]), ...ofEngines }),
      );
    const engines = await millrace(['apply', '--to', 'production', '-f', other, '--yes']);
    expect(engines, engines.err).toMatchObject({ code: 0, out: '2 of 2 done.\n' });
  });

  it('say all that is wrong at once, and then nothing is done', async () => {
    const folder = await emptyFolder();
    const write = (file: string, text: string) => writeFile(path.join(folder, file), text);
    await write('half.flow.json', '{"name": "Half');
    await write('a.flow.json', JSON.stringify(flow('Twice', [])));
    await write('b.flow.json', JSON.stringify(flow('Twice', [])));
    const unreadable = await millrace(['plan', '--to', 'production', '-f', folder]);
    expect(unreadable.code).toBe(1);
    expect(unreadable.err).toMatch(/half\.flow\.json cannot be read/);
    expect(unreadable.err).toContain('b.flow.json and a.flow.json are both of the flow "Twice"');

    const other = await emptyFolder();
    await writeFile(
      path.join(other, 'x.flow.json'),
      JSON.stringify(flow('X', [mail({ email: 'Nobody has this' }), into({ flow: 'Nor this' })])),
    );
    const unknown = await millrace(['apply', '--to', 'production', '-f', other, '--yes']);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('actions[0].fields.content_id: no email of production');
    expect(unknown.err).toContain('"Nor this"');
    await writeFile(
      path.join(other, 'y.flow.json'),
      JSON.stringify({ ...flow('Y', []), isEnabled: 'perhaps' }),
    );
    expect((await millrace(['plan', '--to', 'production', '-f', other])).out).toMatch(
      /y\.flow\.json: .*isEnabled/,
    );
    await writeFile(path.join(other, 'millrace.map.json'), '{"targets": []}');
    expect((await millrace(['plan', '--to', 'production', '-f', other])).err).toContain('millrace.map.json');
    expect((await flowsOf(target)).map(({ name }) => name)).not.toContain('X');
  });

  it('hold the whole corpus: pulled, applied to an empty account and pulled again they are the same', async () => {
    const from = await inAnotherAccount(source, 'Corpus');
    const to = await inAnotherAccount(source, 'Empty');
    await millrace(['profiles', 'add', 'corpus', '--url', from.url], from.token);
    await millrace(['profiles', 'add', 'empty', '--url', to.url], to.token);
    const bodies = await Promise.all(
      (await readdir(CORPUS)).map(async (file) => ({
        file,
        text: await readFile(new URL(file, CORPUS), 'utf8'),
      })),
    );
    for (const { file, text } of bodies) {
      const made = await from.post(
        '/automation/v4/flows',
        JSON.stringify({ ...JSON.parse(text), name: file }),
      );
      expect(made.status, `${file}: ${JSON.stringify(made.body)}`).toBe(201);
    }
    const one = await emptyFolder();
    await millrace(['pull', '--profile', 'corpus', '-f', one]);
    const texts = await textsIn(one);
    expect(Object.keys(texts)).toHaveLength(bodies.length);
    const applied = await millrace(['apply', '--to', 'empty', '-f', one, '--yes']);
    expect(applied, applied.err).toMatchObject({ code: 0 });
    const two = await emptyFolder();
    await millrace(['pull', '--profile', 'empty', '-f', two]);
    expect(await textsIn(two)).toEqual(texts);
  });

  it('may be of YAML, in which a pull changes what differs and nothing else', async () => {
    const account = await inAnotherAccount(source, 'Yaml');
    await millrace(['profiles', 'add', 'yaml', '--url', account.url], account.token);
    await account.post('/marketing/v3/emails', { name: 'Welcome 1', subject: 'Hello' });
    const { body: made } = await account.post(
      '/automation/v4/flows',
      flow('Written', [mail(await emailOf(account, 'Welcome 1')), stage('closedwon')]),
    );
    const folder = await emptyFolder();
    const pulled = await millrace(['pull', '-p', 'yaml', '-f', folder, '--format', 'yaml']);
    expect(pulled, pulled.err).toMatchObject({ code: 0, out: expect.stringContaining('written.flow.yaml') });
    const file = path.join(folder, 'written.flow.yaml');
    const text = (await readFile(file, 'utf8')).replace(
      '        email: Welcome 1',
      '        # The first of three.\n        email: "Welcome 1"   # not the old one',
    );
    expect(text).toContain('The first of three');
    await writeFile(file, text);
    expect((await millrace(['plan', '--to', 'yaml', '-f', folder, '--check'])).code).toBe(0);
    expect((await millrace(['pull', '-p', 'yaml', '-f', folder])).out).toContain('0 files written');
    const { body } = await account.get(`/automation/v4/flows/${made.id}`);
    await account.put(`/automation/v4/flows/${made.id}`, { ...body, isEnabled: true });
    expect((await millrace(['pull', '-p', 'yaml', '-f', folder])).out).toContain('1 file written');
    expect(await readFile(file, 'utf8')).toBe(text.replace('isEnabled: false', 'isEnabled: true'));
    const lint = await millrace(['lint', file, '-p', 'yaml']);
    expect(lint.out + lint.err).toContain('The marketing email');
    await writeFile(
      file,
      text.replace('"Welcome 1"', 'Nobody has this').replace('isEnabled: false', 'isEnabled: perhaps'),
    );
    const planned = await millrace(['plan', '--to', 'yaml', '-f', folder]);
    expect(planned.out).toMatch(/written\.flow\.yaml:5:1: .*isEnabled/);
    const place = /written\.flow\.yaml:\d+:\d+, actions\[0\]\.fields\.content_id: no email/;
    expect(planned.out).toMatch(place);
    expect(await millrace(['lint', file, '-p', 'yaml'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(place),
    });
    await writeFile(file, `${text}name: *again\nname: x\n`);
    const unreadable = await millrace(['plan', '--to', 'yaml', '-f', folder]);
    expect(unreadable).toMatchObject({ code: 1, out: '' });
    expect(unreadable.err).toMatch(
      /written\.flow\.yaml:\d+:7 cannot be read: the alias.*\n.*:1 cannot be read: "name" is there twice/,
    );
  });
});

const manualList = (name: string) => ({ name, objectTypeId: '0-1', processingType: 'MANUAL' });

async function emailOf({ get }: Millrace, name: string): Promise<string> {
  const { body } = await get('/marketing/v3/emails');
  return body.results.find((email: { name: string }) => email.name === name).id;
}

async function listOf({ post }: Millrace, name: string): Promise<string> {
  const { body } = await post('/crm/v3/lists/search', {});
  return body.lists.find((list: { name: string }) => list.name === name).listId;
}

async function flowsOf({ get }: Millrace) {
  return (await get('/automation/v4/flows')).body.results as {
    id: string;
    name: string;
    isEnabled: boolean;
  }[];
}

const stage = (staticValue: string) => ({
  actionTypeId: '0-5',
  fields: { property_name: 'dealstage', value: { type: 'STATIC_VALUE', staticValue } },
});
