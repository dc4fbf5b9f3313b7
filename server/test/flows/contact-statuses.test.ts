import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  contactFlow,
  flowOver,
  inARow,
  isAnyOf,
  manual,
  setProperty,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, join, manualList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.post('/millrace/v1/subscription-types', { id: 77, name: 'Newsletter' });
});
afterAll(() => story.stop());

async function run(contact: string, ...actions: Body[]): Promise<Body[]> {
  const flowId = await story.givenFlow(contactFlow(inARow(...actions)));
  await story.enroll(flowId, contact);
  return (await story.passage(flowId)).steps;
}

const marketing = (marketableType: string) =>
  action('0-31', { targetContact: '{{ enrolled_object }}', marketableType }, { actionTypeVersion: 13 });
const subscription = (optState: string, more: Body = {}) =>
  action(
    '0-43347357',
    { targetContact: '{{ enrolled_object }}', channel: 'EMAIL', optState, subscriptionId: '77', ...more },
    { actionTypeVersion: 7 },
  );

describe('marketing contact status', () => {
  test('is set with its reason, and other flows see it', async () => {
    const watching = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'Ulm')), whenMet([isAnyOf('hs_marketable_status', 'true')])),
    );
    const contact = await story.givenContact();
    const flowId = await story.givenFlow(
      contactFlow(inARow(marketing('MARKETABLE'), marketing('MARKETABLE'))),
    );
    await story.enroll(flowId, contact);
    expect((await story.passage(flowId)).steps).toMatchObject([
      { outcome: 'SUCCEEDED', detail: { changed: true } },
      { outcome: 'SUCCEEDED', detail: { changed: false } },
    ]);
    expect(await story.properties('contacts', contact)).toMatchObject({
      hs_marketable_status: 'true',
      hs_marketable_reason_type: 'WORKFLOW',
      hs_marketable_reason_id: flowId,
      hs_marketable_until_renewal: 'false',
      city: 'Ulm',
    });
    expect(await story.enrollments(watching)).toHaveLength(1);
    await run(contact, marketing('NON_MARKETABLE'));
    expect((await story.properties('contacts', contact))['hs_marketable_status']).toBe('false');
  });

  test('is of contacts alone, and only what there is; lint says so', async () => {
    const lint = async (flow: Body) =>
      (await story.millrace.post('/millrace/v1/flows/lint', flow)).body.results.map(
        (each: Body) => each.path,
      );
    expect(await lint(flowOver('0-2', inARow(marketing('MARKETABLE')), manual))).toContain(
      'actions[0].actionTypeId',
    );
    expect(await lint(contactFlow(inARow(marketing('PERHAPS'))))).toContain(
      'actions[0].fields.marketableType',
    );
  });
});

describe('communication subscription', () => {
  const status = async (contact: string) => {
    const { email } = await story.properties('contacts', contact);
    const { body } = await story.millrace.get(
      `/communication-preferences/v4/statuses/${email}?channel=EMAIL`,
    );
    return body.results.find((each: Body) => each.subscriptionId === 77);
  };

  test('is what the API tells of the contact then, with its legal basis; filters and events see it', async () => {
    const out = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'Out')), whenMet([isAnyOf('hs_email_optout_77', 'true')])),
    );
    const told = await story.givenFlow(
      contactFlow(inARow(setProperty('state', 'Told')), whenEvent('4-666289', [])),
    );
    const contact = await story.givenContact();
    const [step] = await run(
      contact,
      subscription('OPT_IN', { legalBasis: 'CONSENT_WITH_NOTICE', legalBasisExplanation: 'On the phone' }),
    );
    expect(step).toMatchObject({ outcome: 'SUCCEEDED', detail: { status: 'SUBSCRIBED' } });
    expect(await status(contact)).toMatchObject({
      status: 'SUBSCRIBED',
      source: 'Workflow',
      legalBasis: 'CONSENT_WITH_NOTICE',
      legalBasisExplanation: 'On the phone',
    });
    await run(contact, subscription('OPT_OUT'));
    expect((await status(contact)).status).toBe('UNSUBSCRIBED');
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'Out', state: 'Told' });
    expect(await story.enrollments(out)).toHaveLength(1);
    expect(await story.enrollments(told)).toHaveLength(1);
    await run(contact, subscription('OPT_OUT'));
    expect(await story.enrollments(told)).toHaveLength(1);
  });

  test('lets a contact who was out of all come back to one', async () => {
    const contact = await story.givenContact({ hs_email_optout: 'true' });
    const [step] = await run(contact, subscription('OPT_IN'));
    expect(step.detail.outcome).toBe('RESUBSCRIBE_OCCURRED');
    expect(await story.properties('contacts', contact)).toMatchObject({
      hs_email_optout: 'false',
      hs_email_optout_77: 'false',
      hs_email_optout_1: 'true',
      hs_email_optout_2: 'true',
    });
  });

  test('fails for a contact without an address, and for a type that is not there', async () => {
    const nobody = await story.givenRecord('contacts', { firstname: 'Nobody' });
    const steps = await run(
      nobody,
      subscription('OPT_IN'),
      subscription('OPT_IN', { subscriptionId: '404' }),
    );
    expect(steps.map(({ reason }) => reason)).toEqual(['NO_ADDRESS', 'INVALID_CONFIGURATION']);
    expect(steps[1]!.detail.message).toContain('"404"');
  });

  test.each([
    [{ subscriptionId: '404' }, 'subscriptionId'],
    [{ channel: 'SMS' }, 'channel'],
    [{ optState: 'MAYBE' }, 'optState'],
    [{ legalBasis: 'BECAUSE' }, 'legalBasis'],
  ])('with %o is named by lint', async (fields, member) => {
    const flow = contactFlow(inARow(subscription('OPT_IN', fields)));
    const { body } = await story.millrace.post('/millrace/v1/flows/lint', flow);
    expect(body.results.map((each: Body) => each.path)).toContain(`actions[0].fields.${member}`);
  });
});

describe('the old list action', () => {
  test('adds and removes, by the id as text or as a number', async () => {
    const list = await givenList(story, manualList('Old'));
    const [contact, member] = [await story.givenContact(), await story.givenContact()];
    await join(story, list, member);
    const [added] = await run(contact, action('0-13', { operation: 'ADD', list_id: Number(list) }));
    expect(added).toMatchObject({ outcome: 'SUCCEEDED', detail: { listId: list, changed: true } });
    await run(member, action('0-13', { operation: 'REMOVE', list_id: list }));
    expect(await membersOf(story, list)).toEqual([contact]);
  });

  test('fails for a list that is gone, kept by filters, or of other records; the record goes on', async () => {
    const gone = await givenList(story, manualList('Gone'));
    await story.millrace.delete(`/crm/v3/lists/${gone}`);
    const dynamic = await givenList(story, dynamicList('By filters', [isAnyOf('hs_email_optout', 'true')]));
    const companies = await givenList(story, manualList('Companies', { objectTypeId: '0-2' }));
    const all = [gone, dynamic, companies];
    const contact = await story.givenContact();
    for (const of of [
      (list_id: string) => action('0-13', { operation: 'ADD', list_id }),
      (listId: string) => action('0-63809083', { listId, targetObject: '{{ enrolled_object }}' }),
      (listId: string) => action('0-63863438', { listId, targetObject: '{{ enrolled_object }}' }),
    ]) {
      const steps = await run(contact, ...all.map(of), setProperty('city', 'Ulm'));
      expect(steps.map(({ reason }) => reason)).toEqual([
        'LIST_NOT_FOUND',
        'LIST_IS_DYNAMIC',
        'OBJECT_TYPE_DOES_NOT_FIT',
        null,
      ]);
    }
  });
});

test('a record that a flow deletes leaves its other flows, and what stands behind the action does not run', async () => {
  const list = await givenList(story, manualList('Before the end'));
  const other = await story.givenFlow(
    contactFlow(inARow(action('0-1', { delta: '60', time_unit: 'MINUTES' }))),
  );
  const contact = await story.givenContact();
  await story.enroll(other, contact);
  const steps = await run(
    contact,
    action('0-13', { operation: 'ADD', list_id: list }),
    action('0-18224765', {}, { actionTypeVersion: 42 }),
    setProperty('city', 'Ulm'),
  );
  expect(steps.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['SUCCEEDED', null],
    ['SUCCEEDED', null],
    ['SKIPPED', 'RECORD_DELETED'],
  ]);
  expect(await story.enrollments(other)).toMatchObject([
    { status: 'UNENROLLED', endReason: 'RECORD_DELETED' },
  ]);
  expect(await membersOf(story, list)).toEqual([]);
});
