import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contactFlow,
  inARow,
  isAnyOf,
  property,
  setProperty,
  whenEvent,
  whenMet,
} from '../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.post('/millrace/v1/subscription-types', { id: 77, name: 'Newsletter' });
});
afterAll(() => story.stop());

const PATH = '/communication-preferences/v4/statuses';
const CHANNEL = '?channel=EMAIL';

let number = 0;
async function subscriber() {
  const email = `subscriber${++number}@example.com`;
  return { email, id: await story.givenContact({ email }) };
}

async function set(email: string, statusState: string, subscriptionId = 77, more = {}) {
  const body = { channel: 'EMAIL', subscriptionId, statusState, ...more };
  const answer = await story.millrace.post(`${PATH}/${email}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.results[0];
}

async function statuses(email: string): Promise<Record<string, string>> {
  const { body } = await story.millrace.get(`${PATH}/${email}${CHANNEL}`);
  return Object.fromEntries(
    body.results.map((one: { subscriptionName: string; status: string }) => [
      one.subscriptionName,
      one.status,
    ]),
  );
}

describe('a status', () => {
  it('is not specified until somebody says', async () => {
    const { email } = await subscriber();
    expect(await statuses(email)).toEqual({
      'Marketing Information': 'NOT_SPECIFIED',
      'One to One': 'NOT_SPECIFIED',
      Newsletter: 'NOT_SPECIFIED',
    });
  });

  it('is written to the contact, and says why', async () => {
    const { email, id } = await subscriber();
    const basis = { legalBasis: 'CONSENT_WITH_NOTICE', legalBasisExplanation: 'Asked at the counter' };
    expect(await set(email.toUpperCase(), 'SUBSCRIBED', 77, basis)).toMatchObject({
      subscriberIdString: email,
      subscriptionId: 77,
      subscriptionName: 'Newsletter',
      channel: 'EMAIL',
      status: 'SUBSCRIBED',
      setStatusSuccessReason: 'REQUESTED_CHANGE_OCCURRED',
      ...basis,
    });
    expect((await story.properties('contacts', id))['hs_email_optout_77']).toBe('false');
    expect(await set(email, 'SUBSCRIBED')).toMatchObject({ setStatusSuccessReason: 'NO_STATUS_CHANGE' });
    expect(await set(email, 'UNSUBSCRIBED')).toMatchObject({ status: 'UNSUBSCRIBED' });
    expect((await story.properties('contacts', id))['hs_email_optout_77']).toBe('true');
    expect(await set(email, 'SUBSCRIBED')).toMatchObject({ setStatusSuccessReason: 'RESUBSCRIBE_OCCURRED' });
    await set(email, 'NOT_SPECIFIED');
    expect((await story.properties('contacts', id))['hs_email_optout_77']).toBeNull();
    const { body } = await story.millrace.get(`${PATH}/${email}${CHANNEL}`);
    expect(body).toMatchObject({ status: 'COMPLETE', startedAt: expect.any(String) });
  });

  it('triggers flows, as a property and as an event', async () => {
    const byProperty = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'Out')), whenMet([isAnyOf('hs_email_optout_77', 'true')])),
    );
    const byEvent = await story.givenFlow(
      contactFlow(
        inARow(setProperty('state', 'Left')),
        whenEvent('4-666289', [property('hs_subscription_id', 'STRING', 'IS_EQUAL_TO', { value: '77' })]),
      ),
    );
    const { email, id } = await subscriber();
    await set(email, 'SUBSCRIBED');
    await set(email, 'UNSUBSCRIBED');
    await set(email, 'UNSUBSCRIBED');
    await story.settle();
    expect(await story.enrollments(byProperty)).toHaveLength(1);
    expect(await story.enrollments(byEvent)).toHaveLength(1);
    expect(await story.properties('contacts', id)).toMatchObject({ city: 'Out', state: 'Left' });
  });

  it('tells by the event of coming back, too, and of nothing that was so already', async () => {
    const back = await story.givenFlow(
      contactFlow(
        inARow(setProperty('state', 'Back')),
        whenEvent('4-666289', [
          property('hs_subscription_status', 'STRING', 'IS_EQUAL_TO', { value: 'SUBSCRIBED' }),
        ]),
      ),
    );
    const { email, id } = await subscriber();
    await set(email, 'UNSUBSCRIBED');
    await story.settle();
    expect(await story.enrollments(back)).toHaveLength(0);
    await set(email, 'SUBSCRIBED');
    await set(email, 'SUBSCRIBED');
    await story.settle();
    expect(await story.enrollments(back)).toHaveLength(1);
    expect(await story.properties('contacts', id)).toMatchObject({ state: 'Back' });
  });

  it('needs a contact, a subscription type, a state and a channel', async () => {
    const { email } = await subscriber();
    const post = (address: string, body: object) =>
      story.millrace.post(`${PATH}/${address}`, {
        channel: 'EMAIL',
        subscriptionId: 77,
        statusState: 'SUBSCRIBED',
        ...body,
      });
    expect((await post('nobody@example.com', {})).status).toBe(404);
    expect((await post(email, { subscriptionId: 78 })).body.errors[0].in).toBe('subscriptionId');
    expect((await post(email, { statusState: 'MAYBE' })).body.errors[0].in).toBe('statusState');
    expect((await post(email, { channel: 'PIGEON' })).body.errors[0].in).toBe('channel');
    expect((await story.millrace.get(`${PATH}/${email}`)).status).toBe(400);
    expect((await story.millrace.get(`${PATH}/nobody@example.com${CHANNEL}`)).status).toBe(404);
  });
});

describe('unsubscribing from all', () => {
  it('covers every subscription; who comes back to one stays out of the others', async () => {
    const { email, id } = await subscriber();
    await set(email, 'SUBSCRIBED', 1);
    const all = `${PATH}/${email}/unsubscribe-all`;
    expect((await story.millrace.get(`${all}${CHANNEL}`)).body.results).toMatchObject([
      { wideStatusType: 'PORTAL_WIDE', status: 'NOT_SPECIFIED' },
    ]);
    expect((await story.millrace.post(`${all}${CHANNEL}`)).body.results).toEqual([]);
    const again = await story.millrace.post(`${all}${CHANNEL}&verbose=true`);
    expect(again.body.results).toHaveLength(3);
    expect(again.body.results[0]).toMatchObject({ setStatusSuccessReason: 'NO_STATUS_CHANGE' });
    expect((await story.millrace.get(`${all}${CHANNEL}`)).body.results[0].status).toBe('UNSUBSCRIBED');
    expect(new Set(Object.values(await statuses(email)))).toEqual(new Set(['UNSUBSCRIBED']));
    expect((await story.properties('contacts', id))['hs_email_optout']).toBe('true');
    expect(await set(email, 'SUBSCRIBED')).toMatchObject({ setStatusSuccessReason: 'RESUBSCRIBE_OCCURRED' });
    expect(await statuses(email)).toEqual({
      'Marketing Information': 'UNSUBSCRIBED',
      'One to One': 'UNSUBSCRIBED',
      Newsletter: 'SUBSCRIBED',
    });
  });

  it('is what the property of the contact says', async () => {
    const { email, id } = await subscriber();
    await story.change('contacts', id, { hs_email_optout: 'true' });
    expect((await statuses(email))['Newsletter']).toBe('UNSUBSCRIBED');
  });
});

describe('a batch', () => {
  it('reads statuses, and says who is nobody', async () => {
    const { email } = await subscriber();
    const inputs = [email, 'nobody@example.com'];
    const one = await story.millrace.post(`${PATH}/batch/read${CHANNEL}`, { inputs: [email] });
    expect(one.status).toBe(200);
    expect(one.body.results).toMatchObject([{ subscriberIdString: email, statuses: [{}, {}, {}] }]);
    const both = await story.millrace.post(`${PATH}/batch/read${CHANNEL}`, { inputs });
    expect(both.status).toBe(207);
    expect(both.body).toMatchObject({
      numErrors: 1,
      errors: [{ context: { subscriberIdString: ['nobody@example.com'] }, errors: [], links: {} }],
    });
    const wide = await story.millrace.post(`${PATH}/batch/unsubscribe-all/read${CHANNEL}`, { inputs });
    expect(wide.status).toBe(207);
    expect(wide.body.results).toMatchObject([{ wideStatuses: [{ status: 'NOT_SPECIFIED' }] }]);
  });

  it('writes statuses in order', async () => {
    const { email } = await subscriber();
    const write = (statusState: string, subscriberIdString = email) => ({
      subscriberIdString,
      statusState,
      subscriptionId: 77,
      channel: 'EMAIL',
    });
    const { status, body } = await story.millrace.post(`${PATH}/batch/write`, {
      inputs: [write('SUBSCRIBED'), write('UNSUBSCRIBED', 'nobody@example.com'), write('UNSUBSCRIBED')],
    });
    expect(status).toBe(200);
    expect(body.results.map((one: { status: string }) => one.status)).toEqual(['SUBSCRIBED', 'UNSUBSCRIBED']);
    expect(body.numErrors).toBe(1);
    expect((await statuses(email))['Newsletter']).toBe('UNSUBSCRIBED');
  });

  it('unsubscribes many from all', async () => {
    const [one, two] = [await subscriber(), await subscriber()];
    const path = `${PATH}/batch/unsubscribe-all${CHANNEL}`;
    const { body } = await story.millrace.post(`${path}&verbose=true`, { inputs: [one.email, two.email] });
    expect(body.results).toMatchObject([
      { subscriberIdString: one.email, statuses: [{}, {}, {}] },
      { subscriberIdString: two.email },
    ]);
    expect(new Set(Object.values(await statuses(two.email)))).toEqual(new Set(['UNSUBSCRIBED']));
  });
});

describe('subscription types', () => {
  it('are defined, changed and listed', async () => {
    const path = '/millrace/v1/subscription-types';
    const made = await story.millrace.post(path, { name: 'Product news', description: 'What is new' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'Product news', isActive: true, isDefault: false });
    expect((await story.millrace.post(path, { name: 'Product news' })).status).toBe(409);
    expect((await story.millrace.post(path, { id: 1, name: 'Other' })).status).toBe(409);
    const changed = await story.millrace.patch(`${path}/${made.body.id}`, { isActive: false });
    expect(changed.body).toMatchObject({ name: 'Product news', isActive: false });
    expect((await story.millrace.patch(`${path}/99`, {})).status).toBe(404);
    const listed = await story.millrace.get('/communication-preferences/v4/definitions');
    expect(listed.body).toMatchObject({ status: 'COMPLETE' });
    expect(listed.body.results.map((one: { name: string }) => one.name)).toEqual([
      'Marketing Information',
      'One to One',
      'Newsletter',
      'Product news',
    ]);
  });

  it('give contacts a property that only these statuses write', async () => {
    const { body } = await story.millrace.get('/crm/v3/properties/contacts/hs_email_optout_77');
    expect(body).toMatchObject({
      type: 'bool',
      modificationMetadata: { readOnlyValue: true, archivable: false },
    });
  });
});

it('merging and erasing contacts take the reasons along', async () => {
  const [one, two] = [await subscriber(), await subscriber()];
  await set(two.email, 'UNSUBSCRIBED');
  await story.millrace.post('/crm/v3/objects/contacts/merge', {
    primaryObjectId: one.id,
    objectIdToMerge: two.id,
  });
  expect((await statuses(one.email))['Newsletter']).toBe('UNSUBSCRIBED');
  const { body } = await story.millrace.get(`${PATH}/${one.email}${CHANNEL}`);
  expect(body.results[2]).toMatchObject({ source: 'Public API' });
  await story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: one.id });
  const left = await story.millrace
    .sql`select from subscription_reasons where record_id in (${one.id}, ${two.id})`;
  expect(left).toHaveLength(0);
});
