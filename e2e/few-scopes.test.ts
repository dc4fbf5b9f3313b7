import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { add, pick } from './support/building.ts';
import { choose, flowsOf } from './support/editing.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { walkTo } from './support/look.ts';
import { type ListedPage, PAGES } from './support/pages.ts';
import { type SeededMore, seedMore } from './support/seed-more.ts';
import type { Visit } from './support/visit.ts';

/** What tokens hold: to automate alone; what somebody who writes to contacts needs. With nothing at all pages are looked at in `states`. */
const HELD = ['automation', 'content forms crm.lists.read crm.objects.contacts.read'] as const;

/** A token may open one thing and not the next: the pages know, and ask for nothing that they would be refused. */
describe.skipIf(!hasBrowser)('a token with few scopes', () => {
  let house: House;
  let more: SeededMore;
  /** Since it was last looked at: one that comes late is found by the test after. */
  const refused: string[] = [];
  const visits = new Map<string, Visit>();
  beforeAll(async () => {
    house = await openHouse();
    more = await seedMore(house.millrace, house.seeded);
    for (const scopes of HELD) visits.set(scopes, await visitWith(scopes.split(' ')));
  });
  afterAll(() => house?.close());

  async function visitWith(scopes: readonly string[]): Promise<Visit> {
    const { body } = await house.millrace.post('/millrace/v1/tokens', { name: 'Few', scopes });
    const visit = await house.visit({ token: body.token });
    visit.page.on('response', (response) => {
      if (response.status() === 403) refused.push(`${response.request().method()} ${response.url()}`);
    });
    return visit;
  }

  const pathOf = ({ path }: ListedPage) => path(house.seeded, more);

  const each = HELD.flatMap((scopes) => PAGES.map((page) => ({ scopes, name: page.name, page })));
  test.each(each)('of $scopes opens $name, and is refused nothing', async ({ scopes, page }) => {
    const visit = visits.get(scopes)!;
    await walkTo(visit, pathOf(page));
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
    expect(refused.splice(0)).toEqual([]);
    visit.expectQuiet();
  });

  test('builds filters, and is told which scope what is closed would need', async () => {
    const flowId = await flowsOf(house).blankFlow('With few scopes');
    const visit = visits.get('automation')!;
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
    expect(refused.splice(0)).toEqual([]);
    visit.expectQuiet();
  });
});
