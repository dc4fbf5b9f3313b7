import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactFlow, delayMinutes, inARow, setProperty, whenEvent } from '../../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

async function merge(type: string, primaryObjectId: string, objectIdToMerge: string) {
  return story.millrace.post(`/crm/v3/objects/${type}/merge`, { primaryObjectId, objectIdToMerge });
}

async function merged(type: string, primaryObjectId: string, objectIdToMerge: string) {
  const { status, body } = await merge(type, primaryObjectId, objectIdToMerge);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

async function associate(from: string, fromId: string, to: string, toId: string) {
  const path = `/crm/v4/objects/${from}/${fromId}/associations/default/${to}/${toId}`;
  expect((await story.millrace.put(path)).status).toBe(200);
}

async function associated(from: string, id: string, to: string): Promise<Record<string, number[]>> {
  const { body } = await story.millrace.get(`/crm/v4/objects/${from}/${id}/associations/${to}`);
  return Object.fromEntries(
    body.results.map((one: { toObjectId: string; associationTypes: { typeId: number }[] }) => [
      one.toObjectId,
      one.associationTypes.map(({ typeId }) => typeId).sort((a, b) => a - b),
    ]),
  );
}

describe('a merge', () => {
  it('keeps what the first has and fills in what it lacks', async () => {
    const one = await story.givenContact({ email: 'one@example.com', firstname: 'Ada', city: 'London' });
    const two = await story.givenContact({ email: 'two@example.com', firstname: 'A.', phone: '+44 1' });
    const body = await merged('contacts', one, two);
    const { id } = body;
    expect([one, two]).not.toContain(id);
    expect(body).toMatchObject({
      archived: false,
      properties: {
        email: 'one@example.com',
        firstname: 'Ada',
        city: 'London',
        phone: '+44 1',
        hs_additional_emails: 'two@example.com',
        hs_merged_object_ids: `${one};${two}`,
        hs_calculated_merged_vids: expect.stringMatching(new RegExp(`^${one}:\\d{13};${two}:\\d{13}$`)),
        hs_object_id: id,
      },
    });
    const { createdAt } = (await story.millrace.get(`/crm/v3/objects/contacts/${one}?archived=false`)).body;
    expect(body.createdAt).toBe(createdAt);
    for (const old of [one, two])
      expect((await story.millrace.get(`/crm/v3/objects/contacts/${old}?archived=true`)).status).toBe(404);
    const archived = await story.millrace.get('/crm/v3/objects/contacts?archived=true&limit=100');
    expect(archived.body.results.map((record: { id: string }) => record.id)).not.toContain(one);
    const history = await story.millrace.get(
      `/crm/v3/objects/contacts/${one}?propertiesWithHistory=phone,city`,
    );
    expect(history.body.propertiesWithHistory).toMatchObject({
      phone: [{ value: '+44 1', sourceType: 'MERGE_OBJECTS' }],
      city: [{ value: 'London', sourceType: 'INTEGRATION' }],
    });
  });

  it('hands an address on', async () => {
    const one = await story.givenRecord('contacts', { firstname: 'No address' });
    const two = await story.givenContact({ email: 'handed@example.com' });
    expect((await merged('contacts', one, two)).properties).toMatchObject({
      email: 'handed@example.com',
      hs_email_domain: 'example.com',
    });
    const byMail = await story.millrace.get('/crm/v3/objects/contacts/handed@example.com?idProperty=email');
    expect(byMail.body.properties.hs_object_id).toBe(byMail.body.id);
    expect((await story.millrace.get(`/crm/v3/objects/contacts/${two}`)).body.id).toBe(byMail.body.id);
  });

  it('keeps those opted out who were in either', async () => {
    const one = await story.givenContact({ hs_email_optout: 'false' });
    const two = await story.givenContact({ hs_email_optout: 'true' });
    expect((await merged('contacts', one, two)).properties.hs_email_optout).toBe('true');
  });

  it('remembers those that had been merged before', async () => {
    const [a, b, c] = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
    const { id } = await merged('contacts', b, c);
    const last = await merged('contacts', a, b);
    expect(last.properties.hs_merged_object_ids).toBe([b, c, a, id].join(';'));
    for (const old of [a, b, c, id])
      expect((await story.millrace.get(`/crm/v3/objects/contacts/${old}`)).body.id).toBe(last.id);
  });

  it('moves associations, and leaves the primary company that stands', async () => {
    const [acme, beta, gamma] = await Promise.all(
      ['Acme', 'Beta', 'Gamma'].map((name) => story.givenRecord('companies', { name })),
    );
    const [one, two, three] = [
      await story.givenContact(),
      await story.givenContact(),
      await story.givenContact(),
    ];
    await associate('contacts', one, 'companies', acme!);
    await associate('contacts', two, 'companies', beta!);
    await associate('contacts', two, 'companies', gamma!);
    await associate('contacts', one, 'contacts', two);
    await associate('contacts', two, 'contacts', three);
    const { id } = await merged('contacts', one, two);
    expect(await associated('contacts', one, 'companies')).toEqual({
      [acme!]: [1, 279],
      [beta!]: [279],
      [gamma!]: [279],
    });
    expect(await associated('contacts', one, 'contacts')).toEqual({ [three]: [449] });
    expect(await associated('companies', beta!, 'contacts')).toEqual({ [id]: [280] });
  });

  it('hands a primary company on to whoever has none', async () => {
    const [acme, beta] = [
      await story.givenRecord('companies', { name: 'A' }),
      await story.givenRecord('companies', { name: 'B' }),
    ];
    const [one, two] = [await story.givenContact(), await story.givenContact()];
    await associate('contacts', two, 'companies', beta);
    await associate('contacts', two, 'companies', acme);
    await merged('contacts', one, two);
    expect(await associated('contacts', one, 'companies')).toEqual({ [acme]: [279], [beta]: [1, 279] });
    // Merging the companies: the contact's primary is what is left of both.
    const { id } = await merged('companies', acme, beta);
    expect(await associated('contacts', one, 'companies')).toEqual({ [id]: [1, 279] });
  });

  it('is logged at either end', async () => {
    const [one, two] = [await story.givenContact(), await story.givenContact()];
    const { id } = await merged('contacts', one, two);
    const rows = await story.millrace.sql`
      select record_id, after from changes where kind = 'merged' and record_id in (${one}, ${two}) order by record_id`;
    expect(rows.map((row) => row['after'])).toEqual([{ mergedInto: id }, { mergedInto: id }]);
  });

  it('ends the enrollments of the one that is merged away', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(delayMinutes(60), setProperty('city', 'Rome'))));
    const [one, two] = [await story.givenContact(), await story.givenContact()];
    await story.enroll(flowId, two);
    await merged('contacts', one, two);
    await story.settle();
    expect((await story.enrollments(flowId))[0]).toMatchObject({
      objectId: two,
      status: 'UNENROLLED',
      endReason: 'MERGED',
    });
  });

  it('right after an enrollment ends it as merged, whoever sees it first', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(setProperty('city', 'Rome'), delayMinutes(60))));
    const pairs = await Promise.all(
      Array.from(
        { length: 10 },
        async () => [await story.givenContact(), await story.givenContact()] as const,
      ),
    );
    await Promise.all(
      pairs.map(async ([one, two]) => {
        await story.enroll(flowId, one, two);
        await merged('contacts', one, two);
      }),
    );
    await story.settle();
    const ends = (await story.enrollments(flowId)).map(({ status, endReason }) => `${status} ${endReason}`);
    expect(ends).toHaveLength(20);
    expect(new Set(ends)).toEqual(new Set(['UNENROLLED MERGED']));
  });

  it('of deals keeps the stage with its pipeline', async () => {
    const one = await story.givenRecord('deals', { dealname: 'One' });
    const two = await story.givenRecord('deals', { dealname: 'Two', dealstage: 'closedwon', amount: '5' });
    const { properties } = await merged('deals', one, two);
    expect(properties).toMatchObject({ dealname: 'One', pipeline: 'default', amount: '5' });
    expect(properties.dealstage).toBeUndefined();
  });

  it('needs two live records of the type', async () => {
    const one = await story.givenContact();
    const company = await story.givenRecord('companies', { name: 'C' });
    expect((await merge('contacts', one, one)).body.errors[0].in).toBe('objectIdToMerge');
    expect((await merge('contacts', one, company)).status).toBe(404);
    expect((await merge('contacts', one, 'x')).status).toBe(404);
    const { body } = await story.millrace.post('/crm/v3/objects/contacts/merge', { primaryObjectId: one });
    expect(body.errors[0].in).toBe('objectIdToMerge');
  });

  it('is found by an old id also when the heir is merged between two looks', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => story.givenContact()));
    const heir = (await merge('contacts', one!, two!)).body.id as string;
    const last = (await merge('contacts', heir, three!)).body.id as string;
    // As the first of two looks may have seen it.
    await story.millrace.sql`update records set merged_into = ${heir} where id = ${one!}`;
    const found = await story.millrace.get(`/crm/v3/objects/contacts/${one}`);
    expect([found.status, found.body.id]).toEqual([200, last]);
    await story.millrace.sql`update records set merged_into = ${last} where id = ${one!}`;
  });

  it('goes through when many come at once', async () => {
    const company = await story.givenRecord('companies', { name: 'Crowd' });
    const ids = await Promise.all(Array.from({ length: 9 }, () => story.givenContact()));
    const [survivor, ...others] = ids as [string, ...string[]];
    const answers = await Promise.all(
      others.flatMap((id) => [
        merge('contacts', survivor, id),
        story.millrace.put(`/crm/v4/objects/contacts/${survivor}/associations/default/companies/${company}`),
      ]),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { properties } = (
      await story.millrace.get(`/crm/v3/objects/contacts/${survivor}?properties=hs_merged_object_ids`)
    ).body;
    const everyId = properties.hs_merged_object_ids.split(';');
    expect(everyId).toEqual(expect.arrayContaining(ids));
    const now = await Promise.all(
      everyId.map((id: string) => story.millrace.get(`/crm/v3/objects/contacts/${id}`)),
    );
    expect(new Set(now.map(({ body }) => body.id)).size).toBe(1);
  });
});

describe('an erasure', () => {
  async function rowsOf(id: string) {
    const [row] = await story.millrace.sql`
      select (select count(*)::int from records where id = ${id}) as records,
             (select count(*)::int from unique_values where record_id = ${id}) as values,
             (select count(*)::int from changes where record_id = ${id} and kind <> 'archived') as changes,
             (select count(*)::int from events where record_id = ${id}) as events,
             (select count(*)::int from associations where from_id = ${id} or to_id = ${id}) as associations,
             (select count(*)::int from mails where record_id = ${id} and (subject <> '' or recipient <> '')) as mails`;
    return row;
  }
  const nothing = { records: 0, values: 0, changes: 0, events: 0, associations: 0, mails: 0 };
  const erase = (body: unknown) => story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', body);

  it('leaves nothing but that it was done', async () => {
    const flowId = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    const id = await story.givenContact({ email: 'erase@example.com', firstname: 'Secret' });
    const company = await story.givenRecord('companies', { name: 'Neighbour' });
    await associate('contacts', id, 'companies', company);
    await story.millrace.sql`
      insert into mails (account_id, message_id, object_type_id, record_id, sender, recipient, subject, plain_text, delivery, at)
      values (${story.millrace.accountId}, 'm', '0-1', ${id}, 'us@example.com', 'erase@example.com', 'Hello Secret', 'Secret', 'sent', now())`;
    await story.enroll(flowId, id);
    expect((await erase({ objectId: 'ERASE@example.com', idProperty: 'email' })).status).toBe(204);
    await story.settle();
    expect(await rowsOf(id)).toEqual(nothing);
    expect(await associated('companies', company, 'contacts')).toEqual({});
    expect((await story.enrollments(flowId))[0]).toMatchObject({
      status: 'UNENROLLED',
      endReason: 'RECORD_DELETED',
    });
    expect((await story.millrace.get(`/crm/v3/objects/contacts/${id}?archived=true`)).status).toBe(404);
    const tombs = await story.millrace.sql`
      select from erased_addresses where address_hash = sha256(convert_to(account_id::text || '/erase@example.com', 'UTF8'))`;
    expect(tombs).toHaveLength(1);
    await story.givenContact({ email: 'erase@example.com' });
  });

  it('leaves passages that show nothing of the contact', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'Rome'), delayMinutes(60)), whenEvent('4-96000', [])),
    );
    const id = await story.givenContact();
    const view = { eventName: '4-96000', objectId: id, properties: { hs_url: 'https://example.com/secret' } };
    await story.millrace.post('/events/v3/send', view);
    await story.settle();
    expect(await erase({ objectId: id })).toMatchObject({ status: 204 });
    await story.settle();
    const passage = await story.passage(flowId);
    expect(passage).toMatchObject({ objectId: id, status: 'UNENROLLED' });
    expect(JSON.stringify(passage)).not.toContain('secret');
  });

  it('reaches archived contacts, by their ids', async () => {
    const id = await story.givenContact({ email: 'archived@example.com' });
    await story.millrace.delete(`/crm/v3/objects/contacts/${id}`);
    expect((await erase({ objectId: id })).status).toBe(204);
    expect(await rowsOf(id)).toEqual(nothing);
    expect((await erase({ objectId: id })).status).toBe(404);
  });

  it('of an address reaches everybody who has had it', async () => {
    const email = 'had@example.com';
    const gone = await story.givenContact({ email });
    await story.millrace.delete(`/crm/v3/objects/contacts/${gone}`);
    const here = await story.givenContact({ email });
    expect((await erase({ objectId: ' Had@example.com', idProperty: 'email' })).status).toBe(204);
    expect(await rowsOf(gone)).toEqual(nothing);
    expect(await rowsOf(here)).toEqual(nothing);
  });

  it('notes an address that nobody has', async () => {
    const before = await story.millrace.sql`select from erased_addresses`;
    expect((await erase({ objectId: 'nobody@example.com', idProperty: 'email' })).status).toBe(204);
    expect(await story.millrace.sql`select from erased_addresses`).toHaveLength(before.length + 1);
    expect((await erase({ objectId: 'x', idProperty: 'firstname' })).status).toBe(400);
    expect((await erase({ objectId: 'a\0b@example.com', idProperty: 'email' })).status).toBe(400);
  });
});

it("the original's own client works", async () => {
  const { contacts } = new Client({ accessToken: story.millrace.token, basePath: story.millrace.url }).crm;
  const [one, two] = [await story.givenContact(), await story.givenContact()];
  const survivor = await contacts.basicApi.merge({ primaryObjectId: one, objectIdToMerge: two });
  expect((await contacts.basicApi.getById(two)).id).toBe(survivor.id);
  await contacts.basicApi.purge({ objectId: one });
  await expect(contacts.basicApi.getById(one)).rejects.toMatchObject({ code: 404 });
});
