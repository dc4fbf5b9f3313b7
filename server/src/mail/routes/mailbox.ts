import { iso } from '@millrace/core/time';
import { z } from 'zod';
import {
  type AnswerOf,
  type App,
  idOf,
  missingScopes,
  pageFound,
  pageOf,
  pagingQuery,
  type Sql,
} from '../../platform/index.ts';
import { idsOfAnyType } from '../../records/index.ts';
import { mailAnswer, wholeMailAnswer } from '../answers.ts';
import { closedMails } from '../closed-mails.ts';
import { noSuchMail } from '../errors.ts';
import { findMail, type KeptMail, listMails } from '../queries/mails.ts';
import { listHeaders } from '../smtp.ts';

/** Mails go to contacts. */
const config = { scopes: ['automation', 'crm.objects.contacts.read'] };

const MAILS_PER_PAGE_MAX = 100;
const MAILS_PER_PAGE_USUAL = 20;

const id = idOf('an id');

const querystring = z.object({
  ...pagingQuery(MAILS_PER_PAGE_MAX, MAILS_PER_PAGE_USUAL),
  recipient: z.string().min(1).optional(),
  emailId: id.optional(),
  objectId: id.optional(),
  flowId: id.optional(),
});

/** `/millrace/v1/mailbox`: what was sent, newest first, and one mail in full. */
export function mailboxRoutes(app: App, sql: Sql): void {
  const list = {
    summary: 'List sent mails, newest first',
    querystring,
    response: { 200: pageOf(mailAnswer) },
  };
  app.get('/millrace/v1/mailbox', { config, schema: list }, async (request) => {
    const { limit, after, objectId, ...filter } = request.query;
    const { accountId } = request.caller;
    const objectIds = objectId === undefined ? undefined : await idsOfAnyType(sql, accountId, objectId);
    const listed = await listMails(sql, accountId, { ...filter, objectIds }, after, limit);
    const closed = await closedMails(sql, request.caller, listed.items);
    const items = listed.items.map((mail) => summaryOf(mail, closed));
    return pageFound({ ...listed, items }, limit, (mail) => mail.id, request);
  });

  const params = z.object({ mailId: id });
  const read = { summary: 'Read one mail in full', params, response: { 200: wholeMailAnswer } };
  app.get('/millrace/v1/mailbox/:mailId', { config, schema: read }, async (request) => {
    const { mailId } = request.params;
    const mail = await findMail(sql, request.caller.accountId, mailId);
    if (!mail) throw noSuchMail(mailId);
    const closed = await closedMails(sql, request.caller, [mail]);
    const scopes = closed.get(mail);
    if (scopes) throw missingScopes(scopes);
    return { ...summaryOf(mail, closed), headers: headersOf(mail), html: mail.html, text: mail.plainText };
  });
}

/** A mail without its body, and without the subject where that is closed to the caller. */
function summaryOf(
  mail: KeptMail,
  closed: ReadonlyMap<KeptMail, readonly string[]>,
): AnswerOf<typeof mailAnswer> {
  return {
    id: mail.id,
    messageId: mail.messageId,
    from: mail.sender,
    to: mail.recipient,
    replyTo: mail.replyTo,
    cc: mail.cc,
    bcc: mail.bcc,
    subject: closed.has(mail) ? null : mail.subject,
    at: iso(mail.at),
    delivery: mail.delivery,
    isInternal: mail.isInternal,
    emailId: mail.emailId,
    objectTypeId: mail.objectTypeId,
    objectId: mail.recordId,
    flowId: mail.flowId,
    enrollmentId: mail.enrollmentId,
    actionId: mail.actionId,
  };
}

function headersOf(mail: KeptMail): Record<string, string> {
  return {
    From: mail.sender,
    To: mail.recipient,
    ...(mail.cc === null ? {} : { Cc: mail.cc }),
    ...(mail.replyTo === null ? {} : { 'Reply-To': mail.replyTo }),
    Subject: mail.subject,
    'Message-ID': mail.messageId,
    ...listHeaders(mail.listUnsubscribe),
    Date: iso(mail.at),
  };
}
