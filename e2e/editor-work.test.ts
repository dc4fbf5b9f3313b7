import type { Locator, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, expectCard, flowsOf, save, setDelay } from './support/editing.ts';
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

  it('moves a card by its icon, all below with Alt, gives up with Escape, and points the end of a lane at a card', async () => {
    const flowId = await flows.makeFlow({
      name: 'To be moved',
      startActionId: '1',
      actions: [
        step('1', '0-1', { delta: '1', time_unit: 'DAYS' }, '2'),
        step('2', '0-1', { delta: '2', time_unit: 'DAYS' }, '3'),
        {
          type: 'AB_TEST_BRANCH',
          actionId: '3',
          testBranches: [
            { percentage: 50, connection: { edgeType: 'STANDARD', nextActionId: '4' } },
            { percentage: 50 },
          ],
        },
        step('4', '0-1', { delta: '4', time_unit: 'DAYS' }, '5'),
        step('5', '0-1', { delta: '5', time_unit: 'DAYS' }),
      ],
    });
    const { page, open, expectQuiet, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await page.locator('[data-action="1"]').waitFor();
    await page.locator('#canvas').focus();
    await page.keyboard.press('0');
    const drag = async (from: string, to: string, hold?: () => Promise<void>) => {
      const [a, b] = [await centreOf(page.locator(from)), await centreOf(page.locator(to))];
      await page.mouse.move(a.x, a.y);
      await page.mouse.down();
      await page.mouse.move(b.x + 10, b.y + 10, { steps: 4 });
      await page.locator(`${to}[data-lit]`).waitFor();
      await hold?.();
      await page.mouse.up();
    };
    const grip = (id: string) => `[data-action="${id}"] [data-grip]`;
    const order = async () => (await page.locator('#outline [role="treeitem"]').allTextContents()).join(' ');

    await drag(grip('1'), '[data-edge="2:connection"]', () => page.keyboard.press('Escape'));
    expect(await page.getByRole('button', { name: 'Saved' }).count()).toBe(1);
    await drag(grip('1'), '[data-edge="2:connection"]');
    await page.getByRole('button', { name: 'Undo: move action 1' }).waitFor();
    await expect.poll(order).toMatch(/Wait 2 days.*Wait 1 day/);

    // Never into itself: a branch with all below cannot go into its own lane.
    await page.keyboard.down('Alt');
    await drag(grip('3'), '[data-edge="4:connection"]', () =>
      page.getByText('It cannot go below itself.').waitFor(),
    );
    await drag(grip('4'), '[data-edge="3:testBranches[1].connection"]');
    await page.keyboard.up('Alt');
    await page.getByRole('button', { name: 'Undo: move 2 actions' }).waitFor();

    await drag('[data-end="3:testBranches[0].connection"]', '[data-action="2"]');
    await page.getByRole('button', { name: 'Undo: go to action 2' }).waitFor();
    await page.locator('[data-action="5"]').click();
    await page.locator('#canvas').focus();
    await page.keyboard.press('g');
    await page.getByText('Choose the action that #5 goes to').waitFor();
    await page.locator('[data-action="1"]').click();
    await save(page);
    const { actions, startActionId } = await flows.flow(flowId);
    const leads = (id: string, member = 'connection') => {
      const found = actions.find(({ actionId }) => actionId === id) as Record<string, unknown>;
      return member === 'connection' ? found['connection'] : found[member];
    };
    expect(startActionId).toBe('2');
    expect(leads('2')).toMatchObject({ nextActionId: '1' });
    expect(leads('1')).toMatchObject({ nextActionId: '3' });
    expect(leads('3', 'testBranches')).toMatchObject([
      { connection: { edgeType: 'GOTO', nextActionId: '2' } },
      { connection: { edgeType: 'STANDARD', nextActionId: '4' } },
    ]);
    expect(leads('5')).toMatchObject({ edgeType: 'GOTO', nextActionId: '1' });
    expectQuiet();
    await leave();
  });

  it('is edited on a phone: forms and the outline fill the screen, and nothing is cut off', async () => {
    const flowId = await flows.flowWithDelay('On the way');
    const { page, open, expectQuiet, expectAccessible, expectFits, leave } = await house.visit({
      screen: 'phone',
    });
    await open(`/flows/${flowId}`);
    await page.locator('[data-edge="1:connection"]').tap();
    await page.getByRole('searchbox', { name: 'Find an action' }).fill('Delay for');
    await page.getByRole('menuitem', { name: 'Delay for' }).first().tap();
    await page.getByRole('textbox', { name: 'How long' }).fill('5');
    await expectFits();
    await page.getByRole('button', { name: 'Close the form' }).tap();
    await expectCard(page, '2', 'Wait 5 days');
    await page.getByRole('button', { name: 'Outline' }).tap();
    await page.getByRole('tree', { name: 'Outline of the flow' }).waitFor();
    await expectFits();
    await expectAccessible();
    await page.getByRole('treeitem', { name: /Wait 3 days/ }).tap();
    await page.getByRole('textbox', { name: 'How long' }).fill('4');
    await page.getByRole('button', { name: 'Close the form' }).tap();
    await expectCard(page, '1', 'Wait 4 days');
    for (const name of ['Test', 'Settings of the flow', /Undo/, /save/])
      expect(await page.getByRole('button', { name }).first().isVisible(), String(name)).toBe(true);
    await save(page);
    const { actions } = await flows.flow(flowId);
    expect(actions.map(({ fields }) => (fields as { delta: string }).delta)).toEqual(['4', '5']);
    expectQuiet();
    await leave();
  });

  it('says at the review what becomes of those who wait, and that is what becomes of them', async () => {
    const flowId = await flows.makeFlow({
      name: 'Seven days',
      isEnabled: true,
      startActionId: '1',
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
      actions: [
        step('1', '0-1', { delta: '7', time_unit: 'DAYS' }, '2'),
        step('2', '0-5', { property_name: 'jobtitle', value: fixed('Waited') }),
      ],
    });
    const people = Object.values(house.seeded.contacts);
    const enroll = (objectIds: readonly string[]) =>
      house.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds });
    await enroll(people.slice(0, 9));
    await house.millrace.post('/millrace/v1/clock/settle');
    await house.millrace.post('/millrace/v1/clock/advance', { by: 'P4D' });
    await enroll(people.slice(9, 12));
    await house.millrace.post('/millrace/v1/clock/settle');

    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await setDelay(page, '3');
    await page.getByRole('button', { name: /Review and save/ }).click();
    const review = page.getByRole('dialog', { name: 'Review and save' });
    await review.getByRole('heading', { name: '1 change' }).waitFor();
    await review.getByRole('listitem').filter({ hasText: '3 days' }).first().waitFor();
    const standing = review.getByRole('listitem').filter({ hasText: '12 wait at #1 Wait 7 days' });
    await standing.waitFor();
    const said = (await standing.textContent())!;
    expect(said).toMatch(/9 go on now, 3 wait until/);
    await expectAccessible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Saved' }).waitFor();

    // The server did what was said: nine have gone on, three wait until that minute.
    await house.millrace.post('/millrace/v1/clock/settle');
    const passages = (await house.millrace.get(`/millrace/v1/flows/${flowId}/enrollments?limit=100`)).body
      .results as readonly {
      readonly objectId: string;
      readonly status: string;
      readonly position: { readonly until: string } | null;
    }[];
    const active = passages.filter(({ status }) => status === 'ACTIVE');
    expect(passages.filter(({ status }) => status === 'COMPLETED')).toHaveLength(9);
    expect(active.map(({ objectId }) => objectId).toSorted()).toEqual(people.slice(9, 12).toSorted());
    for (const { position } of active) expect(said).toContain(berlin(position!.until));
    expectQuiet();
    await leave();
  });

  it('leaves a look at those inside that is not done when the flow is saved: it is one of an old revision by then', async () => {
    const flowId = await flows.flowWithDelay('Saved at once');
    const { page, open, settled, expectQuiet, leave } = await house.visit();
    // The server has saved it, the page does not know yet, and the look at those inside reaches the server.
    const saved = Promise.withResolvers<void>();
    const looked = new Promise<void>((resolve) => {
      const end = (request: Request) => request.url().includes('/edit-preview') && resolve();
      page.on('requestfinished', end);
      page.on('requestfailed', end);
    });
    await page.route('**/edit-preview*', async (route) => {
      await saved.promise;
      await route.continue();
    });
    await page.route('**/automation/v4/flows/*', async (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      const response = await route.fetch();
      saved.resolve();
      await looked;
      await route.fulfill({ response });
    });
    await open(`/flows/${flowId}`);
    await setDelay(page, '4');
    await save(page);
    await settled();
    expectQuiet();
    await leave();
  });

  it('asks whether those who match come in, too, when a flow is turned on', async () => {
    const flowId = await flows.makeFlow({
      name: 'All of Berlin',
      startActionId: '1',
      enrollmentCriteria: {
        type: 'LIST_BASED',
        shouldReEnroll: false,
        listFilterBranch: cityIs('Berlin'),
      },
      actions: [step('1', '0-1', { delta: '1', time_unit: 'DAYS' })],
    });
    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    const turn = page.getByRole('switch', { name: 'Off' });
    await page.getByText('Off', { exact: true }).click();
    await page.getByText('6 match now: enroll them?').waitFor();
    await page.getByText('Yes, enroll these 6, too').click();
    await expectAccessible();
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('switch', { name: 'On' }).waitFor();
    expect(await turn.count()).toBe(0);
    await house.millrace.post('/millrace/v1/clock/settle');
    const passages = (await house.millrace.get(`/millrace/v1/flows/${flowId}/enrollments`)).body.results;
    expect(passages).toHaveLength(6);
    expectQuiet();
    await leave();
  });

  it('publishes an email at the finding that asks for it', async () => {
    const { page, open, expectQuiet, leave } = await house.visit();
    await open(`/flows/${house.seeded.flows.reEngagement}?action=1`);
    await page.getByRole('button', { name: 'Publish the email' }).click();
    await page.getByText('The email is published: flows can send it.').waitFor();
    await page.getByText('is not published').first().waitFor({ state: 'detached' });
    const findings = (await house.millrace.get(`/millrace/v1/flows/${house.seeded.flows.reEngagement}/lint`))
      .body.results as readonly { readonly code: string }[];
    expect(findings.map(({ code }) => code)).not.toContain('EMAIL_NOT_PUBLISHED');
    expectQuiet();
    await leave();
  });

  it('makes a property that a flow names and nobody has made', async () => {
    const flowId = await flows.makeFlow({
      name: 'Sets what is not there',
      startActionId: '1',
      actions: [step('1', '0-5', { property_name: 'shoe_size', value: fixed('43') })],
    });
    const { page, open, leave } = await house.visit();
    await open(`/flows/${flowId}?action=1`);
    await page.getByRole('button', { name: 'Make the property' }).first().click();
    await page.getByRole('menuitem', { name: 'Number' }).click();
    await page.getByText('The property Shoe size is there.').waitFor();
    await expectCard(page, '1', 'Shoe size');
    const { body } = await house.millrace.get('/crm/v3/properties/contacts/shoe_size');
    expect(body).toMatchObject({ label: 'Shoe size', type: 'number' });
    await leave();
  });

  it('leaves the keyboard in the field that a way to mend is found for', async () => {
    const flowId = await flows.makeFlow({
      name: 'Is to set what is not there',
      startActionId: '1',
      actions: [step('1', '0-5', { property_name: 'lifecyclestage', value: fixed('lead') })],
    });
    const { page, open, leave } = await house.visit();
    await open(`/flows/${flowId}?action=1`);
    const property = page.getByRole('combobox', { name: 'Property' });
    await property.fill('hat_size');
    await property.press('Enter');
    await page.getByRole('button', { name: 'Make the property' }).waitFor();
    expect(await property.evaluate((field) => document.activeElement === field)).toBe(true);
    // What can be no name of a property is not offered to be made.
    await property.fill('Hat Size');
    await property.press('Enter');
    await page.getByRole('button', { name: 'Make the property' }).waitFor({ state: 'detached' });
    await page.getByText('names the property "Hat Size"').first().waitFor();
    expect(await property.evaluate((field) => document.activeElement === field)).toBe(true);
    await leave();
  });

  it('runs custom code with a record, tells its line at fault, and ends a run that is cancelled', async () => {
    const code = (sourceCode: string) => ({
      type: 'CUSTOM_CODE',
      actionId: '1',
      runtime: 'NODE22X',
      secretNames: [],
      sourceCode,
      inputFields: [{ name: 'mail', value: { type: 'OBJECT_PROPERTY', propertyName: 'email' } }],
      outputFields: [{ name: 'length', type: 'NUMBER' }],
    });
    const flowId = await flows.makeFlow({
      name: 'Counts letters',
      startActionId: '1',
      actions: [
        code(
          'exports.main = async ({ inputFields }) => {\n  console.log("asked for", inputFields.mail);\n  if (inputFields.mail === "stop") for (;;);\n  return { outputFields: { length: inputFields.mail.length } };\n};\n',
        ),
      ],
    });
    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit();
    await open(`/flows/${flowId}?action=1`);
    const tried = page.getByRole('region', { name: 'Try the code' });
    await tried.getByRole('button', { name: 'Run the code' }).click();
    await tried.getByText('Line 4.').waitFor();
    await tried.getByRole('combobox', { name: 'With a contact' }).click();
    await page.keyboard.type('Ada');
    await page.getByRole('option', { name: /Ada Lovelace/ }).click();
    await expect.poll(() => tried.getByLabel('mail').inputValue()).toBe('ada@engines.example');
    await tried.getByRole('button', { name: 'Run the code' }).click();
    await tried.getByText('It went well.').waitFor();
    await tried.getByText('asked for ada@engines.example').waitFor();
    await tried.getByText('19', { exact: true }).waitFor();
    await expectAccessible();

    await tried.getByLabel('mail').fill('stop');
    await tried.getByRole('button', { name: 'Run the code' }).click();
    await tried.getByRole('button', { name: 'Cancel' }).click();
    await tried.getByText('Cancelled: the run has been ended.').waitFor();
    await expect.poll(() => house.millrace.services.sandbox.processes, { timeout: 10_000 }).toBe(0);
    expectQuiet();
    await leave();
  });
});

async function centreOf(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const { x, y, width, height } = (await locator.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

/** A minute as the page says it, in the account's zone. */
function berlin(at: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(new Date(at));
}

const CITY_IS_LONDON = cityIs('London');

function cityIs(city: string) {
  return anyOf({
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
          values: [city],
        },
      },
    ],
  });
}

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
    type: 'SINGLE_CONNECTION',
    actionId,
    actionTypeId,
    actionTypeVersion: 0,
    fields,
    ...(next === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId: next } }),
  };
}

function fixed(staticValue: string) {
  return { type: 'STATIC_VALUE', staticValue };
}
