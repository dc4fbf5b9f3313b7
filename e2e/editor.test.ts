import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAction, choose, expectCard, flowsOf, pressAll, save, setDelay } from './support/editing.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';

/** The editor as people use it: the demo story by mouse and by keys alone, undo, copies, conflicts. */
describe.skipIf(!hasBrowser)('the editor', () => {
  let house: House;
  let flows: ReturnType<typeof flowsOf>;
  beforeAll(async () => {
    house = await openHouse();
    flows = flowsOf(house);
  });
  afterAll(() => house?.close());

  it('builds the demo story by mouse: a form, a ticket, a day, an email', async () => {
    const flowId = await flows.blankFlow('By mouse');
    const { page, open, expectQuiet, expectAccessible, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await page.locator('[data-action=""]').click();
    await choose(page, 'Contacts come in', 'When something happens');
    await page.getByRole('button', { name: 'Choose an event' }).click();
    await page.getByRole('button', { name: 'Form', exact: true }).click();
    await page.getByRole('combobox', { name: 'Form' }).click();
    await page.getByRole('option', { name: 'Ask for a demonstration' }).click();
    await expectCard(page, '', 'Ask for a demonstration');

    await addAction(page, ':startActionId', 'Create record');
    await page.getByRole('button', { name: 'Set a property' }).click();
    await page.getByRole('combobox', { name: 'Property' }).fill('Ticket name');
    await page.getByRole('option', { name: /Ticket name/ }).click();
    await page.getByLabel('Value', { exact: true }).fill('Demo request');
    await addAction(page, '1:connection', 'Delay for');
    await expectCard(page, '2', 'Wait 1 day');
    await addAction(page, '2:connection', 'Send email');
    await page.getByRole('combobox', { name: 'Email' }).click();
    await page.getByRole('option', { name: 'Welcome' }).click();
    await expectCard(page, '3', 'Send email Welcome');
    await expectAccessible();
    await save(page);

    const { actions, enrollmentCriteria } = await flows.flow(flowId);
    expect(actions.map((action) => action['actionTypeId'])).toEqual(['0-14', '0-1', '0-4']);
    expect(actions[2]).toMatchObject({ fields: { content_id: house.seeded.email } });
    expect(JSON.stringify(enrollmentCriteria)).toContain(house.seeded.form);
    expectQuiet();
    await leave();
  });

  it('builds it by keys alone, reads the outline, and finds what it has made', async () => {
    const flowId = await flows.blankFlow('By keys');
    const { page, open, expectQuiet, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    const press = (...keys: string[]) => pressAll(page, keys);
    await page.locator('#canvas').focus();
    for (const name of ['Delay for', 'Send email', 'Delete record']) {
      await press('a');
      await page.getByRole('searchbox', { name: 'Find an action' }).fill(name);
      await press('ArrowDown', 'Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'canvas');
    }
    await expectCard(page, '3', 'Delete the contact');
    await press('ArrowUp', 'ArrowUp', 'Enter');
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('7');
    await expectCard(page, '1', 'Wait 7 days');
    await press('Escape', 'Alt+ArrowDown', 'o');
    // The outline is drawn behind what is typed: its names may come a moment after its focus.
    await page.waitForFunction(() => {
      const focused = document.activeElement;
      return (
        focused?.getAttribute('role') === 'treeitem' &&
        focused.getAttribute('aria-label')?.startsWith('1, Delay, Wait 7 days')
      );
    });
    await press('Control+f');
    await page.keyboard.type('7 days');
    await page.getByText('1 of 1').waitFor();
    // The palette finds them too, and opens the form of the one that is chosen.
    await press('Escape', 'Control+k');
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('send');
    await page.getByRole('group', { name: 'In this flow' }).getByRole('option', { name: /^#2 / }).waitFor();
    await press('ArrowDown', 'Enter');
    await page.getByRole('complementary').getByText('#2', { exact: true }).waitFor();
    await page.locator('#canvas').focus();
    await press('Control+s');
    await page.getByRole('dialog', { name: 'Review and save' }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    const { actions, startActionId } = await flows.flow(flowId);
    expect(startActionId).toBe('2');
    expect(actions.find(({ actionId }) => actionId === '1')).toMatchObject({ fields: { delta: '7' } });
    expectQuiet();
    await leave();
  });

  it('undoes thirty edits to the flow that it began with', async () => {
    const flowId = house.seeded.flows.nurture;
    const before = await flows.flow(flowId);
    const { page, open, expectQuiet, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await page.locator('[data-action="1"]').click();
    await page.locator('#canvas').focus();
    const edits = ['Control+d', 'Alt+ArrowDown', 'Control+d', 'Alt+ArrowUp', 'Delete', 'ArrowDown'];
    for (let count = 0; count < 42; count += 1) await page.keyboard.press(edits[(count * 7) % edits.length]!);
    await page.getByRole('button', { name: 'Review and save' }).waitFor();
    await page.locator('#canvas').focus();
    for (let count = 0; count < 60; count += 1) await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    await page.getByRole('textbox', { name: 'Name of the flow' }).fill('Nurtured');
    await page.keyboard.press('Enter');
    await save(page);
    const { name, revisionId: _, updatedAt: __, ...after } = await flows.flow(flowId);
    const { name: ___, revisionId: ____, updatedAt: _____, ...first } = before;
    expect(name).toBe('Nurtured');
    expect(JSON.stringify(after)).toBe(JSON.stringify(first));
    expectQuiet();
    await leave();
  });

  it('copies actions from one flow into another', async () => {
    const flowId = await flows.blankFlow('Copies');
    const { page, context, open, leave } = await house.visit();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(`/flows/${house.seeded.flows.followUp}`);
    await page.locator('#canvas').focus();
    await pressAll(page, ['Control+a', 'Control+c']);
    const copied = await page.locator('[data-action]').count();
    await open(`/flows/${flowId}`);
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+v');
    await page.locator('[data-action="1"]').waitFor();
    expect(await page.locator('[data-action]').count()).toBe(copied);
    await leave();
  });

  it('acts on keys as soon as it is there, pastes JSON that was written by hand, and gives the focus back after a save', async () => {
    const flowId = await flows.flowWithDelay('At once');
    const { page, context, open, expectQuiet, leave } = await house.visit();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('/flows');
    await page.getByRole('link', { name: 'At once' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('At once');
    await page.getByRole('option', { name: /^At once/ }).waitFor();
    await page.keyboard.press('Enter');
    await expectCard(page, '1', 'Wait 3 days');
    const name = page.getByRole('textbox', { name: 'Name of the flow' });
    await name.fill('   ');
    await name.press('Enter');
    expect(await name.inputValue()).toBe('At once');
    await page.evaluate(() =>
      navigator.clipboard.writeText(
        '[{"type":"SINGLE_CONNECTION","actionTypeId":"0-1","actionTypeVersion":0,"fields":{"delta":"8","time_unit":"DAYS"}}]',
      ),
    );
    await pressAll(page, ['ArrowDown', 'ArrowDown', 'Control+v']);
    await page.getByRole('treeitem', { name: /Wait 8 days/ }).waitFor();
    await page.evaluate(() => navigator.clipboard.writeText('{"actions": ['));
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+v');
    await page.getByText(/What is on the clipboard is not JSON/).waitFor();
    await save(page);
    await page.waitForFunction(() => document.activeElement?.textContent === 'Saved');
    const { actions } = await flows.flow(flowId);
    expect(actions).toHaveLength(2);
    expectQuiet();
    await leave();
  });

  it('keeps what was not saved in the browser', async () => {
    const flowId = await flows.flowWithDelay('A draft');
    const { page, open, leave } = await house.visit();
    await open(`/flows/${flowId}`);
    await setDelay(page, '9');
    await expect.poll(() => page.evaluate(hasDraft), { timeout: 30_000 }).toBe(true);
    await open(`/flows/${flowId}`);
    await page.getByText('An unsaved edit is back').waitFor();
    await expectCard(page, '1', 'Wait 9 days');
    await leave();
  });

  it('puts its edits on a revision that came first, where they fit', async () => {
    const flowId = await flows.flowWithDelay('Fits');
    const { page, open, leave } = await house.visit({ refusals: [400] });
    await open(`/flows/${flowId}`);
    await setDelay(page, '9');
    await flows.another(flowId, (body) => ({ ...body, name: 'Renamed meanwhile' }));
    await page.getByRole('button', { name: /Review and save/ }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Your edit still fits').waitFor();
    await page.getByRole('button', { name: 'Put my edits on it' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    const { name, actions } = await flows.flow(flowId);
    expect([name, actions[0]]).toMatchObject(['Renamed meanwhile', { fields: { delta: '9' } }]);
    await leave();
  });

  it('tells what does not fit any more, and never takes it over in silence', async () => {
    const flowId = await flows.flowWithDelay('Clashes');
    const { page, open, leave } = await house.visit({ refusals: [400] });
    await open(`/flows/${flowId}`);
    await setDelay(page, '9');
    await flows.another(flowId, (body) => ({
      ...body,
      actions: body.actions.map((action) => ({ ...action, fields: { delta: '5', time_unit: 'DAYS' } })),
    }));
    await page.getByRole('button', { name: /Review and save/ }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('One of your edits does not fit any more').waitFor();
    await page.getByText('It has another value by now.').waitFor();
    await page.getByRole('button', { name: 'Take it without my edits' }).click();
    await expectCard(page, '1', 'Wait 5 days');
    expect((await flows.flow(flowId)).actions[0]).toMatchObject({ fields: { delta: '5' } });
    await leave();
  });

  it('looks right by day and by night, at a desk and on a phone', async () => {
    for (const scheme of ['light', 'dark'] as const)
      for (const screen of ['desk', 'phone'] as const) {
        const { page, open, expectQuiet, expectAccessible, expectFits, leave } = await house.visit({
          scheme,
          screen,
        });
        await open(`/flows/${house.seeded.flows.nurture}`);
        await page.locator('[data-action="1"]').waitFor();
        if (screen === 'desk') {
          await page.locator('[data-action="1"]').click();
          await page.getByRole('heading', { name: '#1' }).waitFor();
        }
        await expectFits();
        await expectAccessible();
        expectQuiet();
        await leave();
      }
  });
});

/** Whether the browser has kept what was edited: it does so after a pause. */
function hasDraft(): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('millrace-editor');
    opening.onsuccess = () => {
      const counting = opening.result.transaction('drafts').objectStore('drafts').count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result > 0);
      };
    };
  });
}
