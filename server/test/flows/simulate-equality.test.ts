import { DAY } from '@millrace/core/time';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdClock } from '../../src/accounts/index.ts';
import { type SimulateBody, type Simulation, simulate } from '../../src/simulation/index.ts';
import { arbitraryRun, runOfEverything } from '../support/arbitrary-runs.ts';
import { action, contactFlow, inARow, is } from '../support/flow-bodies.ts';
import { dynamicList, givenList, manualList } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Random flows on random records; each goes through a server with a moved clock, too. */
const RUNS = Number(process.env['SIMULATED_RUNS'] ?? 30);
const DAYS = 60;
/** A simulation of more steps is of a loop, which a server would take a while for. */
const STEPS_MAX = 40;

let story: Story;
beforeAll(async () => {
  // Lanes run only while the clock is moved: everything then happens at an instant of its own.
  story = await tellStory({ role: 'api', logLevel: 'silent' });
});
afterAll(() => story.stop());

test(`${RUNS} random flows end in a simulation as they do on a server`, { timeout: 300_000 }, async () => {
  const { millrace } = story;
  const { sql, accountId, services } = millrace;
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello {{ contact.city }}',
    content: { plainTextVersion: 'You are {{ contact.jobtitle }} in {{ contact.city }}, {{ company.name }}' },
  });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const users = await Promise.all(
    ['ada', 'bob'].map((name) => millrace.post('/settings/v3/users', { email: `${name}@example.test` })),
  );
  const around = {
    listId: await givenList(story, manualList('By hand')),
    dynamicListId: await givenList(story, dynamicList('Customers', [is('lifecyclestage', 'customer')])),
    emailId: email.body.id,
    otherFlowId: await story.givenFlow(
      contactFlow(inARow(action('0-1', { delta: '400', time_unit: 'DAYS' }))),
    ),
    webhookUrl: 'https://hooks.example.test/x',
    userIds: users.map(({ body }) => String(body.id)),
  };
  const company = await story.givenRecord('companies', { name: 'Engines' });
  const seen = new Map<string, number>();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryRun(around), async ({ flow, contact: properties, closesIn, hasCompany }) => {
      const { now } = (await millrace.get('/millrace/v1/clock')).body;
      const closedate = closesIn === null ? '' : new Date(Date.parse(now) + closesIn * DAY).toISOString();
      const email = `run${++number}@example.test`;
      const contact = await story.givenContact({ ...properties, closedate, email });
      if (hasCompany)
        await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
      const flowId = await story.givenFlow(contactFlow(flow.actions, undefined, flow));
      await story.settle();
      const start = await holdClock(sql, accountId);
      const enrollmentId = await nextEnrollment(story);
      const caller = { accountId, scopes: { has: () => true }, tokenId: '1' } as never;
      const assumed = await simulate(
        { ...services, base: services.links.base },
        caller,
        { flowId },
        { ...ASKED, objectId: contact, until: start + DAYS * DAY },
        { enrollmentId },
      );
      const isLoop = assumed.passage?.end.kind === 'STEP_LIMIT';
      if (!isLoop) await millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [contact] });
      // Also when nobody is enrolled: the clock goes on.
      await story.pass(isLoop ? 'PT0S' : `PT${DAYS * 24}H`);
      if (isLoop) return;
      const real = await realPassage(story, flowId, enrollmentId, around.dynamicListId);
      expect(toldOf(assumed, around.dynamicListId)).toEqual(real);
      for (const { step } of assumed.passage?.steps ?? [])
        seen.set(step.actionType, (seen.get(step.actionType) ?? 0) + 1);
      await millrace.delete(`/automation/v4/flows/${flowId}`);
    }),
    { numRuns: RUNS, endOnFailure: true, examples: [[runOfEverything(around)]] },
  );
  // They did various things: no equality of nothing.
  const { flow } = runOfEverything(around);
  expect(seen.size).toBeGreaterThanOrEqual(flow.actions.length);
});

const ASKED: SimulateBody = {
  recordAsOf: 'START',
  entry: 'MANUAL',
  evenIfRefused: false,
  runCode: false,
  follow: false,
  maxSteps: STEPS_MAX,
  idProperty: undefined,
  record: undefined,
  startAt: undefined,
  event: undefined,
  joinedList: undefined,
  assume: { events: [], changes: [], results: [], branches: [] },
};

async function nextEnrollment({ millrace: { sql } }: Story): Promise<string> {
  const [row] =
    await sql`select last_value + case when is_called then 1 else 0 end as next from enrollment_ids`;
  return String(row!['next']);
}

/** A passage as both tell it. */
interface Told {
  readonly entered: boolean;
  readonly steps: readonly Body[];
  readonly changes: readonly Body[];
  readonly mails: readonly Body[];
  readonly requests: readonly Body[];
  readonly end: Body;
}

/** Why, the rules of the door say. */
const NOT_ENTERED: Told = { entered: false, steps: [], changes: [], mails: [], requests: [], end: {} };

function toldOf({ entry, passage }: Simulation, keptByFilters: string): Told {
  if (!passage) return NOT_ENTERED;
  const { end, steps } = passage;
  const effects = [...steps.flatMap((step) => step.effects), ...passage.effects];
  const done = effects.flatMap(({ sends, key, result }) =>
    sends && result.kind === 'done' ? [{ sends, key }] : [],
  );
  return named({
    entered: entry.entered,
    steps: steps.map(({ step }) => step),
    changes: [...steps, passage]
      .flatMap(({ written }) => written.changes)
      .map(({ ref, kind, before, after, at }) => ({ ...ref, kind, before, after, at })),
    mails: done.flatMap(({ sends }) => (sends.kind === 'EMAIL' ? [mailed(sends.mail)] : [])),
    requests: done.flatMap(({ sends, key }) =>
      sends.kind === 'REQUEST'
        ? [{ key, method: sends.method, url: sends.url, body: bodyOf(sends.body, keptByFilters) }]
        : [],
    ),
    end: {
      status: end.kind === 'ENDED' ? end.end.status : 'ACTIVE',
      reason: end.kind === 'ENDED' ? end.end.reason : null,
      at: end.kind === 'ENDED' ? end.at : null,
      actionId: passage.enrollment.actionId ?? null,
      waitingFor: end.kind === 'ENDED' ? null : (passage.enrollment.wait?.kind ?? null),
    },
  });
}

async function realPassage(
  { millrace: { sql, accountId } }: Story,
  flowId: string,
  enrollmentId: string,
  others: string,
): Promise<Told> {
  const [row] = await sql`
    select entered, status, end_reason as reason, ended_at as at, action_id as "actionId", wait from enrollments
    where account_id = ${accountId} and flow_id = ${flowId} and id = ${enrollmentId}`;
  const steps = await sql`
    select number, action_id as "actionId", action_type as "actionType", outcome, reason, detail, started_at as "startedAt", at
    from steps where account_id = ${accountId} and flow_id = ${flowId} and enrollment_id = ${enrollmentId} order by number`;
  const changes = await sql`
    select object_type_id as "objectTypeId", record_id as id, kind, before, after, at from changes
    where account_id = ${accountId} and source ->> 'id' = ${flowId} and source ->> 'enrollmentId' = ${enrollmentId}
      and after ->> 'listId' is distinct from ${others} order by changes.id`;
  const mails = await sql`
    select recipient as "to", subject, plain_text as text from mails
    where account_id = ${accountId} and flow_id = ${flowId} and enrollment_id = ${enrollmentId} order by id`;
  const requests = await sql`
    select idempotency_key as key, method, url, convert_from(body, 'UTF8') as body from outbox
    where account_id = ${accountId} and flow_id = ${flowId} and enrollment_id = ${enrollmentId} order by id`;
  if (row!['entered'] === false) return NOT_ENTERED;
  return named({
    entered: row!['entered'] as boolean,
    steps: [...steps],
    changes: [...changes],
    mails: (mails as unknown as Parameters<typeof mailed>[0][]).map(mailed),
    requests: requests.map((request) => ({
      ...request,
      body: bodyOf(request['body'] as string | null, others),
    })),
    end: {
      status: row!['status'],
      reason: row!['reason'],
      at: row!['at'],
      actionId: row!['status'] === 'ACTIVE' || row!['reason'] !== 'END_OF_PATH' ? row!['actionId'] : null,
      waitingFor: row!['status'] === 'ACTIVE' ? ((row!['wait'] as Body)?.kind ?? null) : null,
    },
  });
}

/**
 * Of a list that is kept by filters a simulation does not know when a record joined it; and on a server it is a matter of moments whether what a step
 * has changed has gone through such a list before the next step tells of it, as it is in a simulation.
 */
function bodyOf(text: string | null, keptByFilters: string): Body {
  const others = (value: Body[]) =>
    value.flatMap(({ timestamp: _, ...each }) =>
      String(each['static-list-id']) === keptByFilters ? [] : [each],
    );
  return JSON.parse(text ?? 'null', (name, value) => (name === 'list-memberships' ? others(value) : value));
}

/** Links of simulated mails lead nowhere. */
function mailed({
  to,
  subject,
  text,
}: {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}) {
  return { to, subject, text: text.replaceAll(/https?:\S+/g, 'a link') };
}

/** Ids of new records differ: they are named by their turn. The changes of each record are in order. */
function named(told: Told): Told {
  const created = told.changes.flatMap(({ kind, id }) => (kind === 'created' ? [id as string] : []));
  let text = JSON.stringify(told);
  for (const [index, id] of created.toSorted((a, b) => Number(a) - Number(b)).entries())
    text = text.replaceAll(`"${id}"`, `"new ${index}"`);
  const { changes, ...rest } = JSON.parse(text) as Told;
  const keyOf = ({ objectTypeId, id }: Body) => `${objectTypeId}/${id}`;
  return { ...rest, changes: changes.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b))) };
}
