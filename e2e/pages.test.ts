import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { takePicture } from './support/picture.ts';
import type { Seeded } from './support/seed.ts';
import type { Visit } from './support/visit.ts';

/** Every page, and a word that says that its data is there. */
const PAGES: readonly {
  readonly name: string;
  readonly path: (seeded: Seeded) => string;
  readonly shows: string;
}[] = [
  { name: 'flows', path: () => '/flows', shows: 'Tell the workshop' },
  { name: 'new-flow', path: () => '/flows?new=true', shows: 'Re-engagement' },
  { name: 'flows-deleted', path: () => '/flows?state=deleted', shows: 'Old welcome' },
  { name: 'errors', path: () => '/errors', shows: 'REFUSED_BY_RECEIVER' },
  { name: 'revisions', path: ({ flows }) => `/flows/${flows.followUp}/revisions`, shows: 'Revision 2' },
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
  { name: 'outbox', path: () => '/outbox', shows: 'workshop.example' },
  { name: 'settings-account', path: () => '/settings/account', shows: 'Marketing emails' },
  { name: 'settings-tokens', path: () => '/settings/tokens', shows: 'yours' },
  { name: 'settings-apps', path: () => '/settings/apps', shows: 'no app yet' },
  { name: 'settings-secrets', path: () => '/settings/secrets', shows: 'no secret yet' },
  { name: 'settings-properties', path: () => '/settings/properties', shows: 'Birthday' },
  { name: 'settings-object-types', path: () => '/settings/object-types', shows: 'Companies' },
  { name: 'settings-people', path: () => '/settings/people', shows: 'Charles Babbage' },
  { name: 'settings-subscriptions', path: () => '/settings/subscriptions', shows: 'active' },
  { name: 'settings-adapters', path: () => '/settings/adapters', shows: 'There is none' },
  { name: 'settings-limits', path: () => '/settings/limits', shows: 'API calls today' },
  { name: 'settings-retention', path: () => '/settings/retention', shows: 'Captured requests' },
  { name: 'settings-audit', path: () => '/settings/audit', shows: 'Deleted flow' },
];

describe.skipIf(!hasBrowser)('pages', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house?.close());

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    let desk: Visit;
    beforeAll(async () => {
      desk = await house.visit({ scheme });
    });

    test.each(PAGES)('$name', (page) => look(page, desk, `${page.name}-${scheme}`));
  });

  describe('390 pixels wide', () => {
    let phone: Visit;
    beforeAll(async () => {
      phone = await house.visit({ screen: 'phone' });
    });

    test.each(PAGES)('$name', (page) => look(page, phone, `${page.name}-phone`));
  });

  async function look({ path, shows }: (typeof PAGES)[number], visit: Visit, picture: string) {
    await visit.open(path(house.seeded));
    await visit.page.getByText(shows).first().waitFor();
    await takePicture(visit.page, picture);
    await visit.expectFits();
    await visit.expectAccessible();
    visit.expectQuiet();
  }

  test('what is known by an id or a code elsewhere is said in words', async () => {
    const { page, open, leave } = await house.visit();
    const { contacts, list, mail, email, flows } = house.seeded;
    await open(`/records/0-1/${contacts['Ada']}`);
    await page.getByText('it came to the end of its path').first().waitFor();
    await page
      .getByText(/^Email:? ?Welcome$/)
      .first()
      .waitFor();
    expect(await page.getByText(/END_OF_PATH|hs_email_id|^4-\d+$/).count()).toBe(0);
    await page.getByRole('tab', { name: 'Flows' }).click();
    await page.getByText('Completed: it came to the end of its path').first().waitFor();
    await open(`/lists/${list}`);
    await page.getByText('Lifecycle Stage is Lead.').waitFor();
    await open(`/mailbox/${mail}`);
    await page.getByRole('link', { name: 'Welcome', exact: true }).waitFor();
    await open(`/flows/${flows.followUp}/revisions`);
    await page.getByText('Turned on').first().waitFor();
    await open(`/emails/${email}`);
    await page.frameLocator('iframe').getByText('Hello Ada').waitFor();
    await leave();
  });

  test('one that there is not says so', async () => {
    const { page, open } = await house.visit();
    await open('/nowhere');
    await page.getByText('There is no page at this address.').waitFor();
    expect(await page.title()).toContain('No such page');
  });
});
