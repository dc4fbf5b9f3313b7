import * as z from 'zod';
import { type Condition, equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import { refineBy } from '../refine-by.ts';
import { sayEmailEvent } from './email-event.say.ts';
import { filterKind } from './shape.ts';

/** Events that the mail must have, and must not have. */
const HAPPENINGS = {
  SENT: [EVENT_TYPES.EMAIL_SENT],
  RECEIVED: [EVENT_TYPES.EMAIL_DELIVERED],
  OPENED: [EVENT_TYPES.EMAIL_OPENED],
  LINK_CLICKED: [EVENT_TYPES.EMAIL_LINK_CLICKED],
  REPLIED: [EVENT_TYPES.EMAIL_REPLIED],
  BOUNCED: [EVENT_TYPES.EMAIL_BOUNCED],
  UNSUBSCRIBED: [EVENT_TYPES.EMAIL_SUBSCRIPTION_UPDATED],
  MARKED_SPAM: [EVENT_TYPES.EMAIL_MARKED_SPAM],
  SENT_BUT_NOT_RECEIVED: [EVENT_TYPES.EMAIL_SENT, EVENT_TYPES.EMAIL_DELIVERED],
  SENT_BUT_LINK_NOT_CLICKED: [EVENT_TYPES.EMAIL_SENT, EVENT_TYPES.EMAIL_LINK_CLICKED],
  RECEIVED_BUT_NOT_OPENED: [EVENT_TYPES.EMAIL_DELIVERED, EVENT_TYPES.EMAIL_OPENED],
  OPENED_BUT_LINK_NOT_CLICKED: [EVENT_TYPES.EMAIL_OPENED, EVENT_TYPES.EMAIL_LINK_CLICKED],
  OPENED_BUT_NOT_REPLIED: [EVENT_TYPES.EMAIL_OPENED, EVENT_TYPES.EMAIL_REPLIED],
} as const;
type Operator = keyof typeof HAPPENINGS;
const OPERATORS = Object.keys(HAPPENINGS) as [Operator, ...Operator[]];

/** The sentences of the cases. */
const SENTENCES: Readonly<Record<Operator, string>> = {
  SENT: 'The contact has been sent the email 3',
  RECEIVED: 'The contact has received the email 3',
  OPENED: 'The contact has opened the email 3',
  LINK_CLICKED: 'The contact has clicked a link in the email 3',
  REPLIED: 'The contact has replied to the email 3',
  BOUNCED: 'The contact has had a bounce from the email 3',
  UNSUBSCRIBED: 'The contact has changed subscriptions from the email 3',
  MARKED_SPAM: 'The contact has marked the email 3 as spam',
  SENT_BUT_NOT_RECEIVED: 'The contact has been sent the email 3, but not received it',
  SENT_BUT_LINK_NOT_CLICKED: 'The contact has been sent the email 3, but not clicked a link in it',
  RECEIVED_BUT_NOT_OPENED: 'The contact has received the email 3, but not opened it',
  OPENED_BUT_LINK_NOT_CLICKED: 'The contact has opened the email 3, but not clicked a link in it',
  OPENED_BUT_NOT_REPLIED: 'The contact has opened the email 3, but not replied to it',
};

/** Events of a mail; "but not" wants one and excludes the other, of the same mail. */
export const emailEvent = filterKind({
  filterType: 'EMAIL_EVENT',
  members: {
    operator: z.enum(OPERATORS),
    level: z.string().nullish(),
    emailId: id,
    appId: id.nullish(),
    clickUrl: z.string().nullish(),
    pruningRefineBy: refineBy.nullish(),
  },
  meaning(filter) {
    const { emailId, clickUrl, operator, path } = filter;
    const mail = equals('hs_email_id', emailId, path);
    const link = clickUrl ? equals('hs_click_url', clickUrl, path) : null;
    const of = (eventTypeId: string): Condition =>
      event(eventTypeId, [mail, eventTypeId === EVENT_TYPES.EMAIL_LINK_CLICKED ? link : null], filter);
    const [first, butNot] = HAPPENINGS[operator];
    return butNot === undefined ? of(first) : { kind: 'ALL', parts: [of(first), not(of(butNot))] };
  },
  say: sayEmailEvent,
  cases: [
    ...OPERATORS.flatMap((operator) => {
      const [first, butNot] = HAPPENINGS[operator];
      const happened = (...types: readonly string[]) => ({
        events: types.map((type) => [type, { hs_email_id: '3' }] as const),
      });
      const filter = { operator, emailId: 3 };
      return [
        { says: 'it is so', sentence: SENTENCES[operator], filter, contact: happened(first), met: true },
        { says: 'of another mail', filter: { ...filter, emailId: 4 }, contact: happened(first), met: false },
        ...(butNot ? [{ says: 'both', filter, contact: happened(first, butNot), met: false }] : []),
      ];
    }),
    {
      says: 'another link',
      filter: { operator: 'LINK_CLICKED', emailId: 3, clickUrl: 'https://a.io' },
      contact: {
        events: [[EVENT_TYPES.EMAIL_LINK_CLICKED, { hs_email_id: '3', hs_click_url: 'https://b.io' }]],
      },
      met: false,
    },
  ],
});
