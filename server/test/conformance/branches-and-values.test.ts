import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, allOf, anyOf, contactFlow, inARow, is, setProperty, to } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const path = (passage: Body) => passage.steps.map((step: Body) => step.actionId);

/** Runs one new contact through a flow of these actions, and says what became of both. */
async function run(actions: readonly Body[], properties: Record<string, string> = {}, more: Body = {}) {
  const flowId = await story.givenFlow(contactFlow(actions, undefined, more));
  const contact = await story.givenContact(properties);
  await story.enroll(flowId, contact);
  return {
    passage: await story.passage(flowId),
    values: await story.properties('contacts', contact),
    contact,
    flowId,
  };
}

const set = (actionId: string, property: string, value: string | Body, connection?: Body) => ({
  ...setProperty(property, value),
  actionId,
  ...(connection ? { connection } : {}),
});

const branchOn = (...branches: Body[]) => ({ actionId: '1', type: 'LIST_BRANCH', listBranches: branches });

describe('branches', () => {
  const parisOrNorth = branchOn(
    { branchName: 'Paris', filterBranch: anyOf(allOf([is('city', 'Paris')])), connection: to('2') },
    { branchName: 'France', filterBranch: anyOf(allOf([is('country', 'France')])), connection: to('3') },
  );
  const ends = [set('2', 'jobtitle', 'first'), set('3', 'jobtitle', 'second')];

  test('case 34: of two branches that are met, the first', async () => {
    const { values } = await run([parisOrNorth, ...ends], { city: 'Paris', country: 'France' });
    expect(values['jobtitle']).toBe('first');
  });

  test('case 35: none met and no default: the path ends, and the passage is complete', async () => {
    const { passage } = await run([parisOrNorth, ...ends], { city: 'Rome' });
    expect([passage.status, passage.endReason, path(passage)]).toEqual(['COMPLETED', 'END_OF_PATH', ['1']]);
  });

  test('case 36: the 251st value branch and the 21st filter branch are refused, naming the member', async () => {
    const value = {
      actionId: '1',
      type: 'STATIC_BRANCH',
      inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'city' },
    };
    const staticBranches = Array.from({ length: 251 }, (_, index) => ({ branchValue: String(index) }));
    const listBranches = Array.from({ length: 21 }, () => ({
      filterBranch: anyOf(allOf([is('city', 'x')])),
    }));
    for (const [body, member] of [
      [{ ...value, staticBranches }, 'staticBranches'],
      [branchOn(...listBranches), 'listBranches'],
    ] as const) {
      const answer = await story.millrace.post('/automation/v4/flows', contactFlow([body]));
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].in).toContain(member);
    }
  });

  test('case 37: two edges that lead to one action: it runs once', async () => {
    const both = branchOn(
      { filterBranch: anyOf(allOf([is('city', 'Paris')])), connection: to('2') },
      { filterBranch: anyOf(allOf([is('city', 'Rome')])), connection: to('2', 'GOTO') },
    );
    const { passage } = await run([both, set('2', 'jobtitle', 'met')], { city: 'Rome' });
    expect(path(passage)).toEqual(['1', '2']);
  });

  test('case 38: a loop of GOTO edges ends at the step budget, with the reason', async () => {
    const { passage } = await run([
      set('1', 'jobtitle', 'a', to('2')),
      set('2', 'jobtitle', 'b', to('1', 'GOTO')),
    ]);
    expect([passage.status, passage.endReason, passage.stepCount]).toEqual([
      'FAILED',
      'STEP_BUDGET_EXCEEDED',
      10_001,
    ]);
    expect(passage.steps.at(-1)).toMatchObject({ outcome: 'FAILED', reason: 'STEP_BUDGET_EXCEEDED' });
  });

  test('a value branch goes by the text of a number, a flag, an output, or the default', async () => {
    const on = (inputValue: Body, ...values: string[]) => ({
      actionId: '1',
      type: 'STATIC_BRANCH',
      inputValue,
      staticBranches: values.map((branchValue, index) => ({
        branchValue,
        connection: to(String(index + 2)),
      })),
      defaultBranch: to('9'),
    });
    const leaves = [set('2', 'jobtitle', 'two'), set('9', 'jobtitle', 'default')];
    const lifecycle = { type: 'OBJECT_PROPERTY', propertyName: 'lifecyclestage' };
    expect(
      (await run([on(lifecycle, 'lead'), ...leaves], { lifecyclestage: 'lead' })).values['jobtitle'],
    ).toBe('two');
    expect(
      (await run([on(lifecycle, 'lead'), ...leaves], { lifecyclestage: 'customer' })).values['jobtitle'],
    ).toBe('default');
    expect(
      (await run([on({ type: 'STATIC_VALUE', staticValue: 'x' }, 'x'), ...leaves])).values['jobtitle'],
    ).toBe('two');
  });

  test('a random split keeps its shares, and its choice when it is looked at again', async () => {
    const split = {
      actionId: '1',
      type: 'AB_TEST_BRANCH',
      testBranches: [{ percentage: 25, connection: to('2') }, { connection: to('3') }],
    };
    const flowId = await story.givenFlow(
      contactFlow([split, set('2', 'jobtitle', 'few'), set('3', 'jobtitle', 'many')]),
    );
    const { body } = await story.millrace.post('/crm/v3/objects/contacts/batch/create', {
      inputs: Array.from({ length: 100 }, (_, index) => ({
        properties: { email: `split${index}@example.test` },
      })),
    });
    const second = await story.millrace.post('/crm/v3/objects/contacts/batch/create', {
      inputs: Array.from({ length: 100 }, (_, index) => ({
        properties: { email: `split-b${index}@example.test` },
      })),
    });
    await story.enroll(flowId, ...[...body.results, ...second.body.results].map((each: Body) => each.id));
    const [{ few, many }] = (await story.millrace.sql`
      select count(*) filter (where action_id = '2')::int as few, count(*) filter (where action_id = '3')::int as many
      from steps where flow_id = ${flowId}`) as unknown as [{ few: number; many: number }];
    expect(few + many).toBe(200);
    expect(few).toBeGreaterThan(25);
    expect(few).toBeLessThan(80);
  });
});

describe('values', () => {
  test('case 45: an increment of no value begins at zero; further ones add; text cannot be incremented', async () => {
    await story.millrace.post('/crm/v3/properties/contacts', {
      name: 'score',
      label: 'Score',
      type: 'number',
      fieldType: 'number',
      groupName: 'contactinformation',
    });
    const add = { type: 'INCREMENT', incrementAmount: 2.5 };
    const { values } = await run(
      inARow(setProperty('score', add), setProperty('score', { type: 'INCREMENT', incrementAmount: -1 })),
    );
    expect(values['score']).toBe('1.5');
    const { passage } = await run(inARow(setProperty('city', add)), { city: 'Paris' });
    expect(passage.steps[0]).toMatchObject({ outcome: 'FAILED', reason: 'NOT_A_NUMBER' });
    expect(passage.steps[0].detail.message).toContain('"Paris"');
  });

  test('copies, tokens, stamps, appended and cleared values', async () => {
    const now = { type: 'TIMESTAMP', timestampType: 'EXECUTION_TIME' };
    await story.millrace.post('/crm/v3/properties/contacts', {
      name: 'stamped',
      label: 'Stamped',
      type: 'datetime',
      fieldType: 'date',
      groupName: 'contactinformation',
    });
    const { values } = await run(
      inARow(
        setProperty('company', { type: 'OBJECT_PROPERTY', propertyName: 'lastname' }),
        setProperty('jobtitle', 'Dear {{ enrolled_object.firstname }} of {{ enrolled_object.company }}'),
        setProperty('address', {
          type: 'STATIC_APPEND_VALUE',
          staticAppendValue: 'and more',
        }),
        setProperty('city', ''),
        setProperty('stamped', now),
      ),
      { firstname: 'Ada', lastname: 'Lovelace', city: 'London', address: 'some' },
    );
    expect(values['company']).toBe('Lovelace');
    expect(values['jobtitle']).toBe('Dear Ada of Lovelace');
    expect(values['city'] ?? null).toBeNull();
    expect(values['address']).toBe('some\nand more');
    expect(values['stamped']).toBe(values['lastmodifieddate']);
  });

  test('case 44: a date copied into a datetime is midnight UTC; a datetime copied into a date loses its time', async () => {
    const define = (name: string, type: string) =>
      story.millrace.post('/crm/v3/properties/contacts', {
        name,
        label: name,
        type,
        fieldType: 'date',
        groupName: 'contactinformation',
      });
    await define('a_day', 'date');
    await define('an_instant', 'datetime');
    const copy = (propertyName: string) => ({ type: 'OBJECT_PROPERTY', propertyName });
    const there = await run(inARow(setProperty('an_instant', copy('a_day'))), { a_day: '2026-03-01' });
    expect(there.values['an_instant']).toBe('2026-03-01T00:00:00.000Z');
    const back = await run(inARow(setProperty('a_day', copy('an_instant'))), {
      an_instant: '2026-03-01T22:30:00.000Z',
    });
    expect(back.values['a_day']).toBe('2026-03-01');
  });

  test('a property of associated records is set on all of them; without any, nothing is done', async () => {
    const spec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 };
    const onCompanies = action('0-5', {
      property_name: 'city',
      value: { type: 'STATIC_VALUE', staticValue: 'Turin' },
      association: spec,
    });
    const flowId = await story.givenFlow(contactFlow(inARow(onCompanies)));
    const contact = await story.givenContact();
    const companies = [
      await story.givenRecord('companies', { name: 'A' }),
      await story.givenRecord('companies', { name: 'B' }),
    ];
    for (const company of companies)
      await story.millrace.put(
        `/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`,
      );
    await story.enroll(flowId, contact, await story.givenContact());
    for (const company of companies)
      expect((await story.properties('companies', company))['city']).toBe('Turin');
    const enrollments = await story.enrollments(flowId);
    expect(enrollments.map((each) => each.status)).toEqual(['COMPLETED', 'COMPLETED']);
  });

  test('a value that does not fit its property fails the step and changes nothing; the enrollment goes on', async () => {
    const { passage, values } = await run(
      inARow(
        setProperty('lifecyclestage', 'fan'),
        setProperty('nonsense', 'x'),
        setProperty('jobtitle', 'On'),
      ),
    );
    expect(passage.steps.map((step: Body) => [step.outcome, step.reason])).toEqual([
      ['FAILED', 'INVALID_OPTION'],
      ['FAILED', 'INVALID_CONFIGURATION'],
      ['SUCCEEDED', null],
    ]);
    expect(passage.steps[0].detail.message).toContain('"fan"');
    expect(passage.steps[1].detail.message).toContain('"nonsense"');
    expect(values['jobtitle']).toBe('On');
  });

  test('a mail without a recipient, of an unknown email: a failed step with the reason', async () => {
    const { passage } = await run(
      inARow(action('0-4', { content_id: '424242' }), setProperty('jobtitle', 'On')),
    );
    expect(passage.steps[0]).toMatchObject({ outcome: 'FAILED', reason: 'EMAIL_NOT_FOUND' });
    const email = await story.millrace.post('/marketing/v3/emails', {
      name: 'x',
      subject: 'x',
      content: { plainTextVersion: 'x' },
      from: { replyTo: 'a@example.test' },
    });
    await story.millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
    const flowId = await story.givenFlow(contactFlow(inARow(action('0-4', { content_id: email.body.id }))));
    await story.enroll(flowId, await story.givenRecord('contacts', { lastname: 'Nameless' }));
    expect((await story.passage(flowId)).steps[0]).toMatchObject({
      outcome: 'FAILED',
      reason: 'NO_RECIPIENT',
    });
  });
});
