import { afterAll, beforeAll, expect, test } from 'vitest';
import { flowCreator } from '../../../src/flows/create-together.ts';
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
  const service = { ...millrace.services.flows, hooks };
  const { id } = await createFlow(service, caller, inputOf(body));
  await deleteFlow(service, caller, id);
  expect(told).toMatchObject([
    { flowId: id, revisionId: '1', previous: null, next: { isEnabled: true } },
    { flowId: id, revisionId: '1', previous: { isEnabled: true }, next: null },
  ]);
});

test('a hook that fails undoes the save', async () => {
  const hooks: FlowHook[] = [() => Promise.reject(new Error('cannot move those who wait'))];
  const service = { ...millrace.services.flows, hooks };
  const count = async () => (await millrace.sql`select count(*)::int as count from flows`)[0]!['count'];
  const before = await count();
  await expect(createFlow(service, caller, inputOf(body))).rejects.toThrow('cannot move those who wait');
  expect(await count()).toBe(before);
});

test('flows that are asked for together are made together, and one that is refused harms no other', async () => {
  const post = (members: object) =>
    millrace.post('/automation/v4/flows', { ...body, isEnabled: false, ...members });
  const answers = await Promise.all([
    post({ name: 'first' }),
    post({ name: 'second', flowType: 'NONE OF THESE' }),
    post({ name: 'third' }),
    post({ name: 'fourth', isEnabled: true }),
    ...Array.from({ length: 60 }, (_, index) => post({ name: `of many ${index}` })),
  ]);
  expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([201, 400, 201, 201]);
  const made = answers.filter(({ status }) => status === 201).map((answer) => answer.body);
  expect(new Set(made.map(({ id }) => id)).size).toBe(63);
  expect(made.slice(0, 3).map(({ name }) => name)).toEqual(['first', 'third', 'fourth']);
  for (const { id, name } of made)
    expect((await millrace.get(`/automation/v4/flows/${id}`)).body.name).toBe(name);
});

test('a flow that fails while it is made with others fails alone', async () => {
  const hooks: FlowHook[] = [
    async (unit, { next }) => {
      if (next?.name === 'bad') await unit.tx`select 1 / 0`;
    },
  ];
  const create = flowCreator({ ...millrace.services.flows, hooks });
  const made = await Promise.allSettled(
    ['good', 'bad', 'better'].map((name) => create(caller, inputOf({ ...body, isEnabled: false, name }))),
  );
  expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
