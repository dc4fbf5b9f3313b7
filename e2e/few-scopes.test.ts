import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { add, pick } from './support/building.ts';
import { choose, flowsOf } from './support/editing.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { type ListedPage, PAGES } from './support/pages.ts';
import { type SeededMore, seedMore } from './support/seed-more.ts';
import type { Visit } from './support/visit.ts';

/** A token may open one thing and not the next: the pages know, and ask for nothing that they would be refused. */
describe.skipIf(!hasBrowser)('a token with few scopes', () => {
  let house: House;
  let more: SeededMore;
  let visit: Visit;
  const refused: string[] = [];
  beforeAll(async () => {
    house = await openHouse();
    more = await seedMore(house.millrace, house.seeded);
    const { body } = await house.millrace.post('/millrace/v1/tokens', {
      name: 'Flows only',
      scopes: ['automation'],
    });
    visit = await house.visit({ token: body.token });
    visit.page.on('response', (response) => {
      if (response.status() === 403) refused.push(`${response.request().method()} ${response.url()}`);
    });
  });
  afterAll(() => house?.close());

  const pathOf = ({ path }: ListedPage) => path(house.seeded, more);

  test.each(PAGES)('opens $name, and is refused nothing', async (page) => {
    refused.length = 0;
    await visit.open(pathOf(page));
    await visit.page
      .getByRole('main')
      .getByRole('status', { name: 'Loading' })
      .first()
      .waitFor({ state: 'detached' });
    await visit.page
      .getByRole('heading', { level: 1 })
      .or(visit.page.locator('[data-action=""]'))
      .first()
      .waitFor();
    await visit.settled();
    expect(refused).toEqual([]);
    visit.expectQuiet();
  });

  test('builds filters, and is told which scope what is closed would need', async () => {
    refused.length = 0;
    const flowId = await flowsOf(house).blankFlow('With few scopes');
    const { page } = visit;
    await visit.open(`/flows/${flowId}`);
    await page.locator('[data-action=""]').click();
    await choose(page, 'Contacts come in', 'When they meet filters');
    const filters = page.getByRole('region', { name: 'Filters' });
    await add(page, filters.getByRole('button', { name: 'Add a filter' }), 'Lifecycle stage');
    await pick(page, filters.getByRole('combobox', { name: 'Values' }), 'Lead');
    await add(page, filters.getByRole('button', { name: 'And…' }), 'In a list');
    await filters.getByRole('combobox', { name: 'List' }).focus();
    await page
      .getByText('Your access token does not open this: it lacks crm.lists.read. Enter takes what you typed.')
      .waitFor();
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await filters.getByText('This token may not read contacts: they are not counted.').waitFor();
    await filters.getByRole('combobox', { name: 'Try it on a contact' }).focus();
    await visit.settled();
    expect(refused).toEqual([]);
    visit.expectQuiet();
  });
});
