import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  inARow,
  is,
  isKnown,
  setProperty,
  whenMet,
} from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
const contacts: Record<'ada' | 'ben' | 'eve', string> = {} as never;
beforeAll(async () => {
  story = await tellStory();
  contacts.ada = await story.givenContact({ email: 'ada@example.test', city: 'Ulm', jobtitle: 'Boss' });
  contacts.ben = await story.givenContact({ email: 'ben@example.test', city: 'Ulm' });
  contacts.eve = await story.givenContact({ email: 'eve@example.test', city: 'Oslo' });
});
afterAll(() => story.stop());

const inUlm = anyOf(allOf([is('city', 'Ulm')]));
const preview = (body: object) => story.millrace.post('/millrace/v1/criteria/preview', body);
const explain = (body: object) => story.millrace.post('/millrace/v1/criteria/explain', body);

describe('filters that are saved nowhere', () => {
  test('are counted, and some of whom they are met by are shown', async () => {
    const { status, body } = await preview({ objectTypeId: '0-1', filterBranch: inUlm });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ matching: 2, isComplete: true, problems: [] });
    expect(body.sample.map(({ objectId }: Body) => objectId)).toEqual([contacts.ada, contacts.ben]);
    expect(body.sample[0].properties).toMatchObject({ city: 'Ulm' });
  });

  test('say the same as the preview of a flow that has them', async () => {
    for (const filters of [
      [is('city', 'Ulm')],
      [is('city', 'Ulm'), isKnown('jobtitle')],
      [is('city', 'Rome')],
    ]) {
      const flow = await story.givenFlow(
        contactFlow(inARow(setProperty('jobtitle', 'x')), whenMet(filters as Body), { isEnabled: false }),
      );
      const { body: ofFlow } = await story.millrace.get(`/millrace/v1/flows/${flow}/preview`);
      const { body: saved } = await story.millrace.get(`/automation/v4/flows/${flow}`);
      const { body } = await preview({
        objectTypeId: '0-1',
        filterBranch: saved.enrollmentCriteria.listFilterBranch,
      });
      expect([body.matching, body.sample]).toEqual([ofFlow.matching, ofFlow.sample]);
    }
  });

  test('tell what they name that is not there', async () => {
    const { status, body } = await preview({
      objectTypeId: '0-1',
      filterBranch: anyOf(allOf([is('no_such_property', 'x')])),
    });
    expect([status, body.matching]).toEqual([200, 0]);
    expect(body.problems).toMatchObject([
      { in: expect.stringMatching(/^filterBranch\./), message: expect.stringContaining('no_such_property') },
    ]);
  });

  test('are explained place by place, now and as of then', async () => {
    const before = new Date((await story.millrace.get('/millrace/v1/clock')).body.now).toISOString();
    await story.pass('P1D');
    await story.change('contacts', contacts.eve, { city: 'Ulm' });
    const question = { objectTypeId: '0-1', filterBranch: inUlm, objectId: contacts.eve };
    const now = await explain(question);
    expect(now.status, JSON.stringify(now.body)).toBe(200);
    expect(now.body.criteria).toMatchObject({ verdict: 'MET' });
    const then = await explain({ ...question, at: before });
    expect(then.body.criteria.verdict).toBe('NOT_MET');
    const [line] = then.body.criteria.filterBranches[0].filters;
    expect(line).toMatchObject({ property: 'city', value: 'Oslo', verdict: 'NOT_MET' });
    const named = await explain({ ...question, objectId: 'eve@example.test' });
    expect(named.body).toMatchObject({ objectId: contacts.eve, criteria: { verdict: 'MET' } });
    expect((await explain({ ...question, objectId: '999999' })).body.criteria).toBe(null);
  });

  test.each([
    [{ filterBranch: {} }, 'objectTypeId', 400],
    [{ objectTypeId: '0-1' }, 'filterBranch', 400],
    [
      { objectTypeId: '0-1', filterBranch: { filterBranchType: 'OR', filterBranches: [], filters: [] } },
      'filterBranch',
      400,
    ],
    [
      { objectTypeId: '0-1', filterBranch: anyOf(allOf([{ filterType: 'NONSENSE' } as never])) },
      'filterBranch',
      400,
    ],
    [{ objectTypeId: 'no_such_type', filterBranch: {} }, '', 400],
    [{ objectTypeId: '0-1', filterBranch: {}, colour: 'red' }, 'colour', 400],
  ])('are refused where they cannot be read: %j', async (body, member, status) => {
    const answer = await preview(body);
    expect(answer.status).toBe(status);
    if (member !== '') expect(answer.body.errors[0].in).toMatch(new RegExp(`^${member}`));
  });

  test('show nothing of records that the caller may not read', async () => {
    const { token } = (
      await story.millrace.post('/millrace/v1/tokens', { name: 'flows alone', scopes: ['automation'] })
    ).body;
    for (const path of ['preview', 'explain']) {
      const answer = await story.millrace.call(
        'POST',
        `/millrace/v1/criteria/${path}`,
        {
          objectTypeId: '0-1',
          filterBranch: inUlm,
          ...(path === 'explain' ? { objectId: contacts.ada } : {}),
        },
        { authorization: `Bearer ${token}` },
      );
      expect(answer.status).toBe(403);
      expect(answer.body.errors[0].context.requiredGranularScopes).toEqual(['crm.objects.contacts.read']);
    }
  });

  test('have a moment that has come', async () => {
    const answer = await explain({
      objectTypeId: '0-1',
      filterBranch: inUlm,
      objectId: contacts.ada,
      at: '2199-01-01T00:00:00Z',
    });
    expect([answer.status, answer.body.errors[0].in]).toEqual([400, 'at']);
  });
});
