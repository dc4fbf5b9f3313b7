import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlow, deleteFlow, type FlowHook, inputOf, type SavedFlow } from '../../../src/flows/index.ts';
import type { Caller } from '../../../src/platform/index.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
let caller: Caller;
beforeAll(async () => {
  millrace = await startMillrace();
  caller = { accountId: millrace.accountId, tokenId: '1', scopes: new Set(['automation']) };
});
afterAll(() => millrace.stop());

const body = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1', isEnabled: true };

test('every save and deletion is told, in its transaction', async () => {
  const told: SavedFlow[] = [];
  const hooks: FlowHook[] = [async (_, saved) => void told.push(saved)];
  const service = { store: millrace.services.store, hooks };
  const { id } = await createFlow(service, caller, inputOf(body));
  await deleteFlow(service, caller, id);
  expect(told).toMatchObject([
    { flowId: id, revisionId: '1', previous: null, next: { isEnabled: true } },
    { flowId: id, revisionId: '1', previous: { isEnabled: true }, next: null },
  ]);
});

test('a hook that fails undoes the save', async () => {
  const hooks: FlowHook[] = [() => Promise.reject(new Error('cannot move those who wait'))];
  const service = { store: millrace.services.store, hooks };
  const count = async () => (await millrace.sql`select count(*)::int as count from flows`)[0]!['count'];
  const before = await count();
  await expect(createFlow(service, caller, inputOf(body))).rejects.toThrow('cannot move those who wait');
  expect(await count()).toBe(before);
});
