import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  isAnyOf,
  manual,
  sendEmail,
  setProperty,
  whenEvent,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, join, manualList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
let emailId: string;
beforeAll(async () => {
  story = await tellStory({ publicUrl: 'https://mail.example.test' });
  const html = '<a href="https://shop.example/">Shop</a> <a href="{{ unsubscribe_link }}">Out</a>';
  const made = await story.millrace.post('/marketing/v3/emails', {
    name: 'News',
    subject: 'News',
    content: { widgets: { a: { body: { html } } } },
  });
  emailId = made.body.id;
  await story.millrace.post(`/marketing/v3/emails/${emailId}/publish`);
});
afterAll(() => story.stop());

const again = { shouldReEnroll: true };

/** A flow that lets in whoever has such an event, as often as they do. */
const givenListener = (eventTypeId: string, filters: Body[] = [], more: Body = {}) =>
  story.givenFlow(contactFlow([], whenEvent(eventTypeId, filters, { ...again, ...more })));

/** What enrolled whom, in the order in which it came. */
async function heard(flowId: string): Promise<[string, Body][]> {
  const enrollments = await story.enrollments(flowId);
  return enrollments
    .map(({ objectId, trigger }: Body): [string, Body] => [objectId, trigger.properties])
    .toReversed();
}

describe('email', () => {
  const kinds = {
    sent: '4-667638',
    delivered: '4-665536',
    opened: '4-666440',
    clicked: '4-666288',
    unsubscribed: '4-666289',
    bounced: '4-5470331',
    spam: 'millrace-email-marked-spam',
  };

  test('each event of a mail enrolls, asked for by the mail; those of another mail do not', async () => {
    const listeners = await Promise.all(
      Object.entries(kinds).map(
        async ([kind, id]) => [kind, await givenListener(id, [is('hs_email_id', emailId)])] as const,
      ),
    );
    const deaf = await givenListener(kinds.opened, [is('hs_email_id', '1')]);
    const contact = await story.givenContact();
    const flow = await story.givenFlow(contactFlow(inARow(sendEmail(emailId))));
    await story.enroll(flow, contact);
    const { body } = await story.millrace.get(`/millrace/v1/mailbox?flowId=${flow}`);
    const [{ id, messageId }] = body.results;
    const { html } = (await story.millrace.get(`/millrace/v1/mailbox/${id}`)).body;
    const addresses = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) =>
      String(address)
        .replaceAll('&amp;', '&')
        .replace(/^https?:\/\/[^/]+/, story.millrace.url),
    );
    const load = (part: string, method = 'GET') =>
      fetch(addresses.find((each) => each.includes(part))!, { method, redirect: 'manual' });
    await load('/email/open/');
    await load('/email/click/');
    await load('/email/unsubscribe/', 'POST');
    const reports = [
      { kind: 'complained', messageId },
      { kind: 'bounced', messageId, status: '5.1.1' },
    ];
    for (const report of reports)
      await story.millrace.post('/millrace/v1/mail-reports', { reports: [report] });
    await story.settle();
    for (const [kind, listener] of listeners)
      expect(await heard(listener), kind).toEqual([
        [contact, expect.objectContaining({ hs_email_id: emailId })],
      ]);
    expect(await heard(deaf)).toEqual([]);
  });

  test('a subscription that changes either way is an event', async () => {
    const to = (status: string) =>
      givenListener(kinds.unsubscribed, [isAnyOf('hs_subscription_status', status)]);
    const [out, back] = [await to('UNSUBSCRIBED'), await to('SUBSCRIBED')];
    const contact = await story.givenContact({ email: 'changing@example.test' });
    const set = async (statusState: string) => {
      const path = '/communication-preferences/v4/statuses/changing@example.test';
      const types = await story.millrace.get('/communication-preferences/v4/definitions');
      const subscriptionId = Number(types.body.results[0].id);
      const body = { channel: 'EMAIL', statusState, subscriptionId };
      const legal = { legalBasis: 'CONSENT_WITH_NOTICE', legalBasisExplanation: 'Asked for it.' };
      const answer = await story.millrace.post(path, { ...body, ...legal });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      await story.settle();
    };
    await set('UNSUBSCRIBED');
    await set('SUBSCRIBED');
    expect((await heard(out)).map(([who]) => who)).toEqual([contact]);
    expect((await heard(back)).map(([who]) => who)).toEqual([contact]);
  });
});

test('a page view that is sent enrolls, by the address of the page and under a gate', async () => {
  const gate = { refinementCriteria: anyOf(allOf([is('city', 'Ulm')])) };
  const flow = await givenListener('4-96000', [is('hs_url', 'https://a.example/prices')], gate);
  const view = async (objectId: string, hs_url: string) => {
    const properties = { hs_url };
    const body = { eventName: 'e_visited_page', objectId, properties };
    expect((await story.millrace.post('/events/v3/send', body)).status).toBe(204);
    await story.settle();
  };
  const [inside, outside] = [
    await story.givenContact({ city: 'Ulm' }),
    await story.givenContact({ city: 'Bonn' }),
  ];
  await view(inside, 'https://a.example/other');
  await view(inside, 'https://a.example/prices');
  await view(outside, 'https://a.example/prices');
  expect(await heard(flow)).toEqual([[inside, { hs_url: 'https://a.example/prices' }]]);
});

describe('meetings, calls and tasks tell the records around them', () => {
  const toContact = (id: string, associationTypeId: number) => [
    { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] },
  ];
  const make = async (type: string, properties: Body, associations: Body[] = []) => {
    const answer = await story.millrace.post(`/crm/v3/objects/${type}`, { properties, associations });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    await story.settle();
    return answer.body.id as string;
  };
  const at = { hs_timestamp: '2026-01-05T10:00:00Z' };

  test('a meeting is booked when it is associated, once; its outcome changes as often as it does', async () => {
    const [booked, changed] = [await givenListener('4-1720599'), await givenListener('4-1724222')];
    const missed = await givenListener('4-1724222', [isAnyOf('hs_meeting_outcome', 'NO_SHOW')]);
    const [contact, other] = [await story.givenContact(), await story.givenContact()];
    const start = '2026-01-06T10:00:00.000Z';
    const meeting = await make('meetings', { ...at, hs_meeting_start_time: start }, toContact(contact, 200));
    const associate = (id: string) =>
      story.millrace.put(`/crm/v4/objects/meetings/${meeting}/associations/default/contacts/${id}`);
    await associate(contact);
    await associate(other);
    await story.settle();
    const of = { hs_engagement_id: meeting, hs_meeting_start_time: start };
    expect(await heard(booked)).toEqual([
      [contact, of],
      [other, of],
    ]);
    for (const hs_meeting_outcome of ['SCHEDULED', 'NO_SHOW', 'NO_SHOW'])
      await story.change('meetings', meeting, { hs_meeting_outcome });
    const outcomes = (await heard(changed)).map(([who, { hs_meeting_outcome }]) => [who, hs_meeting_outcome]);
    expect(outcomes.toSorted()).toEqual(
      [contact, other]
        .flatMap((who) => [
          [who, 'NO_SHOW'],
          [who, 'SCHEDULED'],
        ])
        .toSorted(),
    );
    expect((await heard(missed)).map(([who]) => who).toSorted()).toEqual([contact, other].toSorted());
    expect(await heard(booked)).toHaveLength(2);
  });

  test('a call that is logged has ended; one that is under way has started, and ends once', async () => {
    const [started, ended] = [await givenListener('4-1733817'), await givenListener('4-1741072')];
    const contact = await story.givenContact();
    const logged = await make('calls', { ...at, hs_call_direction: 'OUTBOUND' }, toContact(contact, 194));
    const call = await make('calls', { ...at, hs_call_status: 'QUEUED' }, toContact(contact, 194));
    expect((await heard(ended)).map(([, of]) => of)).toEqual([
      { hs_engagement_id: logged, hs_call_direction: 'OUTBOUND' },
    ]);
    for (const hs_call_status of ['RINGING', 'IN_PROGRESS', 'COMPLETED', 'COMPLETED'])
      await story.change('calls', call, { hs_call_status });
    expect((await heard(started)).map(([, of]) => of.hs_engagement_id)).toEqual([call]);
    expect((await heard(ended)).map(([, of]) => of.hs_engagement_id)).toEqual([logged, call]);
    // By another client's interface, too.
    const engagement = {
      engagement: { type: 'CALL', timestamp: 1 },
      associations: { contactIds: [contact] },
    };
    await story.millrace.post('/engagements/v1/engagements', {
      ...engagement,
      metadata: { status: 'COMPLETED' },
    });
    await story.settle();
    expect(await heard(ended)).toHaveLength(3);
  });

  test('a task is completed, asked for by its type', async () => {
    const completed = await givenListener('millrace-task-completed', [isAnyOf('hs_task_type', 'CALL')]);
    const contact = await story.givenContact();
    const task = await make('tasks', { ...at, hs_task_type: 'CALL' }, toContact(contact, 204));
    await make(
      'tasks',
      { ...at, hs_task_status: 'COMPLETED', hs_task_type: 'TODO' },
      toContact(contact, 204),
    );
    expect(await heard(completed)).toEqual([]);
    for (const hs_task_status of ['IN_PROGRESS', 'COMPLETED'])
      await story.change('tasks', task, { hs_task_status });
    expect((await heard(completed)).map(([who, of]) => [who, of.hs_engagement_id])).toEqual([
      [contact, task],
    ]);
  });

  test('a merge tells nothing anew', async () => {
    const booked = await givenListener('4-1720599');
    const [one, other] = [await story.givenContact(), await story.givenContact()];
    await make('meetings', at, toContact(one, 200));
    const merged = { primaryObjectId: other, objectIdToMerge: one };
    expect((await story.millrace.post('/crm/v3/objects/contacts/merge', merged)).status).toBe(200);
    await story.settle();
    expect(await heard(booked)).toHaveLength(1);
  });
});

describe('passages are events of their records:', () => {
  const [ENROLLED, UNENROLLED, GOAL] = ['4-1466013', '4-1466014', '4-1753168'];
  const GOAL_CITY = { goalFilterBranch: anyOf(allOf([is('city', 'Goal')])) };

  test('one begins, ends early, or leads to the goal; one that is gone through has not been left', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(delayMinutes(60)), { ...manual, ...again }, GOAL_CITY),
    );
    const other = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    const of = [is('hs_flow_id', flow)];
    const listeners = {
      began: await givenListener(ENROLLED, of),
      left: await givenListener(UNENROLLED, of),
      byHand: await givenListener(UNENROLLED, [...of, is('hs_end_reason', 'MANUAL')]),
      goal: await givenListener(GOAL, of),
    };
    const [through, taken, lucky] = [
      await story.givenContact(),
      await story.givenContact(),
      await story.givenContact(),
    ];
    await story.enroll(flow, through, taken, lucky);
    await story.enroll(other, through);
    await story.millrace.post(`/millrace/v1/flows/${flow}/unenrollments`, { objectIds: [taken] });
    await story.change('contacts', lucky, { city: 'Goal' });
    await story.pass('PT2H');
    const who = async (listener: string) => (await heard(listener)).map(([id]) => id).toSorted();
    expect(await who(listeners.began)).toEqual([through, taken, lucky].toSorted());
    expect(await who(listeners.left)).toEqual([taken, lucky].toSorted());
    expect(await who(listeners.byHand)).toEqual([taken]);
    expect(await heard(listeners.goal)).toEqual([
      [lucky, { hs_flow_id: flow, hs_enrollment_id: expect.any(String), hs_end_reason: 'GOAL_MET' }],
    ]);
  });

  test('a goal that is met after the flow was gone through is told where it counts', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(sendEmail(emailId)), manual, GOAL_CITY));
    const goal = await givenListener(GOAL, [is('hs_flow_id', flow)]);
    const contact = await story.givenContact();
    await story.enroll(flow, contact);
    await story.change('contacts', contact, { city: 'Goal' });
    expect((await heard(goal)).map(([id]) => id)).toEqual([contact]);
  });

  test('they can be counted by lists, from when a list reads them', async () => {
    const flow = await story.givenFlow(contactFlow([], { ...manual, ...again }));
    const contact = await story.givenContact();
    const twice = {
      filterBranchType: 'UNIFIED_EVENTS',
      filterBranchOperator: 'AND',
      operator: 'HAS_COMPLETED',
      eventTypeId: ENROLLED,
      filters: [is('hs_flow_id', flow)],
      filterBranches: [],
      coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: 2 },
    };
    const list = await givenList(
      story,
      dynamicList('Twice', [], { filterBranch: anyOf(allOf([], [twice])) }),
    );
    await story.enroll(flow, contact);
    expect(await membersOf(story, list)).toEqual([]);
    await story.enroll(flow, contact);
    expect(await membersOf(story, list)).toEqual([contact]);
  });

  test('clients cannot make them up', async () => {
    const contact = await story.givenContact();
    const sent = await story.millrace.post('/events/v3/send', { eventName: GOAL, objectId: contact });
    expect(sent.status).toBe(400);
    expect(sent.body.message).toContain('is raised by the server itself');
  });
});

test('of a passage that nobody asks about, no event is kept', async () => {
  const alone = await tellStory();
  try {
    const flow = await alone.givenFlow(contactFlow(inARow(setProperty('city', 'Through'))));
    const contact = await alone.givenContact();
    await alone.enroll(flow, contact);
    const { body } = await alone.millrace.get(`/events/v3/events?objectType=contact&objectId=${contact}`);
    expect(body.results).toEqual([]);
  } finally {
    await alone.stop();
  }
});

describe('joining one of several lists', () => {
  test('enrolls, whichever it is and whoever keeps it; a list of a list as well', async () => {
    const byHand = await givenList(story, manualList('by hand'));
    const byFilter = await givenList(story, dynamicList('by filter', [is('city', 'Gotha')]));
    const above = await givenList(
      story,
      dynamicList('above', [{ filterType: 'IN_LIST', operator: 'IN_LIST', listId: byHand }]),
    );
    const branch = (listId: string) => allOf([{ filterType: 'IN_LIST', operator: 'IN_LIST', listId }]);
    const flow = await story.givenFlow(
      contactFlow([], {
        type: 'EVENT_BASED',
        shouldReEnroll: true,
        eventFilterBranches: [],
        listMembershipFilterBranches: [branch(byFilter), branch(above)],
      }),
    );
    const [one, other, neither] = [
      await story.givenContact({ city: 'Gotha' }),
      await story.givenContact(),
      await story.givenContact(),
    ];
    await story.change('contacts', neither, { city: 'Erfurt' });
    await join(story, byHand, other);
    expect((await heard(flow)).map(([who]) => who)).toEqual([one, other]);
    // Who joins the second as well enters again, since the flow re-enrolls.
    await story.change('contacts', other, { city: 'Gotha' });
    expect((await heard(flow)).map(([who]) => who)).toEqual([one, other, other]);
  });
});
