import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whileHeld } from '../server/test/support/barriers.ts';
import { contactFlow, delayMinutes, inARow } from '../server/test/support/flow-bodies.ts';
import { layCable } from './support/cable.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';

/** What happens elsewhere is seen here; and who may not, hears and writes nothing. */
describe.skipIf(!hasBrowser)('the page while others work', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house?.close());

  const must = async (method: string, path: string, body?: unknown) => {
    const answer = await house.millrace.call(method, path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  const rename = async (id: string, name: string) => {
    const {
      createdAt: _,
      updatedAt: __,
      dataSources: ___,
      ...flow
    } = await must('GET', `/automation/v4/flows/${id}`);
    await must('PUT', `/automation/v4/flows/${id}`, { ...flow, name });
  };
  const openStreams = async () => {
    const text = (await house.millrace.get('/metrics')).body as string;
    return Number(/^millrace_streams (\d+)$/m.exec(text)?.[1]);
  };
  const streamIsThere = () => expect.poll(openStreams, { timeout: 30_000 }).toBe(1);

  test('eight tabs load at once, hear a change over one stream, and the next leads when the first is closed', async () => {
    const { page, context, expectQuiet, leave } = await house.visit();
    const others = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
    const tabs = [page, ...others];
    await Promise.all(tabs.map((tab) => tab.goto('/flows')));
    await Promise.all(tabs.map((tab) => tab.getByRole('row', { name: 'Happy birthday' }).waitFor()));
    await streamIsThere();
    await rename(house.seeded.flows.birthday, 'A happy birthday');
    await Promise.all(tabs.map((tab) => tab.getByRole('row', { name: 'A happy birthday' }).waitFor()));
    expect(await openStreams()).toBe(1);
    await page.close();
    await rename(house.seeded.flows.birthday, 'Happy birthday');
    await Promise.all(
      others.map((tab) => tab.getByRole('row', { name: 'Happy birthday', exact: false }).waitFor()),
    );
    expectQuiet();
    await leave();
  });

  test('what is shown after a cut is what happened meanwhile, and the cut is told while it lasts', async () => {
    const cable = await layCable(house.millrace.url);
    const visit = await house.visit({ at: cable.url, refusals: [] });
    const { page, open, leave } = visit;
    await open('/flows');
    await page.getByRole('row', { name: 'Happy birthday' }).waitFor();
    await streamIsThere();
    cable.cut();
    await page.getByText('The server is out of reach.').waitFor();
    await visit.expectAccessible();
    await rename(house.seeded.flows.birthday, 'Written meanwhile');
    cable.mend();
    await page.getByRole('row', { name: 'Written meanwhile' }).waitFor();
    await page.getByText('The server is out of reach.').waitFor({ state: 'detached' });
    await rename(house.seeded.flows.birthday, 'Happy birthday');
    await page.getByRole('row', { name: 'Happy birthday' }).waitFor();
    await leave();
    await cable.close();
  });

  test('a session whose token is revoked leads to signing in, and back to where one was', async () => {
    const { token, id } = await must('POST', '/millrace/v1/tokens', { name: 'short', scopes: 'all' });
    const { page, context, open, leave } = await house.visit({ token, refusals: [401] });
    await open('/errors?kind=skipped');
    await page.getByRole('heading', { name: 'Errors' }).waitFor();
    const other = await context.newPage();
    await other.goto('/mailbox');
    await other.getByText('Welcome, Ada').first().waitFor();
    await streamIsThere();
    await must('DELETE', `/millrace/v1/tokens/${id}`);
    // Nobody has touched anything.
    await other.getByRole('heading', { name: 'Sign in to Millrace' }).waitFor();
    await page.getByRole('heading', { name: 'Sign in to Millrace' }).waitFor();
    await page.getByLabel('Access token').fill(house.millrace.token);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Errors' }).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=skipped');
    await streamIsThere();
    await leave();
  });

  test("the editor tells of another's revision at once, takes over what only turns the flow, and is quiet about its own", async () => {
    const id = house.seeded.flows.nurture;
    const { page, open, expectQuiet, leave } = await house.visit();
    await open(`/flows/${id}`);
    const isOn = page.getByRole('switch');
    await isOn.waitFor();
    await streamIsThere();
    const banner = page.getByText(/came while this page was open/);
    let raised = 0;
    await page.exposeFunction('raised', () => raised++);
    await page.evaluate(() =>
      new MutationObserver(() => {
        if (document.body.textContent?.includes('came while this page was open'))
          (globalThis as unknown as { raised(): void }).raised();
      }).observe(document.body, { childList: true, subtree: true }),
    );
    const was = await isOn.isChecked();
    await page.locator('label', { has: isOn }).click();
    await page.getByText(was ? 'The flow is off.' : 'The flow is on.').waitFor();
    await must('POST', `/millrace/v1/flows/${id}/${was ? 'turn-on' : 'turn-off'}`);
    await page.getByText(`The flow was turned ${was ? 'on' : 'off'} elsewhere.`).waitFor();
    expect([await isOn.isChecked(), raised]).toEqual([was, 0]);
    await rename(id, 'Lead nurture, autumn');
    await banner.waitFor();
    await page.getByRole('button', { name: 'Show it' }).click();
    await banner.waitFor({ state: 'detached' });
    await expect.poll(() => page.title()).toContain('Lead nurture, autumn');
    expectQuiet();
    await leave();
  });

  test('a clock that one moves is on its way for all, and has arrived for all', async () => {
    const { body: flow } = await house.millrace.post(
      '/automation/v4/flows',
      contactFlow(inARow(delayMinutes(60), delayMinutes(60))),
    );
    await must('POST', `/millrace/v1/flows/${flow.id}/enrollments`, {
      objectIds: [house.seeded.contacts['Ada']],
    });
    await must('POST', '/millrace/v1/clock/settle');
    const { page, context, open, expectQuiet, leave } = await house.visit();
    const other = await context.newPage();
    await Promise.all([open('/flows'), other.goto('/mailbox')]);
    await Promise.all([page, other].map((tab) => tab.getByRole('button', { name: '+1 day' }).waitFor()));
    await streamIsThere();
    const before = await other
      .getByRole('region', { name: 'Clock of the account' })
      .locator('time')
      .textContent();
    await whileHeld(
      house.millrace.sql,
      (tx) => tx`select from records for update`,
      async () => {
        await page.getByRole('button', { name: '+1 day' }).click();
        await Promise.all(
          [page, other].map((tab) => tab.getByRole('progressbar', { name: 'On its way' }).waitFor()),
        );
      },
    );
    await other.getByRole('button', { name: '+1 day' }).waitFor();
    await page.getByRole('button', { name: '+1 day' }).waitFor();
    const time = other.getByRole('region', { name: 'Clock of the account' }).locator('time');
    await expect.poll(() => time.textContent(), { timeout: 30_000 }).not.toBe(before);
    expectQuiet();
    await leave();
  });

  test('a page of another port of the same host writes nothing and hears nothing with the session of a person', async () => {
    const { millrace } = house;
    const foreign = createServer((_, response) =>
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>'),
    ).listen(0, '127.0.0.1');
    await once(foreign, 'listening');
    const visit = await house.visit({ refusals: [401, 403, 415] });
    const { page, context } = visit;
    // The session is good, and its cookie goes along: the same page of this server may do all of it.
    await visit.open('/flows');
    await page.getByRole('row', { name: 'Happy birthday' }).waitFor();
    const seen: { readonly url: string; readonly method: string; readonly status: number }[] = [];
    const evil = await context.newPage();
    evil.on('response', (response) => {
      if (response.url().startsWith(millrace.url))
        seen.push({ url: response.url(), method: response.request().method(), status: response.status() });
    });
    const before = await audited(house);
    await evil.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
    const contact = JSON.stringify({ properties: { email: 'forged@evil.example' } });
    const outcomes = await evil.evaluate(
      async ({ url, contact }) => {
        const tried = async (work: Promise<Response>) =>
          work.then(
            async (response) => `${response.type} ${response.status}`,
            () => 'refused',
          );
        const post = (path: string, init: RequestInit) =>
          tried(fetch(url + path, { method: 'POST', credentials: 'include', ...init }));
        const hears = new Promise<string>((resolve) => {
          const source = new EventSource(`${url}/millrace/v1/stream?topics=flows`, { withCredentials: true });
          source.onopen = () => resolve('heard');
          source.onerror = () => {
            source.close();
            resolve('refused');
          };
        });
        return {
          plain: await post('/crm/v3/objects/contacts', {
            mode: 'no-cors',
            headers: { 'content-type': 'text/plain' },
            body: contact,
          }),
          noType: await post('/crm/v3/objects/contacts', { mode: 'no-cors', body: new Blob([contact]) }),
          json: await post('/crm/v3/objects/contacts', {
            headers: { 'content-type': 'application/json' },
            body: contact,
          }),
          beacon: navigator.sendBeacon(`${url}/crm/v3/objects/contacts`, contact),
          bodiless: await post('/millrace/v1/clock/settle', { mode: 'no-cors' }),
          signOut: await tried(
            fetch(`${url}/millrace/v1/session`, { method: 'DELETE', credentials: 'include' }),
          ),
          signIn: await post('/millrace/v1/session', {
            mode: 'no-cors',
            headers: { 'content-type': 'text/plain' },
            body: '{"token":"x"}',
          }),
          read: await tried(fetch(`${url}/crm/v3/objects/contacts`, { credentials: 'include' })),
          stream: await tried(
            fetch(`${url}/millrace/v1/stream?topics=flows`, { mode: 'no-cors', credentials: 'include' }),
          ),
          hears: await hears,
        };
      },
      { url: millrace.url, contact },
    );
    // Nobody may look at an opaque answer; what the server said stands below.
    expect(outcomes).toMatchObject({
      json: 'refused',
      signOut: 'refused',
      read: 'refused',
      hears: 'refused',
    });
    await submitForm(evil, `${millrace.url}/crm/v3/objects/contacts`, contact);
    await evil.getByText('FOREIGN_ORIGIN').waitFor();
    await expect.poll(() => seen.filter(({ method }) => method === 'POST').length).toBeGreaterThanOrEqual(5);

    // 403 and not 401: the cookie went along. Bodies that are not JSON are refused before anybody asks for a session.
    const answers = seen.map(({ url, ...answer }) => ({ ...answer, path: new URL(url).pathname }));
    const of = (path: string) =>
      answers.filter((each) => each.path === path).map(({ method, status }) => `${method} ${status}`);
    expect(new Set(of('/crm/v3/objects/contacts'))).toEqual(new Set(['POST 403']));
    expect(of('/millrace/v1/clock/settle')).toEqual(['POST 403']);
    expect(of('/millrace/v1/session')).toEqual(['POST 415']);
    expect(new Set(of('/millrace/v1/stream'))).toEqual(new Set(['GET 403']));
    const { total } = await searchForged(house);
    expect([total, await audited(house)]).toEqual([0, before]);
    // And the person is signed in still.
    await page.reload();
    await page.getByRole('row', { name: 'Happy birthday' }).waitFor();
    foreign.close();
    await visit.leave();
  });
});

/** As a page can without a script of ours: JSON in the name of a field, as plain text. */
async function submitForm(page: Page, action: string, body: string): Promise<void> {
  await page.evaluate(
    ({ action, body }) => {
      const form = document.createElement('form');
      Object.assign(form, { action, method: 'post', enctype: 'text/plain' });
      const field = document.createElement('input');
      // What comes after the name is "=": the rest of the text takes it in.
      const [head, tail] = [body.slice(0, -1), '"}'];
      Object.assign(field, { name: `${head},"x":"`, value: tail });
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    { action, body },
  );
}

async function searchForged({ millrace }: House): Promise<{ total: number }> {
  const { body } = await millrace.post('/crm/v3/objects/contacts/search', {
    filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: 'forged@evil.example' }] }],
  });
  return body;
}

/** What was done in the account by anybody, as it is audited. */
async function audited({ millrace }: House): Promise<string> {
  const { body } = await millrace.get('/millrace/v1/audit?limit=1');
  return body.results[0].id;
}
