/** The mails that have gone out, or were captured in place of it. */
export { MailPage } from './mail-page.tsx';
export { MailboxPage } from './mailbox-page.tsx';
