import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactFlow, inARow } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

/** What is made by a body that is the original's to the letter, answer included. */
const MADE: Readonly<Record<string, object>> = {
  '/automation/v4/flows': contactFlow(inARow()),
  '/automation/2026-09-beta/flows': contactFlow(inARow()),
  '/automation/v3/workflows': { name: 'Older', type: 'DRIP_DELAY', actions: [] },
  '/marketing/v3/emails': { name: 'Welcome' },
};

describe.each(Object.entries(MADE))('POST %s', (path, body) => {
  it.each([['700100200'], [700100200]])('says beside its body that the id %j was not taken', async (id) => {
    const plain = await millrace.post(path, body);
    const made = await millrace.post(path, { ...body, id });
    expect([made.status, Object.keys(made.body).sort()]).toEqual([
      plain.status,
      Object.keys(plain.body).sort(),
    ]);
    expect(plain.headers.get('millrace-warning')).toBeNull();
    expect(String(made.body.id)).not.toBe(String(id));
    const warning = made.headers.get('millrace-warning');
    for (const part of ['ID_NOT_TAKEN', JSON.stringify(id), `"${made.body.id}"`])
      expect(warning).toContain(part);
  });
});

it('quotes in ASCII whatever was sent', async () => {
  const made = await millrace.post('/marketing/v3/emails', { name: 'Welcome', id: 'Zoë\n😀' });
  expect(made.status).toBe(201);
  expect(made.headers.get('millrace-warning')).toContain('"Zo\\u00eb\\n\\ud83d\\ude00"');
});

it('says nothing of an id that is null', async () => {
  const made = await millrace.post('/marketing/v3/emails', { name: 'Welcome', id: null });
  expect([made.status, made.headers.get('millrace-warning')]).toEqual([201, null]);
});
