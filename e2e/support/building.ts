import type { Locator, Page } from 'playwright-core';

/** What stories of filters are told with: lines are found in a menu, and chosen in fields that find by typing. */

/** Adds a line, or a group, by the menu behind a button. */
export async function add(page: Page, button: Locator, name: string): Promise<void> {
  await button.click();
  await page.getByRole('searchbox', { name: 'Find a filter' }).fill(name);
  await page.getByRole('menuitem', { name }).first().click();
}

/** Chooses in a field; by keys, since a list that is still being looked for moves under the mouse. */
export async function pick(page: Page, field: Locator, name: string): Promise<void> {
  await field.focus();
  await field.fill('');
  await page.keyboard.type(name);
  // The first of those that are offered, whatever was offered before.
  await page.getByRole('option').first().filter({ hasText: name }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Chooses one of a few. */
export async function select(page: Page, button: Locator, name: string): Promise<void> {
  await button.click();
  await page.getByRole('option', { name, exact: true }).click();
}

/** Goes on by Tab until the keyboard is at what is called so. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < TABS_MAX; count += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement: element } = document;
      const labelled = element?.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const said = labelled.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      return `${element?.getAttribute('aria-label') ?? ''} ${said} ${element?.textContent ?? ''}`;
    });
    if (at.includes(name)) return;
  }
  throw new Error(`No Tab leads to "${name}".`);
}

const TABS_MAX = 80;

/** The whole text of a field of code in its place. */
export async function writeCode(page: Page, field: Locator, text: string): Promise<void> {
  await field.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}
