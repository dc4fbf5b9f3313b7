import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flowBody } from '../../../../core/flow/definition/arbitrary.test-support.ts';
import { mutant } from '../../../../core/flow/definition/mutation.test-support.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const FLOWS = '/automation/v4/flows';
const CORPUS = new URL('../../../../core/flow/definition/corpus/', import.meta.url);

type Body = Record<string, unknown>;

const OWNED = [
  'id',
  'revisionId',
  'createdAt',
  'updatedAt',
  'nextAvailableActionId',
  'crmObjectCreationStatus',
];

/** What a flow made of a body says, the server's own members aside. */
function expected(sent: Body): Body {
  const defaults: Body = {
    isEnabled: false,
    actions: [],
    timeWindows: [],
    blockedDates: [],
    customProperties: {},
    dataSources: [],
    ...(sent['type'] === 'CONTACT_FLOW' ? { suppressionListIds: [], canEnrollFromSalesforce: false } : {}),
  };
  const members = Object.entries(sent).filter(
    ([member, value]) => value !== null && !OWNED.includes(member) && member !== 'migrationStatus',
  );
  return { ...defaults, ...Object.fromEntries(members) };
}

function withoutOwned(answer: Body): Body {
  return Object.fromEntries(Object.entries(answer).filter(([member]) => !OWNED.includes(member)));
}

async function goesRound(sent: Body): Promise<void> {
  const made = await millrace.post(FLOWS, sent);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(withoutOwned(made.body)).toEqual(expected(sent));
  expect((await millrace.get(`${FLOWS}/${made.body.id}`)).body).toEqual(made.body);

  expect((await millrace.get(`/millrace/v1/flows/${made.body.id}/lint`)).status).toBe(200);

  const clone = await millrace.post(FLOWS, made.body);
  expect(clone.status).toBe(201);
  expect(clone.body.id).not.toBe(made.body.id);
  expect(withoutOwned(clone.body)).toEqual(withoutOwned(made.body));

  const update = await millrace.put(`${FLOWS}/${made.body.id}`, made.body);
  expect(update.status).toBe(200);
  expect(update.body).toEqual({ ...made.body, revisionId: '2', updatedAt: update.body.updatedAt });
}

describe('the shapes of real flows go round', () => {
  test.each(readdirSync(CORPUS))('%s', async (file) => {
    await goesRound(JSON.parse(readFileSync(new URL(file, CORPUS), 'utf8')));
  });
});

test('any valid flow goes round: stored, answered, posted as a clone, put back', async () => {
  await fc.assert(
    fc.asyncProperty(flowBody, (body) => goesRound(JSON.parse(JSON.stringify(body)))),
    { numRuns: 60 },
  );
});

test('any flow with a mistake is refused by a 4xx that names the place', async () => {
  await fc.assert(
    fc.asyncProperty(mutant, async ({ body, path, mistake }) => {
      const answer = await millrace.post(FLOWS, body);
      expect(answer.status, mistake).toBe(400);
      const places = answer.body.errors.map((error: { in?: string }) => error.in ?? '');
      expect(places, `${mistake} at ${path}`).toSatisfy((named: string[]) =>
        named.some((place) => areOnOneLine(place, path)),
      );
    }),
    { numRuns: 300 },
  );
});

/** One path is the other, or holds it. */
function areOnOneLine(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long === short || (long.startsWith(short) && /^[.[]/.test(long.slice(short.length)));
}

test('numbers are answered digit for digit', async () => {
  const text = `{
    "type": "CONTACT_FLOW", "flowType": "WORKFLOW", "objectTypeId": "0-1", "startActionId": "1",
    "actions": [{"type": "SINGLE_CONNECTION", "actionId": "1", "actionTypeId": "1-5",
                 "fields": {"share": 70.0, "large": 12345678901234567890, "small": 1e-7}}]
  }`;
  const made = await millrace.call('POST', FLOWS, text);
  expect(made.status).toBe(201);
  const headers = { authorization: `Bearer ${millrace.token}` };
  const answer = await fetch(`${millrace.url}${FLOWS}/${made.body.id}`, { headers });
  expect(await answer.text()).toContain('{"share": 70.0, "large": 12345678901234567890, "small": 1e-7}');
});

test('what came in another type than it has is answered in its own, and the rest as it came', async () => {
  const made = await millrace.call(
    'POST',
    FLOWS,
    `{
      "type": "CONTACT_FLOW", "flowType": "WORKFLOW", "objectTypeId": "0-1", "isEnabled": "False", "startActionId": 1,
      "enrollmentCriteria": {"type": "MANUAL", "shouldReEnroll": "TRUE"},
      "actions": [{"type": "SINGLE_CONNECTION", "actionId": "1", "actionTypeId": "1-5", "fields": {"share": 70.0}}]
    }`,
  );
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const enrollmentCriteria = { type: 'MANUAL', shouldReEnroll: true };
  expect(made.body).toMatchObject({ isEnabled: false, startActionId: '1', enrollmentCriteria });
  const path = `${FLOWS}/${made.body.id}`;
  const headers = { authorization: `Bearer ${millrace.token}` };
  expect(await (await fetch(millrace.url + path, { headers })).text()).toContain('{"share": 70.0}');

  const action = { type: 'SINGLE_CONNECTION', actionId: 1, actionTypeId: '1-5', actionTypeVersion: '0' };
  const changed = { ...made.body, revisionId: 1, isEnabled: 'true', actions: [action] };
  const updated = await millrace.put(path, changed);
  expect([updated.status, updated.body]).toMatchObject([
    200,
    { isEnabled: true, revisionId: '2', actions: [{ ...action, actionId: '1', actionTypeVersion: 0 }] },
  ]);
  expect((await millrace.get(path)).body).toEqual(updated.body);
});
