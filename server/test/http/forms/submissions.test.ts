import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const field = (fieldType: string, name: string, more: object = {}) => ({
  fieldType,
  name,
  objectTypeId: '0-1',
  ...more,
});

let guid = '';
let form = '';
beforeEach(async () => {
  await givenForm();
});

async function givenForm(more: object = {}): Promise<void> {
  const fields = [
    field('email', 'email', { required: true, validation: { blockedEmailDomains: ['Blocked.com'] } }),
    field('single_line_text', 'firstname'),
    field('phone', 'phone'),
    field('number', 'associatedcompanyid', { validation: { minAllowedDigits: 1, maxAllowedDigits: 3 } }),
    field('multiple_checkboxes', 'hs_buying_role'),
    field('dropdown', 'numemployees'),
    field('datepicker', 'closedate'),
    field('single_line_text', 'domain', { objectTypeId: '0-2' }),
  ];
  const made = await millrace.post('/marketing/v3/forms', {
    name: 'Demo',
    fieldGroups: [{ fields }],
    ...more,
  });
  expect(made.status).toBe(201);
  guid = made.body.id;
  form = `/submissions/v3/integration/submit/${millrace.accountId}/${guid}`;
}

/** Submits as a page does: without a token. */
const submit = (values: Record<string, unknown>, more: object = {}, path = form): Promise<Answer> => {
  const fields = Object.entries(values).map(([name, value]) => ({ objectTypeId: '0-1', name, value }));
  return millrace.call('POST', path, { fields, ...more }, { authorization: '' });
};

const properties =
  'properties=firstname,lifecyclestage,num_conversion_events,recent_conversion_event_name,first_conversion_event_name,hs_buying_role,closedate,email';
const contactOf = async (email: string) => {
  const answer = await millrace.get(
    `/crm/v3/objects/contacts/${encodeURIComponent(email)}?idProperty=email&${properties}`,
  );
  expect(answer.status).toBe(200);
  return answer.body;
};

const eventsOf = (id: string) => millrace.sql`
  select event_type_id, properties, occurred_at, at from events where object_type_id = '0-1' and record_id = ${id} order by id`;
const changesOf = (id: string) => millrace.sql`
  select kind, source, after, id from changes where object_type_id = '0-1' and record_id = ${id} order by id`;

test('a submission makes the contact, records the event and logs the change', async () => {
  const context = { hutk: 'h', pageUri: 'www.example.com/page', pageName: 'Page', ipAddress: '192.0.2.1' };
  const answer = await submit({ email: 'Ada@Example.com', firstname: 'Ada' }, { context });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ inlineMessage: 'Thanks for submitting the form.' });

  const contact = await contactOf('ada@example.com');
  expect(contact.properties).toMatchObject({
    email: 'ada@example.com',
    firstname: 'Ada',
    num_conversion_events: '1',
    recent_conversion_event_name: 'Page: Demo',
  });
  const events = await eventsOf(contact.id);
  expect(events).toMatchObject([
    {
      event_type_id: '4-1639801',
      properties: {
        hs_form_id: guid,
        hs_form_type: 'HUBSPOT',
        hs_page_url: 'www.example.com/page',
        hs_page_title: 'Page',
        email: 'Ada@Example.com',
        firstname: 'Ada',
      },
    },
  ]);
  const changes = await changesOf(contact.id);
  expect(changes.map((change) => change['kind'])).toEqual(['created', 'event']);
  expect(changes.map((change) => change['source'])).toEqual([
    { type: 'FORM', id: guid },
    { type: 'FORM', id: guid },
  ]);
  expect(changes[1]!['after']).toEqual({
    eventTypeId: '4-1639801',
    properties: events[0]!['properties'],
    occurredAt: events[0]!['occurred_at'],
  });
});

test('the next submission of the address, in whatever case, changes the contact', async () => {
  await submit({ email: 'eve@example.com', firstname: 'Eve' }, { context: { pageName: 'One' } });
  await submit({ email: ' EVE@example.COM ', firstname: 'Evelyn' }, { context: { pageName: 'Two' } });
  await submit({ email: 'eve@example.com', firstname: '' });
  const contact = await contactOf('eve@example.com');
  expect(contact.properties).toMatchObject({
    firstname: 'Evelyn',
    num_conversion_events: '3',
    first_conversion_event_name: 'One: Demo',
    recent_conversion_event_name: 'Demo',
  });
  expect(await eventsOf(contact.id)).toHaveLength(3);
});

test('an address that an archived contact had makes a new contact', async () => {
  await submit({ email: 'old@example.com' });
  const old = await contactOf('old@example.com');
  await millrace.delete(`/crm/v3/objects/contacts/${old.id}`);
  expect((await submit({ email: 'old@example.com' })).status).toBe(200);
  expect((await contactOf('old@example.com')).id).not.toBe(old.id);
});

test('many at once for one new address: one contact, every event', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      submit({ email: index % 2 ? 'one@example.com' : 'ONE@example.com' }),
    ),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
  const contacts = await millrace.sql`
    select id from records where object_type_id = '0-1' and properties->>'email' = 'one@example.com'`;
  expect(contacts).toHaveLength(1);
  expect(await eventsOf(contacts[0]!['id'] as string)).toHaveLength(8);
  expect((await contactOf('one@example.com')).properties.num_conversion_events).toBe('8');
});

test('several choices come as several entries or as one', async () => {
  const fields = ['BUDGET_HOLDER', 'END_USER'].map((value) => ({ name: 'hs_buying_role', value }));
  const entries = [{ name: 'email', value: 'multi@example.com' }, ...fields];
  expect((await millrace.call('POST', form, { fields: entries }, { authorization: '' })).status).toBe(200);
  expect((await contactOf('multi@example.com')).properties.hs_buying_role).toBe('BUDGET_HOLDER;END_USER');
  await submit({ email: 'multi@example.com', hs_buying_role: 'CHAMPION;END_USER', closedate: '2026-03-04' });
  expect((await contactOf('multi@example.com')).properties).toMatchObject({
    hs_buying_role: 'CHAMPION;END_USER',
    closedate: '2026-03-04T00:00:00.000Z',
  });
});

test('answers for another object type are kept with the event', async () => {
  const fields = [
    { objectTypeId: '0-1', name: 'email', value: 'boss@example.com' },
    { objectTypeId: '0-2', name: 'domain', value: 'example.com' },
  ];
  expect((await millrace.call('POST', form, { fields }, { authorization: '' })).status).toBe(200);
  const { id } = await contactOf('boss@example.com');
  expect((await eventsOf(id))[0]!['properties']).toMatchObject({ domain: 'example.com' });
});

test('the time of filling in is kept, within reason', async () => {
  await submit({ email: 'time@example.com' }, { submittedAt: '1000' });
  const { id } = await contactOf('time@example.com');
  await millrace.post('/millrace/v1/clock/advance', { by: 'PT1S' });
  const [first] = await eventsOf(id);
  expect(first!['occurred_at']).toBe(first!['at']);
  await submit({ email: 'time@example.com' }, { submittedAt: (first!['at'] as number) + 5 });
  await submit({ email: 'time@example.com' }, { submittedAt: 8e15 });
  const [, second, third] = await eventsOf(id);
  expect(second!['occurred_at']).toBe((first!['at'] as number) + 5);
  expect(third!['occurred_at']).toBe(third!['at']);
});

test('what the form says is done: redirect, lifecycle stage', async () => {
  await givenForm({
    configuration: {
      postSubmitAction: { type: 'redirect_url', value: 'https://example.com/thanks' },
      lifecycleStages: [{ objectTypeId: '0-1', value: 'lead' }],
    },
  });
  expect((await submit({ email: 'stage@example.com' })).body).toEqual({
    redirectUri: 'https://example.com/thanks',
  });
  const { id, properties: before } = await contactOf('stage@example.com');
  expect(before.lifecyclestage).toBe('lead');
  await millrace.patch(`/crm/v3/objects/contacts/${id}`, { properties: { lifecyclestage: 'customer' } });
  await submit({ email: 'stage@example.com' });
  expect((await contactOf('stage@example.com')).properties.lifecyclestage).toBe('customer');
});

describe('the secure twin', () => {
  const secure = () => form.replace('/submit/', '/secure/submit/');
  const body = { fields: [{ name: 'email', value: 'safe@example.com' }] };

  test('wants a token with the scope', async () => {
    expect((await millrace.post(secure(), body)).status).toBe(200);
    await contactOf('safe@example.com');
    expect((await millrace.call('POST', secure(), body, { authorization: '' })).status).toBe(401);
    const { token } = (await millrace.post('/millrace/v1/tokens', { name: 'x', scopes: ['content'] })).body;
    expect((await millrace.call('POST', secure(), body, { authorization: `Bearer ${token}` })).status).toBe(
      403,
    );
  });

  test('serves the portal of the token only', async () => {
    const other = `/submissions/v3/integration/secure/submit/99/${guid}`;
    expect((await millrace.post(other, body)).status).toBe(404);
  });
});

describe('any page may send the open form', () => {
  test('preflight', async () => {
    const answer = await millrace.call('OPTIONS', form, undefined, {
      authorization: '',
      origin: 'https://example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-headers')).toContain('content-type');
  });

  test('success and refusal can be read', async () => {
    for (const answer of [
      await submit({ email: 'cors@example.com' }),
      await submit({}),
      await submit({ email: 5 }, { fields: 5 }),
    ])
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('bad input', () => {
  test.each([
    [{ firstname: 'x' }, 'REQUIRED_FIELD', 'email'],
    [{ email: '' }, 'REQUIRED_FIELD', 'email'],
    [{ email: 'nobody' }, 'INVALID_EMAIL', 'email'],
    [{ email: 'a@blocked.com' }, 'BLOCKED_EMAIL', 'email'],
    [{ email: 'bad@example.com', colour: 'red' }, 'FIELD_NOT_IN_FORM_DEFINITION', 'colour'],
    [{ email: 'bad@example.com', associatedcompanyid: 'ten' }, 'INVALID_NUMBER', 'associatedcompanyid'],
    [{ email: 'bad@example.com', associatedcompanyid: 12345 }, 'NUMBER_OUT_OF_RANGE', 'associatedcompanyid'],
    [{ email: 'bad@example.com', phone: '12' }, 'NUMBER_OUT_OF_RANGE', 'phone'],
    [{ email: 'bad@example.com', numemployees: 'lots' }, 'VALUE_NOT_IN_FIELD_DEFINITION', 'numemployees'],
    [
      { email: 'bad@example.com', hs_buying_role: 'END_USER;KING' },
      'VALUE_NOT_IN_FIELD_DEFINITION',
      'hs_buying_role',
    ],
    [{ email: 'bad@example.com', closedate: 'soon' }, 'INVALID_DATE', 'closedate'],
    [{ email: 'bad@example.com', firstname: 'x'.repeat(70_000) }, 'INPUT_TOO_LARGE', 'firstname'],
  ])('%# %s', async (values, errorType, name) => {
    const answer = await submit(values);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      status: 'error',
      message: 'The request is not valid',
      correlationId: expect.any(String),
    });
    expect(answer.body.errors).toContainEqual({
      errorType,
      message: expect.stringContaining(`'fields.${name}'`),
    });
  });

  test.each([
    [{ firstname: 'a\u0000b' }, 'fields[1].value'],
    [{ 'odd\ud800name': 'x' }, 'fields[1].name'],
  ])('%# characters that cannot be kept', async (values, member) => {
    const answer = await submit({ email: 'bad@example.com', ...values }, { skipValidation: true });
    expect([answer.status, answer.body.errors[0].in]).toEqual([400, member]);
  });

  test('nothing is written', async () => {
    const [row] =
      await millrace.sql`select count(*) from records where properties->>'email' = 'bad@example.com'`;
    expect(row!['count']).toBe('0');
  });

  test('an address that is none, a form with a captcha', async () => {
    const answer = await submit({ email: 'x@example.com' }, { context: { ipAddress: 'home' } });
    expect([answer.status, answer.body.errors[0].errorType]).toEqual([400, 'INVALID_IP_ADDRESS']);
    await givenForm({ configuration: { recaptchaEnabled: true } });
    expect((await submit({ email: 'x@example.com' })).body.errors[0].errorType).toBe(
      'FORM_HAS_RECAPTCHA_ENABLED',
    );
  });

  test('validation of the form may be skipped, that of the address not', async () => {
    const odd = await submit({ email: 'skip@example.com', 'odd name': '😀' }, { skipValidation: true });
    expect(odd.status).toBe(200);
    expect((await submit({ email: 'nobody' }, { skipValidation: true })).status).toBe(400);
  });

  test.each([
    [{}, 'fields'],
    [{ fields: {} }, 'fields'],
    [{ fields: [{ value: 'x' }] }, 'fields[0].name'],
    [{ fields: [{ name: 'email', value: {} }] }, 'fields[0].value'],
    [{ fields: [], context: 5 }, 'context'],
    [{ fields: [], submittedAt: 'now' }, 'submittedAt'],
    [{ fields: Array(1_001).fill({ name: 'email', value: '' }) }, 'fields'],
  ])('%# a body that is no submission', async (body, member) => {
    const answer = await millrace.call('POST', form, body, { authorization: '' });
    expect([answer.status, answer.body.errors[0].in]).toEqual([400, member]);
  });

  test('not JSON', async () => {
    expect((await millrace.call('POST', form, '{', { authorization: '' })).status).toBe(400);
    const xml = await millrace.call('POST', form, '<a/>', { authorization: '', 'content-type': 'text/xml' });
    expect(xml.status).toBe(415);
  });

  test('no such form', async () => {
    const paths = [
      form.replace(guid, '00000000-0000-4000-8000-000000000000'),
      form.replace(guid, 'demo'),
      form.replace(`/${millrace.accountId}/`, '/99/'),
      form.replace(`/${millrace.accountId}/`, '/me/'),
    ];
    for (const path of paths) {
      const answer = await submit({ email: 'x@example.com' }, {}, path);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ status: 'error', correlationId: expect.any(String) });
    }
    await millrace.delete(`/marketing/v3/forms/${guid}`);
    expect((await submit({ email: 'x@example.com' })).status).toBe(404);
  });
});

test('a form without an address makes a contact of its own', async () => {
  await givenForm({ fieldGroups: [{ fields: [field('single_line_text', 'firstname')] }] });
  expect((await submit({ firstname: 'Nameless' })).status).toBe(200);
  const rows = await millrace.sql`select id from records where properties->>'firstname' = 'Nameless'`;
  expect(rows).toHaveLength(1);
});
