import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, manual, setProperty } from '../../support/flow-bodies.ts';
import { startMillrace } from '../../support/millrace.ts';
import { type Body, type Story, storyOf } from '../../support/story.ts';

const OVERVIEW = '/millrace/v1/flows';

let story: Story;
let statements: string[] = [];
const flows: Record<'waits' | 'fails' | 'off' | 'plain' | 'gone', string> = {} as never;
beforeAll(async () => {
  const millrace = await startMillrace({ role: 'api' }, (sql) => statements.push(sql));
  story = storyOf(millrace);
  const make = (name: string, actions: object[], more = {}) =>
    story.givenFlow(contactFlow(inARow(...(actions as Body[])), manual, { name, ...more }));
  flows.waits = await make('Beta waits', [delayMinutes(60)]);
  // No action copies from where nothing is.
  flows.fails = await make('alpha fails', [
    setProperty('jobtitle', { type: 'FIELD_DATA', actionId: '9', dataKey: 'nothing' }),
  ]);
  flows.off = await make('Gamma 100% off', [], { isEnabled: false });
  flows.plain = await make('Delta', [setProperty('jobtitle', 'Done')]);
  flows.gone = await make('Gone', []);
  await millrace.delete(`/automation/v4/flows/${flows.gone}`);
  const contacts = [await story.givenContact(), await story.givenContact()];
  await story.enroll(flows.waits, ...contacts);
  await story.enroll(flows.fails, contacts[0]!);
  await story.enroll(flows.plain, ...contacts);
});
afterAll(() => story.stop());

async function list(query = ''): Promise<Body> {
  const { status, body } = await story.millrace.get(`${OVERVIEW}${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const idsOf = (body: Body) => body.results.map(({ id }: Body) => id);
const rowOf = async (id: string) => (await list()).results.find((row: Body) => row.id === id);

describe('a row tells', () => {
  test('what goes on in the flow', async () => {
    expect(await rowOf(flows.waits)).toMatchObject({
      name: 'Beta waits',
      isEnabled: true,
      counts: { active: 2, enrolled: 2, completed: 0, failedSteps: 0 },
      lastEnrolledAt: expect.any(String),
      lastFailedAt: null,
      paused: null,
    });
    expect(await rowOf(flows.plain)).toMatchObject({ counts: { active: 0, enrolled: 2, completed: 2 } });
    expect(await rowOf(flows.fails)).toMatchObject({
      counts: { failedSteps: 1 },
      lastFailedAt: expect.any(String),
      lint: { errors: expect.any(Number) },
    });
    expect(await rowOf(flows.off)).toMatchObject({
      isEnabled: false,
      counts: { active: 0, enrolled: 0, completed: 0, failedSteps: 0 },
      lastEnrolledAt: null,
    });
  });

  test('who changed it last', async () => {
    const { body: made } = await story.millrace.post('/millrace/v1/tokens', { name: 'ci', scopes: 'all' });
    await story.millrace.call('POST', `${OVERVIEW}/${flows.off}/turn-on`, undefined, {
      authorization: `Bearer ${made.token}`,
    });
    await story.millrace.post(`${OVERVIEW}/${flows.off}/turn-off`);
    await story.millrace.call('POST', `${OVERVIEW}/${flows.off}/turn-on`, undefined, {
      authorization: `Bearer ${made.token}`,
    });
    expect((await rowOf(flows.off)).lastChange.by).toEqual({ tokenId: made.id, tokenName: 'ci' });
    await story.millrace.post(`${OVERVIEW}/${flows.off}/turn-off`);
    expect((await rowOf(flows.off)).lastChange.by.tokenName).toBe('configured');
  });

  test('whether it is paused, by itself or with everything', async () => {
    const { millrace } = story;
    await millrace.post(`${OVERVIEW}/${flows.waits}/pause`, {});
    expect([(await rowOf(flows.waits)).paused, (await rowOf(flows.plain)).paused]).toEqual(['FLOW', null]);
    expect(idsOf(await list('?state=PAUSED'))).toEqual([flows.waits]);
    expect(idsOf(await list('?state=ON'))).not.toContain(flows.waits);
    await millrace.post('/millrace/v1/account/pause', {});
    expect((await rowOf(flows.plain)).paused).toBe('ACCOUNT');
    expect((await list('?state=ON')).total).toBe(0);
    await millrace.post('/millrace/v1/account/resume', {});
    await millrace.post(`${OVERVIEW}/${flows.waits}/resume`, {});
    await story.settle();
    expect((await list('?state=PAUSED')).results).toEqual([]);
  });
});

describe('flows are found', () => {
  test.each([
    ['search=DELTA', ['plain']],
    ['search=a', ['waits', 'fails', 'off', 'plain']],
    // What means something to SQL is a letter as any other.
    ['search=100%25', ['off']],
    ['search=_', []],
    ['isEnabled=false', ['off']],
    ['state=OFF', ['off']],
    ['objectTypeId=0-1&isEnabled=true', ['waits', 'fails', 'plain']],
    ['objectTypeId=0-3', []],
    ['deleted=true', ['gone']],
  ] as const)('by %s', async (query, expected) => {
    const body = await list(`?${query}`);
    expect(idsOf(body)).toEqual(expected.map((name) => flows[name]));
    expect(body.total).toBe(expected.length);
  });

  test('by id', async () => {
    expect(idsOf(await list(`?search=${flows.fails}`))).toEqual([flows.fails]);
  });

  test.each([
    ['name', ['fails', 'waits', 'plain', 'off']],
    ['-name', ['off', 'plain', 'waits', 'fails']],
    ['-failedSteps', ['fails', 'waits', 'off', 'plain']],
    ['-active', ['waits', 'fails', 'off', 'plain']],
    ['-completed', ['plain', 'fails', 'waits', 'off']],
    ['-id', ['plain', 'off', 'fails', 'waits']],
  ] as const)('in the order of %s, page by page', async (sort, expected) => {
    const ids = expected.map((name) => flows[name]);
    const whole = idsOf(await list(`?sort=${sort}`));
    if (sort === '-completed') expect([whole[0], whole.length]).toEqual([ids[0], 4]);
    else expect(whole).toEqual(ids);
    const walked: string[] = [];
    let after = '';
    do {
      const body = await list(`?sort=${sort}&limit=1${after}`);
      walked.push(...idsOf(body));
      after = body.paging ? `&after=${body.paging.next.after}` : '';
    } while (after !== '');
    expect(walked).toEqual(whole);
  });

  test('without a value last in either direction', async () => {
    for (const sort of ['lastEnrolledAt', '-lastEnrolledAt'])
      expect(idsOf(await list(`?sort=${sort}`)).at(-1)).toBe(flows.off);
  });

  test.each([
    ['sort=colour', 'sort'],
    ['state=BUSY', 'state'],
    ['limit=51', 'limit'],
    ['after=nonsense', 'after'],
    [`after=${Buffer.from('[{},1]').toString('base64url')}`, 'after'],
    ['isEnabled=perhaps', 'isEnabled'],
    ['colour=red', 'colour'],
  ])('with bad input named: %s', async (query, member) => {
    const { status, body } = await story.millrace.get(`${OVERVIEW}?${query}`);
    expect([status, body.errors[0].in]).toEqual([400, member]);
  });
});

test('as many statements for many flows as for one', async () => {
  const plain = (n: number) =>
    story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'x')), manual, { name: `More ${n}` }));
  // After a save nothing that was found out about flows is kept; totals that took long are, but not of flows that nobody has asked for.
  const statementsFor = async (query: string) => {
    await plain(0);
    statements = [];
    await list(query);
    return statements.toSorted();
  };
  await statementsFor('?limit=1');
  await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'x')), manual, { name: 'Unasked' }));
  const one = await statementsFor('?limit=1&search=unasked');
  for (let n = 1; n < 20; n++) await plain(n);
  expect(await statementsFor('?search=more')).toEqual(one);
});

describe('an edit is linted as one', () => {
  test('ids that were used once, and what the flow cannot become, are refused', async () => {
    const id = await story.givenFlow(
      contactFlow(inARow(setProperty('jobtitle', 'a'), setProperty('city', 'b'))),
    );
    const { body: first } = await story.millrace.get(`/automation/v4/flows/${id}`);
    const { createdAt: _, updatedAt: __, ...body } = first;
    const shorter = { ...body, actions: [{ ...body.actions[0], connection: undefined }] };
    expect((await story.millrace.put(`/automation/v4/flows/${id}`, shorter)).status).toBe(200);
    const lint = (query: string) => story.millrace.post(`${OVERVIEW}/lint${query}`, body);
    expect((await lint(`?flowId=${id}`)).body.problems).toMatchObject([{ in: 'actions[1].actionId' }]);
    expect((await lint('')).body.problems).toEqual([]);
    const sound = await story.millrace.post(`${OVERVIEW}/lint?flowId=${id}`, shorter);
    expect([sound.status, sound.body]).toEqual([200, { problems: [], results: [] }]);
    expect((await lint('?flowId=999999')).status).toBe(404);
    expect((await lint('?flowId=x')).body.errors[0].in).toBe('flowId');
  });
});
