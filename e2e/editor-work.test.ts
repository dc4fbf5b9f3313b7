import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, expectCard, flowsOf } from './support/editing.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';

/** What one does in the editor beside building: trying a flow, running code, mending, saving what others stand in. */
describe.skipIf(!hasBrowser)('work in the editor', () => {
  let house: House;
  let flows: ReturnType<typeof flowsOf>;
  beforeAll(async () => {
    house = await openHouse();
    flows = flowsOf(house);
  });
  afterAll(() => house?.close());

  it('tests a flow with a made-up record, from a start time, with an assumed event; an unsaved edit alters the path', async () => {
    const flowId = await flows.makeFlow({
      name: 'Who opens',
      startActionId: '1',
      enrollmentCriteria: { type: 'LIST_BASED', shouldReEnroll: false, listFilterBranch: CITY_IS_LONDON },
      actions: [
        step('1', '0-1', { delta: '1', time_unit: 'DAYS' }, '2'),
        {
          type: 'LIST_BRANCH',
          actionId: '2',
          listBranches: [
            {
              branchName: 'Readers',
              filterBranch: HAS_OPENED,
              connection: { edgeType: 'STANDARD', nextActionId: '3' },
            },
          ],
          defaultBranch: { edgeType: 'STANDARD', nextActionId: '4' },
        },
        step('3', '0-5', { property_name: 'jobtitle', value: fixed('Reader') }),
        step('4', '0-5', { property_name: 'jobtitle', value: fixed('Stranger') }),
      ],
    });
    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('radio', { name: 'Made up' }).click();
    await page.getByRole('button', { name: 'City' }).click();
    await page.getByLabel('Value').fill('Paris');
    await page.getByLabel('Starts').fill('2027-07-01T09:00');
    await page.getByText('What happens on the way').click();
    await page.getByRole('button', { name: 'An event' }).click();
    await page.getByLabel('When', { exact: true }).fill('2');
    await choose(page, 'Counted in', 'hours after the start');
    await page.getByRole('button', { name: 'Run', exact: true }).click();

    const result = page.getByRole('region', { name: 'What would happen' });
    await result.getByText('It would not come in, because:').waitFor();
    await result.getByText('The record does not meet the filters.').first().waitFor();
    await result.getByText('Takes Readers').waitFor();
    await result.getByText('2 Jul 2027, 09:00').first().waitFor();
    await result.getByText('Job Title: nothing → Reader').waitFor();
    await result.getByText('Completed: it came to the end of its path.').waitFor();
    await expectAccessible();

    // The event comes two hours after the start: without the delay it has not happened yet.
    await page.locator('[data-action="1"]').click();
    await page.locator('#canvas').focus();
    await page.keyboard.press('Delete');
    await page.getByText('The flow has changed since the test').waitFor();
    await page.locator('#canvas').focus();
    await page.keyboard.press('t');
    await page.getByText('Test: 2 steps').waitFor();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await result.getByText('Job Title: nothing → Stranger').waitFor();
    await result.getByText('1 Jul 2027, 09:00').first().waitFor();

    await page.getByRole('button', { name: 'Change what is asked' }).click();
    await page.getByLabel('Value').fill('London');
    await page.getByRole('button', { name: 'Run again' }).click();
    await result.getByText('It comes in.').waitFor();
    await expectCard(page, '4', 'Stranger');
    expectQuiet();
    await leave();
  });

  it('says what is wrong with a test at the member', async () => {
    const { page, open, leave } = await house.visit({ refusals: [400] });
    await open(`/flows/${house.seeded.flows.nurture}`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('radio', { name: 'Made up' }).click();
    await page.getByRole('button', { name: 'Another property' }).click();
    await page.getByRole('combobox', { name: 'Property' }).fill('Email');
    await page.getByRole('option', { name: 'Email email', exact: true }).click();
    await page.getByLabel('Value').fill('nobody');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const row = page.getByRole('group', { name: 'Property 1' });
    await row.getByText(/"nobody"/).waitFor();
    expect(await page.getByLabel('Value').getAttribute('aria-invalid')).toBe('true');
    await leave();
  });
});

const CITY_IS_LONDON = anyOf({
  filterBranchType: 'AND',
  filterBranchOperator: 'AND',
  filterBranches: [],
  filters: [
    {
      filterType: 'PROPERTY',
      property: 'city',
      operation: {
        operationType: 'MULTISTRING',
        operator: 'IS_EQUAL_TO',
        includeObjectsWithNoValueSet: false,
        values: ['London'],
      },
    },
  ],
});

const HAS_OPENED = anyOf({
  filterBranchType: 'AND',
  filterBranchOperator: 'AND',
  filters: [],
  filterBranches: [
    {
      filterBranchType: 'UNIFIED_EVENTS',
      filterBranchOperator: 'AND',
      operator: 'HAS_COMPLETED',
      eventTypeId: '4-666440',
      filters: [],
      filterBranches: [],
    },
  ],
});

function anyOf(...filterBranches: readonly object[]) {
  return { filterBranchType: 'OR', filterBranchOperator: 'OR', filters: [], filterBranches };
}

function step(actionId: string, actionTypeId: string, fields: object, next?: string) {
  return {
    ...{ type: 'SINGLE_CONNECTION', actionId, actionTypeId, actionTypeVersion: 0, fields },
    ...(next === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId: next } }),
  };
}

function fixed(staticValue: string) {
  return { type: 'STATIC_VALUE', staticValue };
}
