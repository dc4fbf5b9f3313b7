import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inAnotherAccount } from '../server/test/support/millrace.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import { type ListedPage, PAGES } from './support/pages.ts';
import { type SeededMore, seedMore } from './support/seed-more.ts';
import type { Visit } from './support/visit.ts';

/** What every page is asked for besides its data: the frame around it, and what it can do without. */
const AROUND = /\/millrace\/v1\/(session|clock|stream|names|event-types|account\/state)/;

/** Pages that are those of another line with something opened on them. */
const SAME = new Set(['new-flow', 'flows-deleted', 'watch-action', 'settings-limits']);

/** Pages that a fresh account has nothing on, and where one goes from there. */
const EMPTY: readonly (readonly [path: string, action: string | RegExp])[] = [
  ['/flows', 'New flow'],
  ['/errors', 'Go to the flows'],
  ['/records/0-1', 'New contact'],
  ['/lists', 'New list'],
  ['/forms', 'New form'],
  ['/emails', 'New email'],
  ['/mailbox', 'Go to the flows'],
  ['/outbox', 'Go to the flows'],
  ['/settings/apps', 'New app'],
  ['/settings/secrets', 'New secret'],
  ['/settings/adapters', 'New adapter'],
  ['/settings/people', 'New owner'],
];

/** Loading, gone wrong, closed, empty: what a page says when it has nothing to show. */
describe.skipIf(!hasBrowser)('the states of every page', () => {
  let house: House;
  let more: SeededMore;
  beforeAll(async () => {
    house = await openHouse();
    more = await seedMore(house.millrace, house.seeded);
  });
  afterAll(() => house?.close());

  const pages = PAGES.filter(({ name }) => !SAME.has(name));
  const pathOf = ({ path }: ListedPage) => path(house.seeded, more);

  describe('while it is asked for, and when that goes wrong', () => {
    let visit: Visit;
    let answer: Promise<void>;
    beforeAll(async () => {
      visit = await house.visit({ refusals: [409] });
      await visit.page.route(
        (url) => url.origin === house.millrace.url && !AROUND.test(url.pathname),
        async (route) => {
          const { pathname } = new URL(route.request().url());
          const isApi =
            /^\/(millrace|crm|crm-object-schemas|automation|marketing|settings\/v3|communication-preferences|form-integrations)\//;
          if (!isApi.test(pathname) || route.request().resourceType() === 'document') return route.continue();
          await answer;
          await route
            .fulfill({
              status: 409,
              json: {
                status: 'error',
                message: 'The mill has stopped.',
                category: 'CONFLICT',
                correlationId: 'c-0-r',
              },
            })
            .catch(() => undefined);
        },
      );
    });
    afterAll(() => visit?.leave());

    test.each(pages)('$name', async (page) => {
      const gate = Promise.withResolvers<void>();
      answer = gate.promise;
      await visit.open(pathOf(page));
      const main = visit.page.getByRole('main');
      await main.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'attached' });
      gate.resolve();
      const note = main.getByRole('alert').first();
      await note.getByText('The mill has stopped.').waitFor();
      await note.getByText('c-0-r').waitFor();
      expect(await note.getByRole('button', { name: 'Retry' }).count()).toBe(1);
    });
  });

  test('what went wrong is there after another try', async () => {
    const { page, open, leave } = await house.visit({ refusals: [409] });
    const forms = (url: URL) => url.pathname === '/marketing/v3/forms';
    await page.route(forms, (route) =>
      route.fulfill({ status: 409, json: { message: 'Not now.', category: 'CONFLICT' } }),
    );
    await open('/forms');
    await page.getByText('Not now.').waitFor();
    await page.unroute(forms);
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('link', { name: 'Ask for a demonstration' }).waitFor();
    await leave();
  });

  test('a flow that is not there is not tried again, and leads back', async () => {
    const { page, open, expectQuiet, leave } = await house.visit({ refusals: [404] });
    for (const path of ['/flows/999999', '/flows/999999/watch']) {
      await open(path);
      await page.getByText('There is no flow with the id "999999".').waitFor();
      expect(await page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
      await page.getByRole('heading', { name: 'Flow 999999' }).waitFor();
    }
    await page.getByRole('link', { name: 'All flows' }).click();
    await page.getByRole('heading', { name: 'Flows', exact: true }).waitFor();
    await open('/settings');
    await page.waitForURL('**/settings/account');
    expectQuiet();
    await leave();
  });

  test('while the session is asked for, the page says that it is on its way', async () => {
    const { page, open, leave } = await house.visit();
    const gate = Promise.withResolvers<void>();
    await page.route('**/millrace/v1/session', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await open('/flows');
    await page.getByRole('status').getByText('Millrace is loading').waitFor();
    gate.resolve();
    await page.getByRole('heading', { name: 'Flows', exact: true }).waitFor();
    await leave();
  });

  describe('to a token that may not see it', () => {
    let visit: Visit;
    beforeAll(async () => {
      const { body } = await house.millrace.post('/millrace/v1/tokens', {
        name: 'Nothing much',
        scopes: ['oauth'],
      });
      visit = await house.visit({ token: body.token, refusals: [403] });
    });
    afterAll(() => visit?.leave());

    test.each(pages)('$name', async (page) => {
      await visit.open(pathOf(page));
      const note = visit.page.getByRole('main').getByText('Your access token does not open this.').first();
      await note.waitFor();
      await visit.page
        .getByText(/It would need (the scope|one of the scopes)/)
        .first()
        .waitFor();
    });
  });

  describe('in an account that has nothing yet', () => {
    let visit: Visit;
    beforeAll(async () => {
      const { token } = await inAnotherAccount(house.millrace);
      visit = await house.visit({ token });
    });
    afterAll(() => visit?.leave());

    test.each(EMPTY)('%s leads on', async (path, action) => {
      await visit.open(path);
      const empty = visit.page.getByRole('main').locator('[data-state="empty"]').first();
      await empty.waitFor();
      const leads = empty.getByRole('button', { name: action }).or(empty.getByRole('link', { name: action }));
      expect(await leads.count()).toBe(1);
      expect((await empty.textContent())!.length).toBeGreaterThan(20);
      visit.expectQuiet();
    });
  });
});
