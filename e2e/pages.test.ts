import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { type ListedPage, PAGES } from './support/pages.ts';
import { takePicture } from './support/picture.ts';
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

  async function look({ path, shows, prepare }: ListedPage, visit: Visit, picture: string) {
    await visit.open(path(house.seeded, more));
    await visit.page.getByText(shows).first().waitFor();
    await prepare?.(visit.page);
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
