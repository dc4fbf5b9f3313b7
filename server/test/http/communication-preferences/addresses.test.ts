import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.post('/millrace/v1/subscription-types', { id: 77, name: 'Newsletter' });
});
afterAll(() => story.stop());

const STATUSES = '/communication-preferences/v4/statuses';
const CONTACTS = '/crm/v3/objects/contacts';

let number = 0;
const fresh = () => `address${++number}@example.com`;

async function set(email: string, statusState: string): Promise<void> {
  const body = { channel: 'EMAIL', subscriptionId: 77, statusState };
  expect((await story.millrace.post(`${STATUSES}/${email}`, body)).status).toBe(200);
}

const leaveAll = (email: string) =>
  story.millrace.post(`${STATUSES}/${email}/unsubscribe-all?channel=EMAIL`, undefined);

async function isOutOfAll(email: string): Promise<boolean> {
  const { body } = await story.millrace.get(`${STATUSES}/${email}/unsubscribe-all?channel=EMAIL`);
  return body.results[0].status === 'UNSUBSCRIBED';
}

async function newsletter(email: string): Promise<string> {
  const { body } = await story.millrace.get(`${STATUSES}/${email}?channel=EMAIL`);
  return body.results.find((one: { subscriptionId: number }) => one.subscriptionId === 77).status;
}

async function report(recipient: string, kind: 'bounced' | 'complained'): Promise<void> {
  const about = { kind, recipient, ...(kind === 'bounced' ? { status: '5.1.1' } : {}) };
  const { body } = await story.millrace.post('/millrace/v1/mail-reports', { reports: [about] });
  expect(body.results).toMatchObject([{ outcome: 'NOTED' }]);
}

const remove = (id: string) => story.millrace.delete(`${CONTACTS}/${id}`);
const erase = (objectId: string, idProperty?: string) =>
  story.millrace.post(`${CONTACTS}/gdpr-delete`, { objectId, ...(idProperty ? { idProperty } : {}) });

describe('what its reader wanted of an address', () => {
  it.each([
    ['deleted', (id: string) => remove(id)],
    ['erased', (id: string) => erase(id)],
    ['deleted, then erased', (id: string) => remove(id).then(() => erase(id))],
  ])('outlives a contact who is %s', async (_, go) => {
    const [all, one] = [fresh(), fresh()];
    const [first, second] = [
      await story.givenContact({ email: all }),
      await story.givenContact({ email: one }),
    ];
    await leaveAll(all);
    await set(one, 'UNSUBSCRIBED');
    await go(first);
    await go(second);
    await story.givenContact({ email: all.toUpperCase() });
    await story.givenContact({ email: one });
    expect([await isOutOfAll(all), await newsletter(all)]).toEqual([true, 'UNSUBSCRIBED']);
    expect([await isOutOfAll(one), await newsletter(one)]).toEqual([false, 'UNSUBSCRIBED']);
  });

  it('holds against a new contact that says otherwise, until somebody subscribes them', async () => {
    const email = fresh();
    const id = await story.givenContact({ email });
    await leaveAll(email);
    await remove(id);
    await story.givenContact({ email, hs_email_optout: 'false' });
    expect(await isOutOfAll(email)).toBe(true);
    await set(email, 'SUBSCRIBED');
    expect([await isOutOfAll(email), await newsletter(email)]).toEqual([false, 'SUBSCRIBED']);
  });

  it('comes with a batch of contacts, by upsert and by a form', async () => {
    const [made, upserted, filled] = [fresh(), fresh(), fresh()];
    for (const email of [made, upserted, filled]) {
      const id = await story.givenContact({ email });
      await leaveAll(email);
      await remove(id);
    }
    const create = { inputs: [{ properties: { email: made } }, { properties: { email: fresh() } }] };
    await story.millrace.post(`${CONTACTS}/batch/create`, create);
    const upsert = { inputs: [{ idProperty: 'email', id: upserted, properties: { city: 'Rome' } }] };
    await story.millrace.post(`${CONTACTS}/batch/upsert`, upsert);
    const form = await story.millrace.post('/marketing/v3/forms', {
      name: 'Sign up',
      fieldGroups: [{ fields: [{ objectTypeId: '0-1', name: 'email', fieldType: 'email' }] }],
    });
    const submit = `/submissions/v3/integration/submit/${story.millrace.accountId}/${form.body.id}`;
    await story.millrace.post(submit, { fields: [{ name: 'email', value: filled }] });
    for (const email of [made, upserted, filled]) expect(await isOutOfAll(email), email).toBe(true);
  });

  it('stays with the address that a contact had, and is not the next one’s', async () => {
    const [old, next] = [fresh(), fresh()];
    const id = await story.givenContact({ email: old });
    await leaveAll(old);
    await set(old, 'UNSUBSCRIBED');
    await story.change('contacts', id, { email: next });
    expect([await isOutOfAll(next), await newsletter(next)]).toEqual([false, 'NOT_SPECIFIED']);
    await story.givenContact({ email: old });
    expect(await isOutOfAll(old)).toBe(true);
  });

  it('comes back with the address', async () => {
    const [first, second] = [fresh(), fresh()];
    const id = await story.givenContact({ email: first });
    await set(first, 'UNSUBSCRIBED');
    await story.change('contacts', id, { email: second });
    await set(second, 'SUBSCRIBED');
    await story.change('contacts', id, { email: first });
    expect(await newsletter(first)).toBe('UNSUBSCRIBED');
    await story.change('contacts', id, { email: second });
    expect(await newsletter(second)).toBe('SUBSCRIBED');
  });

  it('is what the change of the address says of it', async () => {
    const [old, next] = [fresh(), fresh()];
    const id = await story.givenContact({ email: old });
    await leaveAll(old);
    await story.change('contacts', id, { email: next, hs_email_optout: 'true' });
    expect(await isOutOfAll(next)).toBe(true);
  });

  it('goes with the address that is taken from a contact; what was said of one without an address stays', async () => {
    const email = fresh();
    const id = await story.givenContact({ email });
    await leaveAll(email);
    await story.change('contacts', id, { email: null });
    expect((await story.properties('contacts', id))['hs_email_optout']).toBeNull();
    await story.change('contacts', id, { hs_email_optout: 'true' });
    const next = fresh();
    await story.change('contacts', id, { email: next });
    expect(await isOutOfAll(next)).toBe(true);
  });

  it('of two that are merged is that of both, and outlives the one that is made of them', async () => {
    const [first, second] = [fresh(), fresh()];
    const ids = [await story.givenContact({ email: first }), await story.givenContact({ email: second })];
    await leaveAll(second);
    const merge = { primaryObjectId: ids[0], objectIdToMerge: ids[1] };
    const merged = await story.millrace.post(`${CONTACTS}/merge`, merge);
    expect(await isOutOfAll(first)).toBe(true);
    await erase(merged.body.id);
    await story.givenContact({ email: second });
    expect(await isOutOfAll(second)).toBe(true);
  });

  it('is a consent no more when the contact was erased', async () => {
    const [deleted, erased] = [fresh(), fresh()];
    for (const email of [deleted, erased]) {
      const id = await story.givenContact({ email });
      await set(email, 'SUBSCRIBED');
      await remove(id);
      if (email === erased) await erase(id);
      await story.givenContact({ email });
    }
    expect([await newsletter(deleted), await newsletter(erased)]).toEqual(['SUBSCRIBED', 'NOT_SPECIFIED']);
  });
});

describe('what mail servers said of an address', () => {
  it('outlives its contact, and is not the next address’s', async () => {
    const [bounced, complained, next] = [fresh(), fresh(), fresh()];
    const [first, second] = [
      await story.givenContact({ email: bounced }),
      await story.givenContact({ email: complained }),
    ];
    await report(bounced, 'bounced');
    await report(complained, 'complained');
    await erase(complained, 'email');
    await story.change('contacts', first, { email: next });
    const bounces = async (id: string) => {
      const all = await story.properties('contacts', id);
      return [all['hs_email_bounce'], all['hs_email_hard_bounce_reason_enum']];
    };
    expect(await bounces(first)).toEqual([null, null]);
    expect(await bounces(await story.givenContact({ email: bounced }))).toEqual(['1', 'UNKNOWN_USER']);
    await story.givenContact({ email: complained });
    expect(await isOutOfAll(complained)).toBe(true);
    expect(second).not.toBe(first);
  });
});

it('keeps no address, and nothing that another account could compare', async () => {
  const email = fresh();
  const id = await story.givenContact({ email });
  await leaveAll(email);
  await erase(id);
  const rows = await story.millrace.sql`select address_standings::text as row from address_standings`;
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('example.com');
});

it('is there by the time that another request has the address', async () => {
  for (let round = 0; round < 5; round++) {
    const email = fresh();
    const id = await story.givenContact({ email });
    await leaveAll(email);
    const make = () => story.millrace.post(CONTACTS, { properties: { email } });
    const [, ...made] = await Promise.all([erase(id), make(), make(), make()]);
    if (!made.some(({ status }) => status === 201)) await make();
    expect(await isOutOfAll(email)).toBe(true);
  }
});
