import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../server/test/support/until.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import type { Visit } from './support/visit.ts';

describe.skipIf(!hasBrowser)('watching a flow', () => {
  let house: House;
  let visit: Visit;
  beforeAll(async () => {
    house = await openHouse();
    visit = await house.visit();
  });
  afterAll(() => house?.close());

  const card = (id: string) => visit.page.locator(`[data-action="${id}"]`);
  const number = (name: string) =>
    visit.page.getByLabel('The flow in numbers').locator('div').filter({ hasText: name }).locator('dd');
  const inside = async (flowId: string) => {
    const { body } = await house.millrace.get(
      `/millrace/v1/flows/${flowId}/enrollments?status=ACTIVE&limit=100`,
    );
    return body.results.length as number;
  };

  test('one sees who waits where, since when, and goes from there to the record', async () => {
    const { page, open, expectQuiet } = visit;
    await open(`/flows/${house.seeded.flows.nurture}/watch`);
    await card('2')
      .getByTitle(/^6 wait here, the first for 1 day$/)
      .waitFor();
    expect(await number('Inside now').textContent()).toBe('6');
    await card('2').click();
    const panel = page.getByRole('complementary', { name: 'Action 2' });
    await panel.getByText('Who waits here · 6').waitFor();
    await page.waitForURL('**/watch?action=2');
    await panel.getByRole('link', { name: 'Ada Lovelace' }).click();
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    expectQuiet();
  });

  test('the numbers move while records come in and the clock goes on, without a touch', async () => {
    const { open, expectQuiet } = visit;
    const { call, post, get } = house.millrace;
    const made = await post('/automation/v4/flows', {
      name: 'Two hours',
      type: 'CONTACT_FLOW',
      flowType: 'WORKFLOW',
      objectTypeId: '0-1',
      isEnabled: true,
      startActionId: '1',
      actions: [
        {
          type: 'SINGLE_CONNECTION',
          actionTypeId: '0-1',
          actionTypeVersion: 0,
          actionId: '1',
          fields: { delta: '120', time_unit: 'MINUTES' },
        },
      ],
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
    });
    const flow = made.body.id as string;
    await open(`/flows/${flow}/watch`);
    await number('Inside now').getByText('0').waitFor();
    const { Ada, Grace, Alan } = house.seeded.contacts;
    await post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [Ada, Grace] });
    await number('Inside now').getByText('2').waitFor();
    await card('1')
      .getByTitle(/^2 wait here/)
      .waitFor();
    await post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [Alan] });
    await card('1')
      .getByTitle(/^3 wait here/)
      .waitFor();
    await call('POST', '/millrace/v1/clock/advance', { by: 'PT3H' });
    await card('1').getByTitle('3 done').waitFor();
    await number('Completed').getByText('3').waitFor();
    expect(
      await card('1')
        .getByTitle(/wait here/)
        .count(),
    ).toBe(0);
    // What is dear to count is kept for a moment.
    await until(async () => (await get(`/millrace/v1/flows/${flow}/counts`)).body.active === 0);
    expectQuiet();
  });

  test('those who wait are unenrolled, after a question that says how many', async () => {
    const { page, open } = visit;
    const { nurture } = house.seeded.flows;
    await open(`/flows/${nurture}/watch?action=2`);
    const panel = page.getByRole('complementary', { name: 'Action 2' });
    for (const name of ['Alan Turing', 'Tony Hoare'])
      await panel.locator('li').filter({ hasText: name }).locator('label').click();
    await panel.getByRole('button', { name: 'Unenroll 2' }).click();
    await page.getByRole('dialog').getByText('This ends 2 passages').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Unenroll' }).click();
    await page.getByText('2 passages unenrolled.').waitFor();
    await panel.getByText('Who waits here · 4').waitFor();
    expect(await inside(nurture)).toBe(4);
  });

  test('a cause of errors is tried again', async () => {
    const { page, open } = visit;
    const { webhook } = house.seeded.flows;
    await house.millrace.delete('/millrace/v1/outbox/rules');
    await house.millrace.post('/millrace/v1/outbox/rules', {
      url: 'https://workshop.example/hook',
      status: 200,
    });
    await open(`/flows/${webhook}/watch`);
    await page.getByText('What goes wrong').waitFor();
    await page.getByRole('button', { name: /^Actions of/ }).click();
    await page.getByRole('menuitem', { name: /^Retry/ }).click();
    await page.getByRole('dialog').getByText('4 passages go through the action once more').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
    await page.getByText('4 passages tried again.').waitFor();
    await house.millrace.post('/millrace/v1/clock/settle', {});
    const { body } = await house.millrace.get(`/millrace/v1/flows/${webhook}/steps?outcome=SUCCEEDED`);
    expect(body.results.filter(({ actionId }: { actionId: string }) => actionId === '1')).toHaveLength(4);
  });

  test('the table says the same as the graph, and chooses an action by keyboard', async () => {
    const { page, open, expectAccessible } = visit;
    await open(`/flows/${house.seeded.flows.nurture}/watch`);
    await page.getByRole('button', { name: 'As a table' }).first().click();
    const row = page
      .getByRole('table', { name: 'Who is where, by action' })
      .getByRole('row', { name: /Wait 3 days/ });
    expect(await row.getByRole('cell').nth(1).textContent()).toBe('4');
    await row.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Action 2' }).waitFor();
    await expectAccessible();
  });

  test('the period is in the address, and the numbers are of it', async () => {
    const { page, open } = visit;
    await open(`/flows/${house.seeded.flows.nurture}/watch`);
    await number('Enrolled').getByText('6').waitFor();
    await page.getByRole('button', { name: /Period/ }).click();
    await page.getByRole('option', { name: 'Last 24 hours' }).click();
    // The six came in by the seed, 26 hours ago.
    await number('Enrolled').getByText('0').waitFor();
    await page.waitForURL('**/watch?period=24h');
    await page.reload();
    await number('Enrolled').getByText('0').waitFor();
    await number('Inside now').getByText('4', { exact: true }).waitFor();
  });

  test('filters of enrollments are in the address, and are there after a reload', async () => {
    const { page, open } = visit;
    await open(`/flows/${house.seeded.flows.nurture}/enrollments`);
    await page.getByRole('row', { name: /Alan Turing/ }).waitFor();
    await page.getByRole('button', { name: /State/ }).click();
    await page.getByRole('option', { name: 'Inside' }).click();
    await page.getByRole('row', { name: /Alan Turing/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Action/ }).click();
    await page.getByRole('option', { name: /#2 Wait 3 days/ }).click();
    await page.waitForURL('**/enrollments?status=ACTIVE&action=2');
    await page.reload();
    await page.getByRole('row', { name: /Ada Lovelace/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + 4);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('row', { name: /Alan Turing/ }).waitFor();
  });

  test('all who match are unenrolled, seen or not', async () => {
    const { page, open } = visit;
    const { nurture } = house.seeded.flows;
    await open(`/flows/${nurture}/enrollments?status=ACTIVE&record=${house.seeded.contacts['Ada']}`);
    await page.getByRole('button', { name: 'Unenroll all that match' }).click();
    await page.getByRole('dialog').getByText('This ends one passage').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Unenroll' }).click();
    await page.getByText('One passage unenrolled.').waitFor();
    await page.getByText('No enrollment matches these filters.').waitFor();
    expect(await inside(nurture)).toBe(3);
  });

  test('filters of steps are in the address; what is no filter is not', async () => {
    const { page, open, expectQuiet } = visit;
    const { webhook } = house.seeded.flows;
    await open(`/flows/${webhook}/steps?outcome=FAILED&action=nonsense&from=yesterday`);
    await page.getByRole('row', { name: /Ada Lovelace/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + 4);
    await page.getByRole('searchbox', { name: 'Id of a record' }).fill(house.seeded.contacts['Ada']!);
    await page.getByRole('row', { name: /Grace Hopper/ }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('row', { name: /Ada Lovelace/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + 1);
    expectQuiet();
  });

  test('one goes from page to page of a flow, by its tabs', async () => {
    const { page, open } = visit;
    await open(`/flows/${house.seeded.flows.nurture}/watch?period=24h`);
    const tabs = page.getByRole('navigation', { name: 'Pages of the flow' });
    for (const [name, path] of [
      ['Enrollments', 'enrollments'],
      ['Steps', 'steps'],
      ['Revisions', 'revisions'],
    ]) {
      await tabs.getByRole('link', { name: name! }).click();
      await page.waitForURL(`**/flows/*/${path}`);
    }
    await tabs.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('tree', { name: 'Outline of the flow' }).waitFor();
    expect(await tabs.getByRole('link', { name: 'Edit' }).getAttribute('aria-current')).toBe('page');
  });

  test('a flow that there is not says so', async () => {
    const { page, open, leave } = await house.visit({ refusals: [404] });
    await open('/flows/999999/watch');
    await page
      .getByText(/999999/)
      .first()
      .waitFor();
    await leave();
  });
});
