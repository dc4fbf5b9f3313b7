import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';

/** Filters as people build them: in flows and in lists, by mouse and by keys alone; counted and tried while they are written. */
describe.skipIf(!hasBrowser)('criteria', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house?.close());

  it('are built by mouse', async () => {
    const { page, open, expectQuiet, leave } = await house.visit({ refusals: [400] });
    const flowId = await flowWith({ type: 'LIST_BASED', shouldReEnroll: false, listFilterBranch: {} });
    await open(`/flows/${flowId}`);
    await page.locator('[data-action=""]').click();
    const filters = page.getByRole('region', { name: 'Filters' });
    await add(page, filters.getByRole('button', { name: 'Add a filter' }), 'Lifecycle stage');
    await filters.getByRole('combobox', { name: 'Values' }).waitFor();
    await page.getByRole('option', { name: 'Lead', exact: true }).click();
    await page.getByText('6 contacts match now').waitFor();
    await add(page, filters.getByRole('button', { name: 'And…' }), 'Something that happened');
    await page.getByRole('option', { name: 'Submitted a form' }).click();
    await page.keyboard.press('Escape');
    await add(page, filters.getByRole('button', { name: 'And…' }), 'Associated records');
    await page.getByRole('option', { name: 'Company', exact: true }).click();
    await add(page, filters.getByRole('button', { name: 'Add a filter' }).first(), 'City');
    await page.keyboard.type('London');
    await page.keyboard.press('Enter');
    await pick(page, filters.getByRole('combobox', { name: 'Try it on a contact' }), 'Ada Lovelace');
    await filters.getByText('meets them.').waitFor();
    expectQuiet();
    await leave();
  });

  async function flowWith(enrollmentCriteria: object): Promise<string> {
    const { body, status } = await house.millrace.call('POST', '/automation/v4/flows', {
      ...{
        name: 'Filters',
        type: 'CONTACT_FLOW',
        flowType: 'WORKFLOW',
        objectTypeId: '0-1',
        isEnabled: false,
      },
      ...{ actions: [], enrollmentCriteria, blockedDates: [], customProperties: {}, timeWindows: [] },
    });
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return body.id;
  }
});

async function add(page: Page, button: ReturnType<Page['getByRole']>, name: string): Promise<void> {
  await button.click();
  await page.getByRole('searchbox', { name: 'Find a filter' }).fill(name);

  await page.getByRole('menuitem', { name }).first().click();
}

/** Chooses in a field that finds by typing; by keys, since a list that is still being looked for moves under the mouse. */
async function pick(page: Page, field: ReturnType<Page['getByRole']>, name: string): Promise<void> {
  await field.focus();
  await page.keyboard.type(name);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}
