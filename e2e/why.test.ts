import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inAnotherAccount } from '../server/test/support/millrace.ts';
import { type House, hasBrowser, openHouse } from './support/house.ts';
import type { Visit } from './support/visit.ts';
import { tellWhy, type WhyStory } from './support/why-story.ts';

describe.skipIf(!hasBrowser)('why', () => {
  let house: House;
  let story: WhyStory;
  let desk: Visit;
  beforeAll(async () => {
    house = await openHouse();
    story = await tellWhy(house.millrace, house.seeded);
    desk = await house.visit();
  });
  afterAll(() => house?.close());

  test('from an error to the passage, to the record, to why it is not in a flow, and in by hand', async () => {
    const { page, open, expectQuiet } = desk;
    await open('/errors?search=ledger');
    const row = page.getByRole('row', { name: /Engine journey/ });
    await row.getByRole('link', { name: 'See the latest' }).click();
    await page.waitForURL(`**/enrollments/${story.passage}?step=4`);
    await page.getByRole('heading', { name: 'Ben Ode', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'To the record' }).click();
    await page.getByRole('tab', { name: 'Flows' }).click();
    await page.getByRole('combobox', { name: 'Why is it not in …?' }).fill('Renew');
    await page.getByRole('option', { name: /Renewal/ }).click();

    const answer = page.getByRole('region', { name: 'The answer' });
    await answer
      .getByText('Ben Ode does not come in: Lifecycle Stage would have to be Customer; it is Lead.')
      .waitFor();
    const filters = page.getByRole('region', { name: 'Its filters' });
    expect(await filters.getByRole('img', { name: 'Not met' }).count()).toBe(1);

    // Back to a day when it held: there the flow was off.
    await page.getByRole('button', { name: /Lead → Customer/ }).click();
    await answer.getByText('Ben Ode did not come in: the flow was off: no record came in.').waitFor();
    expect(await filters.getByRole('img', { name: 'Met', exact: true }).count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('at')).not.toBeNull();
    const slider = page.getByRole('slider', { name: 'What has happened to the record' });
    await slider.focus();
    await page.keyboard.press('End');
    await answer.getByText('Ben Ode does not come in').waitFor();
    expect(new URL(page.url()).searchParams.get('at')).toBeNull();

    await answer.getByRole('button', { name: 'Enroll by hand' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Enroll' }).click();
    await answer.getByText('Ben Ode is inside.').waitFor();
    const { results } = await story.api('GET', `/millrace/v1/flows/${story.renewal}/enrollments`);
    expect(results).toMatchObject([{ objectId: story.ben, status: 'ACTIVE', trigger: { kind: 'MANUAL' } }]);
    await page.getByRole('table', { name: 'Passages' }).getByRole('link').click();
    await page.waitForURL(`**/enrollments/${results[0].id}`);
    await page.getByText('Now at').waitFor();
    expectQuiet();
  });

  test('a passage tells its steps with what they wrote, the idle times, and what others did meanwhile', async () => {
    const { page, open, expectQuiet } = desk;
    await open(`/enrollments/${story.passage}`);
    const happened = page.getByRole('region', { name: 'What happened' });
    const lines = happened.locator('ol').first().locator(':scope > li');
    await happened.getByText('Completed: it came to the end of its path').waitFor();
    await happened.getByText('Clockmaker').waitFor();
    // Names come after what bears them.
    await happened.getByText('Welcome').first().waitFor();
    const texts = await lines.allTextContents();
    const order = [
      /^Enrolled by hand/,
      /^1Set Job Title to Analyst.*nothing.*Analyst/,
      /^2Branch: .*went down Londoners/,
      /^1 day later/,
      /^Meanwhile it was changed over the API.*Analyst.*Clockmaker/,
      /^2 days later/,
      /^3Wait 3 days/,
      /later$/,
      /^4Send a webhook.*ledger\.example answered 503.*tried \d+ times/,
      /^5Send email Welcome.*sent to ben@engines\.example/,
      /^Completed/,
    ];
    expect(texts.length, texts.join('\n')).toBe(order.length);
    for (const [at, expected] of order.entries()) expect(texts[at]).toMatch(expected);
    expectQuiet();
  });

  test('the graph has the path with its numbers; a card leads to its step, and the branch says why', async () => {
    const { page, open } = desk;
    await open(`/enrollments/${story.passage}`);
    const card = (id: string) => page.locator(`[data-action="${id}"]`);
    await card('2').getByText('Branch', { exact: true }).waitFor();
    expect(await card('2').textContent()).toMatch(/2$/);
    await card('2').click();
    await page.waitForURL('**?step=2');
    const step = page.locator('[data-step="2"]');
    await step.getByText('It went by "Londoners"').waitFor();
    await step.getByText('Lifecycle Stage would have had to be Customer; it was Lead').waitFor();
    expect(await step.getByText('City is London').count()).toBe(1);
    await page.getByRole('button', { name: /Branch: Customers/ }).click();
    await page.waitForURL((url) => !url.search.includes('step'));
  });

  test('an effect tells every attempt, and can be tried again', async () => {
    const { page, open, expectAccessible, expectQuiet } = desk;
    await open(`/enrollments/${story.passage}?step=4`);
    const effect = page.getByRole('region', { name: 'Webhook to ledger.example' });
    await effect.getByText(/\d+ attempts/).waitFor();
    await effect.getByRole('button', { name: /Show \d+ more/ }).click();
    const tries = await effect.getByRole('listitem').count();
    expect(await effect.textContent()).toContain(`${tries} attempts`);
    await effect.getByText('1.', { exact: true }).click();
    await effect.getByText('Answered 503').first().waitFor();
    expect(await effect.textContent()).toContain('closed for lunch');
    await expectAccessible();
    await effect.getByRole('button', { name: 'Try again now' }).click();
    await page.getByText('It is tried again.').waitFor();
    await effect.getByText(new RegExp(`${tries + 1} attempts`)).waitFor();
    expectQuiet();
  });

  test('one that waits says until when; the wait is skipped, and it is unenrolled', async () => {
    const { page, open, expectQuiet } = desk;
    await open(`/enrollments/${story.waiting}`);
    await page.getByText(/^goes on/).waitFor();
    await page.getByRole('button', { name: 'What can be done' }).click();
    await page.getByRole('menuitem', { name: 'Skip the wait' }).click();
    await page.getByText('It goes on.').waitFor();
    const effect = page.getByText(/^(Tried once|It has not been tried yet)/);
    await effect.first().waitFor();
    await page.getByRole('button', { name: 'What can be done' }).click();
    await page.getByRole('menuitem', { name: 'Unenroll…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unenroll' }).click();
    await page.getByText('Left: it was unenrolled by hand').waitFor();
    expectQuiet();
  });

  test('a passage of hundreds of steps shows the latest, earlier ones when they are asked for', async () => {
    const { page, open, expectQuiet } = desk;
    const { results } = await story.api('GET', `/millrace/v1/flows/${story.long}/enrollments`);
    await open(`/enrollments/${results[0].id}`);
    const steps = page.locator('[data-step]');
    await page.getByRole('button', { name: 'Show 100 of 200 earlier steps' }).waitFor();
    expect(await steps.count()).toBe(100);
    expect(await steps.first().getAttribute('data-step')).toBe('201');
    await page.getByRole('button', { name: 'Show 100 of 200 earlier steps' }).click();
    await page.locator('[data-step="101"]').waitFor();
    // A step that the address names is there, however early it was.
    await open(`/enrollments/${results[0].id}?step=7`);
    await page.locator('[data-step="7"]').getByText('Action #7 in the editor').waitFor();
    expectQuiet();
  });

  test('what others do with it is shown as it happens', async () => {
    const { page, open, expectQuiet } = desk;
    const path = `/millrace/v1/enrollments/${story.watched}`;
    await open(`/enrollments/${story.watched}`);
    await page.getByText(/^goes on/).waitFor();
    await story.api('POST', `${path}/pause`, { reason: 'to look at it' });
    await page.getByText(/It is paused since .*: to look at it/).waitFor();
    await story.api('POST', `${path}/resume`);
    await page.getByText(/It is paused since/).waitFor({ state: 'detached' });

    const alan = house.seeded.contacts['Alan'];
    await open(`/flows/${story.renewal}/explain?objectId=${alan}`);
    await page.getByText('Alan Turing does not come in').waitFor();
    await story.api('PATCH', `/crm/v3/objects/contacts/${alan}`, {
      properties: { lifecyclestage: 'customer' },
    });
    await page.getByText('Alan Turing is inside.').waitFor();
    expectQuiet();
  });

  test('what is not there, and what is closed, is said', async () => {
    const absent = await house.visit({ refusals: [404, 400] });
    await absent.open('/enrollments/999999');
    await absent.page.getByText('There is no enrollment “999999”.').waitFor();
    await absent.open('/enrollments/x');
    await absent.page.getByText('There is no enrollment “x”.').waitFor();
    await absent.open(`/flows/${story.renewal}/explain?objectId=nobody@engines.example`);
    await absent.page
      .getByText(/nobody@engines\.example/)
      .first()
      .waitFor();
    await absent.open(`/flows/${story.renewal}/explain?objectId=${story.ben}&at=2001-01-01`);
    await absent.page.getByText(/was not there yet/).waitFor();
    await absent.open(`/flows/${story.renewal}/explain`);
    await absent.page.getByText('Choose a record to see why').waitFor();
    await absent.leave();
    const other = await house.visit({
      token: (await inAnotherAccount(house.millrace)).token,
      refusals: [404],
    });
    await other.open(`/enrollments/${story.passage}`);
    await other.page.getByText(`There is no enrollment “${story.passage}”.`).waitFor();
    await other.open(`/flows/${story.renewal}/explain?objectId=${story.ben}`);
    await other.page
      .getByText(/There is no/)
      .first()
      .waitFor();
    await other.leave();
    const { token } = await story.api('POST', '/millrace/v1/tokens', {
      name: 'No contacts',
      scopes: ['automation'],
    });
    const closed = await house.visit({ token, refusals: [403] });
    for (const path of [
      `/enrollments/${story.passage}`,
      `/flows/${story.renewal}/explain?objectId=${story.ben}`,
    ]) {
      await closed.open(path);
      await closed.page.getByText('crm.objects.contacts.read').first().waitFor();
    }
    closed.expectQuiet();
    await closed.leave();
  });

  test('on a phone the answer and the timeline come first, and nothing is wider than the screen', async () => {
    const phone = await house.visit({ screen: 'phone' });
    const above = async (first: string, second: string) => {
      const [one, other] = await Promise.all(
        [first, second].map((name) => phone.page.getByRole('region', { name }).boundingBox()),
      );
      expect(one!.y).toBeLessThan(other!.y);
    };
    await phone.open(`/enrollments/${story.passage}?step=2`);
    await phone.page.getByText('It went by "Londoners"').waitFor();
    await above('What happened', 'Its path');
    await phone.expectFits();
    await phone.open(`/flows/${story.renewal}/explain?objectId=${house.seeded.contacts['Tony']}`);
    await phone.page.getByText('Tony Hoare does not come in').waitFor();
    await above('The answer', 'Why, or why not');
    await phone.expectFits();
    await phone.expectAccessible();
    phone.expectQuiet();
    await phone.leave();
  });
});
