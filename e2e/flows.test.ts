import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import type { Visit } from './support/visit.ts';

describe.skipIf(!hasBrowser)('the flows of an account', () => {
  let house: House;
  let visit: Visit;
  beforeAll(async () => {
    house = await openHouse();
    visit = await house.visit();
  });
  afterAll(() => house?.close());

  const stateOf = async (name: string) => {
    const row = visit.page.getByRole('row', { name });
    return (await row.getByRole('cell').nth(2).textContent())!.trim();
  };

  test('filters are in the address, and are there after a reload', async () => {
    const { page, open } = visit;
    await open('/flows');
    await page.getByRole('searchbox', { name: 'Search flows' }).fill('nurture');
    await page.getByRole('row', { name: 'Tell the workshop' }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: 'Lead nurture, spring' }).waitFor();
    await page.waitForURL('**/flows?search=nurture');
    await page.reload();
    await page.getByRole('row', { name: 'Lead nurture, spring' }).waitFor();
    expect(await page.getByRole('row', { name: 'Tell the workshop' }).count()).toBe(0);
  });

  test('several are turned off and on, after a question', async () => {
    const { page, open } = visit;
    await open('/flows');
    for (const name of ['Lead nurture, spring', 'Happy birthday'])
      await page.getByText(name, { exact: true }).locator('xpath=ancestor::tr').locator('label').click();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
    await page.getByText('2 flows turned off.').waitFor();
    expect(await stateOf('Happy birthday')).toBe('Off');
    await page.getByRole('button', { name: 'Turn on', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click();
    await page.getByText('2 flows turned on.').waitFor();
    expect(await stateOf('Happy birthday')).toBe('On');
  });

  test('one is deleted and brought back, by keyboard alone', async () => {
    const { page, open } = visit;
    await open('/flows');
    await page.getByRole('button', { name: 'Actions of Happy birthday' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.type('Del');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('“Happy birthday” deleted.').waitFor();
    await open('/flows?state=deleted');
    await page.getByRole('button', { name: 'Actions of Happy birthday' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('“Happy birthday” undeleted.').waitFor();
    await open('/flows');
    await page.getByRole('row', { name: 'Happy birthday' }).waitFor();
  });

  test('a new one from a template', async () => {
    const { page, open } = visit;
    await open('/flows');
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('button', { name: /^Form follow-up/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Form follow-up' });
    await dialog.getByLabel('Name').fill('Answer at once');
    for (const label of ['Form', 'Email of the day after']) {
      await dialog.getByRole('button', { name: new RegExp(`${label}$`) }).click();
      await page.getByRole('option').first().click();
    }
    await dialog.getByRole('button', { name: 'Create flow' }).click();
    await page.waitForURL(/\/flows\/\d+/);
    const { body } = await house.millrace.get('/millrace/v1/flows');
    expect(body.results.map(({ name }: { name: string }) => name)).toContain('Answer at once');
  });

  test('a double click makes one flow, and what has not been chosen says so', async () => {
    const { page, open } = visit;
    await open('/flows');
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('button', { name: /^Blank flow/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Blank flow' });
    await dialog.getByLabel('Name').fill('Clicked twice');
    await dialog.getByRole('button', { name: 'Choose… Records that enroll' }).click();
    await page.getByRole('option', { name: 'Contacts' }).click();
    await dialog.getByRole('button', { name: 'Create flow' }).dblclick();
    await page.waitForURL(/\/flows\/\d+/);
    await page.locator('[data-action=""]').waitFor();
    const { body } = await house.millrace.get('/millrace/v1/flows?search=Clicked+twice');
    expect(body.results).toHaveLength(1);
  });

  test('the palette finds flows, contacts and pages by what is typed', async () => {
    const { page, open } = visit;
    await open('/errors');
    await page.getByText('The receiver refused it').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('ada');
    await page.getByRole('option', { name: /^Ada Lovelace/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('outbox');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Outbox' }).waitFor();
  });

  test('the clock goes on by a day, and to what is due next, and tells what happened', async () => {
    const { page, open } = visit;
    await open('/flows');
    const now = async () => Date.parse((await house.millrace.get('/millrace/v1/clock')).body.now);
    const before = await now();
    await page.getByRole('button', { name: '+1 day' }).click();
    await page.getByText('on the way').waitFor();
    expect((await now()) - before).toBeGreaterThanOrEqual(86_400_000);
    await page.getByRole('button', { name: 'Close what happened' }).click();
    const { nextDueAt } = (await house.millrace.get('/millrace/v1/clock')).body;
    await page.getByRole('button', { name: /To what is due next/ }).click();
    await page.getByText('on the way').waitFor();
    expect(await now()).toBeGreaterThanOrEqual(Date.parse(nextDueAt));
    await page
      .getByText(/steps? done/)
      .first()
      .waitFor();
  });

  test('looking at a captured mail is no opening', async () => {
    const { page, open } = visit;
    await open(`/mailbox/${house.seeded.mail}`);
    await page.frameLocator('iframe').getByText('We are glad').waitFor();
    const { body } = await house.millrace.get(
      `/crm/v3/objects/contacts/${house.seeded.contacts['Ada']}?properties=hs_email_open`,
    );
    expect(body.properties.hs_email_open ?? '0').toBe('0');
    visit.expectQuiet();
  });
});
