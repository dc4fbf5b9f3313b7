import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, refused } from '../../platform/index.ts';
import { storableText } from '../../schema/index.ts';
import { mailReportsAnswer } from '../answers.ts';
import { noteReports } from '../note-reports.ts';
import { type MailReport, NOTIFICATION_CHARACTERS_MAX, readNotification } from '../read-notification.ts';

const config = { scopes: ['automation', 'crm.objects.contacts.write'] };

/** Reports in one request. */
export const REPORTS_MAX = 100;

const MESSAGE_ID_CHARACTERS_MAX = 1_000;
const ADDRESS_CHARACTERS_MAX = 254;

const report = z
  .strictObject({
    kind: z.enum(['bounced', 'complained']),
    messageId: storableText(MESSAGE_ID_CHARACTERS_MAX)
      .regex(/^<?[^<>\s]+>?$/, 'must be a Message-ID, such as <1.2.3@example.com>')
      .transform((id) => `<${id.replace(/^<|>$/g, '')}>`)
      .optional(),
    recipient: storableText(ADDRESS_CHARACTERS_MAX).min(1).optional(),
    status: z
      .string()
      .regex(/^[245]\.\d{1,3}\.\d{1,3}$/, 'must be a status code, such as 5.1.1')
      .optional(),
    type: z.enum(['HARD', 'SOFT']).optional(),
  })
  .refine(
    ({ messageId, recipient }) => messageId !== undefined || recipient !== undefined,
    'must have messageId or recipient',
  );

const body = z
  .strictObject({
    reports: z.array(report).min(1).max(REPORTS_MAX).optional(),
    notification: storableText(10 * NOTIFICATION_CHARACTERS_MAX).optional(),
  })
  .refine(
    ({ reports, notification }) => (reports === undefined) !== (notification === undefined),
    'must have either reports or notification',
  );

/** `/millrace/v1/mail-reports`: what a provider's webhook or a delivery report tells of mails that were taken. */
export function reportRoutes(app: App, store: Store): void {
  const schema = {
    summary: 'Tell of mails that came back later, or were called spam',
    body,
    response: { 200: mailReportsAnswer },
  };
  app.post('/millrace/v1/mail-reports', { config, schema }, async ({ caller, body }) => {
    const reports: readonly MailReport[] = body.reports ?? noticesIn(body.notification ?? '');
    const outcomes = await noteReports(store, caller, reports);
    return {
      results: reports.map(({ kind, messageId = null, recipient = null }, index) => ({
        kind,
        messageId,
        recipient,
        outcome: outcomes[index]!,
      })),
    };
  });
}

function noticesIn(notification: string): MailReport[] {
  const found = readNotification(notification).slice(0, REPORTS_MAX);
  if (found.length > 0) return found;
  const message =
    'notification is no delivery report of a mail that failed (RFC 3464), and no complaint (RFC 5965).';
  throw refused('notification', 'NO_REPORT', message);
}
