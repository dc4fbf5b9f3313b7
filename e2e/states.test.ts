import { readFile } from 'node:fs/promises';
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

/** An id that no thing has, and words that no thing has for an id. */
const IDS = ['999999', 'nonsense', '99999999999999999999'];

interface Refused {
  readonly status: number;
  readonly url: string;
}

/** Every route that names one thing, at an id of nothing: what its page says, and where one goes from there. */
const MISSING: readonly (readonly [route: string, path: string, says: string, back: string])[] = [
  ...IDS.flatMap((id) =>
    (
      [
        ['/flows/$flowId', 'flow', 'Go to the flows'],
        ['/flows/$flowId/watch', 'flow', 'Go to the flows'],
        ['/flows/$flowId/enrollments', 'flow', 'Go to the flows'],
        ['/flows/$flowId/steps', 'flow', 'Go to the flows'],
        ['/flows/$flowId/revisions', 'flow', 'Go to the flows'],
        ['/flows/$flowId/explain', 'flow', 'Go to the flows'],
        ['/enrollments/$enrollmentId', 'enrollment', 'Go to the flows'],
        ['/records/$objectType', 'type of records', 'Go to the contacts'],
        ['/lists/$listId', 'list', 'Go to the lists'],
        ['/forms/$formId', 'form', 'Go to the forms'],
        ['/forms/$formId/try', 'form', 'Go to the forms'],
        ['/emails/$emailId', 'email', 'Go to the emails'],
        ['/mailbox/$mailId', 'mail', 'Go to the mailbox'],
        ['/settings/$section', 'section of the settings', 'Go to the account'],
      ] as const
    ).map(([route, noun, back], index) => {
      // One of its own for each page: what one has been refused, another does not ask again.
      const nothing = `${id}${index}`;
      return [route, route.replace(/\$\w+/, nothing), `There is no ${noun} “${nothing}”.`, back] as const;
    }),
  ),
  ...IDS.map(
    (id) =>
      [
        '/records/$objectType/$recordId',
        `/records/0-1/${id}`,
        `There is no contact “${id}”.`,
        'Go to the contacts',
      ] as const,
  ),
  [
    '/forms/$formId',
    '/forms/00000000-0000-4000-8000-000000000000',
    'There is no form “00000000-0000-4000-8000-000000000000”.',
    'Go to the forms',
  ],
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
      await visit.open('/nowhere');
    });
    afterAll(() => visit?.leave());

    test.each(pages)('$name', async (page) => {
      const gate = Promise.withResolvers<void>();
      answer = gate.promise;
      await visit.go(pathOf(page));
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

  test('settings begin with the account', async () => {
    const { page, open, expectQuiet, leave } = await house.visit();
    await open('/settings');
    await page.waitForURL('**/settings/account');
    expectQuiet();
    await leave();
  });

  describe('of what is not there', () => {
    let visit: Visit;
    const refused: Refused[] = [];
    beforeAll(async () => {
      visit = await house.visit({ refusals: [400, 404] });
      visit.page.on('response', (response) => {
        if (response.status() >= 400) refused.push({ status: response.status(), url: response.url() });
      });
    });
    afterAll(() => visit?.leave());

    test('the walk knows every page of one thing', async () => {
      const router = await readFile(new URL('../web/src/router.ts', import.meta.url), 'utf8');
      const paths = [...router.matchAll(/path: '(.*)'/g)].map(([, path]) => path!);
      const walked = new Set(MISSING.map(([route]) => route));
      expect(paths.filter((path) => path.includes('$') && !walked.has(path))).toEqual([]);
    });

    test('a record of a type that is not there leads back step by step', async () => {
      const { page } = visit;
      await visit.open('/records/9-99/1');
      await page.getByText('There is no record of the type 9-99 “1”.').waitFor();
      await page.getByRole('link', { name: 'Go to the records' }).click();
      await page.getByText('There is no type of records “9-99”.').waitFor();
      expect(await page.getByRole('button', { name: /^New/ }).count()).toBe(0);
      await page.getByRole('link', { name: 'Go to the contacts' }).click();
      await page.getByRole('heading', { name: 'Contacts' }).waitFor();
    });

    test('a revision that is not there says so where it is compared', async () => {
      const { page } = visit;
      await visit.open(`/flows/${more.onboarding}/revisions?from=1&to=999`);
      await page.getByText('There is no revision “999”.').waitFor();
      await page.getByRole('link', { name: 'Compare the latest two' }).click();
      await page.getByText('There is no revision “999”.').waitFor({ state: 'detached' });
      await page.waitForURL(/revisions$/);
    });

    test.each(MISSING)('%s: %s', async (_, path, says, back) => {
      refused.length = 0;
      // Loaded anew: what the page before is still asking for is not this one's.
      await visit.open(path);
      const main = visit.page.getByRole('main');
      const missing = main.locator('[data-state="missing"]');
      await missing.waitFor();
      await visit.settled();
      expect(await missing.count()).toBe(1);
      expect(await missing.textContent()).toContain(says);
      // It is said once, and nothing is shown as though it were there.
      expect(await main.getByRole('status', { name: 'Loading' }).count()).toBe(0);
      expect(await main.getByRole('alert').count()).toBe(0);
      expect(refused.filter(({ status }) => status >= 500)).toEqual([]);
      const urls = refused.map(({ url }) => url);
      expect(urls, 'what was refused is not asked again').toEqual([...new Set(urls)]);
      await missing.getByRole('link', { name: back }).click();
      await missing.waitFor({ state: 'detached' });
      await visit.page.getByRole('heading', { level: 1 }).waitFor();
      visit.expectQuiet();
    });
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
      await visit.open('/nowhere');
    });
    afterAll(() => visit?.leave());

    test.each(pages)('$name', async (page) => {
      await visit.go(pathOf(page));
      const note = visit.page.getByRole('main').getByText('Your access token does not open this.').first();
      await note.waitFor();
      await visit.page
        .getByText(/It lacks the scopes? /)
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
