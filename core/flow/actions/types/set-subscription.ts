import * as z from 'zod';
import { CONTACT, optOutProperty, subscriptionChange } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { SubscriptionReason } from '../../../record/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { Outcome } from '../../engine/index.ts';
import { type CompileContext, internal, misconfigured } from '../action-type.ts';
import { choice, enrolledRecord, optional, said, subscription, text, withDefault } from '../fields.ts';
import { otherObjectType } from '../parts/other-object-type.ts';
import { writeOnEnrolled } from '../parts/set-on-enrolled.ts';
import { saySetSubscription } from './set-subscription.say.ts';

const NAME = 'Set communication subscription';
/** Characters of an explanation, as for statuses that requests set. */
const EXPLANATION_CHARACTERS_MAX = 2_000;

const explanation = text('Explanation of the legal basis');

const fields = {
  targetContact: said(enrolledRecord('Contact'), 'The enrolled contact.'),
  channel: said(withDefault(choice('Channel', ['EMAIL']), 'EMAIL'), 'What the subscription is for.'),
  optState: said(choice('Status', ['OPT_IN', 'OPT_OUT']), 'What becomes of the subscription.'),
  subscriptionId: said(subscription('Subscription type'), 'The kind of email.'),
  legalBasis: said(
    optional(
      choice('Legal basis', [
        'CONSENT_WITH_NOTICE',
        'LEGITIMATE_INTEREST_CLIENT',
        'LEGITIMATE_INTEREST_OTHER',
        'LEGITIMATE_INTEREST_PQL',
        'NON_GDPR',
        'PERFORMANCE_OF_CONTRACT',
        'PROCESS_AND_STORE',
      ]),
    ),
    'Why the contact may be mailed.',
    { goesWith: { member: 'fields.optState', values: ['OPT_IN'] } },
  ),
  legalBasisExplanation: said(
    optional({
      ...explanation,
      schema: z.union([z.literal(''), explanation.schema.pipe(z.string().max(EXPLANATION_CHARACTERS_MAX))]),
    }),
    'In a sentence, for your records.',
    { goesWith: { member: 'fields.optState', values: ['OPT_IN'] } },
  ),
};

/** Where the status comes from, as the API answers it. */
const SOURCE = 'Workflow';

export const setSubscription = internal({
  id: '0-43347357',
  say: saySetSubscription,
  versions: [7],
  name: NAME,
  says:
    'Subscribes the enrolled contact to a type of email, or takes them out of it, as the API does: their `hs_email_optout_<id>` says it, which ' +
    'mail, lists and flows read. A contact who was out of all email and comes back to one type stays out of the others. ' +
    '`legalBasis` and its explanation are kept beside the status.',
  summary: 'Subscribes the contact to a kind of email, or unsubscribes it.',
  icon: 'mail-check',
  group: 'COMMUNICATION',
  objectTypeIds: [CONTACT],
  reasons: { NO_ADDRESS: 'The contact has no e-mail address to be subscribed.' },
  fields,
  compile: (read, action: SingleConnectionAction, context) => {
    const problems = otherObjectType(NAME, [CONTACT], context);
    if (problems.length > 0) return misconfigured(problems);
    const { schema } = context;
    const { subscriptionId, optState, legalBasis, legalBasisExplanation } = read;
    if (!schema.properties(CONTACT).has(optOutProperty(subscriptionId)))
      return misconfigured([unknownSubscription(subscriptionId)]);
    const all = subscriptionIds(schema);
    const status = optState === 'OPT_IN' ? 'SUBSCRIBED' : 'UNSUBSCRIBED';
    return (run): Outcome => {
      const { id, objectTypeId, properties } = run.record;
      if (properties['email'] === undefined)
        return {
          kind: 'failed',
          reason: 'NO_ADDRESS',
          message: 'The contact has no e-mail address, so there is nothing to subscribe.',
        };
      const { values, outcome } = subscriptionChange(properties, all, subscriptionId, status);
      const set = writeOnEnrolled(run, values);
      if (set.kind !== 'write') return set;
      const reason = {
        recordId: id,
        subscriptionId,
        status,
        source: SOURCE,
        at: run.now,
        legalBasis: legalBasis ?? null,
        legalBasisExplanation: legalBasisExplanation || null,
      } as const satisfies SubscriptionReason;
      const isNews = outcome !== 'NO_STATUS_CHANGE';
      return {
        kind: 'done',
        connection: action.connection,
        writes: [set.write, { kind: 'noteSubscription', ref: { objectTypeId, id }, reason, isNews }],
        detail: { subscriptionId, status, outcome },
      };
    };
  },
  examples: [
    {
      shows: 'A contact who was out of all email comes back to one type, and stays out of the other.',
      action: {
        fields: {
          targetContact: '{{ enrolled_object }}',
          channel: 'EMAIL',
          optState: 'OPT_IN',
          subscriptionId: '1',
          legalBasis: 'CONSENT_WITH_NOTICE',
          legalBasisExplanation: 'Asked for it on the phone.',
        },
      },
      properties: { email: 'ada@example.test', hs_email_optout: 'true' },
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: { subscriptionId: '1', status: 'SUBSCRIBED', outcome: 'RESUBSCRIBE_OCCURRED' },
        changes: [
          {
            record: '0-1/101',
            kind: 'updated',
            after: { hs_email_optout: 'false', hs_email_optout_1: 'false', hs_email_optout_2: 'true' },
          },
          {
            record: '0-1/101',
            kind: 'event',
            after: {
              eventTypeId: '4-666289',
              properties: { hs_subscription_id: '1', hs_subscription_status: 'SUBSCRIBED' },
            },
          },
        ],
      },
    },
    {
      shows: 'Out of one type: that is an event, as coming back is.',
      action: { fields: { channel: 'EMAIL', optState: 'OPT_OUT', subscriptionId: 1 } },
      properties: { email: 'ada@example.test' },
      outcome: {
        outcome: 'SUCCEEDED',
        detail: { subscriptionId: '1', status: 'UNSUBSCRIBED', outcome: 'REQUESTED_CHANGE_OCCURRED' },
      },
    },
    {
      shows: 'A contact without an address.',
      action: { fields: { optState: 'OPT_IN', subscriptionId: '1' } },
      outcome: { outcome: 'FAILED', reason: 'NO_ADDRESS', next: '2', changes: [] },
    },
    {
      shows: 'A subscription type that is not there.',
      action: { fields: { optState: 'OPT_IN', subscriptionId: '404' } },
      properties: { email: 'ada@example.test' },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});

/** Every subscription type has its property. */
function subscriptionIds(schema: CompileContext['schema']): string[] {
  const prefix = optOutProperty('');
  return [...schema.properties(CONTACT).keys()].flatMap((name) => {
    const id = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    return /^\d+$/.test(id) ? [id] : [];
  });
}

function unknownSubscription(id: string) {
  const path = 'fields.subscriptionId';
  const message = `${path} ${quote(id)} is not a subscription type of this account.`;
  return { path, code: 'UNKNOWN_SUBSCRIPTION_TYPE', message };
}
