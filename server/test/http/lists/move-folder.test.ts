import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

test('a folder moves into another, and not into itself', async () => {
  const make = async (name: string) =>
    (await millrace.post('/crm/v3/lists/folders', { name })).body.folder.id as string;
  const [inner, outer] = [await make('Inner'), await make('Outer')];
  const moved = await millrace.put(`/crm/v3/lists/folders/${inner}/move/${outer}`);
  expect([moved.status, String(moved.body.folder.parentFolderId)]).toEqual([200, String(outer)]);
  const back = await millrace.put(`/crm/v3/lists/folders/${outer}/move/${inner}`);
  expect(back.status).toBe(400);
});
