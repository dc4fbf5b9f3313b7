import { z } from 'zod';
import { type Condition, equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import { refineBy } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';

export const emailEventFilter = z.object({
  filterType: z.literal('EMAIL_EVENT'),
  operator: z.enum([
    'SENT',
    'RECEIVED',
    'OPENED',
    'LINK_CLICKED',
    'REPLIED',
    'BOUNCED',
    'UNSUBSCRIBED',
    'MARKED_SPAM',
    'SENT_BUT_NOT_RECEIVED',
    'SENT_BUT_LINK_NOT_CLICKED',
    'RECEIVED_BUT_NOT_OPENED',
    'OPENED_BUT_LINK_NOT_CLICKED',
    'OPENED_BUT_NOT_REPLIED',
  ]),
  level: z.string().nullish(),
  emailId: id,
  appId: id.nullish(),
  clickUrl: z.string().nullish(),
  pruningRefineBy: refineBy.nullish(),
});

/** What happened to a mail; "but not" asks for the one and against the other, of the same mail. */
export function emailEventMeaning(filter: FilterOf<'EMAIL_EVENT'>): Condition {
  const { emailId, clickUrl, operator, pruningRefineBy, path } = filter;
  const mail = equals('hs_email_id', emailId, path);
  const of = (eventTypeId: string) => event(eventTypeId, [mail], path, [pruningRefineBy]);
  const link = clickUrl ? equals('hs_click_url', clickUrl, path) : null;
  const clicked = event(EVENT_TYPES.EMAIL_LINK_CLICKED, [mail, link], path, [pruningRefineBy]);
  const but = (first: Condition, second: Condition): Condition => ({
    kind: 'ALL',
    parts: [first, not(second)],
  });
  switch (operator) {
    case 'SENT':
      return of(EVENT_TYPES.EMAIL_SENT);
    case 'RECEIVED':
      return of(EVENT_TYPES.EMAIL_DELIVERED);
    case 'OPENED':
      return of(EVENT_TYPES.EMAIL_OPENED);
    case 'LINK_CLICKED':
      return clicked;
    case 'REPLIED':
      return of(EVENT_TYPES.EMAIL_REPLIED);
    case 'BOUNCED':
      return of(EVENT_TYPES.EMAIL_BOUNCED);
    case 'UNSUBSCRIBED':
      return of(EVENT_TYPES.EMAIL_SUBSCRIPTION_UPDATED);
    case 'MARKED_SPAM':
      return of(EVENT_TYPES.EMAIL_MARKED_SPAM);
    case 'SENT_BUT_NOT_RECEIVED':
      return but(of(EVENT_TYPES.EMAIL_SENT), of(EVENT_TYPES.EMAIL_DELIVERED));
    case 'SENT_BUT_LINK_NOT_CLICKED':
      return but(of(EVENT_TYPES.EMAIL_SENT), clicked);
    case 'RECEIVED_BUT_NOT_OPENED':
      return but(of(EVENT_TYPES.EMAIL_DELIVERED), of(EVENT_TYPES.EMAIL_OPENED));
    case 'OPENED_BUT_LINK_NOT_CLICKED':
      return but(of(EVENT_TYPES.EMAIL_OPENED), clicked);
    case 'OPENED_BUT_NOT_REPLIED':
      return but(of(EVENT_TYPES.EMAIL_OPENED), of(EVENT_TYPES.EMAIL_REPLIED));
  }
}
