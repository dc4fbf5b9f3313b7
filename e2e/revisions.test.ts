import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import type { Visit } from './support/visit.ts';

type Json = Readonly<Record<string, unknown>>;

/** The past of a flow: compared on the graph, and brought back. */
describe.skipIf(!hasBrowser)('revisions', () => {
  let house: House;
  let visit: Visit;
  beforeAll(async () => {
    house = await openHouse();
    visit = await house.visit({ refusals: [400] });
  });
  afterAll(() => house?.close());

  test('any two are compared on the graph, with what came, changed and went', async () => {
    const { page, open, expectAccessible } = visit;
    const flowId = await flowOf([delay('1', '3', '2'), delay('2', '1')]);
    await save(flowId, [delay('1', '5', '3'), delay('3', '9')]);
    await save(flowId, [delay('1', '5', '3'), delay('3', '9', '4'), delay('4', '2')]);
    await open(`/flows/${flowId}/revisions?from=1&to=2`);
    const graph = page.getByRole('application', { name: /What differs/ });
    const card = (id: string) => graph.locator(`[data-action="${id}"]`);
    await card('1').getByText('Changed').waitFor();
    await card('3').getByText('Added').waitFor();
    await card('2').getByText('Removed').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'wait 5 days instead of 3 days' }).first().waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: /Later revision/ }).click();
    await page.getByRole('option', { name: 'Revision 3, current' }).click();
    await page.waitForURL(/from=[^&]*1[^&]*&to=[^&]*3/);
    await page.getByRole('button', { name: /Show the whole flow/ }).click();
    await card('4').getByText('Added').waitFor();
    await page.getByText('Member by member').click();
    await page.getByText('fields.delta').first().waitFor();
  });

  test('one is restored after a look at what changes, and at who waits', async () => {
    const { page, open } = visit;
    const flowId = await flowOf([delay('1', '3')], true);
    await house.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, {
      objectIds: [house.seeded.contacts['Ada']],
    });
    await house.millrace.post('/millrace/v1/clock/settle');
    await save(flowId, [delay('1', '9')]);
    await open(`/flows/${flowId}/revisions`);
    await revision(1).getByRole('button', { name: 'Restore' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore revision 1' });
    await dialog.getByText('wait 3 days instead of 9 days').waitFor();
    await dialog.getByText(/at #1 Wait 9 days/).waitFor();
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Revision 1 is restored, as revision 3.').waitFor();
    await page.getByText('as revision 1 was').waitFor();
    expect(await daysOf(flowId)).toBe('3');
  });

  test('one that somebody saved meanwhile is not written over unseen', async () => {
    const { page, open } = visit;
    const flowId = await flowOf([delay('1', '3')]);
    await save(flowId, [delay('1', '4')]);
    await open(`/flows/${flowId}/revisions`);
    await revision(1).getByRole('button', { name: 'Restore' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore revision 1' });
    await dialog.getByText('wait 3 days instead of 4 days').waitFor();
    await save(flowId, [delay('1', '8')]);
    await dialog.getByRole('button', { name: /^(Restore|Look at it anew)$/ }).click();
    await dialog.getByText('Another revision came meanwhile').waitFor();
    expect(await daysOf(flowId)).toBe('8');
    await dialog.getByRole('button', { name: 'Look at it anew' }).click();
    await dialog.getByText('wait 3 days instead of 8 days').waitFor();
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Revision 1 is restored, as revision 4.').waitFor();
    expect(await daysOf(flowId)).toBe('3');
  });

  const revision = (id: number) =>
    visit.page
      .getByRole('list', { name: 'Revisions' })
      .getByRole('listitem')
      .filter({ hasText: `Revision ${id}` });

  const delay = (actionId: string, delta: string, next?: string): Json => ({
    type: 'SINGLE_CONNECTION',
    actionId,
    actionTypeId: '0-1',
    actionTypeVersion: 0,
    fields: { delta, time_unit: 'DAYS' },
    ...(next === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId: next } }),
  });

  async function flowOf(actions: readonly Json[], isEnabled = false): Promise<string> {
    const { body } = await house.millrace.post('/automation/v4/flows', {
      name: 'Revised',
      type: 'CONTACT_FLOW',
      flowType: 'WORKFLOW',
      objectTypeId: '0-1',
      isEnabled,
      startActionId: '1',
      actions,
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
    });
    return body.id;
  }

  async function save(flowId: string, actions: readonly Json[]): Promise<void> {
    const { body } = await house.millrace.get(`/automation/v4/flows/${flowId}`);
    const saved = await house.millrace.put(`/automation/v4/flows/${flowId}`, { ...body, actions });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  }

  async function daysOf(flowId: string): Promise<string> {
    return (await house.millrace.get(`/automation/v4/flows/${flowId}`)).body.actions[0].fields.delta;
  }
});
