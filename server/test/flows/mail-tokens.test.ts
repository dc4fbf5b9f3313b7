import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, inARow, sendEmail } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  const property = (body: Body) =>
    story.millrace.post('/crm/v3/properties/contacts', { groupName: 'contactinformation', ...body });
  const options = (...pairs: [string, string][]) => pairs.map(([value, label]) => ({ value, label }));
  await property({
    name: 'role',
    label: 'Role',
    type: 'enumeration',
    fieldType: 'select',
    options: options(['role_1', 'Head of kitchen'], ['role_2', 'Cook & "waiter"']),
  });
  await property({
    name: 'likes',
    label: 'Likes',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: options(['sour', 'Sour things'], ['sweet', 'Sweet things']),
  });
  await property({
    name: 'guest',
    label: 'Guest',
    type: 'bool',
    fieldType: 'booleancheckbox',
    options: options(['true', 'Yes, please'], ['false', 'No']),
  });
});
afterAll(() => story.stop());

/** The mail that a contact of these properties is sent, or the step that says why not. */
async function mailed(contact: Readonly<Record<string, string>>, email: Body): Promise<Body> {
  const { millrace } = story;
  const made = await millrace.post('/marketing/v3/emails', { name: 'Mail', subject: 'Mail', ...email });
  const published = await millrace.post(`/marketing/v3/emails/${made.body.id}/publish`);
  expect(published.status, JSON.stringify(published.body)).toBeLessThan(300);
  const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(made.body.id))));
  await story.enroll(flowId, await story.givenContact(contact));
  const { steps } = await story.passage(flowId);
  const { body } = await millrace.get(`/millrace/v1/mailbox?flowId=${flowId}`);
  if (body.results.length === 0) return steps[0];
  return (await millrace.get(`/millrace/v1/mailbox/${body.results[0].id}`)).body;
}

const html = (text: string) => ({ content: { widgets: { a: { body: { html: text } } } } });

test('tokens print labels, in the subject too; conditions see values', async () => {
  const token =
    "{{ contact.role }}, {{ contact.likes }}, {{ personalization_token('contact.role', 'none') }}";
  const mail = await mailed(
    { firstname: 'Ada', role: 'role_1', likes: 'sour;sweet', guest: 'true', lifecyclestage: 'opportunity' },
    {
      subject: token,
      content: {
        plainTextVersion: `${token} {{ contact.guest }} {{ contact.lifecyclestage }}
{% if contact.role == 'role_1' %}by value{% endif %}{% if contact.role == 'Head of kitchen' %}by label{% endif %}
{% if 'sour' in contact.likes %}likes it sour{% endif %} {% if contact.guest == 'true' %}a guest{% endif %}`,
      },
    },
  );
  const labels = 'Head of kitchen, Sour things; Sweet things, Head of kitchen';
  expect(mail.subject).toBe(labels);
  expect(mail.text).toBe(`${labels} Yes, please Opportunity\nby value\nlikes it sour a guest`);
});

test('labels are escaped in HTML, and where there is no value the default is printed', async () => {
  const mail = await mailed(
    { role: 'role_2' },
    html('<p>{{ contact.role }} {{contact.firstname|there}} {{ contact.likes | default("nothing") }}</p>'),
  );
  expect(mail.html).toContain('<p>Cook &amp; &quot;waiter&quot; there nothing</p>');
});

test('the owner is known by name', async () => {
  const owner = await story.millrace.post('/millrace/v1/owners', {
    email: 'olga@example.test',
    firstName: 'Olga',
    lastName: 'Ott',
  });
  const mail = await mailed(
    { hubspot_owner_id: owner.body.id },
    {
      content: { plainTextVersion: '{{ contact.hubspot_owner_id }} {{ owner.firstname }} {{ owner.email }}' },
    },
  );
  expect(mail.text).toBe('Olga Ott Olga olga@example.test');
});

test('the Message-ID is of the sender, and the link to unsubscribe is no empty one', async () => {
  const mail = await mailed(
    {},
    {
      from: { fromName: 'Us', replyTo: 'us@shop.example' },
      ...html('<a href="{{ unsubscribe_link }}">Unsubscribe</a>'),
    },
  );
  expect(mail.messageId).toMatch(/^<[\w.]+@shop\.example>$/);
  expect(mail.html).toContain('href="mailto:us@shop.example?subject=unsubscribe"');
});

test('a mail that costs too much fails its step with the reason, and nobody waits for it', async () => {
  const long = 'ab cd '.repeat(10_000);
  const step = await mailed({ message: long }, html('{{ contact.message | title }}'.repeat(200)));
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'RENDER_ERROR' });
  expect(JSON.stringify(step)).toContain('operations');
  const deep = await mailed({}, html('<div></x>'.repeat(20_000)));
  expect(deep.text).toBe('');
});

test.each([
  ['{% for each in contact.likes %}x{% endfor %}', 'Loops ({% for %}) are not supported here'],
  ['{% set a = 1 %}', 'Assignments ({% set %}) are not supported here'],
  ['{{ contact.firstname | shout("x") }}', 'the filter "shout" is not known here'],
])('%s is refused when it is published, in words that its author knows', async (template, message) => {
  const made = await story.millrace.post('/marketing/v3/emails', {
    name: 'Bad',
    subject: 'x',
    ...html(template),
  });
  const { status, body } = await story.millrace.post(`/marketing/v3/emails/${made.body.id}/publish`);
  expect(status).toBe(400);
  expect(body.message).toContain(message);
});
