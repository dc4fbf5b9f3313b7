/**
 * Mail: marketing emails, rendering them for a contact, transmission, and the mailbox of sent mails.
 * Owns the tables `marketing_emails`, `email_revisions` and `mails`. Rows in: from the email routes and from mail effects;
 * rows out: emails to those effects, mails to the mailbox routes.
 *
 * Sending is in three steps: `loadEmails` and `composeMail` make a mail or a reason against it; a `Mailer` transmits outside
 * any transaction; `keepMails` stores the rows in the transaction that marks the effect done.
 */

export { isAddress } from './address.ts';
export { closedMails } from './closed-mails.ts';
export {
  type Addressing,
  type ComposedMail,
  type ComposeOptions,
  type Composition,
  composeMail,
  type NotSentReason,
} from './compose.ts';
export { type MarketingEmail, saying } from './email.ts';
export { RenderError } from './errors.ts';
export { findEmail } from './find-email.ts';
export { foreseeEmail } from './foresee-email.ts';
export { composeFor, composeNotice } from './internal-mail.ts';
export { type MailOrigin, messageIdFor } from './message-id.ts';
export { contactOf, isToContact, noteMail, noteMails, toHeir } from './note-mails.ts';
export { emailsNamed, loadEmailNames, loadEmails } from './queries/emails.ts';
export { forgetMails } from './queries/forget-mails.ts';
export { mailKeeper } from './queries/mail-keeper.ts';
export { type DeliveredMail, keepMails, type MailCause, mailsOfRecord } from './queries/mails.ts';
export { type Mailbox, type RenderedEmail, renderEmail } from './render.ts';
export { mailRoutes } from './routes/index.ts';
export {
  createMailer,
  type Mailer,
  type MailerOptions,
  type OutgoingMail,
  type Transmission,
} from './smtp.ts';
export type { Bounce } from './smtp-answer.ts';
export type { Tracking } from './track.ts';
