import { z } from 'zod';
import { id } from '../members.ts';
import { refineBy } from '../refine-by.ts';

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
