import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOTIFICATIONS_KEPT_MAX } from '../../src/messages/queries/notifications.ts';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

const NOTIFICATIONS = '/millrace/v1/notifications';
const HAND_OFFS = '/millrace/v1/hand-offs';

let story: Story;
let ada: string;
let grace: string;
beforeAll(async () => {
  story = await tellStory();
  const user = async (email: string) => (await story.millrace.post('/settings/v3/users', { email })).body.id;
  [ada, grace] = [await user('ada@example.test'), await user('grace@example.test')];
});
afterAll(() => story.stop());

const notify = (fields: Body) =>
  action('0-9', {
    delivery_method: 'APP',
    subject: '{{ enrolled_object.firstname }} is here',
    body: 'Call.',
    ...fields,
  });
const notified = async (query: string): Promise<Body[]> =>
  (await story.millrace.get(`${NOTIFICATIONS}?${query}`)).body.results;

describe('a notification', () => {
  test('is kept for each user once, however often the flow is settled, and can be marked as read', async () => {
    const contact = await story.givenContact({ firstname: '<Tom>' });
    const flowId = await story.givenFlow(contactFlow(inARow(notify({ user_ids: [ada, grace, ada] }))));
    await story.enroll(flowId, contact);
    await story.settle();
    expect((await story.passage(flowId)).steps).toMatchObject([
      { outcome: 'SUCCEEDED', detail: { notified: [ada, grace] } },
    ]);
    expect(await notified(`flowId=${flowId}`)).toHaveLength(2);
    const [mine, ...others] = await notified(`userId=${ada}&isRead=false`);
    expect(others).toEqual([]);
    expect(mine).toMatchObject({
      userId: ada,
      subject: '<Tom> is here',
      body: 'Call.',
      objectTypeId: '0-1',
      objectId: contact,
      flowId,
      actionId: '1',
      isRead: false,
      readAt: null,
    });
    const marked = await story.millrace.patch(`${NOTIFICATIONS}/${mine!['id']}`, { isRead: true });
    expect(marked).toMatchObject({ status: 200, body: { isRead: true, readAt: expect.any(String) } });
    expect(await notified(`userId=${ada}&isRead=false`)).toEqual([]);
    expect(await notified(`userId=${grace}&isRead=false`)).toHaveLength(1);
    const all = await story.millrace.post(`${NOTIFICATIONS}/mark-read`, { userId: grace });
    expect(all).toMatchObject({ status: 200, body: { marked: 1 } });
    const back = await story.millrace.patch(`${NOTIFICATIONS}/${mine!['id']}`, { isRead: false });
    expect(back.body).toMatchObject({ isRead: false, readAt: null });
  });

  test('pages go from the newest to the oldest', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(notify({ user_ids: [ada] }))));
    const contacts = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
    await story.enroll(flowId, ...contacts);
    const first = (await story.millrace.get(`${NOTIFICATIONS}?flowId=${flowId}&limit=2`)).body;
    const rest = (
      await story.millrace.get(`${NOTIFICATIONS}?flowId=${flowId}&limit=2&after=${first.paging.next.after}`)
    ).body;
    const ids = [...first.results, ...rest.results].map(({ id }: Body) => Number(id));
    expect(ids).toHaveLength(3);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(rest.paging).toBeUndefined();
  });

  test('of one user only the newest are kept', async () => {
    const flowId = await story.givenFlow(
      contactFlow(
        inARow(
          notify({ user_ids: [grace], subject: 'first' }),
          notify({ user_ids: [grace], subject: 'last' }),
        ),
      ),
    );
    const rows = Array.from({ length: NOTIFICATIONS_KEPT_MAX + 5 }, (_, index) => index);
    const { sql } = story.millrace.services;
    await sql`
      insert into notifications (account_id, user_id, object_type_id, record_id, flow_id, enrollment_id, action_id, subject, body, at)
      select ${story.millrace.accountId}::bigint, ${grace}::integer, '0-1', 1, ${flowId}::bigint, 1, '1', 'old', '', now() from unnest(${rows}::integer[])`;
    await story.enroll(flowId, await story.givenContact());
    const [row] = await sql`
      select count(*)::integer as kept, count(*) filter (where subject in ('first', 'last'))::integer as news
      from notifications where account_id = ${story.millrace.accountId} and user_id = ${grace}::integer`;
    expect(row).toEqual({ kept: NOTIFICATIONS_KEPT_MAX, news: 2 });
  });

  test('goes with the contact that it is about', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(notify({ user_ids: [ada] }), action('0-40900952', { message: 'Hello' }))),
    );
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    expect(await notified(`flowId=${flowId}`)).toHaveLength(1);
    const erased = await story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: contact });
    expect(erased.status).toBe(204);
    expect(await notified(`flowId=${flowId}`)).toEqual([]);
    expect((await story.millrace.get(`${HAND_OFFS}?flowId=${flowId}`)).body.results).toEqual([]);
  });

  test.each<[string, Body, string]>([
    ['nobody', {}, 'INVALID_CONFIGURATION'],
    ['an owner that there is none of', { owner_properties: ['hubspot_owner_id'] }, 'NO_RECIPIENT'],
    ['a user that is not there', { user_ids: ['404'] }, 'RECIPIENT_NOT_FOUND'],
    ['a way that is not there', { user_ids: ['1'], delivery_method: 'PIGEON' }, 'INVALID_CONFIGURATION'],
  ])('to %s fails the step and says why', async (_, fields, reason) => {
    const flowId = await story.givenFlow(contactFlow(inARow(notify(fields), setProperty('city', 'went on'))));
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    expect((await story.passage(flowId)).steps[0]).toMatchObject({ outcome: 'FAILED', reason });
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'went on' });
    expect(await notified(`flowId=${flowId}`)).toEqual([]);
  });

  test('bad input is named', async () => {
    for (const query of ['userId=ada', 'userId=99999999999', 'isRead=perhaps', 'limit=0', 'nothing=1'])
      expect((await story.millrace.get(`${NOTIFICATIONS}?${query}`)).status, query).toBe(400);
    expect((await story.millrace.patch(`${NOTIFICATIONS}/999999999`, { isRead: true })).status).toBe(404);
    expect((await story.millrace.patch(`${NOTIFICATIONS}/999999999`, { isRead: 'yes' })).status).toBe(400);
    expect((await story.millrace.post(`${NOTIFICATIONS}/mark-read`, {})).status).toBe(400);
  });
});

describe('a hand-off', () => {
  test('is kept until whoever does it says so; the record goes on', async () => {
    const contact = await story.givenContact({ firstname: 'Ada', phone: '+4912345' });
    const flowId = await story.givenFlow(
      contactFlow(
        inARow(
          action('0-40900952', {
            message: 'Hello {{ enrolled_object.firstname }}',
            to: { type: 'OBJECT_PROPERTY', propertyName: 'phone' },
          }),
          setProperty('city', 'went on'),
        ),
      ),
    );
    expect((await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`)).body.results).toEqual([]);
    await story.enroll(flowId, contact);
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'went on' });
    const open = `${HAND_OFFS}?flowId=${flowId}&isDone=false&actionTypeId=0-40900952`;
    const [kept, ...others] = (await story.millrace.get(open)).body.results;
    expect(others).toEqual([]);
    expect(kept).toMatchObject({
      actionTypeId: '0-40900952',
      content: { message: 'Hello Ada', to: '+4912345' },
      objectTypeId: '0-1',
      objectId: contact,
      flowId,
      actionId: '1',
      isDone: false,
      doneAt: null,
    });
    const done = await story.millrace.post(`${HAND_OFFS}/${kept.id}/done`);
    expect(done).toMatchObject({ status: 200, body: { isDone: true, doneAt: expect.any(String) } });
    await story.pass('PT1H');
    expect((await story.millrace.post(`${HAND_OFFS}/${kept.id}/done`)).body).toEqual(done.body);
    expect((await story.millrace.get(open)).body.results).toEqual([]);
    expect((await story.millrace.post(`${HAND_OFFS}/999999999/done`)).status).toBe(404);
    expect((await story.millrace.get(`${HAND_OFFS}?actionTypeId=sms`)).status).toBe(400);
  });

  test('an adapter may take the type over, and takes nothing that runs here', async () => {
    const adapter = { url: 'https://gateway.example.test/sms' };
    const taken = await story.millrace.put('/millrace/v1/action-adapters/0-40900952', adapter);
    expect(taken.status, JSON.stringify(taken.body)).toBeLessThan(300);
    const refused = await story.millrace.put('/millrace/v1/action-adapters/0-9', adapter);
    expect(refused.status).toBe(400);
    const flowId = await story.givenFlow(contactFlow(inARow(action('0-40900952', { message: 'Hello' }))));
    await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, {
      objectIds: [await story.givenContact()],
    });
    await story.settle();
    expect((await story.millrace.get(`${HAND_OFFS}?flowId=${flowId}`)).body.results).toEqual([]);
    const effects = (await story.millrace.get(`/millrace/v1/effects?flowId=${flowId}`)).body.results;
    expect(effects).toMatchObject([{ kind: 'app_action' }]);
  });
});
