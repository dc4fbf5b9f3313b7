import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { takePicture } from './support/picture.ts';

describe.skipIf(!hasBrowser)('signing in', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house?.close());

  test.each(['light', 'dark'] as const)('with a token, %s, and on to where one was going', async (scheme) => {
    const visit = await house.visit({ token: null, scheme, refusals: [401] });
    const { page } = visit;
    await visit.open('/errors?kind=skipped');
    await page.getByRole('heading', { name: 'Sign in to Millrace' }).waitFor();
    await takePicture(page, `sign-in-${scheme}`);
    await visit.expectAccessible();
    await page.getByLabel('Access token').fill('not-the-token-of-anybody');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByText('Correlation id').waitFor();
    await visit.expectAccessible();
    await page.getByLabel('Access token').fill(house.millrace.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Errors' }).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=skipped');
    visit.expectQuiet();
  });

  test('a link of elsewhere is not followed', async () => {
    const { page, open } = await house.visit({ token: null, refusals: [401] });
    await open('/sign-in?next=//elsewhere.example/');
    await page.getByLabel('Access token').fill(house.millrace.token);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Flows' }).waitFor();
    expect(page.url()).toContain(house.millrace.url);
  });

  test('signing out leaves nothing behind, and a session that has ended asks to sign in again', async () => {
    const { page, open } = await house.visit({ refusals: [401] });
    await open('/flows');
    await page.getByRole('button', { name: /development/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Millrace' }).waitFor();
    await open('/flows');
    await page.getByRole('heading', { name: 'Sign in to Millrace' }).waitFor();
  });

  test('a token without the scope sees why a page is closed', async () => {
    const made = await house.millrace.post('/millrace/v1/tokens', {
      name: 'reader of contacts',
      scopes: ['crm.objects.contacts.read'],
    });
    const visit = await house.visit({ token: made.body.token, refusals: [403] });
    await visit.open('/flows');
    await visit.page.getByText('Your access token does not open this.').waitFor();
    await visit.page.getByText('automation', { exact: true }).first().waitFor();
    await takePicture(visit.page, 'closed-light');
    await visit.expectAccessible();
    visit.expectQuiet();
  });
});
