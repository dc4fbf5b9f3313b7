/**
 * Property × route × scope: every route that is served is called with every kind of caller, and no answer tells what the caller may not see. A new
 * route that reads is called too; one that cannot be reached with what is given here makes this test fail.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL_SCOPES } from '../../../src/accounts/index.ts';
import { contactFlow, inARow, sendEmail, setProperty } from '../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../support/story.ts';

/** Values that occur nowhere else, so that an answer which has one has shown it. */
const PLAIN = 'plainvaluecanary';
const SENSITIVE = 'sensitivevaluecanary';
const HIGHLY = 'highlyvaluecanary';
const SECRETS = [
  ['contacts', PLAIN, 'crm.objects.contacts.read'],
  ['contacts', SENSITIVE, 'crm.objects.contacts.sensitive.read'],
  ['contacts', HIGHLY, 'crm.objects.contacts.highly_sensitive.read'],
] as const;

/** Routes that the original opens to callers without the scope of contacts, and what for. */
const OPEN_WITHOUT_CONTACTS: Readonly<Record<string, string>> = {
  'GET /form-integrations/v1/submissions/forms/{formId}': 'answers to forms belong to the scope of forms',
};

/** Bodies of what reads by POST. */
const BODIES: Readonly<Record<string, () => unknown>> = {
  'POST /crm/v3/objects/{objectType}/search': () => ({ properties: NAMES, filterGroups: [] }),
  'POST /crm/v3/objects/{objectType}/batch/read': () => ({
    inputs: [{ id: ids.objectId }],
    properties: NAMES,
    propertiesWithHistory: NAMES,
  }),
  'POST /crm/v3/objects/{objectType}/batch/update': () => ({
    inputs: [{ id: ids.objectId, properties: { jobtitle: 'x' } }],
  }),
  'PATCH /crm/v3/objects/{objectType}/{objectId}': () => ({ properties: { jobtitle: 'y' } }),
};

const NAMES = ['firstname', 'diagnosis', 'genome'];
const QUERIES: Readonly<Record<string, string>> = {
  'GET /crm/v3/objects/{objectType}': `?properties=${NAMES}&propertiesWithHistory=${NAMES}`,
  'GET /crm/v3/objects/{objectType}/{objectId}': `?properties=${NAMES}&propertiesWithHistory=${NAMES}`,
  'GET /millrace/v1/flows/{flowId}/diff': '?from=1&to=1',
};

let story: Story;
let operations: string[];
let ids: Record<string, string>;
let variants: Record<string, string>[];

beforeAll(async () => {
  story = await tellStory();
  const { millrace } = story;
  for (const [name, dataSensitivity] of [
    ['diagnosis', 'sensitive'],
    ['genome', 'highly_sensitive'],
  ]) {
    const property = {
      name,
      label: name,
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    };
    expect(
      (await millrace.post('/crm/v3/properties/contacts', { ...property, dataSensitivity })).status,
    ).toBe(201);
  }
  const subject = 'Hello {{ contact.firstname }} {{ contact.diagnosis }} {{ contact.genome }}';
  const email = (await millrace.post('/marketing/v3/emails', { name: 'n', subject, ...SENDER })).body;
  const published = await millrace.post(`/marketing/v3/emails/${email.id}/publish`);
  expect(published.status, JSON.stringify(published.body)).toBeLessThan(300);
  const form = (await millrace.post('/marketing/v3/forms', formBody())).body;
  const submission = [
    { name: 'email', value: 'a@example.com' },
    { name: 'diagnosis', value: SENSITIVE },
    { name: 'genome', value: HIGHLY },
    { name: 'firstname', value: PLAIN },
  ].map((field) => ({ ...field, objectTypeId: '0-1' }));
  const submit = `/submissions/v3/integration/submit/${millrace.accountId}/${form.id}`;
  expect((await millrace.post(submit, { fields: submission })).status).toBe(200);
  const contact = (await millrace.get('/crm/v3/objects/contacts/a@example.com?idProperty=email')).body.id;
  const known = (property: string) => ({
    filterBranchType: 'OR',
    filterBranches: [
      {
        filterBranchType: 'AND',
        filterBranches: [],
        filters: [
          {
            filterType: 'PROPERTY',
            property,
            operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' },
          },
        ],
      },
    ],
    filters: [],
  });
  const criteria = { type: 'LIST_BASED', shouldReEnroll: false, listFilterBranch: known('firstname') };
  const plain = await story.givenFlow(
    contactFlow(inARow(setProperty('lastname', PLAIN), sendEmail(email.id)), criteria),
  );
  const closed = await story.givenFlow(
    contactFlow(inARow(setProperty('diagnosis', SENSITIVE), setProperty('genome', HIGHLY))),
  );
  await story.enroll(plain, contact);
  await story.enroll(closed, contact);
  const [enrollment] = await story.enrollments(plain);
  const [closedEnrollment] = await story.enrollments(closed);
  const list = async (property: string) => {
    const made = await millrace.post('/crm/v3/lists', {
      name: `list ${property}`,
      objectTypeId: '0-1',
      processingType: 'DYNAMIC',
      filterBranch: known(property),
    });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    return made.body.list.listId as string;
  };
  const [openList, closedList] = [await list('firstname'), await list('diagnosis')];
  await story.settle();
  const mails = (await millrace.get('/millrace/v1/mailbox')).body.results;
  ids = {
    objectType: 'contacts',
    fromObjectType: 'contacts',
    toObjectType: 'companies',
    objectTypeId: '0-1',
    objectId: contact,
    recordId: contact,
    flowId: plain,
    enrollmentId: enrollment.id,
    revisionId: '1',
    listId: openList,
    listName: 'list firstname',
    emailId: email.id,
    mailId: mails[0].id,
    formId: form.id,
    propertyName: 'diagnosis',
    groupName: 'contactinformation',
    subscriberIdString: 'a@example.com',
    vid: contact,
  };
  variants = [
    ids,
    {
      ...ids,
      flowId: closed,
      enrollmentId: closedEnrollment.id,
      listId: closedList,
      listName: 'list diagnosis',
    },
  ];
  const { paths } = (await millrace.get('/docs/json')).body;
  operations = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
afterAll(() => story.stop());

const SENDER = {
  from: { fromName: 'Team', replyTo: 'team@example.com' },
  state: 'AUTOMATED_DRAFT',
  subcategory: 'automated',
  content: { widgets: { body: { body: { html: '<p>{{ contact.diagnosis }} {{ contact.genome }}</p>' } } } },
};

function formBody() {
  const field = (name: string, fieldType = 'single_line_text') => ({ objectTypeId: '0-1', name, fieldType });
  return {
    name: 'f',
    fieldGroups: [
      { fields: [field('email', 'email'), field('firstname')] },
      { fields: [field('diagnosis'), field('genome')] },
    ],
  };
}

async function callerWith(scopes: readonly string[]) {
  const made = await story.millrace.post('/millrace/v1/tokens', { name: 'caller', scopes });
  expect(made.status).toBe(201);
  const headers = { authorization: `Bearer ${made.body.token}` };
  return async (operation: string, given: Record<string, string>) => {
    const [method = '', path = ''] = operation.split(' ');
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(given[name] ?? `no-${name}`),
    );
    const answer = await story.millrace.call(
      method,
      url + (QUERIES[operation] ?? ''),
      BODIES[operation]?.(),
      headers,
    );
    return { status: answer.status, text: JSON.stringify(answer.body ?? '') };
  };
}

const reads = () => operations.filter((operation) => operation.startsWith('GET ') || operation in BODIES);

describe('what an answer tells', () => {
  test('everything is told to somebody: the canaries are there', async () => {
    const call = await callerWith(['all']);
    const shown = new Map<string, string[]>();
    for (const operation of reads()) {
      for (const given of variants) {
        const { text } = await call(operation, given);
        for (const canary of [PLAIN, SENSITIVE, HIGHLY])
          if (text.includes(canary)) shown.set(canary, [...(shown.get(canary) ?? []), operation]);
      }
    }
    for (const canary of [PLAIN, SENSITIVE, HIGHLY]) {
      expect(new Set(shown.get(canary))).toEqual(
        new Set([...(shown.get(canary) ?? []), ...Object.keys(BODIES)]),
      );
      expect(new Set(shown.get(canary)).size).toBeGreaterThan(7);
    }
  });

  test.each(SECRETS)('of %s, %s is told to nobody without %s', async (_type, canary, scope) => {
    const scopes = ALL_SCOPES.filter((each) => each !== scope);
    const call = await callerWith(scopes);
    const told: string[] = [];
    for (const operation of reads()) {
      for (const given of variants) {
        // Whoever writes a record is answered with it.
        if (canary === PLAIN && (/^PATCH|update$/.test(operation) || operation in OPEN_WITHOUT_CONTACTS))
          continue;
        // A definition is text of its author's, not a record's value.
        if (
          canary === PLAIN &&
          /flows|revisions|workflows/.test(operation) &&
          !/enrollments|steps|explain|preview/.test(operation)
        )
          continue;
        const { status, text } = await call(operation, given);
        if (text.includes(canary)) told.push(`${operation} ${status}`);
        expect(status, `${operation}: ${text}`).toBeLessThan(500);
      }
    }
    expect(told).toEqual([]);
  });
});

describe('what can be asked', () => {
  const lesser = async () =>
    callerBody(ALL_SCOPES.filter((scope) => !scope.startsWith('crm.objects.contacts.sensitive')));
  const callerBody = async (scopes: readonly string[]) => {
    const made = await story.millrace.post('/millrace/v1/tokens', { name: 'caller', scopes });
    const headers = { authorization: `Bearer ${made.body.token}` };
    return (method: string, path: string, body?: unknown) => story.millrace.call(method, path, body, headers);
  };
  const OBJECTS = '/crm/v3/objects/contacts';
  const filter = { propertyName: 'diagnosis', operator: 'EQ', value: SENSITIVE };

  test.each([
    ['a filter', 'POST', `${OBJECTS}/search`, { filterGroups: [{ filters: [filter] }] }],
    [
      'a short filter',
      'POST',
      `${OBJECTS}/search`,
      { filters: [{ propertyName: 'diagnosis', operator: 'HAS_PROPERTY' }] },
    ],
    ['a sort', 'POST', `${OBJECTS}/search`, { sorts: ['-diagnosis'] }],
    ['the property of an id', 'GET', `${OBJECTS}/x?idProperty=diagnosis`, undefined],
    [
      'the property of ids',
      'POST',
      `${OBJECTS}/batch/read`,
      { inputs: [{ id: 'x' }], idProperty: 'diagnosis' },
    ],
    ['the property of an update', 'PATCH', `${OBJECTS}/x?idProperty=diagnosis`, { properties: {} }],
    ['an update', 'PATCH', `${OBJECTS}/1`, { properties: { diagnosis: 'x' } }],
    ['a new record', 'POST', OBJECTS, { properties: { email: 'n@example.com', diagnosis: 'x' } }],
    ['new records', 'POST', `${OBJECTS}/batch/create`, { inputs: [{ properties: { diagnosis: 'x' } }] }],
    ['updates', 'POST', `${OBJECTS}/batch/update`, { inputs: [{ id: '1', properties: { diagnosis: 'x' } }] }],
    ['upserts', 'POST', `${OBJECTS}/batch/upsert`, { inputs: [{ id: '1', properties: { diagnosis: 'x' } }] }],
    [
      'a sensitive definition',
      'POST',
      '/crm/v3/properties/contacts',
      definition({ name: 'more', dataSensitivity: 'sensitive' }),
    ],
    ['its change', 'PATCH', '/crm/v3/properties/contacts/diagnosis', { label: 'x' }],
    ['its end', 'DELETE', '/crm/v3/properties/contacts/diagnosis', undefined],
    ['its name', 'POST', '/crm/v3/properties/contacts/batch/archive', { inputs: [{ name: 'diagnosis' }] }],
    [
      'a list',
      'POST',
      '/crm/v3/lists',
      { name: 'l', objectTypeId: '0-1', processingType: 'DYNAMIC', filterBranch: readsDiagnosis },
    ],
  ])('not %s by a sensitive property', async (_what, method, path, body) => {
    const answer = await (await lesser())(method, path, body);
    expect([answer.status, answer.body.category], JSON.stringify(answer.body)).toEqual([
      403,
      'MISSING_SCOPES',
    ]);
    expect(JSON.stringify(answer.body.errors)).toContain('crm.objects.contacts.sensitive.');
  });

  test('lists of sensitive filters are left out, and their members', async () => {
    const call = await lesser();
    const closedList = variants[1]!['listId'];
    const found = await call('POST', '/crm/v3/lists/search', { query: '' });
    expect([found.status, closedList]).toEqual([200, expect.stringMatching(/^\d+$/)]);
    expect(JSON.stringify(found.body.lists)).not.toContain(`"listId":"${closedList}"`);
    for (const path of ['', '/memberships', '/memberships/join-order'])
      expect((await call('GET', `/crm/v3/lists/${closedList}${path}`)).status).toBe(403);
    const memberships = await call('GET', `/crm/v3/lists/records/0-1/${ids['objectId']}/memberships`);
    expect(memberships.body.results.map((each: { listId: string }) => each.listId)).toEqual([ids['listId']]);
  });

  test('definitions are seen by all, and sensitive ones listed when they are asked for', async () => {
    const call = await lesser();
    expect((await call('GET', '/crm/v3/properties/contacts/diagnosis')).body.dataSensitivity).toBe(
      'sensitive',
    );
    const names = async (query: string) =>
      (await call('GET', `/crm/v3/properties/contacts${query}`)).body.results.map(
        (each: { name: string }) => each.name,
      );
    expect(await names('')).toContain('email');
    expect(await names('')).not.toContain('diagnosis');
    expect(await names('?dataSensitivity=sensitive')).toEqual(['diagnosis']);
  });

  test('ids of records of a type that is closed', async () => {
    const call = await callerBody(['crm.objects.contacts.read', 'crm.objects.contacts.write']);
    const { objectId } = ids;
    const spec = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 4 }];
    for (const [method, path, body] of [
      ['GET', `${OBJECTS}/${objectId}?associations=deals`],
      ['GET', `${OBJECTS}?associations=companies,deals`],
      [
        'POST',
        `${OBJECTS}/search`,
        { filters: [{ propertyName: 'associations.deal', operator: 'HAS_PROPERTY' }] },
      ],
      ['GET', `/crm/v4/objects/contacts/${objectId}/associations/deals`],
      ['POST', '/crm/v4/associations/contacts/deals/batch/read', { inputs: [{ id: objectId }] }],
      ['POST', OBJECTS, { properties: {}, associations: [{ to: { id: '1' }, types: spec }] }],
      ['PUT', `/crm/v4/objects/contacts/${objectId}/associations/deals/1`, spec],
    ] as const) {
      const answer = await call(method, path, body);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.body.message).toMatch(/crm\.objects\.(deals|companies)\./);
    }
  });
});

const readsDiagnosis = {
  filterBranchType: 'OR',
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'diagnosis',
          operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' },
        },
      ],
    },
  ],
  filters: [],
};

function definition(members: object) {
  return { label: 'l', type: 'string', fieldType: 'text', groupName: 'contactinformation', ...members };
}

test('a filter on what a submission answered asks for the scope of the property', async () => {
  const call = await callerWith(
    ALL_SCOPES.filter((scope) => scope !== 'crm.objects.contacts.sensitive.read'),
  );
  const filtered = await call(`GET /events/v3/events?property.diagnosis=${SENSITIVE}`, {});
  expect([filtered.status, filtered.text]).toEqual([
    403,
    expect.stringContaining('crm.objects.contacts.sensitive.read'),
  ]);
  const open = await call(`GET /events/v3/events?property.firstname=${PLAIN}`, {});
  expect([open.status, open.text]).toEqual([200, expect.stringContaining(PLAIN)]);
});
