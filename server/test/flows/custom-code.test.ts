import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customCode, input } from '../support/code-bodies.ts';
import { contactFlow, inARow, setProperty, to } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

/** The first step of a new contact's passage through these actions. */
async function firstStep(...actions: Readonly<Record<string, unknown>>[]) {
  const flow = await story.givenFlow(contactFlow(inARow(...actions)));
  const contact = await story.givenContact({ firstname: 'Ada' });
  await story.enroll(flow, contact);
  const passage = await story.passage(flow);
  return { step: passage.steps[0], passage, contact, flow };
}

test('code runs with the event of the original, and its outputs go on', async () => {
  const source = `
    exports.main = (event, callback) => {
      console.log(JSON.stringify(event));
      callback({ outputFields: { greeting: 'Hello ' + event.inputFields.name, score: 7, unused: 1 } });
    };`;
  const { step, passage, contact } = await firstStep(
    customCode(
      source,
      { greeting: 'STRING', score: 'NUMBER' },
      {
        inputFields: [input('name', 'firstname'), input('none', 'phone')],
      },
    ),
    setProperty('jobtitle', '{{ action_outputs.action_output_1.greeting }}'),
    setProperty('numemployees', { type: 'FIELD_DATA', actionId: '1', dataKey: 'score' }),
  );
  expect(step).toMatchObject({ outcome: 'SUCCEEDED', reason: null });
  expect(step.detail).toMatchObject({ runtime: 'NODE20X', undeclaredOutputs: ['unused'] });
  expect(JSON.parse(step.detail.log)).toEqual({
    origin: { portalId: Number(story.millrace.accountId), actionDefinitionId: 1 },
    object: { objectType: 'CONTACT', objectId: Number(contact) },
    inputFields: { name: 'Ada', none: null },
    callbackId: `ap-${story.millrace.accountId}-${passage.id}-1-1`,
  });
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'Hello Ada' });
});

test('a plain error is final, and the record goes on (case 40)', async () => {
  const { step, passage, contact } = await firstStep(
    customCode("exports.main = () => { console.log('before'); throw new Error('no such customer'); };"),
    setProperty('jobtitle', 'after'),
  );
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'CODE_FAILED' });
  expect(step.detail.message).toBe('Error: no such customer');
  expect(step.detail.log).toMatch(
    /^before\nError: no such customer\n {4}at exports.main \(.*main\.js:1:\d+\)\n$/,
  );
  expect(passage.status).toBe('COMPLETED');
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'after' });
});

test('an output of 65,001 characters is too large (case 41), one of 65,000 is not', async () => {
  const ofLength = (length: number) =>
    customCode(`exports.main = async () => ({ outputFields: { text: 'x'.repeat(${length}) } });`, {
      text: 'STRING',
    });
  const { step } = await firstStep(ofLength(65_001));
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'OUTPUT_VALUES_TOO_LARGE' });
  expect(step.detail.message).toBe('outputFields.text has 65001 characters; an output has at most 65000.');
  expect((await firstStep(ofLength(65_000))).step.outcome).toBe('SUCCEEDED');
});

describe('answers of busy or broken servers', () => {
  const flaky = (status: number) =>
    customCode(`
      exports.main = async (event) => {
        throw Object.assign(new Error('Request failed with status code ${status}'), { isAxiosError: true, response: { status: ${status} } });
      };`);

  test('are tried again after a minute, then at growing gaps, for three days', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(flaky(503))));
    await story.enroll(flow, await story.givenContact());
    expect((await story.passage(flow)).status).toBe('ACTIVE');
    const tries = async () =>
      (await story.millrace.sql`select attempts from effects where flow_id = ${flow}`)[0]!['attempts'];
    expect(await tries()).toBe(1);
    await story.pass('PT59S');
    expect(await tries()).toBe(1);
    await story.pass('PT1S');
    expect(await tries()).toBe(2);
    await story.pass('PT2M');
    expect(await tries()).toBe(3);
    await story.pass('P4D');
    const { steps, status } = await story.passage(flow);
    expect(status).toBe('COMPLETED');
    expect(steps[0]).toMatchObject({ outcome: 'FAILED', reason: 'RETRIES_EXHAUSTED' });
    expect(steps[0].detail.message).toMatch(/^Given up after \d+ tries: .*status code 503/);
  });

  test('a 404 is final', async () => {
    expect((await firstStep(flaky(404))).step).toMatchObject({ outcome: 'FAILED', reason: 'CODE_FAILED' });
  });
});

test('outputs are typed, and a branch can read how the code ended', async () => {
  const source = `
    exports.main = async ({ inputFields }) => {
      if (inputFields.fail) throw new Error('asked to');
      return { outputFields: { at: 1767225600000, day: '2026-01-01T15:00:00Z', yes: true, band: 'gold', many: 1e21 } };
    };`;
  const outputs = { at: 'DATETIME', day: 'DATE', yes: 'BOOLEAN', many: 'NUMBER' };
  const branch = (key: string, value: string, next: string) => ({
    type: 'STATIC_BRANCH',
    inputValue: { type: 'FIELD_DATA', actionId: '1', dataKey: key },
    staticBranches: [{ branchValue: value, connection: to(next) }],
  });
  const told =
    '{{ action_outputs.action_output_1.day }} {{ action_outputs.action_output_1.at }} {{ action_outputs.action_output_1.yes }} {{ action_outputs.action_output_1.many }}';
  const flow = await story.givenFlow(
    contactFlow(
      inARow(
        customCode(source, outputs, {
          inputFields: [input('fail', 'fax')],
          outputFields: [
            ...Object.entries(outputs).map(([name, type]) => ({ name, type })),
            { name: 'band', type: 'ENUMERATION', options: ['gold', 'silver'] },
          ],
        }),
        branch('hs_execution_state', 'SUCCESS', '3'),
        branch('band', 'gold', '4'),
        setProperty('jobtitle', told),
      ),
    ),
  );
  const [good, bad] = [await story.givenContact(), await story.givenContact({ fax: 'yes' })];
  await story.enroll(flow, good, bad);
  expect((await story.properties('contacts', good))['jobtitle']).toBe(
    '1767225600000 1767225600000 true 1000000000000000000000',
  );
  expect((await story.properties('contacts', bad))['jobtitle']).toBeNull();
});

test('secrets are in the environment of the run, and nowhere in what is kept or told', async () => {
  await story.millrace.put('/millrace/v1/secrets/API_KEY', { value: 'sesame-open-1' });
  const source =
    "exports.main = () => { console.log('key ' + process.env.API_KEY); throw new Error('with ' + process.env.API_KEY); };";
  const { step, flow } = await firstStep(customCode(source, {}, { secretNames: ['API_KEY'] }));
  expect(step.detail).toMatchObject({
    message: 'Error: with [secret]',
    log: expect.stringContaining('key [secret]\n'),
  });
  const rows = await story.millrace.sql`select * from effects where flow_id = ${flow}`;
  expect(JSON.stringify(rows)).not.toContain('sesame');
});

test('a secret that is not there: the step says which', async () => {
  const { step } = await firstStep(customCode('exports.main = () => ({});', {}, { secretNames: ['GONE'] }));
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'SECRET_MISSING' });
  expect(step.detail.message).toBe('secretNames[0] "GONE" is not a secret of this account.');
});

test('the code of a run is that of the revision which asked for it', async () => {
  const source = (text: string) => `exports.main = async () => ({ outputFields: { text: '${text}' } });`;
  const set = setProperty('jobtitle', '{{ action_outputs.action_output_1.text }}');
  const flow = await story.givenFlow(contactFlow(inARow(customCode(source('old'), { text: 'STRING' }), set)));
  const first = await story.givenContact();
  await story.enroll(flow, first);
  await story.changeFlow(flow, (body) => ({
    ...body,
    actions: body.actions.map((each: Body) =>
      each.actionId === '1' ? { ...each, sourceCode: source('new') } : each,
    ),
  }));
  const second = await story.givenContact();
  await story.enroll(flow, second);
  expect((await story.properties('contacts', first))['jobtitle']).toBe('old');
  expect((await story.properties('contacts', second))['jobtitle']).toBe('new');
});

test('requests of code go out as web hooks do: what is no public address is refused', async () => {
  const source =
    "exports.main = async () => { const r = await fetch('http://10.0.0.1/'); return { outputFields: {} }; };";
  const { step } = await firstStep(customCode(source));
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'CODE_FAILED' });
  expect(step.detail.message).toMatch(
    /^TypeError: fetch failed \(10\.0\.0\.1 is no address of the public internet/,
  );
});

test('a whole batch runs, each with its own record, in order of nothing but its turn', async () => {
  const source = 'exports.main = async ({ object }) => ({ outputFields: { id: object.objectId } });';
  const flow = await story.givenFlow(
    contactFlow(
      inARow(
        customCode(source, { id: 'NUMBER' }),
        setProperty('jobtitle', '{{ action_outputs.action_output_1.id }}'),
      ),
    ),
  );
  const contacts = await Promise.all(Array.from({ length: 40 }, () => story.givenContact()));
  await story.enroll(flow, ...contacts);
  for (const contact of contacts)
    expect((await story.properties('contacts', contact))['jobtitle']).toBe(contact);
  expect(story.millrace.services.sandbox.processes).toBeLessThanOrEqual(
    story.millrace.services.sandbox.atOnce,
  );
});

test.each<[string, Readonly<Record<string, unknown>>, string, string]>([
  [
    'code that cannot be read',
    customCode('exports.main = async () => {\n const = 1; };'),
    'SYNTAX_ERROR',
    "actions[0].sourceCode cannot be read: Unexpected token '=' (line 2).",
  ],
  [
    'an unknown runtime',
    customCode('', {}, { runtime: 'RUBY27' }),
    'UNKNOWN_RUNTIME',
    'actions[0].runtime "RUBY27" is not known',
  ],
  [
    'an unknown secret',
    customCode('', {}, { secretNames: ['NONE'] }),
    'UNKNOWN_SECRET',
    'actions[0].secretNames[0] names the secret "NONE"',
  ],
  [
    'too many inputs',
    customCode('', {}, { inputFields: Array.from({ length: 51 }, (_, i) => input(`i${i}`, 'email')) }),
    'TOO_MANY_INPUTS',
    'actions[0].inputFields has 51 inputs; there can be 50.',
  ],
  [
    'an input twice',
    customCode('', {}, { inputFields: [input('a', 'email'), input('a', 'city')] }),
    'DUPLICATE_INPUT',
    'actions[0].inputFields[1].name "a"',
  ],
])('lint tells of %s', async (_, action, code, message) => {
  const { body } = await story.millrace.post('/millrace/v1/flows/lint', contactFlow(inARow(action)));
  expect(body.results).toContainEqual(
    expect.objectContaining({ severity: 'error', code, message: expect.stringContaining(message) }),
  );
});

test('lint tells of an output that is read and not declared, and of inputs that are not there', async () => {
  const flow = contactFlow(
    inARow(
      customCode('', { total: 'NUMBER' }, { inputFields: [input('x', 'no_such')] }),
      setProperty(
        'jobtitle',
        '{{ action_outputs.action_output_1.sum }} {{ action_outputs.action_output_1.total }}',
      ),
    ),
  );
  const { body } = await story.millrace.post('/millrace/v1/flows/lint', flow);
  const told = body.results.map(({ code, path }: Body) => `${code} ${path}`);
  expect(told).toContain('OUTPUT_MISSING actions[1].fields.value.staticValue');
  expect(told).toContain('UNKNOWN_PROPERTY actions[0].inputFields[0].value.propertyName');
  expect(told.filter((each: string) => each.startsWith('OUTPUT_MISSING'))).toHaveLength(1);
});
