import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';

const SHOTS = process.env['SHOTS'];

describe.skipIf(!hasBrowser)('watching a flow', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house?.close());

  test('shots', async () => {
    const { flows } = house.seeded;
    for (const scheme of ['light', 'dark'] as const)
      for (const screen of ['desk', 'phone'] as const) {
        if (scheme === 'dark' && screen === 'phone') continue;
        const { page, open, expectQuiet, expectAccessible, expectFits, leave } = await house.visit({ scheme, screen });
        for (const [name, path] of [
          ['nurture', `/flows/${flows.nurture}/watch?action=3`],
          ['webhook', `/flows/${flows.webhook}/watch`],
          ['followup', `/flows/${flows.followUp}/watch?period=24h`],
          ['enrollments', `/flows/${flows.nurture}/enrollments`],
          ['steps', `/flows/${flows.webhook}/steps`],
          ['edit', `/flows/${flows.nurture}`],
          ['revisions', `/flows/${flows.nurture}/revisions`],
        ] as const) {
          await open(path);
          await page.getByRole('navigation', { name: 'Pages of the flow' }).waitFor();
          await page.waitForLoadState('networkidle');
          await page.waitForTimeout(500);
          if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${scheme}-${screen}.png` });
          if (SHOTS && name !== 'edit') {
            await page.locator('#page').evaluate((el) => el.scrollTo(0, 700));
            await page.waitForTimeout(200);
            await page.screenshot({ path: `${SHOTS}/${name}-${scheme}-${screen}-2.png` });
          }
          try { await expectFits(); await expectAccessible(); expectQuiet(); } catch (e) { console.log(name, scheme, screen, String(e).slice(0, 1500)); }
        }
        await leave();
      }
    expect(1).toBe(1);
  }, 200_000);
});
