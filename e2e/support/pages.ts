import type { Page } from 'playwright-core';
import type { Seeded } from './seed.ts';
import type { SeededMore } from './seed-more.ts';

/** A page that is looked at in light, in dark and on a phone. */
export interface ListedPage {
  /** Of its picture. */
  readonly name: string;
  readonly path: (seeded: Seeded, more: SeededMore) => string;
  /** A word that says that its data is there. */
  readonly shows: string;
  /** What is done before it is looked at: of what no address leads to. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The list of all pages. */
export const PAGES: readonly ListedPage[] = [
  { name: 'flows', path: () => '/flows', shows: 'Tell the workshop' },
  { name: 'new-flow', path: () => '/flows?new=true', shows: 'Re-engagement' },
  { name: 'flows-deleted', path: () => '/flows?state=deleted', shows: 'Old welcome' },
  {
    name: 'editor',
    path: (_, { onboarding }) => `/flows/${onboarding}?action=1`,
    shows: 'A published marketing email.',
  },
  {
    name: 'editor-criteria',
    path: ({ flows }) => `/flows/${flows.reEngagement}`,
    shows: 'Enrollment',
    prepare: async (page) => {
      await page.locator('[data-action=""]').click();
      await page.getByText('May come in again').waitFor();
    },
  },
  {
    name: 'editor-test',
    path: (_, { onboarding }) => `/flows/${onboarding}`,
    shows: 'Enrollment',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByRole('combobox', { name: 'Record' }).click();
      await page.keyboard.type('Donald');
      await page.getByRole('option', { name: /Donald/ }).click();
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('region', { name: 'What would happen' }).waitFor();
    },
  },
  {
    name: 'editor-review',
    path: ({ flows }) => `/flows/${flows.nurture}?action=2`,
    shows: 'How long',
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'How long' }).fill('1');
      await page.getByRole('button', { name: 'Close the form' }).click();
      await page.getByRole('button', { name: /Review and save/ }).click();
      await page.getByText('Those who are in the flow').waitFor();
      await page
        .getByText(/inside now|wait at|waits at/)
        .first()
        .waitFor();
    },
  },
  { name: 'errors', path: () => '/errors', shows: 'The receiver refused it' },
  { name: 'revisions', path: (_, { onboarding }) => `/flows/${onboarding}/revisions`, shows: 'Revision 3' },
  { name: 'passage', path: (_, { passage }) => `/enrollments/${passage}?step=2`, shows: 'What happened' },
  {
    name: 'why',
    path: ({ flows, contacts }) => `/flows/${flows.nurture}/explain?objectId=${contacts['Grace']}`,
    shows: 'Grace Hopper does not come in',
  },
  { name: 'watch', path: (_, { onboarding }) => `/flows/${onboarding}/watch`, shows: 'Day by day' },
  {
    name: 'watch-action',
    path: ({ flows }) => `/flows/${flows.nurture}/watch?action=4`,
    shows: 'Who waits here',
  },
  { name: 'enrollments', path: ({ flows }) => `/flows/${flows.nurture}/enrollments`, shows: 'Ada Lovelace' },
  { name: 'steps', path: (_, { onboarding }) => `/flows/${onboarding}/steps`, shows: 'Outcome' },
  { name: 'records', path: () => '/records/0-1', shows: 'Ada Lovelace' },
  { name: 'record', path: ({ contacts }) => `/records/0-1/${contacts['Ada']}`, shows: 'Enrolled in' },
  { name: 'lists', path: () => '/lists', shows: 'Leads' },
  { name: 'list', path: ({ list }) => `/lists/${list}`, shows: 'Alan Turing' },
  { name: 'forms', path: () => '/forms', shows: 'Ask for a demonstration' },
  { name: 'form', path: ({ form }) => `/forms/${form}`, shows: 'ada@engines.example' },
  { name: 'form-try', path: ({ form }) => `/forms/${form}/try`, shows: 'First name' },
  { name: 'emails', path: () => '/emails', shows: 'Autumn news' },
  { name: 'email', path: ({ email }) => `/emails/${email}`, shows: 'Unsubscribed' },
  { name: 'mailbox', path: () => '/mailbox', shows: 'Welcome, Ada' },
  { name: 'mail', path: ({ mail }) => `/mailbox/${mail}`, shows: 'Message-ID' },
  { name: 'outbox', path: () => '/outbox', shows: 'billing.example' },
  { name: 'settings-account', path: () => '/settings/account', shows: 'Marketing emails' },
  { name: 'settings-tokens', path: () => '/settings/tokens', shows: 'yours' },
  { name: 'settings-apps', path: () => '/settings/apps', shows: 'Meetings' },
  { name: 'settings-secrets', path: () => '/settings/secrets', shows: 'BILLING_KEY' },
  { name: 'settings-properties', path: () => '/settings/properties', shows: 'Birthday' },
  { name: 'settings-object-types', path: () => '/settings/object-types', shows: 'Companies' },
  { name: 'settings-people', path: () => '/settings/people', shows: 'Charles Babbage' },
  { name: 'settings-subscriptions', path: () => '/settings/subscriptions', shows: 'active' },
  { name: 'settings-adapters', path: () => '/settings/adapters', shows: 'gateway.example' },
  { name: 'settings-limits', path: () => '/settings/limits', shows: 'API calls today' },
  { name: 'settings-retention', path: () => '/settings/retention', shows: 'Captured requests' },
  { name: 'settings-audit', path: () => '/settings/audit', shows: 'Deleted flow' },
];
