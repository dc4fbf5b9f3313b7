/** What an operation does, in a few words, and the status codes of its success. */
export interface Operation {
  readonly summary: string;
  readonly answers: readonly number[];
}

const answers = (summary: string, ...codes: number[]): Operation => ({ summary, answers: codes });
const reads = (summary: string) => answers(summary, 200);
const makes = (summary: string) => answers(summary, 201);
/** Answers without a body. */
const does = (summary: string) => answers(summary, 204);
/** 207 when some inputs have no result. */
const reading = (summary: string) => answers(summary, 200, 207);
const making = (summary: string) => answers(summary, 201, 207);

/**
 * The words of the API's description, an entry for every operation. Operations that are served at several paths have
 * one entry, at the path that ALIASES leads to.
 */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /automation/v4/flows': reads('List flows'),
  'POST /automation/v4/flows': makes('Make a flow'),
  'GET /automation/v4/flows/{flowId}': reads('Read a flow'),
  'PUT /automation/v4/flows/{flowId}': reads('Replace a flow: what is left out is cleared'),
  'DELETE /automation/v4/flows/{flowId}': does('Delete a flow and unenroll everybody from it'),
  'POST /automation/v4/flows/batch/read': reading('Read many flows'),
  'GET /automation/v4/flows/email-campaigns': reads('List the marketing emails that flows send'),
  'GET /automation/v4/flows/performance/{flowId}': reads(
    'Count who entered and left a flow, by day, week or month',
  ),
  'POST /automation/v4/workflow-id-mappings/batch/read': reading(
    'Map flow ids to legacy workflow ids and back',
  ),
  'GET /automation/2026-09-beta/flows/{flowId}/revisions/{revisionId}': reads('Read a flow as it was'),
  'GET /automation/2026-09-beta/action-types': reads('List the types of actions'),

  'GET /automation/v3/workflows': reads('List workflows over contacts'),
  'POST /automation/v3/workflows': reads('Make a workflow of simple actions'),
  'GET /automation/v3/workflows/{workflowId}': reads('Read a workflow'),
  'DELETE /automation/v3/workflows/{workflowId}': does('Delete a workflow'),
  'POST /automation/v2/workflows/{workflowId}/enrollments/contacts/{email}': does('Enroll a contact'),
  'DELETE /automation/v2/workflows/{workflowId}/enrollments/contacts/{email}': does('Unenroll a contact'),
  'GET /automation/v2/workflows/enrollments/contacts/{vid}': reads('List the workflows that a contact is in'),
  'GET /automation/v3/logevents/workflows/{workflowId}': reads('Read the log of a workflow'),
  'PUT /automation/v3/logevents/workflows/{workflowId}/filter': reads('Read some of the log of a workflow'),
  'GET /automation/v3/performance/workflow/{workflowId}': reads('Count who entered and left a workflow'),

  'POST /events/v3/send': does('Say that something happened to a record'),
  'POST /events/v3/send/batch': does('Say that much happened'),
  'GET /events/v3/events': reads('List what has happened to records'),
  'GET /events/v3/events/event-types': reads('List the names of event types'),
  'GET /events/v3/event-definitions': reads('List event types'),
  'POST /events/v3/event-definitions': makes('Define an event type'),
  'GET /events/v3/event-definitions/{eventName}': reads('Read an event type'),
  'PATCH /events/v3/event-definitions/{eventName}': makes('Change an event type'),
  'DELETE /events/v3/event-definitions/{eventName}': does('Take an event type out of use'),
  'POST /events/v3/event-definitions/{eventName}/property': makes('Add a property to an event type'),
  'PATCH /events/v3/event-definitions/{eventName}/property/{propertyName}': makes(
    'Change a property of an event type',
  ),
  'DELETE /events/v3/event-definitions/{eventName}/property/{propertyName}': does(
    'Remove a property of an event type',
  ),

  'GET /communication-preferences/v4/definitions': reads('List what can be subscribed to'),
  'GET /communication-preferences/v4/statuses/{subscriberIdString}': reads(
    'Read what a contact has subscribed to',
  ),
  'POST /communication-preferences/v4/statuses/{subscriberIdString}': reads(
    'Subscribe or unsubscribe a contact',
  ),
  'GET /communication-preferences/v4/statuses/{subscriberIdString}/unsubscribe-all': reads(
    'Tell whether a contact is out of all email',
  ),
  'POST /communication-preferences/v4/statuses/{subscriberIdString}/unsubscribe-all': reads(
    'Unsubscribe a contact from all email',
  ),
  'POST /communication-preferences/v4/statuses/batch/read': reading(
    'Read what many contacts have subscribed to',
  ),
  'POST /communication-preferences/v4/statuses/batch/write': reads('Subscribe or unsubscribe many contacts'),
  'POST /communication-preferences/v4/statuses/batch/unsubscribe-all': reads(
    'Unsubscribe many contacts from all email',
  ),
  'POST /communication-preferences/v4/statuses/batch/unsubscribe-all/read': reading(
    'Tell which of many contacts are out of all email',
  ),
  'POST /millrace/v1/subscription-types': makes('Make something that can be subscribed to'),
  'PATCH /millrace/v1/subscription-types/{subscriptionTypeId}': reads('Change what can be subscribed to'),

  'GET /crm/v3/owners': reads('List owners'),
  'GET /crm/v3/owners/{ownerId}': reads('Read an owner'),
  'POST /millrace/v1/owners': makes('Make an owner'),
  'PATCH /millrace/v1/owners/{ownerId}': reads('Change an owner, or bring one back'),
  'DELETE /millrace/v1/owners/{ownerId}': does('Archive an owner'),

  'GET /communication-preferences/v3/definitions': reads('List subscription types'),
  'GET /communication-preferences/v3/status/email/{emailAddress}': reads("Read a contact's subscriptions"),
  'POST /communication-preferences/v3/subscribe': reads('Subscribe a contact'),
  'POST /communication-preferences/v3/unsubscribe': reads('Unsubscribe a contact from one subscription'),

  'POST /engagements/v1/engagements': reads('Make an engagement'),
  'GET /engagements/v1/engagements/paged': reads('List engagements'),
  'GET /engagements/v1/engagements/associated/{objectType}/{objectId}/paged': reads(
    "List a record's engagements",
  ),
  'GET /engagements/v1/engagements/{engagementId}': reads('Read an engagement'),
  'PATCH /engagements/v1/engagements/{engagementId}': reads('Change an engagement'),
  'DELETE /engagements/v1/engagements/{engagementId}': does('Archive an engagement'),

  'GET /settings/v3/users': reads('List users'),
  'POST /settings/v3/users': makes('Make a user, who is an owner at once'),
  'GET /settings/v3/users/roles': reads('List roles: there are none'),
  'GET /settings/v3/users/teams': reads('List teams, and who is in them'),
  'GET /settings/v3/users/{userId}': reads('Read a user, by id or by address'),
  'PUT /settings/v3/users/{userId}': reads('Change a user'),
  'DELETE /settings/v3/users/{userId}': does('Take a user away; records that belong to them still do'),
  'POST /millrace/v1/teams': makes('Make a team'),
  'PATCH /millrace/v1/teams/{teamId}': reads('Rename a team'),
  'DELETE /millrace/v1/teams/{teamId}': does('Take a team away, and everybody out of it'),

  'GET /crm/v3/pipelines/{objectType}': reads('List pipelines'),
  'POST /crm/v3/pipelines/{objectType}': makes('Make a pipeline'),
  'GET /crm/v3/pipelines/{objectType}/{pipelineId}': reads('Read a pipeline'),
  'PUT /crm/v3/pipelines/{objectType}/{pipelineId}': reads('Replace a pipeline'),
  'PATCH /crm/v3/pipelines/{objectType}/{pipelineId}': reads('Change a pipeline, or bring it back'),
  'DELETE /crm/v3/pipelines/{objectType}/{pipelineId}': does('Archive a pipeline'),
  'GET /crm/v3/pipelines/{objectType}/{pipelineId}/audit': reads('List the changes of a pipeline'),
  'GET /crm/v3/pipelines/{objectType}/{pipelineId}/stages': reads('List stages'),
  'POST /crm/v3/pipelines/{objectType}/{pipelineId}/stages': makes('Make a stage'),
  'GET /crm/v3/pipelines/{objectType}/{pipelineId}/stages/{stageId}': reads('Read a stage'),
  'PUT /crm/v3/pipelines/{objectType}/{pipelineId}/stages/{stageId}': reads('Replace a stage'),
  'PATCH /crm/v3/pipelines/{objectType}/{pipelineId}/stages/{stageId}': reads(
    'Change a stage, or bring it back',
  ),
  'DELETE /crm/v3/pipelines/{objectType}/{pipelineId}/stages/{stageId}': does('Archive a stage'),
  'GET /crm/v3/pipelines/{objectType}/{pipelineId}/stages/{stageId}/audit': reads(
    'List the changes of a stage',
  ),

  'GET /crm/v3/objects/{objectType}': reads('List records'),
  'POST /crm/v3/objects/{objectType}': makes('Create a record'),
  'GET /crm/v3/objects/{objectType}/{objectId}': reads('Read a record'),
  'PATCH /crm/v3/objects/{objectType}/{objectId}': reads('Change properties of a record'),
  'DELETE /crm/v3/objects/{objectType}/{objectId}': does('Archive a record'),
  'POST /crm/v3/objects/{objectType}/search': reads('Search records by filters and words'),
  'POST /crm/v3/objects/{objectType}/merge': reads('Merge one record into another'),
  'POST /crm/v3/objects/contacts/gdpr-delete': does('Erase a contact for good'),
  'POST /crm/v3/objects/{objectType}/batch/create': making('Create many records'),
  'POST /crm/v3/objects/{objectType}/batch/update': reading('Change many records'),
  'POST /crm/v3/objects/{objectType}/batch/upsert': reading(
    'Create or change many records by a unique property',
  ),
  'POST /crm/v3/objects/{objectType}/batch/archive': does('Archive many records'),
  'POST /crm/v3/objects/{objectType}/batch/read': reading('Read many records'),

  'GET /crm/v3/lists': reads('Read many lists'),
  'POST /crm/v3/lists': reads('Make a list'),
  'POST /crm/v3/lists/search': reads('Search lists'),
  'GET /crm/v3/lists/object-type-id/{objectTypeId}/name/{listName}': reads('Read a list by its name'),
  'GET /crm/v3/lists/{listId}': reads('Read a list'),
  'DELETE /crm/v3/lists/{listId}': does('Delete a list'),
  'PUT /crm/v3/lists/{listId}/restore': does('Bring a deleted list back'),
  'PUT /crm/v3/lists/{listId}/update-list-filters': reads('Change the filters of a list'),
  'PUT /crm/v3/lists/{listId}/update-list-name': reads('Rename a list'),
  'GET /crm/v3/lists/{listId}/size-and-edits-history/between': reads('Tell how a list grew and was edited'),
  'GET /crm/v3/lists/{listId}/memberships': reads('List the members of a list'),
  'DELETE /crm/v3/lists/{listId}/memberships': does('Take every member out of a list'),
  'GET /crm/v3/lists/{listId}/memberships/join-order': reads(
    'List members in the order in which they joined',
  ),
  'PUT /crm/v3/lists/{listId}/memberships/add': reads('Put records into a list'),
  'PUT /crm/v3/lists/{listId}/memberships/remove': reads('Take records out of a list'),
  'PUT /crm/v3/lists/{listId}/memberships/add-and-remove': reads('Put records in and take others out'),
  'PUT /crm/v3/lists/{listId}/memberships/add-from/{sourceListId}': does(
    'Put the members of another list in',
  ),
  'GET /crm/v3/lists/records/{objectTypeId}/{recordId}/memberships': reads(
    'List the lists that a record is in',
  ),
  'POST /crm/v3/lists/records/memberships/batch/read': reading('List the lists that many records are in'),
  'GET /crm/v3/lists/folders': reads('Read the folders of lists'),
  'POST /crm/v3/lists/folders': reads('Make a folder'),
  'PUT /crm/v3/lists/folders/move-list': does('Move a list into a folder'),
  'DELETE /crm/v3/lists/folders/{folderId}': does('Delete a folder'),
  'PUT /crm/v3/lists/folders/{folderId}/move/{newParentFolderId}': reads('Move a folder'),
  'PUT /crm/v3/lists/folders/{folderId}/rename': reads('Rename a folder'),
  'GET /crm/v3/lists/idmapping': reads('Map a legacy list id'),
  'POST /crm/v3/lists/idmapping': reads('Map many legacy list ids'),

  'GET /crm/v3/properties/{objectType}': reads('List properties'),
  'POST /crm/v3/properties/{objectType}': makes('Create a property'),
  'GET /crm/v3/properties/{objectType}/{propertyName}': reads('Read a property'),
  'PATCH /crm/v3/properties/{objectType}/{propertyName}': reads('Change a property'),
  'DELETE /crm/v3/properties/{objectType}/{propertyName}': does('Archive a property'),
  'POST /crm/v3/properties/{objectType}/batch/create': making('Create many properties'),
  'POST /crm/v3/properties/{objectType}/batch/read': reading('Read many properties'),
  'POST /crm/v3/properties/{objectType}/batch/archive': does('Archive many properties'),
  'GET /crm/v3/properties/{objectType}/groups': reads('List property groups'),
  'POST /crm/v3/properties/{objectType}/groups': makes('Create a property group'),
  'GET /crm/v3/properties/{objectType}/groups/{groupName}': reads('Read a property group'),
  'PATCH /crm/v3/properties/{objectType}/groups/{groupName}': reads('Change a property group'),
  'DELETE /crm/v3/properties/{objectType}/groups/{groupName}': does('Archive a property group'),

  'GET /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}': reads('List associated records'),
  'PUT /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}': makes(
    'Associate two records by given types',
  ),
  'PUT /crm/v4/objects/{objectType}/{objectId}/associations/default/{toObjectType}/{toObjectId}': reads(
    'Associate two records by the default type',
  ),
  'DELETE /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}': does(
    'Remove every association of two records',
  ),
  'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/create': making(
    'Associate many pairs of records',
  ),
  'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/associate/default': reading(
    'Associate many pairs by the default type',
  ),
  'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/archive': does(
    'Remove the associations of many pairs',
  ),
  'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/labels/archive': does(
    'Remove labels of many pairs',
  ),
  'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read': reading(
    'Read the associations of many records',
  ),
  'GET /crm/v3/objects/{objectType}/{objectId}/associations/{toObjectType}': reads('List associated records'),
  'PUT /crm/v3/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}/{associationType}':
    reads('Associate two records by a named type'),
  'DELETE /crm/v3/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}/{associationType}':
    does('Remove the association of two records'),
  'GET /crm/v3/associations/{fromObjectType}/{toObjectType}/types': reads(
    'List the names of association types',
  ),
  'POST /crm/v3/associations/{fromObjectType}/{toObjectType}/batch/read': reading(
    'Read the associations of many records',
  ),
  'POST /crm/v3/associations/{fromObjectType}/{toObjectType}/batch/create': making(
    'Associate many pairs by named types',
  ),
  'POST /crm/v3/associations/{fromObjectType}/{toObjectType}/batch/archive': does(
    'Remove the associations of many pairs',
  ),
  'GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels': reads('List association types'),
  'POST /crm/associations/v4/{fromObjectType}/{toObjectType}/labels': reads('Define an association label'),
  'PUT /crm/associations/v4/{fromObjectType}/{toObjectType}/labels': does('Rename an association label'),
  'DELETE /crm/associations/v4/{fromObjectType}/{toObjectType}/labels/{associationTypeId}': does(
    'Delete an association label',
  ),

  'GET /crm-object-schemas/v3/schemas': reads('List custom object types'),
  'POST /crm-object-schemas/v3/schemas': makes('Define a custom object type'),
  'POST /crm-object-schemas/v3/schemas/batch/read': reads('Read many custom object types'),
  'GET /crm-object-schemas/v3/schemas/{objectType}': reads('Read an object type'),
  'PATCH /crm-object-schemas/v3/schemas/{objectType}': reads('Change a custom object type'),
  'DELETE /crm-object-schemas/v3/schemas/{objectType}': does('Archive a custom object type'),
  'POST /crm-object-schemas/v3/schemas/{objectType}/associations': makes(
    'Let two object types be associated',
  ),
  'DELETE /crm-object-schemas/v3/schemas/{objectType}/associations/{associationIdentifier}': does(
    'Undo what let two object types be associated',
  ),

  'GET /marketing/v3/forms': reads('List forms'),
  'POST /marketing/v3/forms': makes('Create a form'),
  'GET /marketing/v3/forms/{formId}': reads('Read a form'),
  'PUT /marketing/v3/forms/{formId}': reads('Replace a form'),
  'PATCH /marketing/v3/forms/{formId}': reads('Change a form'),
  'DELETE /marketing/v3/forms/{formId}': does('Archive a form'),
  'OPTIONS /submissions/v3/integration/submit/{portalId}/{formGuid}': does(
    'Tell browsers that any page may submit',
  ),
  'POST /submissions/v3/integration/submit/{portalId}/{formGuid}': reads('Submit a form, as a page does'),
  'POST /submissions/v3/integration/secure/submit/{portalId}/{formGuid}': reads(
    'Submit a form, as a server does',
  ),
  'GET /form-integrations/v1/submissions/forms/{formId}': reads(
    'List what a form was submitted with, newest first',
  ),

  'GET /marketing/v3/emails': reads('List marketing emails'),
  'POST /marketing/v3/emails': makes('Create a marketing email'),
  'POST /marketing/v3/emails/clone': reads('Copy a marketing email'),
  'GET /marketing/v3/emails/{emailId}': reads('Read a marketing email'),
  'PATCH /marketing/v3/emails/{emailId}': reads('Change a marketing email'),
  'DELETE /marketing/v3/emails/{emailId}': does('Archive a marketing email'),
  'GET /marketing/v3/emails/{emailId}/draft': reads('Read the draft of a marketing email'),
  'PATCH /marketing/v3/emails/{emailId}/draft': reads('Change the draft of a marketing email'),
  'POST /marketing/v3/emails/{emailId}/draft/reset': does('Drop the draft of a marketing email'),
  'GET /marketing/v3/emails/{emailId}/revisions': reads('List a marketing email as it was after each save'),
  'GET /marketing/v3/emails/{emailId}/revisions/{revisionId}': reads('Read a marketing email as it was'),
  'POST /marketing/v3/emails/{emailId}/revisions/{revisionId}/restore': does(
    'Bring a marketing email back to what it was',
  ),
  'POST /marketing/v3/emails/{emailId}/revisions/{revisionId}/restore-to-draft': reads(
    'Make a draft of what a marketing email was',
  ),
  'POST /marketing/v3/emails/{emailId}/publish': does('Publish a marketing email'),
  'POST /marketing/v3/emails/{emailId}/unpublish': does('Unpublish a marketing email'),
  'POST /marketing/v4/email/single-send': reads('Send one mail'),
  'POST /marketing/v3/transactional/single-email/send': reads(
    'Send one mail that its recipient has asked for',
  ),
  'GET /marketing/v3/email/send-statuses/{statusId}': reads('Tell what became of one mail'),
  'GET /marketing/v3/emails/statistics/list': reads('Tell what became of the mails of emails'),
  'GET /marketing/v3/emails/statistics/histogram': reads('Tell what became of mails, period by period'),

  'GET /millrace/v1/flows': reads('List flows, and how much lint says of each'),
  'GET /millrace/v1/flows/deleted': reads('List deleted flows'),
  'POST /millrace/v1/flows/lint': reads('Say what is wrong with a flow that is not saved, and advise on it'),
  'GET /millrace/v1/flows/{flowId}/lint': reads('Advise on a flow'),
  'GET /millrace/v1/flows/{flowId}/revisions': reads('List the revisions of a flow'),
  'GET /millrace/v1/flows/{flowId}/revisions/{revisionId}': reads('Read a flow as it was, deleted or not'),
  'GET /millrace/v1/flows/{flowId}/diff': reads('Tell what differs between two revisions'),
  'POST /millrace/v1/flows/{flowId}/revisions/{revisionId}/restore': reads(
    'Make a new revision of an old one',
  ),
  'POST /millrace/v1/flows/{flowId}/turn-on': reads('Turn a flow on, and say what lint finds'),
  'POST /millrace/v1/flows/{flowId}/turn-off': reads('Turn a flow off and leave the rest of it as it is'),
  'POST /millrace/v1/flows/{flowId}/undelete': reads('Bring a deleted flow back'),
  'POST /millrace/v1/flows/{flowId}/enrollments': answers(
    'Enroll records, and say what became of each; or begin to enroll all who match',
    200,
    202,
  ),
  'GET /millrace/v1/flows/{flowId}/enrollments': reads('List enrollments, newest first'),
  'GET /millrace/v1/flows/{flowId}/preview': reads(
    'Count whom the criteria are met by, and what would become of them',
  ),
  'GET /millrace/v1/flows/{flowId}/enrollment-jobs/{jobId}': reads(
    'Tell how far enrolling all who match has come',
  ),
  'DELETE /millrace/v1/flows/{flowId}/enrollment-jobs/{jobId}': reads('Cancel enrolling all who match'),
  'GET /millrace/v1/flows/{flowId}/explain': reads('Tell why a record is or is not in a flow'),
  'POST /millrace/v1/flows/{flowId}/unenrollments': reads('Unenroll records'),
  'POST /millrace/v1/enrollments/{enrollmentId}/skip-wait': reads(
    'Let an enrollment go on that waits, or is held at a wait that cannot be waited',
  ),
  'GET /millrace/v1/enrollments/{enrollmentId}': reads("Read an enrollment with the passage's steps"),
  'GET /millrace/v1/flows/{flowId}/steps': reads("Read a flow's action log"),
  'GET /millrace/v1/steps': reads('Read the action log of all flows'),
  'GET /millrace/v1/errors': reads('Tell what went wrong in all flows, by cause, the most frequent first'),
  'GET /millrace/v1/effects': reads('List what is still to be done to the outside world, next first'),
  'POST /millrace/v1/effects/cancellations': reads('Cancel effects that have not begun, by id or of a flow'),
  'GET /millrace/v1/mailbox': reads('List what was sent, newest first'),
  'GET /millrace/v1/mailbox/{mailId}': reads('Read one mail in full'),
  'GET /millrace/v1/clock': reads('Tell the time of the account'),
  'POST /millrace/v1/clock/advance': reads('Move the clock, running all that falls due on the way'),
  'POST /millrace/v1/clock/settle': reads('Run until nothing is due'),
  'GET /millrace/v1/tokens': reads('List access tokens'),
  'POST /millrace/v1/tokens': makes('Make an access token'),
  'DELETE /millrace/v1/tokens/{tokenId}': does('Revoke an access token'),
  'GET /millrace/v1/apps': reads('List the apps that can be let in'),
  'POST /millrace/v1/apps': makes('Register an app; its secret is shown once'),
  'DELETE /millrace/v1/apps/{appId}': does('Delete an app with its tokens'),
  'GET /millrace/v1/secrets': reads('List the names of secrets'),
  'PUT /millrace/v1/secrets/{name}': reads('Store a secret, which is never shown again'),
  'DELETE /millrace/v1/secrets/{name}': does('Delete a secret'),
  'GET /millrace/v1/settings': reads(
    'Read what the account is told to be: name, zone, currency, default lifecycle stage; and who changed it last',
  ),
  'PATCH /millrace/v1/settings': reads(
    'Change name, zone, currency or default lifecycle stage of the account',
  ),

  'GET /account-info/v3/details': reads('Tell whose account a token opens'),
  'GET /account-info/v3/api-usage/daily/private-apps': reads('Tell how many calls the day has seen'),
  'GET /integrations/v1/me': reads('Tell whose account a token opens, as older clients ask'),
  'GET /integrations/v1/limit/daily': reads('Tell how many calls the day has seen, as older clients ask'),
  'POST /oauth/v1/token': reads('Exchange a code or a refresh token for an access token'),
  'POST /oauth/v3/token': reads('Exchange a code or a refresh token for an access token'),
  'POST /oauth/v3/token/introspect': reads('Tell an app about one of its tokens'),
  'POST /oauth/v3/token/revoke': does('Revoke a refresh token of an app'),
  'GET /oauth/v1/access-tokens/{token}': reads('Tell about an access token'),
  'GET /oauth/v1/refresh-tokens/{token}': reads('Tell about a refresh token'),
  'DELETE /oauth/v1/refresh-tokens/{token}': does('Revoke a refresh token'),
  'POST /oauth/v2/private-apps/get/access-token-info': reads(
    'Tell about an access token, as newer clients ask',
  ),

  'GET /health/live': reads('Tell whether the process lives'),
  'GET /health/ready': reads('Tell whether the database answers'),
  'GET /metrics': reads('Read metrics, for Prometheus'),
};

const V4 = '/automation/v4/';
const BETA = '/automation/2026-09-beta/';

/** Its words; the beta says what v4 says where it has nothing of its own. */
export function operationAt(method: string, path: string): Operation | undefined {
  return OPERATIONS[`${method} ${path}`] ?? OPERATIONS[`${method} ${path.replace(BETA, V4)}`];
}

/** Whether the operation has words of its own, which the beta has not where it is as v4. */
export function hasWords(method: string, path: string): boolean {
  return `${method} ${path}` in OPERATIONS;
}
