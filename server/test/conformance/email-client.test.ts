import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
let client: Client;
beforeAll(async () => {
  millrace = await startMillrace();
  client = new Client({ accessToken: millrace.token, basePath: millrace.url });
});
afterAll(() => millrace.stop());

test("the original's client writes, publishes, copies and deletes emails", async () => {
  const api = client.marketing.emails.marketingEmailsApi;
  const widgets = { a: { body: { html: '<p>Hello</p>' } } };
  const { id = '' } = await api.create({
    name: 'Welcome',
    subject: 'Hello',
    content: { widgets },
    _from: { fromName: 'Team', replyTo: 'team@example.com' },
  });
  await api.publishOrSend(id);
  const read = await api.getById(id);
  expect(read).toMatchObject({ state: 'AUTOMATED', isPublished: true, content: { widgets } });
  expect(read._from).toEqual({ fromName: 'Team', replyTo: 'team@example.com' });
  expect(read.createdAt).toBeInstanceOf(Date);
  expect((await api.getPage()).total).toBe(1);
  expect((await api.update(id, { subject: 'Second' })).subject).toBe('Second');
  expect((await api.upsertDraft(id, { subject: 'Third' })).subject).toBe('Third');
  expect((await api.getDraft(id)).subject).toBe('Third');
  await api.resetDraft(id);
  expect((await api.clone({ id, cloneName: 'Twin' })).name).toBe('Twin');
  await api.unpublishOrCancel(id);
  await api.archive(id);
  await expect(api.getById(id)).rejects.toMatchObject({ code: 404 });
});

test('and reads statistics, with times as text of either kind', async () => {
  const { statisticsApi } = client.marketing.emails;
  const end = new Date('2026-11-26T16:00:00Z');
  const start = new Date('2026-11-24T16:00:00Z');
  const list = await statisticsApi.getEmailsList(start.toISOString(), end.toISOString(), [70010001], 'x');
  expect(list.aggregate?.counters).toMatchObject({ sent: 0 });
  expect(list.emails).toEqual([]);
  const histogram = await statisticsApi.getHistogram('DAY', String(start), String(end), [70010001]);
  expect(histogram.total).toBe(3);
  expect(histogram.results[0]?.interval?.start).toEqual(start);
  expect(histogram.results.at(-1)?.interval?.end).toEqual(end);
});
