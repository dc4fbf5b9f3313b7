import { Client } from '@hubspot/api-client';
import {
  PublicUpdateSubscriptionStatusRequestLegalBasisEnum as LegalBasis,
  PublicSubscriptionStatusStatusEnum as Status,
} from '@hubspot/api-client/lib/codegen/communication_preferences/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let api: Client['communicationPreferences'];
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.post('/millrace/v1/subscription-types', {
    id: 77,
    name: 'Newsletter',
    purpose: 'Marketing',
  });
  const { token: accessToken, url: basePath } = story.millrace;
  api = new Client({ accessToken, basePath, numberOfApiCallRetries: 0 }).communicationPreferences;
});
afterAll(() => story.stop());

describe("the original's client", () => {
  it('lists what can be subscribed to', async () => {
    const { subscriptionDefinitions } = await api.definitionApi.getPage();
    expect(subscriptionDefinitions.map(({ id, name }) => [id, name])).toContainEqual(['77', 'Newsletter']);
  });

  it('reads, subscribes and unsubscribes a contact, and v4 says the same', async () => {
    const email = 'vera@example.com';
    await story.givenContact({ email });
    const statusOf = async () => {
      const { recipient, subscriptionStatuses } = await api.statusApi.getEmailStatus(email);
      expect(recipient).toBe(email);
      return subscriptionStatuses.find(({ id }) => id === '77');
    };
    expect(await statusOf()).toMatchObject({ name: 'Newsletter', status: 'NOT_SUBSCRIBED' });

    const explanation = 'Asked at the counter';
    const subscribed = await api.statusApi.subscribe({
      emailAddress: email,
      subscriptionId: '77',
      legalBasis: LegalBasis.ConsentWithNotice,
      legalBasisExplanation: explanation,
    });
    const expected = {
      id: '77',
      status: Status.Subscribed,
      sourceOfStatus: 'SUBSCRIPTION_STATUS',
      preferenceGroupName: 'Marketing',
      legalBasis: 'CONSENT_WITH_NOTICE',
      legalBasisExplanation: explanation,
    };
    expect(subscribed).toMatchObject(expected);
    expect(await statusOf()).toMatchObject(expected);
    const v4 = await story.millrace.get(`/communication-preferences/v4/statuses/${email}?channel=EMAIL`);
    expect(v4.body.results).toContainEqual(
      expect.objectContaining({
        subscriptionId: 77,
        status: 'SUBSCRIBED',
        legalBasisExplanation: explanation,
      }),
    );

    const out = await api.statusApi.unsubscribe({ emailAddress: email.toUpperCase(), subscriptionId: '77' });
    expect(out.status).toBe(Status.NotSubscribed);
    expect(await statusOf()).toMatchObject({
      status: 'NOT_SUBSCRIBED',
      sourceOfStatus: 'SUBSCRIPTION_STATUS',
    });
    const all = `/communication-preferences/v4/statuses/${email}/unsubscribe-all?channel=EMAIL`;
    await story.millrace.post(all, {});
    expect(await statusOf()).toMatchObject({
      status: 'NOT_SUBSCRIBED',
      sourceOfStatus: 'PORTAL_WIDE_STATUS',
    });
  });
});

describe('bad input', () => {
  const post = (body: unknown) => story.millrace.post('/communication-preferences/v3/subscribe', body);
  it.each<[unknown, number, string]>([
    [{}, 400, 'emailAddress'],
    [{ emailAddress: 'w@example.com' }, 400, 'subscriptionId'],
    [{ emailAddress: 'w@example.com', subscriptionId: 'x' }, 400, 'subscriptionId'],
    [{ emailAddress: 'w@example.com', subscriptionId: 999 }, 400, 'subscription type 999'],
    [{ emailAddress: 'w@example.com', subscriptionId: 77, legalBasis: 'HABIT' }, 400, 'HABIT'],
    [{ emailAddress: 'nobody@example.com', subscriptionId: 77 }, 404, 'nobody@example.com'],
  ])('%j', async (body, status, message) => {
    await story.millrace.post('/crm/v3/objects/contacts', { properties: { email: 'w@example.com' } });
    const answer = await post(body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(message)]);
  });

  it('of an address that nobody has', async () => {
    const answer = await story.millrace.get('/communication-preferences/v3/status/email/nobody@example.com');
    expect(answer.status).toBe(404);
  });
});
