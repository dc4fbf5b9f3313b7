import { definitionBody, givenApp } from '../../support/app-actions.ts';
import { contactFlow, delayMinutes, inARow } from '../../support/flow-bodies.ts';
import { manualList } from '../../support/list-bodies.ts';
import type { Body, Story } from '../../support/story.ts';

/** One of everything that paths speak of, by the names that they give it. */
export async function givenEverything(story: Story): Promise<Readonly<Record<string, string>>> {
  const make = async (path: string, body?: unknown): Promise<Body> => {
    const answer = await story.millrace.post(path, body);
    if (answer.status >= 300)
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const contact = await story.givenContact({ email: 'a@example.com' });
  const company = await story.givenRecord('companies', { name: 'Acme' });
  const { list } = await make('/crm/v3/lists', manualList('A list'));
  const { list: source } = await make('/crm/v3/lists', manualList('Another list'));
  const { folder } = await make('/crm/v3/lists/folders', { name: 'A folder' });
  const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
  await story.enroll(flow, contact);
  const [enrollment] = await story.enrollments(flow);
  const form = await make('/marketing/v3/forms', {
    name: 'A form',
    fieldGroups: [{ fields: [{ objectTypeId: '0-1', name: 'email', fieldType: 'email' }] }],
  });
  const email = await make('/marketing/v3/emails', { name: 'An email', subject: 'Hello' });
  const event = await make('/events/v3/event-definitions', {
    label: 'An event',
    name: 'an_event',
    primaryObject: 'CONTACT',
  });
  const call = await make('/engagements/v1/engagements', {
    engagement: { type: 'NOTE' },
    metadata: { body: 'x' },
  });
  const { results } = (await story.millrace.get('/crm/v3/pipelines/deals')).body;
  const user = await make('/settings/v3/users', { email: 'user@example.com' });
  const team = await make('/millrace/v1/teams', { name: 'A team' });
  const type = await make('/millrace/v1/subscription-types', { name: 'News' });
  const { appId } = await givenApp(story.millrace);
  const definition = await make(
    `/automation/v4/actions/${appId}`,
    definitionBody('https://receiver.example.test', {
      functions: [{ functionType: 'PRE_FETCH_OPTIONS', id: 'sku', functionSource: 'exports.main = 1' }],
    }),
  );
  return {
    objectType: 'contacts',
    fromObjectType: 'contacts',
    toObjectType: 'companies',
    objectTypeId: '0-1',
    objectId: contact,
    recordId: contact,
    vid: contact,
    email: 'a@example.com',
    toObjectId: company,
    associationType: 'contact_to_company',
    associationTypeId: '1',
    listId: list.listId,
    listName: 'A list',
    sourceListId: source.listId,
    folderId: folder.id,
    newParentFolderId: '0',
    flowId: flow,
    workflowId: '1000',
    revisionId: '1',
    enrollmentId: enrollment.id,
    formId: form.id,
    formGuid: form.id,
    portalId: story.millrace.accountId,
    emailId: email.id,
    eventName: event.fullyQualifiedName,
    propertyName: 'firstname',
    groupName: 'contactinformation',
    engagementId: String(call.engagement.id),
    pipelineId: results[0].id,
    stageId: results[0].stages[0].id,
    userId: user.id,
    ownerId: '1',
    teamId: team.id,
    subscriptionTypeId: String(type.id),
    subscriberIdString: 'a@example.com',
    emailAddress: 'a@example.com',
    name: 'a_secret',
    tokenId: '999999',
    appId: String(appId),
    definitionId: definition.id,
    functionType: 'PRE_FETCH_OPTIONS',
    functionId: 'sku',
    callbackId: 'ap-1-1-1-1-1',
    actionTypeId: `1-${definition.id}`,
    token: 'no-token',
    mailId: '1',
    jobId: '1',
    associationIdentifier: '1',
  };
}
