/**
 * Every operation × the audit. The list is the server's own description: whoever adds an operation that writes says here how it is audited,
 * by doing it once in a story, or in `not-audited.ts` why it is not.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionBody } from '../../../support/app-actions.ts';
import { describedOperations, type Operation } from '../../../support/described-operations.ts';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  setProperty,
  whenMet,
} from '../../../support/flow-bodies.ts';
import { dynamicList } from '../../../support/list-bodies.ts';
import type { Answer } from '../../../support/millrace.ts';
import { type Body, type Story, tellStory } from '../../../support/story.ts';
import { NOT_AUDITED } from './not-audited.ts';

let story: Story;
let operations: readonly Operation[];

/** By operation: the kinds that its deeds have left. */
const left = new Map<string, Set<string>>();

beforeAll(async () => {
  // Jobs go on when the story is settled, so that they can be cancelled before.
  story = await tellStory({ role: 'api' });
  operations = (await describedOperations(story.millrace)).operations.filter(
    ({ method }) => method !== 'GET' && method !== 'OPTIONS',
  );
});
afterAll(() => story?.stop());

/** Does something, and finds exactly these entries of it in the audit, by the correlation id of its answer. */
async function deed(operation: string, path: string, body: unknown, ...kinds: string[]): Promise<Body> {
  return (await done(operation, path, body, {}, kinds)).body;
}

async function done(
  operation: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  kinds: readonly string[],
): Promise<Answer> {
  const [method, template] = operation.split(' ') as [string, string];
  const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '[^/?]+')}(\\?.*)?$`);
  expect(path).toMatch(pattern);
  const asText: Record<string, string> = typeof body === 'string' ? { 'content-type': 'text/plain' } : {};
  const answer = await story.millrace.call(method, path, body, { ...asText, ...headers });
  const told = `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`;
  expect(answer.status, told).toBeLessThan(300);
  const found = await entriesOf(answer.headers.get('x-hubspot-correlation-id')!);
  expect(found.map(({ kind }) => kind).toSorted(), told).toEqual(kinds.toSorted());
  for (const entry of found) {
    expect(entry.summary).toMatch(/^[A-Z].*\.$/);
    expect(entry.by).toMatchObject({ tokenName: 'configured' });
  }
  left.set(operation, new Set([...(left.get(operation) ?? []), ...kinds]));
  return answer;
}

async function entriesOf(correlationId: string): Promise<Body[]> {
  const { body } = await story.millrace.get('/millrace/v1/audit?limit=100');
  return body.results.filter((entry: Body) => entry.by.correlationId === correlationId);
}

const MILLRACE = '/millrace/v1';

test('records: archived, merged, erased', async () => {
  const [ada, ben, eve, tom] = [
    await story.givenContact(),
    await story.givenContact(),
    await story.givenContact(),
    await story.givenContact(),
  ];
  const objects = '/crm/v3/objects/{objectType}';
  const contacts = '/crm/v3/objects/contacts';
  await deed(`DELETE ${objects}/{objectId}`, `${contacts}/${ada}`, undefined, 'RECORD_ARCHIVED');
  const both = { inputs: [{ id: ada }, { id: ben }] };
  await deed(`POST ${objects}/batch/archive`, `${contacts}/batch/archive`, both, 'RECORD_ARCHIVED');
  const pair = { primaryObjectId: eve, objectIdToMerge: tom };
  const merged = await deed(`POST ${objects}/merge`, `${contacts}/merge`, pair, 'RECORDS_MERGED');
  const [entry] = (await story.millrace.get(`${MILLRACE}/audit?targetType=RECORD&targetId=0-1/${merged.id}`))
    .body.results;
  expect(entry.detail).toEqual({ merged: [eve, tom] });
  const erase = `POST ${contacts}/gdpr-delete`;
  const erased = ['RECORD_ERASED', 'RECORD_ERASED', 'RECORD_ERASED'];
  await deed(erase, `${contacts}/gdpr-delete`, { objectId: merged.id }, ...erased);
  const nobody = { objectId: 'nobody@erased.test', idProperty: 'email' };
  await deed(erase, `${contacts}/gdpr-delete`, nobody, 'RECORD_ERASED');
  const kept = JSON.stringify(await story.millrace.sql`select * from audit_entries`);
  expect(kept).not.toContain('nobody@erased.test');
  const note = await story.millrace.post('/engagements/v1/engagements', {
    engagement: { type: 'NOTE' },
    metadata: { body: 'x' },
  });
  const engagements = '/engagements/v1/engagements';
  await deed(
    `DELETE ${engagements}/{engagementId}`,
    `${engagements}/${note.body.engagement.id}`,
    undefined,
    'RECORD_ARCHIVED',
  );
});

test('properties, groups, labels of associations, object types, pipelines and stages', async () => {
  const properties = '/crm/v3/properties/{objectType}';
  const ofContacts = '/crm/v3/properties/contacts';
  const property = (name: string) => ({
    name,
    label: name,
    type: 'string',
    fieldType: 'text',
    groupName: 'audited',
  });
  const group = { name: 'audited', label: 'Audited' };
  await deed(`POST ${properties}/groups`, `${ofContacts}/groups`, group, 'PROPERTY_GROUP_CREATED');
  const groupPath = `${properties}/groups/{groupName}`;
  await deed(
    `PATCH ${groupPath}`,
    `${ofContacts}/groups/audited`,
    { label: 'Seen' },
    'PROPERTY_GROUP_CHANGED',
  );
  await deed(`PATCH ${groupPath}`, `${ofContacts}/groups/audited`, { label: 'Seen' });
  await deed(`POST ${properties}`, ofContacts, property('one'), 'PROPERTY_CREATED');
  const one = `${properties}/{propertyName}`;
  await deed(`PATCH ${one}`, `${ofContacts}/one`, { label: 'Uno' }, 'PROPERTY_CHANGED');
  await deed(`PATCH ${one}`, `${ofContacts}/one`, { label: 'Uno' });
  await deed(`DELETE ${one}`, `${ofContacts}/one`, undefined, 'PROPERTY_DELETED');
  const many = { inputs: [property('two'), property('three')] };
  const created = ['PROPERTY_CREATED', 'PROPERTY_CREATED'];
  await deed(`POST ${properties}/batch/create`, `${ofContacts}/batch/create`, many, ...created);
  const names = { inputs: [{ name: 'two' }, { name: 'three' }, { name: 'nobody' }] };
  const deleted = ['PROPERTY_DELETED', 'PROPERTY_DELETED'];
  await deed(`POST ${properties}/batch/archive`, `${ofContacts}/batch/archive`, names, ...deleted);
  await deed(`DELETE ${groupPath}`, `${ofContacts}/groups/audited`, undefined, 'PROPERTY_GROUP_DELETED');

  const labels = '/crm/associations/v4/{fromObjectType}/{toObjectType}/labels';
  const between = '/crm/associations/v4/contacts/companies/labels';
  const label = { label: 'Advises', name: 'advises' };
  const { results } = await deed(`POST ${labels}`, between, label, 'ASSOCIATION_TYPE_CREATED');
  const { typeId } = results[0];
  const renamed = { associationTypeId: typeId, label: 'Helps' };
  await deed(`PUT ${labels}`, between, renamed, 'ASSOCIATION_TYPE_CHANGED');
  await deed(
    `DELETE ${labels}/{associationTypeId}`,
    `${between}/${typeId}`,
    undefined,
    'ASSOCIATION_TYPE_DELETED',
  );

  const schemas = '/crm-object-schemas/v3/schemas';
  const car = {
    name: 'car',
    labels: { singular: 'Car' },
    properties: [{ ...property('plate'), groupName: undefined }],
  };
  const made = await deed(`POST ${schemas}`, schemas, car, 'OBJECT_TYPE_CREATED');
  const type = `${schemas}/{objectType}`;
  const plural = { labels: { singular: 'Car', plural: 'Cars' } };
  await deed(`PATCH ${type}`, `${schemas}/${made.objectTypeId}`, plural, 'OBJECT_TYPE_CHANGED');
  const pair = { fromObjectTypeId: made.objectTypeId, toObjectTypeId: '0-1', name: 'driver' };
  const associations = `${schemas}/${made.objectTypeId}/associations`;
  const driver = await deed(`POST ${type}/associations`, associations, pair, 'ASSOCIATION_TYPE_CREATED');
  await deed(
    `DELETE ${type}/associations/{associationIdentifier}`,
    `${associations}/${driver.id}`,
    undefined,
    'ASSOCIATION_TYPE_DELETED',
  );
  await deed(`DELETE ${type}`, `${schemas}/${made.objectTypeId}`, undefined, 'OBJECT_TYPE_DELETED');

  const pipelines = '/crm/v3/pipelines/{objectType}';
  const ofDeals = '/crm/v3/pipelines/deals';
  const stage = (text: string) => ({ label: text, displayOrder: 0, metadata: { probability: '0.5' } });
  const body = { label: 'Second', displayOrder: 1, stages: [stage('New')] };
  const pipeline = await deed(`POST ${pipelines}`, ofDeals, body, 'PIPELINE_CREATED');
  const own = `${pipelines}/{pipelineId}`;
  const at = `${ofDeals}/${pipeline.id}`;
  await deed(`PATCH ${own}`, at, { label: 'Third' }, 'PIPELINE_CHANGED');
  await deed(`PUT ${own}`, at, { ...body, label: 'Fourth' }, 'PIPELINE_CHANGED');
  const next = await deed(`POST ${own}/stages`, `${at}/stages`, stage('Next'), 'PIPELINE_CHANGED');
  const stages = `${own}/stages/{stageId}`;
  await deed(`PATCH ${stages}`, `${at}/stages/${next.id}`, { label: 'Later' }, 'PIPELINE_CHANGED');
  await deed(`PUT ${stages}`, `${at}/stages/${next.id}`, stage('Last'), 'PIPELINE_CHANGED');
  await deed(`DELETE ${stages}`, `${at}/stages/${next.id}`, undefined, 'PIPELINE_CHANGED');
  await deed(`DELETE ${own}`, at, undefined, 'PIPELINE_DELETED');
});

test('owners, users, teams, event types, subscription types', async () => {
  const owners = `${MILLRACE}/owners`;
  const owner = await deed(`POST ${owners}`, owners, { email: 'owner@audited.test' }, 'OWNER_CREATED');
  const own = `${owners}/{ownerId}`;
  await deed(`PATCH ${own}`, `${owners}/${owner.id}`, { firstName: 'Ada' }, 'OWNER_CHANGED');
  await deed(`PATCH ${own}`, `${owners}/${owner.id}`, { firstName: 'Ada' });
  await deed(`DELETE ${own}`, `${owners}/${owner.id}`, undefined, 'OWNER_DELETED');
  await deed(`PATCH ${own}`, `${owners}/${owner.id}`, { archived: false }, 'OWNER_RESTORED');
  const users = '/settings/v3/users';
  const user = await deed(`POST ${users}`, users, { email: 'user@audited.test' }, 'OWNER_CREATED');
  await deed(`PUT ${users}/{userId}`, `${users}/${user.id}`, { firstName: 'Ben' }, 'OWNER_CHANGED');
  await deed(`DELETE ${users}/{userId}`, `${users}/${user.id}`, undefined, 'OWNER_DELETED');
  const teams = `${MILLRACE}/teams`;
  const team = await deed(`POST ${teams}`, teams, { name: 'Sales' }, 'TEAM_CREATED');
  await deed(`PATCH ${teams}/{teamId}`, `${teams}/${team.id}`, { name: 'Success' }, 'TEAM_CHANGED');
  await deed(`DELETE ${teams}/{teamId}`, `${teams}/${team.id}`, undefined, 'TEAM_DELETED');

  const types = '/events/v3/event-definitions';
  const event = await deed(
    `POST ${types}`,
    types,
    { label: 'Order placed', name: 'order_placed' },
    'EVENT_TYPE_CREATED',
  );
  const named = `${types}/{eventName}`;
  const at = `${types}/${event.fullyQualifiedName}`;
  await deed(`PATCH ${named}`, at, { label: 'Ordered' }, 'EVENT_TYPE_CHANGED');
  const property = { name: 'amount', label: 'Amount', type: 'number' };
  await deed(`POST ${named}/property`, `${at}/property`, property, 'EVENT_TYPE_CHANGED');
  const ofEvent = `${named}/property/{propertyName}`;
  await deed(`PATCH ${ofEvent}`, `${at}/property/amount`, { label: 'Sum' }, 'EVENT_TYPE_CHANGED');
  await deed(`DELETE ${ofEvent}`, `${at}/property/amount`, undefined, 'EVENT_TYPE_CHANGED');
  await deed(`DELETE ${named}`, at, undefined, 'EVENT_TYPE_DELETED');

  const subscriptions = `${MILLRACE}/subscription-types`;
  const news = await deed(
    `POST ${subscriptions}`,
    subscriptions,
    { name: 'News' },
    'SUBSCRIPTION_TYPE_CREATED',
  );
  await deed(
    `PATCH ${subscriptions}/{subscriptionTypeId}`,
    `${subscriptions}/${news.id}`,
    { name: 'Letters' },
    'SUBSCRIPTION_TYPE_CHANGED',
  );
});

test('lists and their folders, forms, emails', async () => {
  const lists = '/crm/v3/lists';
  const { list } = await deed(
    `POST ${lists}`,
    lists,
    dynamicList('Bakers', [is('jobtitle', 'Baker')]),
    'LIST_CREATED',
  );
  const own = `${lists}/{listId}`;
  const at = `${lists}/${list.listId}`;
  const filterBranch = anyOf(allOf([is('jobtitle', 'Smith')]));
  await deed(`PUT ${own}/update-list-filters`, `${at}/update-list-filters`, { filterBranch }, 'LIST_CHANGED');
  await deed(`PUT ${own}/update-list-filters`, `${at}/update-list-filters`, { filterBranch });
  await deed(
    `PUT ${own}/update-list-name`,
    `${at}/update-list-name?listName=Smiths`,
    undefined,
    'LIST_CHANGED',
  );
  await deed(`PUT ${own}/update-list-name`, `${at}/update-list-name?listName=Smiths`, undefined);
  await deed(`DELETE ${own}`, at, undefined, 'LIST_DELETED');
  await deed(`PUT ${own}/restore`, `${at}/restore`, undefined, 'LIST_RESTORED');
  await deed(`PUT ${own}/restore`, `${at}/restore`, undefined);
  const folders = `${lists}/folders`;
  const { folder } = await deed(`POST ${folders}`, folders, { name: 'Trades' }, 'LIST_FOLDER_CREATED');
  const { folder: inner } = await deed(`POST ${folders}`, folders, { name: 'Inner' }, 'LIST_FOLDER_CREATED');
  const move = { listId: list.listId, newFolderId: String(inner.id) };
  await deed(`PUT ${folders}/move-list`, `${folders}/move-list`, move, 'LIST_CHANGED');
  const one = `${folders}/{folderId}`;
  await deed(
    `PUT ${one}/move/{newParentFolderId}`,
    `${folders}/${inner.id}/move/${folder.id}`,
    undefined,
    'LIST_FOLDER_CHANGED',
  );
  await deed(
    `PUT ${one}/rename`,
    `${folders}/${inner.id}/rename?newFolderName=In`,
    undefined,
    'LIST_FOLDER_CHANGED',
  );
  const { folder: empty } = await deed(`POST ${folders}`, folders, { name: 'Empty' }, 'LIST_FOLDER_CREATED');
  await deed(`DELETE ${one}`, `${folders}/${empty.id}`, undefined, 'LIST_FOLDER_DELETED');

  const forms = '/marketing/v3/forms';
  const body = {
    name: 'Contact us',
    fieldGroups: [{ fields: [{ objectTypeId: '0-1', name: 'email', fieldType: 'email' }] }],
  };
  const form = await deed(`POST ${forms}`, forms, body, 'FORM_CREATED');
  const ofForm = `${forms}/{formId}`;
  await deed(`PATCH ${ofForm}`, `${forms}/${form.id}`, { name: 'Write to us' }, 'FORM_CHANGED');
  await deed(`PATCH ${ofForm}`, `${forms}/${form.id}`, { name: 'Write to us' });
  await deed(`PUT ${ofForm}`, `${forms}/${form.id}`, body, 'FORM_CHANGED');
  await deed(`DELETE ${ofForm}`, `${forms}/${form.id}`, undefined, 'FORM_DELETED');
  await deed(`PATCH ${ofForm}`, `${forms}/${form.id}`, { archived: false }, 'FORM_RESTORED');

  const emails = '/marketing/v3/emails';
  const words = {
    name: 'Welcome',
    subject: 'Welcome',
    from: { fromName: 'Team', replyTo: 'team@example.test' },
  };
  const email = await deed(`POST ${emails}`, emails, words, 'EMAIL_CREATED');
  await deed(`POST ${emails}/clone`, `${emails}/clone`, { id: email.id }, 'EMAIL_CREATED');
  const ofEmail = `${emails}/{emailId}`;
  const its = `${emails}/${email.id}`;
  await deed(`PATCH ${ofEmail}`, its, { subject: 'Hello' }, 'EMAIL_CHANGED');
  await deed(`PATCH ${ofEmail}/draft`, `${its}/draft`, { subject: 'Good day' }, 'EMAIL_CHANGED');
  await deed(`POST ${ofEmail}/draft/reset`, `${its}/draft/reset`, undefined, 'EMAIL_CHANGED');
  await deed(`POST ${ofEmail}/publish`, `${its}/publish`, undefined, 'EMAIL_PUBLISHED');
  await deed(`POST ${ofEmail}/publish`, `${its}/publish`, undefined);
  await deed(`POST ${ofEmail}/unpublish`, `${its}/unpublish`, undefined, 'EMAIL_UNPUBLISHED');
  const { results } = (await story.millrace.get(`${its}/revisions`)).body;
  const oldest = results.at(-1).id;
  const revision = `${ofEmail}/revisions/{revisionId}`;
  await deed(`POST ${revision}/restore`, `${its}/revisions/${oldest}/restore`, undefined, 'EMAIL_CHANGED');
  const draft = `${its}/revisions/${results[0].id}/restore-to-draft`;
  await deed(`POST ${revision}/restore-to-draft`, draft, undefined, 'EMAIL_CHANGED');
  await deed(`DELETE ${ofEmail}`, its, undefined, 'EMAIL_DELETED');
});

test('access, secrets, settings, retention, alerts, adapters, actions of apps, rules of the outbox', async () => {
  const tokens = `${MILLRACE}/tokens`;
  const token = await deed(`POST ${tokens}`, tokens, { name: 'ci', scopes: ['automation'] }, 'TOKEN_CREATED');
  await deed(`DELETE ${tokens}/{tokenId}`, `${tokens}/${token.id}`, undefined, 'TOKEN_REVOKED');
  const session = `${MILLRACE}/session`;
  const own = { authorization: '', 'sec-fetch-site': 'same-origin' };
  const me = { token: story.millrace.token };
  const signedIn = await done(`POST ${session}`, session, me, own, ['SIGNED_IN']);
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  await done(`DELETE ${session}`, session, undefined, { ...own, cookie }, ['SIGNED_OUT']);
  const apps = `${MILLRACE}/apps`;
  const app = await deed(`POST ${apps}`, apps, { name: 'Stock', scopes: ['automation'] }, 'APP_CREATED');
  const secrets = `${MILLRACE}/secrets`;
  await deed(`PUT ${secrets}/{name}`, `${secrets}/crm_key`, { value: 'hunter2-hunter2' }, 'SECRET_STORED');
  await deed(`DELETE ${secrets}/{name}`, `${secrets}/crm_key`, undefined, 'SECRET_DELETED');
  const accounts = `${MILLRACE}/accounts`;
  await deed(`POST ${accounts}`, accounts, { name: 'Staging' }, 'ACCOUNT_CREATED');

  const settings = `${MILLRACE}/settings`;
  await deed(`PATCH ${settings}`, settings, { timeZone: 'Europe/Berlin' }, 'SETTINGS_CHANGED');
  await deed(`PATCH ${settings}`, settings, { timeZone: 'Europe/Berlin' });
  const retention = `${MILLRACE}/retention`;
  await deed(`PUT ${retention}`, retention, { OUTBOX: 90 }, 'RETENTION_CHANGED');
  const alerts = `${MILLRACE}/alerts`;
  const rule = { name: 'Any', destinations: [{ type: 'EMAIL', to: 'ops@example.test' }] };
  const { id } = await deed(`POST ${alerts}`, alerts, rule, 'ALERT_RULE_CREATED');
  await deed(`PUT ${alerts}/{ruleId}`, `${alerts}/${id}`, { ...rule, name: 'All' }, 'ALERT_RULE_CHANGED');
  await deed(`DELETE ${alerts}/{ruleId}`, `${alerts}/${id}`, undefined, 'ALERT_RULE_DELETED');
  const adapters = `${MILLRACE}/action-adapters`;
  const adapter = { url: 'https://adapter.example.test/run' };
  await deed(`PUT ${adapters}/{actionTypeId}`, `${adapters}/1-4242`, adapter, 'ADAPTER_SAVED');
  await deed(`DELETE ${adapters}/{actionTypeId}`, `${adapters}/1-4242`, undefined, 'ADAPTER_DELETED');
  const actions = '/automation/v4/actions/{appId}';
  const ofApp = `/automation/v4/actions/${app.id}`;
  const definition = definitionBody('https://receiver.example.test');
  const made = await deed(`POST ${actions}`, ofApp, definition, 'APP_ACTION_CREATED');
  const one = `${actions}/{definitionId}`;
  const its = `${ofApp}/${made.id}`;
  await deed(`PATCH ${one}`, its, { published: false }, 'APP_ACTION_CHANGED');
  await deed(
    `POST ${one}/requires-object`,
    `${its}/requires-object`,
    { requiresObject: false },
    'APP_ACTION_CHANGED',
  );
  const functions = `${one}/functions/{functionType}`;
  const source = 'exports.main = (event, callback) => callback(event)';
  await deed(`PUT ${functions}`, `${its}/functions/PRE_ACTION_EXECUTION`, source, 'APP_ACTION_CHANGED');
  await deed(`DELETE ${functions}`, `${its}/functions/PRE_ACTION_EXECUTION`, undefined, 'APP_ACTION_CHANGED');
  const byId = `${functions}/{functionId}`;
  await deed(`PUT ${byId}`, `${its}/functions/PRE_FETCH_OPTIONS/sku`, source, 'APP_ACTION_CHANGED');
  await deed(`DELETE ${byId}`, `${its}/functions/PRE_FETCH_OPTIONS/sku`, undefined, 'APP_ACTION_CHANGED');
  await deed(`DELETE ${one}`, its, undefined, 'APP_ACTION_DELETED');
  await deed(`DELETE ${apps}/{appId}`, `${apps}/${app.id}`, undefined, 'APP_DELETED');
  const rules = `${MILLRACE}/outbox/rules`;
  const answer = { url: 'https://crm.example.test/*', status: 500 };
  const first = await deed(`POST ${rules}`, rules, answer, 'OUTBOX_RULE_CREATED');
  await deed(`DELETE ${rules}/{ruleId}`, `${rules}/${first.id}`, undefined, 'OUTBOX_RULE_DELETED');
  await deed(`POST ${rules}`, rules, answer, 'OUTBOX_RULE_CREATED');
  await deed(`DELETE ${rules}`, rules, undefined, 'OUTBOX_RULE_DELETED');
  await deed(`DELETE ${rules}`, rules, undefined);
});

test('flows: what they are, and what is done to those inside', async () => {
  const legacy = '/automation/v3/workflows';
  for (const path of ['/automation/v4/flows', '/automation/2026-09-beta/flows']) {
    const isNew = path.includes('2026');
    const off = { ...contactFlow(inARow(delayMinutes(60))), isEnabled: false };
    const flow = await deed(`POST ${path}`, path, off, 'FLOW_CREATED');
    const saved = { ...off, revisionId: flow.revisionId, name: 'Other', type: 'CONTACT_FLOW' };
    await deed(`PUT ${path}/{flowId}`, `${path}/${flow.id}`, saved, 'FLOW_SAVED');
    await deed(`DELETE ${path}/{flowId}`, `${path}/${flow.id}`, undefined, 'FLOW_DELETED');
    const back = `${MILLRACE}/flows/{flowId}/undelete`;
    if (!isNew)
      await deed(`POST ${back}`, `${MILLRACE}/flows/${flow.id}/undelete`, undefined, 'FLOW_UNDELETED');
    if (isNew) continue;
    const own = `${MILLRACE}/flows/{flowId}`;
    const at = `${MILLRACE}/flows/${flow.id}`;
    await deed(`POST ${own}/turn-on`, `${at}/turn-on`, undefined, 'FLOW_TURNED_ON');
    await deed(`POST ${own}/turn-on`, `${at}/turn-on`, undefined);
    await deed(`POST ${own}/turn-off`, `${at}/turn-off`, undefined, 'FLOW_TURNED_OFF');
    const revision = `${own}/revisions/{revisionId}/restore`;
    await deed(`POST ${revision}`, `${at}/revisions/1/restore`, undefined, 'FLOW_RESTORED');
    await deed(
      `PUT ${own}/policies`,
      `${at}/policies`,
      { actions: { 1: { onFailure: 'stop' } } },
      'POLICIES_SAVED',
    );
    await deed(`DELETE ${own}/policies`, `${at}/policies`, undefined, 'POLICIES_DELETED');
  }
  const made = await deed(`POST ${legacy}`, legacy, OLD, 'FLOW_CREATED', 'FLOW_TURNED_ON');
  await deed(`DELETE ${legacy}/{workflowId}`, `${legacy}/${made.id}`, undefined, 'FLOW_DELETED');

  const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(60), setProperty('jobtitle', 'x'))));
  const [ada, ben] = [await story.givenContact({ email: 'ada@audited.test' }), await story.givenContact()];
  const own = `${MILLRACE}/flows/{flowId}`;
  const at = `${MILLRACE}/flows/${flow}`;
  const ids = { objectIds: [ada, ben] };
  await deed(`POST ${own}/enrollments`, `${at}/enrollments`, ids, 'RECORDS_ENROLLED');
  await deed(`POST ${own}/enrollments`, `${at}/enrollments`, ids);
  await deed(`POST ${own}/pause`, `${at}/pause`, undefined, 'FLOW_PAUSED');
  await deed(`POST ${own}/resume`, `${at}/resume`, undefined, 'FLOW_RESUMED');
  const account = `${MILLRACE}/account`;
  await deed(`POST ${account}/pause`, `${account}/pause`, undefined, 'ACCOUNT_PAUSED');
  await deed(`POST ${account}/resume`, `${account}/resume`, undefined, 'ACCOUNT_RESUMED');
  // What was set aside comes paced.
  await story.pass('PT1M');
  const [enrollment] = await story.enrollments(flow);
  const passages = `${MILLRACE}/enrollments`;
  const one = `${passages}/{enrollmentId}`;
  await deed(`POST ${one}/pause`, `${passages}/${enrollment.id}/pause`, undefined, 'ENROLLMENT_PAUSED');
  await deed(`POST ${one}/resume`, `${passages}/${enrollment.id}/resume`, undefined, 'ENROLLMENT_RESUMED');
  await story.pass('PT1M');
  await deed(`POST ${one}/skip-wait`, `${passages}/${enrollment.id}/skip-wait`, undefined, 'WAIT_SKIPPED');
  await story.settle();
  const steered = { do: { type: 'SKIP_WAIT' }, filter: {} };
  const job = await deed(`POST ${own}/steer`, `${at}/steer`, steered, 'JOB_STARTED');
  await deed(
    `POST ${MILLRACE}/jobs/{jobId}/cancel`,
    `${MILLRACE}/jobs/${job.id}/cancel`,
    undefined,
    'JOB_CANCELLED',
  );
  await deed(
    `POST ${passages}/steer`,
    `${passages}/steer`,
    { ...steered, filter: { flowIds: [flow] } },
    'JOB_STARTED',
  );
  const unenroll = { objectIds: [ada, ben] };
  await deed(`POST ${own}/unenrollments`, `${at}/unenrollments`, unenroll, 'RECORDS_UNENROLLED');
  const knownOnes = contactFlow(inARow(delayMinutes(60)), whenMet([is('jobtitle', 'Smith')]));
  const matching = `${MILLRACE}/flows/${await story.givenFlow(knownOnes)}`;
  const { id: all } = await deed(
    `POST ${own}/enrollments`,
    `${matching}/enrollments`,
    { matching: true },
    'JOB_STARTED',
  );
  await deed(
    `DELETE ${own}/enrollment-jobs/{jobId}`,
    `${matching}/enrollment-jobs/${all}`,
    undefined,
    'JOB_CANCELLED',
  );
});

test('errors, pins, hand-offs, effects, indexes, the clock, and the first API', async () => {
  const broken = await story.givenFlow(contactFlow(inARow(setProperty('lifecyclestage', 'nonsense'))));
  await story.enroll(broken, await story.givenContact());
  const [group] = (await story.millrace.get(`${MILLRACE}/errors?flowId=${broken}`)).body.results;
  const cause = { flowId: broken, actionId: '1', reason: group.reason };
  const state = `${MILLRACE}/errors/state`;
  await deed(`PUT ${state}`, state, { ...cause, state: 'FIXED' }, 'ERROR_STATE_SET');
  await deed(`DELETE ${state}`, `${state}?${new URLSearchParams(cause)}`, undefined, 'ERROR_REOPENED');

  const slow = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
  await story.enroll(slow, await story.givenContact());
  await story.changeFlow(
    slow,
    (flow) => ({ ...flow, actions: inARow(delayMinutes(30)) }),
    '?appliesTo=NEW_ONLY',
  );
  const pins = `${MILLRACE}/flows/{flowId}/pins/release`;
  await deed(`POST ${pins}`, `${MILLRACE}/flows/${slow}/pins/release`, {}, 'PINS_RELEASED');
  await deed(`POST ${pins}`, `${MILLRACE}/flows/${slow}/pins/release`, {});

  const words = { message: 'Hello', to: '+4912345' };
  const told = await story.givenFlow(contactFlow(inARow(action('0-40900952', words))));
  await story.enroll(told, await story.givenContact());
  const handOffs = `${MILLRACE}/hand-offs`;
  const [handOff] = (await story.millrace.get(`${handOffs}?flowId=${told}`)).body.results;
  await deed(
    `POST ${handOffs}/{handOffId}/done`,
    `${handOffs}/${handOff.id}/done`,
    undefined,
    'HAND_OFF_DONE',
  );
  await deed(`POST ${handOffs}/{handOffId}/done`, `${handOffs}/${handOff.id}/done`, undefined);

  // What is captured is answered by a rule: again later, so that the effects wait.
  const rule = { url: 'https://crm.example.test/*', status: 503 };
  await story.millrace.post(`${MILLRACE}/outbox/rules`, rule);
  const asking = await story.givenFlow(
    contactFlow(
      inARow({
        type: 'WEBHOOK',
        method: 'POST',
        webhookUrl: 'https://crm.example.test/hook',
        queryParams: [],
      }),
    ),
  );
  const contacts = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
  await story.enroll(asking, ...contacts);
  const effects = `${MILLRACE}/effects`;
  const [one, two] = (await story.millrace.get(`${effects}?flowId=${asking}`)).body.results;
  await deed(`POST ${effects}/{effectId}/retry`, `${effects}/${one.id}/retry`, undefined, 'EFFECT_RETRIED');
  await story.settle();
  await deed(
    `POST ${effects}/{effectId}/cancel`,
    `${effects}/${two.id}/cancel`,
    undefined,
    'EFFECT_CANCELLED',
  );
  const cancellations = `${effects}/cancellations`;
  await deed(`POST ${cancellations}`, cancellations, { flowId: asking }, 'EFFECTS_CANCELLED');
  await deed(`POST ${cancellations}`, cancellations, { flowId: asking });

  const indexes = `${MILLRACE}/indexes`;
  const byCity = { objectTypeId: 'contacts', property: 'city' };
  const { id: indexId } = await deed(`POST ${indexes}`, indexes, byCity, 'INDEX_MADE');
  await deed(`POST ${indexes}`, indexes, byCity);
  await deed(`DELETE ${indexes}/{indexId}`, `${indexes}/${indexId}`, undefined, 'INDEX_REMOVED');
  await deed(`DELETE ${indexes}/{indexId}`, `${indexes}/${indexId}`, undefined);
  const rebuild = `${indexes}/rebuild`;
  await deed(`POST ${rebuild}`, rebuild, undefined, 'INDEXES_REBUILT');
  const advance = `${MILLRACE}/clock/advance`;
  await deed(`POST ${advance}`, advance, { by: 'PT1H' }, 'CLOCK_MOVED');

  const made = await story.millrace.post('/automation/v3/workflows', OLD);
  expect(made.status, JSON.stringify(made.body)).toBeLessThan(300);
  await story.givenContact({ email: 'eve@audited.test' });
  const enrollment = '/automation/v2/workflows/{workflowId}/enrollments/contacts/{email}';
  const at = `/automation/v2/workflows/${made.body.id}/enrollments/contacts/eve@audited.test`;
  await deed(`POST ${enrollment}`, at, undefined, 'RECORDS_ENROLLED');
  await deed(`DELETE ${enrollment}`, at, undefined, 'RECORDS_UNENROLLED');
});

/** A workflow as clients of the first API make it. */
const OLD = {
  name: 'Old',
  type: 'DRIP_DELAY',
  onlyExecOnBizDays: false,
  actions: [{ type: 'DELAY', delayMillis: 60_000 }],
};

test('every operation that writes is audited, or says why not', () => {
  const excused = Object.values(NOT_AUDITED).flat();
  const known = new Set([...left.keys(), ...excused]);
  const names = operations.map(({ name }) => name);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  expect([...known].filter((name) => !names.includes(name))).toEqual([]);
  expect([...left].filter(([, kinds]) => kinds.size === 0)).toEqual([]);
  expect(excused.filter((name) => left.has(name))).toEqual([]);
  expect(new Set(excused).size).toBe(excused.length);
});
