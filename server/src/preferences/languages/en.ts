import type { Texts } from './texts.ts';

export const en: Texts = {
  language: 'en',
  unsubscribeFrom: 'Unsubscribe from {type}',
  unsubscribeFromAll: 'Unsubscribe from all emails',
  outOf: 'You do not get “{type}” any more.',
  outOfAll: 'You do not get any of our emails any more.',
  about: 'Emails of {sender} to {recipient}',
  choose: 'Choose which emails you get',
  preferences: 'Your email preferences',
  wanted: 'I want to get',
  save: 'Save',
  saved: 'Your choice is saved.',
  unsubscribed: 'You have unsubscribed',
  mistake: 'Was that a mistake?',
  deadLink: 'This link does not work',
  deadLinkReason:
    'The link is incomplete, or its recipient is not known here any more. Copy all of it from the email, or answer the email.',
  footerUnsubscribe: 'Unsubscribe',
  footerPreferences: 'Manage preferences',
};
