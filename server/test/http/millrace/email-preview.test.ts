import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let contact: string;
let email: string;
beforeAll(async () => {
  story = await tellStory();
  contact = await story.givenContact({ email: 'ada@example.test', firstname: 'Ada <b>' });
  const made = await story.millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hi {{ contact.firstname }}',
    content: {
      widgets: {
        body: { body: { html: '<p>Dear {{ contact.firstname }}, {{ contact.no_such_thing }}</p>' } },
      },
    },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  email = made.body.id;
});
afterAll(() => story.stop());

const preview = (body: object, id = email) => story.millrace.post(`/millrace/v1/emails/${id}/preview`, body);

describe('an email is shown as a contact would read it', () => {
  test('with its values, in HTML and as text, though it is not published, which is told', async () => {
    const { status, body } = await preview({ objectId: contact });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.subject).toBe('Hi Ada <b>');
    expect(body.html).toContain('Dear Ada &lt;b');
    expect(body.html).not.toContain('Ada <b>');
    expect(body.text).toContain('Dear Ada');
    expect(body.problems.map(({ code }: { code: string }) => code)).toContain('EMAIL_NOT_PUBLISHED');
    expect((await story.millrace.get('/millrace/v1/mailbox')).body.results).toEqual([]);
  });

  test('of whom one makes up, or of nobody', async () => {
    expect((await preview({ record: { properties: { firstname: 'Zoe' } } })).body.subject).toBe('Hi Zoe');
    const nobody = (await preview({})).body;
    expect(nobody.subject).toBe('Hi');
    expect(nobody.problems.map(({ code }: { code: string }) => code)).not.toContain('NO_RECIPIENT');
  });

  test('with what its draft says, or without', async () => {
    await story.millrace.call('POST', `/marketing/v3/emails/${email}/publish`);
    await story.millrace.patch(`/marketing/v3/emails/${email}/draft`, {
      subject: 'Draft {{ contact.firstname }}',
    });
    const [draft, published] = [
      await preview({ objectId: contact }),
      await preview({ objectId: contact, draft: false }),
    ];
    expect([draft.body.subject, draft.body.isDraft]).toEqual(['Draft Ada <b>', true]);
    expect([published.body.subject, published.body.isDraft]).toEqual(['Hi Ada <b>', false]);
  });
});

test.each([
  [{ objectId: 'x' }, 400, 'objectId'],
  [{ objectTypeId: '0-3', objectId: '1' }, 400, 'objectTypeId'],
  [{ objectId: '1', record: { properties: {} } }, 400, 'record'],
  [{ record: { properties: { a: 7 } } }, 400, 'record.properties.a'],
  [{ colour: 'red' }, 400, 'colour'],
])('bad input is named: %j', async (body, status, member) => {
  const answer = await preview(body);
  expect([answer.status, answer.body.errors[0].in]).toEqual([status, member]);
});

test('no contact, no email: 404; without the scopes: 403', async () => {
  expect((await preview({ objectId: '999999' })).status).toBe(404);
  expect((await preview({}, '999999')).status).toBe(404);
  const { token } = (
    await story.millrace.post('/millrace/v1/tokens', { name: 'content', scopes: ['content'] })
  ).body;
  const answer = await story.millrace.call(
    'POST',
    `/millrace/v1/emails/${email}/preview`,
    {},
    { authorization: `Bearer ${token}` },
  );
  expect([answer.status, answer.body.errors[0].context.requiredGranularScopes]).toEqual([
    403,
    ['crm.objects.contacts.read'],
  ]);
});
