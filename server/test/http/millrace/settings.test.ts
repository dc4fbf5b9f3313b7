import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const url = '/millrace/v1/settings';

test('what is given is changed, the rest stays; the engine knows at once', async () => {
  const before = (await millrace.get(url)).body;
  expect(before).toEqual({
    accountId: millrace.accountId,
    name: 'Millrace',
    timeZone: 'America/New_York',
    currency: 'USD',
    defaultLifecycleStage: 'lead',
    email: {
      trackOpens: true,
      trackClicks: true,
      marketingContactsOnly: false,
      sender: null,
      language: 'en',
    },
    company: null,
    holidays: [],
    updatedAt: null,
    savedBy: null,
  });
  const named = await millrace.patch(url, { name: 'Engines & Co', currency: 'jpy' });
  expect(named.body).toEqual({
    ...before,
    name: 'Engines & Co',
    currency: 'JPY',
    updatedAt: expect.stringMatching(/^\d{4}-/),
    savedBy: { tokenId: expect.stringMatching(/^\d+$/), tokenName: 'configured' },
  });
  const moved = await millrace.patch(url, { timeZone: 'asia/kolkata' });
  expect(moved.body).toEqual({ ...named.body, timeZone: 'Asia/Kolkata', updatedAt: expect.anything() });
  expect(moved.body.updatedAt > named.body.updatedAt).toBe(true);
  expect((await millrace.get(url)).body).toEqual(moved.body);
  expect((await millrace.get('/millrace/v1/clock')).body.timeZone).toBe('Asia/Kolkata');
  expect((await millrace.patch(url, {})).body).toEqual(moved.body);
});

test('zones and currencies that there are not change nothing', async () => {
  const before = (await millrace.get(url)).body;
  for (const timeZone of ['Mars/Base', '+02:00', 'Etc/GMT+99', '', 'posix/Europe/Berlin']) {
    const answer = await millrace.patch(url, { name: 'New', timeZone });
    expect([timeZone, answer.status, answer.body.errors[0].in]).toEqual([timeZone, 400, 'timeZone']);
  }
  expect((await millrace.patch(url, { currency: 'ABC' })).body.errors[0].in).toBe('currency');
  expect((await millrace.patch(url, { name: ' ' })).body.errors[0].in).toBe('name');
  expect((await millrace.patch(url, { name: 'a\0b' })).body.errors[0].in).toBe('name');
  expect((await millrace.patch(url, { defaultLifecycleStage: 'fan' })).body.errors[0].in).toBe(
    'defaultLifecycleStage',
  );
  expect((await millrace.patch(url, { colour: 'red' })).body.errors[0].in).toBe('colour');
  expect((await millrace.get(url)).body).toEqual(before);
});

test('of the email settings the given ones change; the company is said as a whole', async () => {
  const one = await millrace.patch(url, { email: { trackOpens: false } });
  expect(one.body.email).toEqual({
    trackOpens: false,
    trackClicks: true,
    marketingContactsOnly: false,
    sender: null,
    language: 'en',
  });
  const two = await millrace.patch(url, {
    email: { marketingContactsOnly: true },
    company: { name: 'Engines', city: 'London' },
  });
  expect(two.body.email).toEqual({
    trackOpens: false,
    trackClicks: true,
    marketingContactsOnly: true,
    sender: null,
    language: 'en',
  });
  expect(two.body.company).toEqual({
    name: 'Engines',
    streetAddress1: '',
    streetAddress2: '',
    city: 'London',
    state: '',
    zip: '',
    country: '',
  });
  const wrong = (body: object) =>
    millrace.patch(url, body).then(({ status, body }) => [status, body.errors?.[0].in]);
  expect(await wrong({ email: { trackOpens: 'no' } })).toEqual([400, 'email.trackOpens']);
  expect(await wrong({ email: { trackPixels: true } })).toEqual([400, 'email.trackPixels']);
  const sender = (more: object) =>
    wrong({ email: { sender: { name: 'CRM', address: 'crm@example.com', ...more } } });
  expect(await sender({ address: 'nobody' })).toEqual([400, 'email.sender.address']);
  expect(await sender({ replyTo: 'a b' })).toEqual([400, 'email.sender.replyTo']);
  expect(await sender({ name: 'a\r\nBcc: b' })).toEqual([400, 'email.sender.name']);
  expect(await wrong({ company: { name: 'a\r\nBcc: b' } })).toEqual([400, 'company.name']);
  expect(await wrong({ company: { name: 'x'.repeat(201) } })).toEqual([400, 'company.name']);
  expect((await millrace.patch(url, { company: null })).body.company).toBeNull();
});

test('it takes the scope millrace.admin', async () => {
  const made = await millrace.post('/millrace/v1/tokens', { name: 'other', scopes: ['oauth'] });
  const answer = await millrace.call('GET', url, undefined, { authorization: `Bearer ${made.body.token}` });
  expect(answer.status).toBe(403);
});

test('holidays are said as a whole; each is a day of the calendar, and stands there once', async () => {
  const holidays = [
    { date: '2026-04-03', name: 'Good Friday', everyYear: false },
    { date: '2000-12-25', name: 'Christmas Day', everyYear: true },
  ];
  const set = await millrace.patch(url, {
    holidays: [{ date: '2026-04-03', name: ' Good Friday ' }, holidays[1]],
  });
  expect(set.body.holidays).toEqual(holidays);
  expect((await millrace.get(url)).body).toEqual(set.body);
  const wrong = async (holiday: object) => {
    const { status, body } = await millrace.patch(url, { holidays: [...holidays, holiday] });
    return [status, body.errors?.[0].in, body.message];
  };
  const bad: [object, string, string][] = [
    [{ date: '2026-02-30', name: 'x' }, 'holidays[2].date', '2026-02-30'],
    [{ date: '25 December', name: 'x' }, 'holidays[2].date', '25 December'],
    [{ date: 5, name: 'x' }, 'holidays[2].date', '5'],
    [{ date: '2026-05-01' }, 'holidays[2].name', 'name'],
    [{ date: '2026-05-01', name: '' }, 'holidays[2].name', ''],
    [{ date: '2026-05-01', name: 'a\0b' }, 'holidays[2].name', ''],
    [{ date: '2026-05-01', name: 'x', everyYear: 'yes' }, 'holidays[2].everyYear', 'yes'],
    [{ date: '2026-05-01', name: 'x', country: 'DE' }, 'holidays[2].country', 'country'],
    [{ date: '2026-04-03', name: 'Again' }, 'holidays[2].date', 'holidays[0]'],
    [{ date: '1999-12-25', name: 'Again', everyYear: true }, 'holidays[2].date', 'holidays[1]'],
  ];
  for (const [holiday, member, said] of bad)
    expect(await wrong(holiday)).toEqual([400, member, expect.stringContaining(said)]);
  const days = Array.from({ length: 301 }, (_, index) => ({
    date: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    name: 'x',
  }));
  expect((await millrace.patch(url, { holidays: days })).status).toBe(400);
  expect((await millrace.get(url)).body.holidays).toEqual(holidays);
  expect((await millrace.patch(url, { holidays: [] })).body.holidays).toEqual([]);
});
