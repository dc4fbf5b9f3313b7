import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { House } from './house.ts';

/** What stories of the editor are told with: flows over the API, and what people do in the page. */

export type Action = Readonly<Record<string, unknown>>;
export interface Flow extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly revisionId: string;
  readonly updatedAt: string;
  readonly startActionId?: string;
  readonly enrollmentCriteria?: unknown;
  readonly actions: readonly Action[];
}

/** Flows over the API, past the page. */
export function flowsOf({ millrace }: House) {
  async function flow(flowId: string): Promise<Flow> {
    return (await millrace.call('GET', `/automation/v4/flows/${flowId}`)).body as Flow;
  }

  async function makeFlow(body: Readonly<Record<string, unknown>>): Promise<string> {
    const made = await millrace.call('POST', '/automation/v4/flows', {
      type: 'CONTACT_FLOW',
      flowType: 'WORKFLOW',
      objectTypeId: '0-1',
      isEnabled: false,
      ...body,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return (made.body as { id: string }).id;
  }

  const blankFlow = (name: string) => makeFlow({ name, actions: [] });

  function flowWithDelay(name: string): Promise<string> {
    const fields = { delta: '3', time_unit: 'DAYS' };
    const action = {
      type: 'SINGLE_CONNECTION',
      actionId: '1',
      actionTypeId: '0-1',
      actionTypeVersion: 0,
      fields,
    };
    return makeFlow({ name, startActionId: '1', actions: [action] });
  }

  /** Somebody else saves. */
  async function another(flowId: string, change: (body: Flow) => Flow): Promise<void> {
    const body = change(await flow(flowId));
    const { status } = await millrace.call('PUT', `/automation/v4/flows/${flowId}`, body);
    expect(status).toBe(200);
  }

  return { flow, makeFlow, blankFlow, flowWithDelay, another };
}

export async function addAction(page: Page, edge: string, name: string): Promise<void> {
  await page.locator(`[data-edge="${edge}"]`).click();
  await page.getByRole('searchbox', { name: 'Find an action' }).fill(name);
  await page.getByRole('menuitem', { name }).first().click();
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

export async function setDelay(page: Page, days: string): Promise<void> {
  await page.locator('[data-action="1"]').click();
  await page.getByRole('textbox', { name: 'How long' }).fill(days);
}

export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Review and save/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
}

export async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

export async function expectCard(page: Page, id: string, text: string): Promise<void> {
  await page.locator(`[data-action="${id}"]`).filter({ hasText: text }).waitFor();
}
