/** The answers of the routes of marketing emails and of the mailbox. */
import { z } from 'zod';
import { instantAnswer, paging } from '../platform/index.ts';

/** An email has whatever members its client gave it. */
export const emailAnswer = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    subject: z.string().optional(),
    state: z.string().describe('Such as "AUTOMATED_DRAFT" or "PUBLISHED"'),
    type: z.string(),
    subcategory: z.string(),
    isPublished: z.boolean(),
    isTransactional: z.boolean(),
    isAb: z.boolean(),
    archived: z.boolean(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    publishDate: instantAnswer,
    publishedAt: instantAnswer.optional(),
    deletedAt: instantAnswer.optional(),
    createdById: z.string().optional(),
    updatedById: z.string().optional(),
  })
  .meta({ id: 'MarketingEmail' });

/** Only the members that are asked for, if any are. */
export const pickedEmailAnswer = emailAnswer.partial();

export const emailsAnswer = z.strictObject({
  total: z.int(),
  results: z.array(pickedEmailAnswer),
  paging: z.strictObject({ next: z.strictObject({ after: z.string(), link: z.string() }) }).optional(),
});

export const emailRevisionAnswer = z
  .strictObject({
    id: z.string(),
    user: z.strictObject({ id: z.string(), fullName: z.string(), email: z.string() }),
    object: emailAnswer,
    updatedAt: instantAnswer,
  })
  .meta({ id: 'MarketingEmailRevision' });

export const emailRevisionsAnswer = z.strictObject({
  total: z.int(),
  results: z.array(emailRevisionAnswer),
  paging: paging.optional(),
});

/** The outcome of mails. */
export const tallyAnswer = z
  .strictObject({
    counters: z.record(z.string(), z.int()),
    deviceBreakdown: z.record(z.string(), z.record(z.string(), z.int())),
    qualifierStats: z.record(z.string(), z.record(z.string(), z.int())),
    ratios: z.record(z.string(), z.number()),
  })
  .meta({ id: 'EmailStatistics' });

export const statisticsAnswer = z.strictObject({
  emails: z.array(z.int()),
  campaignAggregations: z.record(z.string(), tallyAnswer).describe('By the id of the email'),
  aggregate: tallyAnswer,
});

export const histogramAnswer = z.strictObject({
  total: z.int(),
  results: z.array(
    z.strictObject({
      interval: z.strictObject({ start: instantAnswer, end: instantAnswer }),
      aggregations: tallyAnswer,
    }),
  ),
});

/** A mail without its body. */
export const mailAnswer = z
  .strictObject({
    id: z.string(),
    messageId: z.string(),
    from: z.string(),
    to: z.string(),
    replyTo: z.string().nullable(),
    cc: z.string().nullable(),
    bcc: z.string().nullable(),
    subject: z.string().nullable().describe('Null where it is closed to the caller'),
    at: instantAnswer,
    delivery: z.enum(['sent', 'captured', 'bounced']),
    isInternal: z.boolean().describe('To people of the account: counts for no statistics and no goal'),
    emailId: z.string().nullable(),
    objectTypeId: z.string().nullable(),
    objectId: z.string().nullable(),
    flowId: z.string().nullable(),
    enrollmentId: z.string().nullable(),
    actionId: z.string().nullable(),
  })
  .meta({ id: 'Mail' });

export const wholeMailAnswer = mailAnswer
  .extend({
    headers: z.record(z.string(), z.string()),
    html: z.string().nullable(),
    text: z.string(),
  })
  .meta({ id: 'WholeMail' });

export const mailReportsAnswer = z
  .strictObject({
    results: z.array(
      z.strictObject({
        kind: z.enum(['bounced', 'complained']),
        messageId: z.string().nullable(),
        recipient: z.string().nullable(),
        outcome: z.enum(['NOTED', 'NOTED_BEFORE', 'NOT_FINAL', 'UNKNOWN']),
      }),
    ),
  })
  .meta({ id: 'MailReports' });
