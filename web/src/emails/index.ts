/** Marketing emails: what they say, whether they may go out, and how they did. */
export { EmailPage } from './email-page.tsx';
export { EmailsPage } from './emails-page.tsx';
