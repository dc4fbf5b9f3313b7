import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import type { Visit } from './support/visit.ts';

/** What one sets up: made, changed and removed on the page, and so for programs. */
describe.skipIf(!hasBrowser)('settings', () => {
  let house: House;
  let visit: Visit;
  beforeAll(async () => {
    house = await openHouse();
    visit = await house.visit({ refusals: [400] });
  });
  afterAll(() => house?.close());

  const get = async (path: string) => (await house.millrace.get(path)).body;
  const dialog = (name: string | RegExp) => visit.page.getByRole('dialog', { name });
  async function menuOf(name: string, item: string): Promise<void> {
    await visit.page.getByRole('button', { name: `Actions of ${name}` }).click();
    await visit.page.getByRole('menuitem', { name: item }).click();
  }

  test('a token is shown once, and is refused once it is revoked', async () => {
    const { page, open } = visit;
    await open('/settings/tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    await dialog('New access token').getByLabel('Name').fill('Nightly job');
    await dialog('New access token').getByText('automation', { exact: true }).click();
    await dialog('New access token').getByRole('button', { name: 'Create token' }).click();
    const token = (await dialog('Your new token')
      .getByText(/^\S{20,}$/)
      .textContent())!;
    await dialog('Your new token').getByRole('button', { name: 'I have kept it' }).click();
    const use = () =>
      house.millrace.call('GET', '/millrace/v1/flows', undefined, { authorization: `Bearer ${token}` });
    expect((await use()).status).toBe(200);
    expect(await page.getByText(token).count()).toBe(0);
    await page
      .getByRole('row', { name: /Nightly job/ })
      .getByRole('button', { name: 'Revoke' })
      .click();
    await dialog('Revoke “Nightly job”?').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('“Nightly job” is revoked.').waitFor();
    expect((await use()).status).toBe(401);
  });

  test('old steps are archived, and what is for ever has no end', async () => {
    const { page, open } = visit;
    await open('/settings/retention');
    const then = page.getByRole('button', { name: 'What becomes of it then: Steps of flows' });
    expect(await then.count()).toBe(0);
    await page.getByLabel('Steps of flows', { exact: true }).fill('90');
    await then.click();
    await page.getByRole('option', { name: 'then archived' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Retention saved.').waitFor();
    const kept = await get('/millrace/v1/retention');
    expect([kept.STEPS.days, kept.STEPS.disposal, kept.MAILS.days]).toEqual([90, 'ARCHIVE', null]);
    await page.getByLabel('Steps of flows', { exact: true }).fill('ninety');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/STEPS.days must be/).waitFor();
    expect((await get('/millrace/v1/retention')).STEPS.days).toBe(90);
  });

  test('a property with options is made, changed and archived', async () => {
    const { page, open } = visit;
    await open('/settings/properties');
    await page.getByRole('button', { name: 'New property' }).click();
    await dialog('New property').getByLabel('Label').fill('Engine size');
    await dialog('New property').getByRole('button', { name: /Type/ }).click();
    await page.getByRole('option', { name: 'One of some options' }).click();
    await dialog('New property').getByRole('textbox', { name: 'Options' }).fill('Small\nLarge | XL');
    await dialog('New property').getByRole('button', { name: 'Create property' }).click();
    await page.getByText('Engine size is a property now.').waitFor();
    const optionsOf = async () =>
      (await get('/crm/v3/properties/contacts/engine_size')).options.map(
        ({ label, value }: { label: string; value: string }) => [label, value],
      );
    expect(await optionsOf()).toEqual([
      ['Small', 'small'],
      ['Large', 'XL'],
    ]);
    await page.getByRole('searchbox', { name: 'Find a property' }).fill('engine size');
    await menuOf('Engine size', 'Edit…');
    await dialog('Edit Engine size')
      .getByRole('textbox', { name: 'Options' })
      .fill('Small\nVery large | XL\nHuge');
    await dialog('Edit Engine size').getByRole('button', { name: 'Save' }).click();
    await dialog('Edit Engine size').waitFor({ state: 'detached' });
    expect(await optionsOf()).toEqual([
      ['Small', 'small'],
      ['Very large', 'XL'],
      ['Huge', 'huge'],
    ]);
    await menuOf('Engine size', 'Archive…');
    await dialog('Archive Engine size?').getByRole('button', { name: 'Archive' }).click();
    await page.getByText('Engine size is archived.').waitFor();
    expect((await house.millrace.get('/crm/v3/properties/contacts/engine_size')).status).toBe(404);
  });

  test('an adapter is made, changed and deleted; what is wrong is said at its field', async () => {
    const { page, open } = visit;
    await open('/settings/adapters');
    await page.getByRole('button', { name: 'New adapter' }).first().click();
    const making = dialog('New action adapter');
    await making.getByLabel('Type of action').fill('0-40900952');
    await making.getByLabel('Goes to').fill('nowhere');
    await making.getByRole('button', { name: 'Create adapter' }).click();
    await making.getByText(/url/).first().waitFor();
    await making.getByLabel('Goes to').fill('https://gateway.example/sms');
    await making.getByRole('button', { name: 'Create adapter' }).click();
    await page.getByText('Send an SMS').or(page.getByText('0-40900952')).first().waitFor();
    await menuOf('0-40900952', 'Edit…');
    await dialog(/Edit the adapter/)
      .getByLabel('Waits for an answer')
      .fill('20');
    await dialog(/Edit the adapter/)
      .getByRole('button', { name: 'Save' })
      .click();
    await dialog(/Edit the adapter/).waitFor({ state: 'detached' });
    expect(await get('/millrace/v1/action-adapters/0-40900952')).toMatchObject({
      url: 'https://gateway.example/sms',
      timeoutSeconds: 20,
    });
    await menuOf('0-40900952', 'Delete…');
    await dialog(/Delete the adapter/)
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByText('No type of action is handed to a receiver yet.').waitFor();
  });

  test('an app shows its secret once, and goes with its tokens', async () => {
    const { page, open } = visit;
    await open('/settings/apps');
    await page.getByRole('button', { name: 'New app' }).first().click();
    await dialog('New app').getByLabel('Name').fill('Bridge');
    await dialog('New app').getByText('All of them').click();
    await dialog('New app').getByRole('button', { name: 'Create app' }).click();
    await dialog("The app's client secret").getByRole('button', { name: 'I have kept it' }).click();
    await menuOf('Bridge', 'Delete…');
    await dialog('Delete Bridge?').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Bridge is deleted.').waitFor();
    expect((await get('/millrace/v1/apps')).results).toEqual([]);
  });

  test('people are made and changed, teams too', async () => {
    const { page, open } = visit;
    await open('/settings/people');
    await page.getByRole('button', { name: 'New team' }).first().click();
    await dialog('New team').getByLabel('Name').fill('Night shift');
    await dialog('New team').getByRole('button', { name: 'Create team' }).click();
    await page.getByRole('button', { name: 'New user' }).click();
    await dialog('New user').getByLabel('Email').fill('mary@engines.example');
    await dialog('New user').getByLabel('First name').fill('Mary');
    await dialog('New user').getByRole('button', { name: /Team/ }).click();
    await page.getByRole('option', { name: 'Night shift' }).click();
    await dialog('New user').getByRole('button', { name: 'Create user' }).click();
    await page
      .getByRole('table', { name: 'Users' })
      .getByRole('row', { name: /Mary.*Night shift/ })
      .waitFor();
    const owners = page.getByRole('table', { name: 'Owners' });
    await owners.getByRole('button', { name: 'Actions of Charles Babbage' }).click();
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await dialog('Edit Charles Babbage').getByLabel('Last name').fill('Babbage Sr');
    await dialog('Edit Charles Babbage').getByRole('button', { name: 'Save' }).click();
    await owners.getByRole('row', { name: /Charles Babbage Sr/ }).waitFor();
  });

  test('the audit tells of all that, and is narrowed down', async () => {
    const { page, open, expectAccessible } = visit;
    await open('/settings/audit');
    await page
      .getByText(/Bridge/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /What it was about/ }).click();
    await page.getByRole('option', { name: 'Teams' }).click();
    await page
      .getByText(/Bridge/)
      .first()
      .waitFor({ state: 'detached' });
    await page
      .getByText(/Night shift/)
      .first()
      .waitFor();
    await expectAccessible();
  });

  test('what narrows a section down is in the address: it is there again after a reload, and by way of back', async () => {
    const { page, open } = visit;
    const choose = async (label: string, option: string) => {
      await page.getByRole('button', { name: label }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    const stands = async (text: string, label: string) =>
      page.getByRole('button', { name: label }).filter({ hasText: text }).waitFor();
    await open('/settings/audit');
    await choose('What it was about', 'Teams');
    await choose('Who did it', 'In a browser');
    await choose('When', 'In the last week');
    await page.waitForURL('**/settings/audit?about=TEAM&by=SESSION&days=7');
    await page.reload();
    const all = async () => {
      await stands('Teams', 'What it was about');
      await stands('In a browser', 'Who did it');
      await stands('In the last week', 'When');
    };
    await all();

    const settings = page.getByRole('navigation', { name: 'Settings' });
    await settings.getByRole('link', { name: 'Properties' }).click();
    await page.waitForURL('**/settings/properties');
    await choose('Type of records', 'Companies');
    await page.getByRole('searchbox', { name: 'Find a property' }).fill('domain');
    await page.waitForURL('**/settings/properties?type=0-2&search=domain');
    await page.reload();
    await page.getByRole('table', { name: 'Properties' }).getByText('Company Domain Name').waitFor();
    expect(await page.getByRole('searchbox', { name: 'Find a property' }).inputValue()).toBe('domain');
    await page.goBack();
    await page.waitForURL('**/settings/audit?about=TEAM&by=SESSION&days=7');
    await all();

    await open('/settings/audit?about=NONSENSE&by=TOKEN&days=9');
    await stands('About anything', 'What it was about');
    await stands('With a token', 'Who did it');
    await stands('At any time', 'When');
    await open('/settings/properties?type=9-99');
    await page.getByText('There is no type of records “9-99”.').waitFor();
  });
});
