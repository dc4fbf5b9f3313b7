import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { look, openListed } from './support/look.ts';
import { PAGES } from './support/pages.ts';
import { type SeededMore, seedMore } from './support/seed-more.ts';
import type { Visit } from './support/visit.ts';

describe.skipIf(!hasBrowser)('pages', () => {
  let house: House;
  let more: SeededMore;
  beforeAll(async () => {
    house = await openHouse();
    more = await seedMore(house.millrace, house.seeded);
  });
  afterAll(() => house?.close());

  describe('by day, and then by night', () => {
    let desk: Visit;
    beforeAll(async () => {
      desk = await house.visit();
    });

    test.each(PAGES)('$name', async (listed) => {
      await desk.page.emulateMedia({ colorScheme: 'light' });
      await openListed(desk, listed, house.seeded, more);
      await look(desk, `${listed.name}-light`);
      await desk.page.emulateMedia({ colorScheme: 'dark' });
      await look(desk, `${listed.name}-dark`, 'colours');
    });
  });

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
