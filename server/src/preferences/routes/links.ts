import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, addressOf, refused } from '../../platform/index.ts';
import { generatedLinksAnswer } from '../answers.ts';
import type { MailLinks } from '../mail-links.ts';
import { readSubscriber } from '../read-statuses.ts';
import { channelQuery, subscriberAddress, subscriptionId } from './inputs.ts';

const config = { scopes: ['communication_preferences.read_write'] };

const LANGUAGE_CHARACTERS_MAX = 20;

const body = z.object({
  subscriberIdString: subscriberAddress,
  subscriptionId: subscriptionId.optional(),
  /** The pages are in the language of the contact. */
  language: z.string().max(LANGUAGE_CHARACTERS_MAX).optional(),
});

/** `/communication-preferences/v4/links/generate`: the links of mails, for whoever sends mails by other means. */
export function linkRoutes(app: App, store: Store, links: MailLinks): void {
  const schema = {
    summary: 'Make the links by which a contact unsubscribes',
    querystring: channelQuery.omit({ verbose: true }),
    body,
    response: { 200: generatedLinksAnswer },
  };
  app.post('/communication-preferences/v4/links/generate', { config, schema }, async (request) => {
    const { subscriberIdString, subscriptionId = null } = request.body;
    const { subscribers, contact } = await readSubscriber(store, request.caller, subscriberIdString);
    if (subscriptionId !== null && !subscribers.types.some(({ id }) => id === subscriptionId)) {
      const message = `subscriptionId: there is no subscription type ${subscriptionId}.`;
      throw refused('subscriptionId', 'UNKNOWN_SUBSCRIPTION_TYPE', message);
    }
    const { accountId } = request.caller;
    const of = { accountId, contactId: contact.id, subscriptionId, emailId: null, effectId: null };
    const made = links.preferenceLinks(of, addressOf(request));
    return {
      subscriberIdString,
      managePreferencesUrl: made.preferences,
      unsubscribeAllUrl: made.unsubscribeAll,
      ...(subscriptionId === null ? {} : { unsubscribeSingleUrl: made.unsubscribe }),
    };
  });
}
