import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { seedMore } from './support/seed-more.ts';
import type { Visit } from './support/visit.ts';

/** What is made in a dialog: from which page, by which button, and the first field. */
const MADE: readonly (readonly [path: string, button: string, field: string])[] = [
  ['/records/0-1', 'New contact', 'Email'],
  ['/records/0-2', 'New company', 'Company name'],
  ['/records/0-3', 'New deal', 'Deal Name'],
  ['/lists', 'New list', 'Name'],
  ['/forms', 'New form', 'Name'],
  ['/emails', 'New email', 'Name'],
  ['/settings/tokens', 'New token', 'Name'],
  ['/settings/apps', 'New app', 'Name'],
  ['/settings/secrets', 'New secret', 'Name'],
  ['/settings/properties', 'New property', 'Label'],
  ['/settings/object-types', 'New object type', 'Name of one'],
  ['/settings/people', 'New owner', 'Email'],
  ['/settings/people', 'New user', 'Email'],
  ['/settings/people', 'New team', 'Name'],
  ['/settings/subscriptions', 'New type', 'Name'],
  ['/settings/adapters', 'New adapter', 'Type of action'],
];

/** Where the keyboard is while something is made. */
describe.skipIf(!hasBrowser)('dialogs with forms', () => {
  let house: House;
  let visit: Visit;
  beforeAll(async () => {
    house = await openHouse();
    await seedMore(house.millrace, house.seeded);
    visit = await house.visit({ refusals: [400, 409] });
  });
  afterAll(() => house?.close());

  /** The name of what has the keyboard, once it is this. */
  const keyboardAt = (name: string) =>
    expect
      .poll(() =>
        visit.page.evaluate(() => {
          const at = document.activeElement;
          const labels = (at?.getAttribute('aria-labelledby') ?? '').split(' ');
          const said = labels.map((id) => document.getElementById(id)?.textContent ?? '');
          const own =
            at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((each) => each.textContent) : [];
          const [label] = [at?.getAttribute('aria-label'), ...own, ...said, at?.textContent].filter(Boolean);
          return label?.replace(/ \*$/, '').trim();
        }),
      )
      .toBe(name);

  test.each(MADE)(
    '%s, %s: begins in the first field, and ends where it began',
    async (path, button, field) => {
      const { page } = visit;
      await visit.open(path);
      const opens = page.getByRole('main').getByRole('button', { name: button });
      for (const close of ['Escape', 'Cancel']) {
        await opens.click();
        const dialog = page.getByRole('dialog');
        await dialog.waitFor();
        await keyboardAt(field);
        if (close === 'Escape') await page.keyboard.press('Escape');
        else await dialog.getByRole('button', { name: close }).click();
        await dialog.waitFor({ state: 'detached' });
        await keyboardAt(button);
      }
      visit.expectQuiet();
    },
  );

  test('what is changed from a row leads back to the row', async () => {
    const { page } = visit;
    await visit.open('/settings/people');
    const actions = page
      .getByRole('table', { name: 'Users' })
      .getByRole('button', { name: 'Actions of Mary Somerville' });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await page.getByRole('dialog').waitFor();
    await keyboardAt('First name');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => actions.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test('what the server refuses a field for takes the keyboard back to it', async () => {
    const { page } = visit;
    const dialog = page.getByRole('dialog');
    await visit.open('/records/0-1');
    await page.getByRole('button', { name: 'New contact' }).click();
    await dialog.getByRole('textbox', { name: 'Email' }).fill('no address');
    await dialog.getByRole('textbox', { name: 'Last name' }).fill('Byron');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText(/no address/).waitFor();
    await keyboardAt('Email');
    await page.keyboard.press('Escape');

    await visit.open('/settings/people');
    await page.getByRole('button', { name: 'New user' }).click();
    await dialog.getByRole('textbox', { name: 'Email' }).fill('no address');
    await dialog.getByRole('button', { name: 'Create user' }).click();
    await dialog.getByRole('alert').waitFor();
    await keyboardAt('Email');
    await page.keyboard.press('Escape');

    await visit.open('/settings/adapters');
    await page.getByRole('button', { name: 'New adapter' }).click();
    await dialog.getByRole('textbox', { name: 'Type of action' }).fill('0-40900999');
    await dialog.getByRole('textbox', { name: 'Goes to' }).fill('gopher://nowhere');
    await dialog.getByRole('button', { name: 'Create adapter' }).click();
    await dialog.getByRole('alert').waitFor();
    await keyboardAt('Goes to');
    await page.keyboard.press('Escape');
    visit.expectQuiet();
  });
});
