import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, pick, select, tabTo, writeCode } from './support/building.ts';
import { choose, flowsOf, save } from './support/editing.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';

/** Filters as people build them, by mouse and by keys alone: counted, tried on a record, and nothing of them lost. */
describe.skipIf(!hasBrowser)('criteria', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house?.close());
  it('are built by mouse: of a property, of an event, of the company; counted, and tried line by line', async () => {
    const flowId = await flowsOf(house).blankFlow('By mouse');
    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await page.locator('[data-action=""]').click();
    await choose(page, 'Contacts come in', 'When they meet filters');
    const filters = page.getByRole('region', { name: 'Filters' });
    await add(page, filters.getByRole('button', { name: 'Add a filter' }), 'Lifecycle stage');
    await pick(page, filters.getByRole('combobox', { name: 'Values' }), 'Lead');
    await filters.getByText('6 contacts match now.').waitFor();

    await add(page, filters.getByRole('button', { name: 'And…' }), 'Something that happened');
    await pick(page, filters.getByRole('combobox', { name: 'Event' }), 'Submitted a form');
    await filters.getByRole('button', { name: 'Form', exact: true }).click();
    await pick(page, filters.getByRole('combobox', { name: 'Form' }), 'Ask for a demonstration');
    await select(page, filters.getByRole('button', { name: 'How often' }), 'So many times');
    await filters.getByRole('textbox', { name: 'At least' }).fill('1');
    await filters.getByText('1 contact matches now.').waitFor();

    await add(page, filters.getByRole('button', { name: 'And…' }), 'Associated records');
    await pick(page, filters.getByRole('combobox', { name: 'Records' }), 'Company');
    await add(
      page,
      filters
        .getByRole('group', { name: 'Associated records' })
        .getByRole('button', { name: 'Add a filter' }),
      'City',
    );
    await page.keyboard.type('Berlin');
    await page.keyboard.press('Enter');
    await filters.getByText('0 contacts match now.').waitFor();

    await pick(page, filters.getByRole('combobox', { name: 'Try it on a contact' }), 'Ada Lovelace');
    await filters.getByText('Ada Lovelace does not meet them.').waitFor();
    for (const verdict of ['Met: Lead', 'Not met: London', 'Not met: 0 of 1 record meets it', /Met: last on/])
      await filters.getByText(verdict).first().waitFor();
    await expectAccessible();

    await filters
      .getByRole('button', { name: /City is Berlin/ })
      .last()
      .click();
    await filters.getByRole('button', { name: 'More for the line' }).last().click();
    await page.getByRole('menuitem', { name: 'Turn into its opposite' }).click();
    await filters.getByText('Ada Lovelace meets them.').waitFor();
    await filters.getByRole('button', { name: 'Show it' }).click();
    expect(await filters.getByRole('link', { name: 'Ada Lovelace' }).first().getAttribute('href')).toContain(
      `/records/0-1/${house.seeded.contacts['Ada']}`,
    );
    await save(page);
    const { enrollmentCriteria } = await flowsOf(house).flow(flowId);
    expect(enrollmentCriteria).toMatchObject({
      type: 'LIST_BASED',
      listFilterBranch: {
        filterBranchType: 'OR',
        filterBranches: [
          {
            filterBranchType: 'AND',
            filters: [{ property: 'lifecyclestage', operation: { operator: 'IS_ANY_OF', values: ['lead'] } }],
            filterBranches: [
              {
                filterBranchType: 'UNIFIED_EVENTS',
                eventTypeId: '4-1639801',
                filters: [{ property: 'hs_form_id', operation: { values: [house.seeded.form] } }],
                coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: 1 },
              },
              {
                filterBranchType: 'ASSOCIATION',
                objectTypeId: '0-2',
                filters: [
                  {
                    property: 'city',
                    operation: {
                      operator: 'IS_NOT_EQUAL_TO',
                      values: ['Berlin'],
                      includeObjectsWithNoValueSet: true,
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
    });
    expectQuiet();
    await leave();
  });

  it('are built by keys alone: added, boxed, moved, copied and deleted', async () => {
    const { makeFlow, flow } = flowsOf(house);
    const empty = { filterBranchType: 'OR', filterBranchOperator: 'OR', filters: [], filterBranches: [] };
    const criteria = { type: 'LIST_BASED', shouldReEnroll: false, listFilterBranch: empty };
    const flowId = await makeFlow({ name: 'By keys', actions: [], enrollmentCriteria: criteria });
    const { page, open, expectQuiet, leave } = await house.visit();
    const { keyboard } = page;
    const menu = async (...entries: readonly string[]) => {
      for (const entry of entries) {
        await tabTo(page, 'More for the line');
        await keyboard.press('Enter');
        await page.getByRole('menu').waitFor();
        await keyboard.type(entry);
        await keyboard.press('Enter');
      }
    };
    await open(`/flows/${flowId}`);
    await page.locator('#canvas').focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.getByRole('region', { name: 'Filters' }).waitFor();
    await tabTo(page, 'Add a filter');
    await keyboard.press('Enter');
    await keyboard.type('City');
    await keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
    await keyboard.type('London');
    await keyboard.press('Enter');
    await page.getByText('6 contacts match now.').waitFor();
    await page.getByRole('button', { name: 'City is London' }).focus();
    await menu('Dup');
    await expect.poll(() => page.getByRole('button', { name: 'City is London' }).count()).toBe(2);
    await page.getByRole('button', { name: 'City is London' }).first().focus();
    await menu('Put');
    await page.getByRole('group', { name: 'Group' }).nth(1).waitFor();
    await page.getByRole('button', { name: 'City is London' }).first().focus();
    await menu('Turn');
    await page.getByText('6 contacts match now.').waitFor({ state: 'detached' });
    await page.getByText('0 contacts match now.').waitFor();
    await page
      .getByRole('button', { name: 'City is none of London' })
      .or(page.getByRole('button', { name: 'City is not London' }))
      .first()
      .focus();
    await menu('Del');
    await page.getByText('6 contacts match now.').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'And…');
    await keyboard.press('Escape');
    await keyboard.press('Control+s');
    await page.getByRole('dialog', { name: 'Review and save' }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    const { enrollmentCriteria } = await flow(flowId);
    expect(JSON.stringify(enrollmentCriteria)).toContain('"values":["London"]');
    expectQuiet();
    await leave();
  });

  it('keep what nobody here knows, byte for byte, beside what is edited', async () => {
    const { makeFlow } = flowsOf(house);
    const odd =
      '{"filterType":"PROPERTY","property":"hs_lead_status","future":{"weight":1.50},"operation":{"operationType":"ALL_PROPERTY","operator":"IS_UNKNOWN","odd":9007199254740993}}';
    const tree = `{"filterBranchType":"OR","filters":[],"filterBranches":[{"filterBranchType":"AND","own":1e2,"filters":[${odd}],"filterBranches":[]}]}`;
    const flowId = await makeFlow({
      name: 'Odd',
      actions: [],
      enrollmentCriteria: { type: 'LIST_BASED', shouldReEnroll: false, listFilterBranch: {} },
    });
    const { page, open, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await page.locator('[data-action=""]').click();
    const filters = page.getByRole('region', { name: 'Filters' });
    await add(page, filters.getByRole('button', { name: 'Add a filter' }), 'City');
    await page.keyboard.press('Escape');
    await filters.getByRole('button', { name: 'Filters: show the JSON' }).click();
    await writeCode(page, filters, tree);
    await filters.getByRole('button', { name: 'Filters: show the form' }).click();
    await add(page, filters.getByRole('button', { name: 'And…' }), 'City');
    await page.keyboard.type('London');
    await page.keyboard.press('Enter');
    await filters.getByText('6 contacts match now.').waitFor();
    await save(page);
    const { url, token } = house.millrace;
    const headers = { authorization: `Bearer ${token}` };
    const saved = await (await fetch(`${url}/automation/v4/flows/${flowId}`, { headers })).text();
    expect(saved).toContain(odd);
    expect(saved).toContain('"own":1e2');

    // A filter that no form knows is a line with its JSON, and says why it is met by nobody.
    await filters.getByRole('button', { name: 'Filters: show the JSON' }).click();
    const unknown = '{"filterType":"FROM_TOMORROW","deep":{"x":0.10}}';
    await writeCode(page, filters, tree.replace(odd, unknown));
    await filters.getByRole('button', { name: 'Filters: show the form' }).click();
    await filters.getByRole('button', { name: /FROM_TOMORROW/ }).click();
    await filters.getByText('No form knows this filter: it is kept as it is').waitFor();
    await filters.getByText('One thing is to be finished first.').waitFor();
    await expect.poll(() => filters.locator('.cm-content').innerText()).toContain('0.10');
    await leave();
  });

  it('say at the line what is wrong with it', async () => {
    const flowId = await flowsOf(house).blankFlow('Wrong');
    // What was written is refused by the server, which says where.
    const { page, open, leave } = await house.visit({ refusals: [400] });
    await open(`/flows/${flowId}`);
    await page.locator('[data-action=""]').click();
    await choose(page, 'Contacts come in', 'When they meet filters');
    const filters = page.getByRole('region', { name: 'Filters' });
    await add(page, filters.getByRole('button', { name: 'Add a filter' }), 'Lifecycle stage');
    await filters.getByText('One thing is to be finished first.').waitFor();
    await filters.getByText('Values: at least one is needed.').waitFor();
    await page.keyboard.press('Escape');
    await filters.getByRole('button', { name: 'Delete the line' }).click();
    await add(page, filters.getByRole('button', { name: 'Add a filter' }), 'Times Contacted');
    await filters.getByRole('textbox', { name: 'Value' }).fill('many');
    await filters.getByText('One thing is to be finished first.').waitFor();
    await filters.getByText(/^Value must be a number/).waitFor();
    await filters.getByRole('textbox', { name: 'Value' }).fill('1.50');
    await filters.getByText('0 contacts match now.').waitFor();
    await filters.getByRole('button', { name: 'Filters: show the JSON' }).click();
    await expect.poll(() => filters.locator('.cm-content').innerText()).toContain('1.50');
    await leave();
  });

  it('make a list with the right members, which is filled anew when they change', async () => {
    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit();
    await open('/lists');
    await page.getByRole('button', { name: 'New list' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New list' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Customers in Berlin');
    await select(
      page,
      dialog.getByRole('button', { name: /Who is in it/ }),
      'Whoever meets filters, as long as they do',
    );
    await add(page, dialog.getByRole('button', { name: 'Add a filter' }), 'Lifecycle stage');
    await pick(page, dialog.getByRole('combobox', { name: 'Values' }), 'Customer');
    await dialog.getByText('3 contacts match now.').waitFor();
    await expectAccessible();
    await dialog.getByRole('button', { name: 'Create list' }).click();
    await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();

    await page.getByRole('button', { name: 'Edit filters' }).click();
    const edit = page.getByRole('dialog', { name: 'Who is in the list' });
    await add(page, edit.getByRole('button', { name: 'And…' }), 'First name');
    await page.keyboard.type('Radia');
    await page.keyboard.press('Enter');
    await edit.getByText('1 contact matches now.').waitFor();
    await edit.getByRole('button', { name: 'Save filters' }).click();
    await page.getByRole('link', { name: 'Grace Hopper' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: 'Radia Perlman' }).count()).toBe(1);
    expectQuiet();
    await leave();
  });

  it('leave lists by hand to people: a record is put in and taken out', async () => {
    const { body } = await house.millrace.post('/crm/v3/lists', {
      name: 'By hand',
      objectTypeId: '0-1',
      processingType: 'MANUAL',
    });
    const { page, open, expectQuiet, leave } = await house.visit();
    await open(`/lists/${body.list.listId}`);
    await pick(page, page.getByRole('combobox', { name: 'Add a contact' }), 'Tony Hoare');
    await page.getByRole('link', { name: 'Tony Hoare' }).waitFor();
    await page.getByRole('button', { name: 'Take Tony Hoare out' }).click();
    await page.getByText('Nobody is in it.').waitFor();
    expectQuiet();
    await leave();
  });

  it('ask about associations, which are made on the page of a record, with a label, and removed', async () => {
    await house.millrace.post('/crm/associations/v4/contacts/companies/labels', {
      label: 'Adviser',
      name: 'adviser',
    });
    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit({ refusals: [400] });
    await open(`/records/0-1/${house.seeded.contacts['Tony']}`);
    await page.getByRole('tab', { name: 'Associations' }).click();
    await page.getByRole('button', { name: 'Associate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Associate with a record' });
    await pick(page, dialog.getByRole('combobox', { name: 'Company' }), 'Analytical Engines');
    await select(page, dialog.getByRole('button', { name: 'Without a label' }), 'Adviser');
    await expectAccessible();
    await dialog.getByRole('button', { name: 'Associate' }).click();
    await page.getByRole('cell', { name: 'Adviser' }).waitFor();
    await page.getByRole('button', { name: 'More for Analytical Engines' }).click();
    await page.getByRole('menuitem', { name: 'Remove the association' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('It is linked to no other record.').waitFor();

    // What a value is refused for stands at its field.
    await open('/records/0-3');
    await page.getByRole('button', { name: 'New deal' }).first().click();
    const made = page.getByRole('dialog', { name: 'New deal' });
    await made.getByRole('textbox', { name: /Amount/ }).fill('a lot');
    await made.getByRole('button', { name: 'Create' }).click();
    await made.getByText(/a lot/).waitFor();
    expect(await made.getByRole('textbox', { name: /Amount/ }).getAttribute('aria-invalid')).toBe('true');
    expectQuiet();
    await leave();
  });

  it('fit on a phone, and are accessible by day and by night', async () => {
    const { makeFlow } = flowsOf(house);
    const listFilterBranch = {
      filterBranchType: 'OR',
      filterBranchOperator: 'OR',
      filters: [],
      filterBranches: [
        {
          filterBranchType: 'AND',
          filterBranchOperator: 'AND',
          filters: [
            {
              filterType: 'PROPERTY',
              property: 'birthday',
              operation: {
                operationType: 'TIME_RANGED',
                operator: 'IS_BETWEEN',
                includeObjectsWithNoValueSet: false,
                lowerBoundTimePoint: {
                  timeType: 'INDEXED',
                  timezoneSource: 'PORTAL',
                  offset: { days: -30 },
                  indexReference: { referenceType: 'TODAY' },
                },
                upperBoundTimePoint: {
                  timeType: 'DATE',
                  year: 2030,
                  month: 5,
                  day: 4,
                  timezoneSource: 'PORTAL',
                },
              },
            },
          ],
          filterBranches: [
            {
              filterBranchType: 'UNIFIED_EVENTS',
              filterBranchOperator: 'AND',
              operator: 'HAS_COMPLETED',
              eventTypeId: '4-1639801',
              filters: [],
              filterBranches: [],
              pruningRefineBy: {
                type: 'RELATIVE_COMPARATIVE',
                comparison: 'AFTER',
                timeOffset: { amount: 7, timeUnit: 'DAYS', offsetDirection: 'PAST' },
              },
            },
          ],
        },
      ],
    };
    const enrollmentCriteria = { type: 'LIST_BASED', shouldReEnroll: false, listFilterBranch };
    const flowId = await makeFlow({ name: 'Moments', actions: [], enrollmentCriteria });
    for (const [scheme, screen] of [
      ['light', 'phone'],
      ['dark', 'desk'],
    ] as const) {
      const { page, open, expectQuiet, expectFits, expectAccessible, leave } = await house.visit({
        scheme,
        screen,
      });
      await open(`/flows/${flowId}`);
      await page.locator('[data-action=""]').click();
      const filters = page.getByRole('region', { name: 'Filters' });
      await filters.getByRole('button', { name: /Birthday is between/ }).click();
      await filters.getByRole('button', { name: /has submitted a form/ }).click();
      await filters.getByText(/match(es)? now/).waitFor();
      await expectFits();
      await expectAccessible();
      expectQuiet();
      await leave();
    }
  });
});
