import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  setProperty,
  to,
} from '../support/flow-bodies.ts';
import { givenList, join, manualList } from '../support/list-bodies.ts';
import { answering, type Receiver, startReceiver } from '../support/receiver.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
let receiver: Receiver;
beforeAll(async () => {
  story = await tellStory();
  receiver = await startReceiver();
});
afterAll(async () => {
  await story.stop();
  await receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answers = answering(200);
});

const DAY = 1_440;
const post = (path: string, body: unknown) => story.millrace.post(`/millrace/v1${path}`, body);
const preview = async (flow: string, body: unknown) =>
  (await post(`/flows/${flow}/steer/preview`, body)).body;
const jobtitle = async (contact: string) => (await story.properties('contacts', contact))['jobtitle'];

/** Steers to the end; answers the finished job. */
async function steer(flow: string, body: unknown): Promise<Body> {
  const begun = await post(`/flows/${flow}/steer`, body);
  expect(begun.body).toMatchObject({ kind: 'STEERING', state: 'QUEUED' });
  expect(begun.status).toBe(202);
  await story.settle();
  return (await story.millrace.get(`/millrace/v1/jobs/${begun.body.id}`)).body;
}

/** A flow of a wait, a job title, a second wait and another; with so many contacts in it. */
async function inside(count: number, properties: (index: number) => Record<string, string> = () => ({})) {
  const flow = await story.givenFlow(
    contactFlow(
      inARow(
        delayMinutes(DAY),
        setProperty('jobtitle', 'first'),
        delayMinutes(DAY),
        setProperty('jobtitle', 'second'),
      ),
    ),
  );
  const contacts: string[] = [];
  for (let index = 0; index < count; index++) contacts.push(await story.givenContact(properties(index)));
  await story.enroll(flow, ...contacts);
  return { flow, contacts };
}

const webhook = (path: string, more: Body = {}) => ({
  type: 'WEBHOOK',
  method: 'POST',
  webhookUrl: `${receiver.url}/${path}`,
  queryParams: [],
  ...more,
});
const of = async (flow: string, contact: string) =>
  (await story.enrollments(flow)).find(({ objectId }) => objectId === contact)!;
const log = async (flow: string, contact: string) =>
  (await story.millrace.get(`/millrace/v1/enrollments/${(await of(flow, contact)).id}`)).body.steps.map(
    (step: Body) => [step.actionId, step.outcome, step.reason],
  );

describe('steering', () => {
  test('previews how many would be steered and how, and writes nothing', async () => {
    const { flow, contacts } = await inside(12);
    const filter = { filter: { actionIds: ['1'] } };
    const seen = await preview(flow, { do: { type: 'SKIP_WAIT' }, ...filter });
    expect(seen).toMatchObject({ matching: 12, complete: true, looked: 12, outcomes: { WAIT_SKIPPED: 12 } });
    expect(seen.sample).toHaveLength(10);
    expect(seen.sample[0]).toMatchObject({ outcome: 'WAIT_SKIPPED', enrollment: { objectId: contacts[0] } });
    expect(await preview(flow, { do: { type: 'RESUME' }, filter: {} })).toMatchObject({
      outcomes: { NOT_PAUSED: 12 },
    });
    expect((await of(flow, contacts[0]!)).position.waitingFor).toBe('delay');
  });

  test('skips a wait once: one that is skipped already, and has not gone on yet, is left alone', async () => {
    const { flow, contacts } = await inside(2);
    await post(`/flows/${flow}/pause`, {});
    const skip = { do: { type: 'SKIP_WAIT' }, filter: { actionIds: ['1'] } };
    expect((await steer(flow, skip)).outcomes).toEqual({ WAIT_SKIPPED: 2 });
    expect((await steer(flow, skip)).outcomes).toEqual({ NO_WAIT_TO_SKIP: 2 });
    await post(`/flows/${flow}/resume`, {});
    await story.settle();
    expect(await log(flow, contacts[0]!)).toEqual([
      ['', 'SUCCEEDED', 'WAIT_SKIPPED'],
      ['1', 'SKIPPED', 'WAIT_SKIPPED'],
      ['2', 'SUCCEEDED', null],
    ]);
  });

  test('unenrolls, skips waits and jumps, those alone whom the filters are met by', async () => {
    const { flow, contacts } = await inside(5, (index) => ({ city: index < 2 ? 'Metz' : 'Lyon' }));
    const [leaves, jumps, skips, listed, stays] = contacts as [string, string, string, string, string];
    const list = await givenList(story, manualList('steered'));
    await join(story, list, listed);
    const branch = anyOf(allOf([is('city', 'Metz')]));
    const left = await steer(flow, { do: { type: 'UNENROLL' }, filter: { objectIds: [leaves] } });
    expect(left).toMatchObject({
      state: 'DONE',
      outcomes: { UNENROLLED: 1 },
      progress: { done: 1, total: 1 },
    });
    expect(await of(flow, leaves)).toMatchObject({ status: 'UNENROLLED', endReason: 'MANUAL' });
    const jumped = await steer(flow, {
      do: { type: 'JUMP', actionId: '4' },
      filter: { filterBranch: branch },
    });
    expect(jumped.outcomes).toEqual({ JUMPED: 1 });
    expect(await jobtitle(jumps)).toBe('second');
    expect(await log(flow, jumps)).toEqual([
      ['', 'SUCCEEDED', 'JUMPED'],
      ['4', 'SUCCEEDED', null],
    ]);
    const { body } = await story.millrace.get(`/millrace/v1/enrollments/${(await of(flow, jumps)).id}`);
    expect(body.steps[0]).toMatchObject({
      actionTypeId: 'STEERING',
      detail: {
        by: { tokenId: expect.any(String) },
        jobId: jumped.id,
        from: { actionId: '1', waitingFor: 'delay' },
        to: { actionId: '4' },
      },
    });
    expect((await steer(flow, { do: { type: 'SKIP_WAIT' }, filter: { listId: list } })).outcomes).toEqual({
      WAIT_SKIPPED: 1,
    });
    expect(await jobtitle(listed)).toBe('first');
    await steer(flow, { do: { type: 'SKIP_WAIT' }, filter: { objectIds: [skips] } });
    expect([await jobtitle(skips), await jobtitle(stays)]).toEqual(['first', null]);
    expect((await of(flow, stays)).position.actionId).toBe('1');
  });

  test('pauses and resumes many, whose time stood still', async () => {
    const { flow, contacts } = await inside(3);
    const until = Date.parse((await of(flow, contacts[0]!)).position.until);
    const [, ...rest] = contacts;
    const filter = { objectIds: rest };
    expect((await steer(flow, { do: { type: 'PAUSE' }, filter })).outcomes).toEqual({ PAUSED: 2 });
    expect((await steer(flow, { do: { type: 'PAUSE' }, filter: {} })).outcomes).toEqual({
      PAUSED: 1,
      ALREADY_PAUSED: 2,
    });
    await steer(flow, { do: { type: 'RESUME' }, filter: { objectIds: [contacts[0]] } });
    await story.pass('P1DT12H');
    expect(await jobtitle(contacts[0]!)).toBe('first');
    expect((await of(flow, rest[0]!)).pausedBy).toMatchObject([{ scope: 'ENROLLMENT' }]);
    expect(await preview(flow, { do: { type: 'RESUME' }, filter: { paused: true } })).toMatchObject({
      matching: 2,
    });
    expect((await steer(flow, { do: { type: 'RESUME', perMinute: 1 }, filter: {} })).outcomes).toEqual({
      NOT_PAUSED: 1,
      RESUMED: 2,
    });
    expect(Date.parse((await of(flow, rest[1]!)).position.until)).toBeCloseTo(until + 1.5 * DAY * 60_000, -4);
    await story.pass('P1D');
    expect(await jobtitle(rest[1]!)).toBe('first');
  });

  test('makes what fell due come at the pace that is asked for, where time went on', async () => {
    const { flow, contacts } = await inside(3);
    await steer(flow, { do: { type: 'PAUSE', time: 'GOES_ON' }, filter: {} });
    await story.pass('P2D');
    await steer(flow, { do: { type: 'RESUME', perMinute: 2 }, filter: {} });
    await story.pass('PT2M');
    const at: number[] = [];
    for (const contact of contacts) {
      const { body } = await story.millrace.get(`/millrace/v1/enrollments/${(await of(flow, contact)).id}`);
      at.push(Date.parse(body.steps.find((step: Body) => step.actionId === '2').at));
    }
    expect(at.map((each) => Math.round((each - at[0]!) / 1_000))).toEqual([0, 30, 60]);
  });

  test('takes an effect along that has not begun when it jumps away, and begins it anew when it jumps there', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(webhook('jump'), setProperty('jobtitle', 'told'))));
    receiver.answers = answering(500);
    const contact = await story.givenContact();
    await story.enroll(flow, contact);
    expect(receiver.received).toHaveLength(1);
    await steer(flow, { do: { type: 'JUMP', actionId: '2' }, filter: { waitingFor: ['effect'] } });
    expect(await jobtitle(contact)).toBe('told');
    await story.pass('P1D');
    expect(receiver.received).toHaveLength(1);
    expect(await of(flow, contact)).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('a retry', () => {
  test('begins again at the step that failed, also of those who went on or ended by it', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(webhook('first'), webhook('second'), setProperty('jobtitle', 'done'))),
    );
    // Refused for good, and the flow goes on.
    receiver.answers = (response, request) =>
      answering(request.url === '/second' ? 404 : 200)(response, request);
    const contact = await story.givenContact();
    await story.enroll(flow, contact);
    expect(await of(flow, contact)).toMatchObject({ status: 'COMPLETED' });
    receiver.answers = answering(200);
    const body = { do: { type: 'RETRY' }, filter: { failed: { actionIds: ['2'] } } };
    expect(await preview(flow, body)).toMatchObject({ matching: 1, outcomes: { RETRIED: 1 } });
    const retried = await steer(flow, body);
    expect(retried.outcomes).toEqual({ RETRIED: 1 });
    expect(receiver.received.map(({ url }) => url)).toEqual(['/first', '/second', '/second']);
    expect(await log(flow, contact)).toEqual([
      ['1', 'SUCCEEDED', null],
      ['2', 'FAILED', expect.any(String)],
      ['3', 'SUCCEEDED', null],
      ['', 'SUCCEEDED', 'RETRIED'],
      ['2', 'SUCCEEDED', null],
      ['3', 'SUCCEEDED', null],
    ]);
    expect(await of(flow, contact)).toMatchObject({ status: 'COMPLETED', endReason: 'END_OF_PATH' });
    const keys = receiver.received.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(keys.length);
    expect((await story.enrollments(flow)).length).toBe(1);
  });

  test('is for FAILED ones by policy too, and leaves alone who left or came again', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(webhook('x'), setProperty('jobtitle', 'done')), {
        type: 'MANUAL',
        shouldReEnroll: true,
      }),
    );
    await story.millrace.put(`/millrace/v1/flows/${flow}/policies`, {
      actions: { 1: { onFailure: 'stop' } },
    });
    receiver.answers = answering(404);
    const [again, left, failed] = [
      await story.givenContact(),
      await story.givenContact(),
      await story.givenContact(),
    ];
    await story.enroll(flow, again, left, failed);
    const failures = (await story.enrollments(flow, '?status=FAILED')).length;
    expect(failures).toBe(3);
    await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, {
      objectIds: [again],
      reEnroll: true,
    });
    await story.settle();
    receiver.answers = answering(200);
    await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, {
      objectIds: [left],
      reEnroll: true,
    });
    await story.settle();
    const job = await steer(flow, { do: { type: 'RETRY' }, filter: { status: ['FAILED'] } });
    // Of the two passages of `again` the later begins again, of `left` none: it has been through since.
    expect(job.outcomes).toEqual({ RETRIED: 2, CAME_AGAIN: 2 });
    expect((await story.enrollments(flow, '?status=FAILED')).length).toBe(2);
    expect((await story.enrollments(flow, '?status=COMPLETED')).length).toBe(3);
    const [active] = (await story.millrace.sql`
      select count(*)::int as count from (
        select record_id from enrollments where flow_id = ${flow} and ended = 0 group by record_id having count(*) > 1
      ) as doubled`) as unknown as [{ count: number }];
    expect(active.count).toBe(0);
  });
});

describe('what cannot be steered', () => {
  test('is refused with the member and the value, and nothing is begun', async () => {
    const { flow } = await inside(1);
    const jobs = async () =>
      (await story.millrace.get('/millrace/v1/jobs?kind=STEERING')).body.results.length;
    const before = await jobs();
    const refused = async (body: unknown, ...words: string[]) => {
      for (const path of [`/flows/${flow}/steer`, `/flows/${flow}/steer/preview`]) {
        const answer = await post(path, body);
        expect(answer.status, JSON.stringify(answer.body)).toBe(400);
        for (const word of words) expect(answer.body.message).toContain(word);
      }
    };
    await refused({ do: { type: 'JUMP', actionId: '9' }, filter: {} }, 'do.actionId', '"9"');
    await refused({ do: { type: 'UNENROLL' } }, 'filter');
    await refused({ do: { type: 'FLY' }, filter: {} }, 'FLY');
    await refused({ do: { type: 'UNENROLL' }, filter: { city: 'Metz' } }, 'city');
    await refused(
      { do: { type: 'PAUSE' }, filter: { status: ['COMPLETED'] } },
      'filter.status[0]',
      'COMPLETED',
    );
    await refused({ do: { type: 'PAUSE' }, filter: { listId: '999999' } }, '999999');
    await refused(
      { do: { type: 'PAUSE' }, filter: { filterBranch: { filterBranchType: 'OR' } } },
      'filterBranch',
    );
    expect(await jobs()).toBe(before);
    expect((await post('/flows/999999/steer', { do: { type: 'UNENROLL' }, filter: {} })).status).toBe(404);
    await story.millrace.post(`/millrace/v1/flows/${flow}/turn-off`);
    await refused({ do: { type: 'JUMP', actionId: '2' }, filter: {} }, 'turned off');
  });

  test('of several flows: they are of one object type, and each is open to the caller', async () => {
    const one = await inside(1);
    const other = await inside(2);
    const deals = await story.givenFlow({
      ...contactFlow([]),
      type: 'PLATFORM_FLOW',
      objectTypeId: '0-3',
    });
    const body = (flowIds: string[]) => ({ do: { type: 'UNENROLL' }, filter: { flowIds } });
    const seen = await post('/enrollments/steer/preview', body([one.flow, other.flow]));
    expect(seen.body).toMatchObject({ matching: 3, outcomes: { UNENROLLED: 3 } });
    const mixed = await post('/enrollments/steer', body([one.flow, deals]));
    expect(mixed.status).toBe(400);
    expect(mixed.body.message).toContain('filter.flowIds[1]');
    const begun = await post('/enrollments/steer', body([one.flow, other.flow]));
    await story.settle();
    expect((await story.millrace.get(`/millrace/v1/jobs/${begun.body.id}`)).body.outcomes).toEqual({
      UNENROLLED: 3,
    });
  });
});

test('a jump leads into a branch, and on from there', async () => {
  const flow = await story.givenFlow(
    contactFlow([
      delayMinutes(DAY, { actionId: '1', connection: to('3') }),
      {
        actionId: '3',
        type: 'LIST_BRANCH',
        listBranches: [
          { branchName: 'Paris', filterBranch: anyOf(allOf([is('city', 'Paris')])), connection: to('5') },
        ],
        defaultBranch: to('2'),
      },
      setProperty('jobtitle', 'one', { actionId: '2' }),
      setProperty('jobtitle', 'apart', { actionId: '5', connection: to('6') }),
      setProperty('company', 'C', { actionId: '6' }),
    ]),
  );
  const contact = await story.givenContact();
  await story.enroll(flow, contact);
  await steer(flow, { do: { type: 'JUMP', actionId: '5' }, filter: {} });
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'apart', company: 'C' });
});
