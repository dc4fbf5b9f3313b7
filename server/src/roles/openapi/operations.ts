/** What an operation does, in a few words, and the status codes of its success. */
export interface Operation {
  readonly summary: string;
  readonly answers: readonly number[];
  /** How it is not as the original, in a few words of Markdown. */
  readonly differs?: string;
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
  'POST /crm/v3/objects/{objectType}/batch/create': making('Create many records'),
  'POST /crm/v3/objects/{objectType}/batch/update': reading('Change many records'),
  'POST /crm/v3/objects/{objectType}/batch/upsert': reading(
    'Create or change many records by a unique property',
  ),
  'POST /crm/v3/objects/{objectType}/batch/archive': does('Archive many records'),
  'POST /crm/v3/objects/{objectType}/batch/read': reading('Read many records'),

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

  'GET /marketing/v3/emails': reads('List marketing emails'),
  'POST /marketing/v3/emails': makes('Create a marketing email'),
  'POST /marketing/v3/emails/clone': reads('Copy a marketing email'),
  'GET /marketing/v3/emails/{emailId}': reads('Read a marketing email'),
  'PATCH /marketing/v3/emails/{emailId}': reads('Change a marketing email'),
  'DELETE /marketing/v3/emails/{emailId}': does('Archive a marketing email'),
  'GET /marketing/v3/emails/{emailId}/draft': reads('Read the draft of a marketing email'),
  'PATCH /marketing/v3/emails/{emailId}/draft': reads('Change the draft of a marketing email'),
  'POST /marketing/v3/emails/{emailId}/draft/reset': does('Drop the draft of a marketing email'),
  'POST /marketing/v3/emails/{emailId}/publish': does('Publish a marketing email'),
  'POST /marketing/v3/emails/{emailId}/unpublish': does('Unpublish a marketing email'),

  'GET /millrace/v1/flows/{flowId}/lint': reads('Advise on a flow'),
  'GET /millrace/v1/flows/{flowId}/revisions': reads('List the revisions of a flow'),
  'GET /millrace/v1/flows/{flowId}/revisions/{revisionId}': reads('Read a flow as it was, deleted or not'),
  'GET /millrace/v1/flows/{flowId}/diff': reads('Tell what differs between two revisions'),
  'POST /millrace/v1/flows/{flowId}/revisions/{revisionId}/restore': reads(
    'Make a new revision of an old one',
  ),
  'POST /millrace/v1/flows/{flowId}/undelete': reads('Bring a deleted flow back'),
  'POST /millrace/v1/flows/{flowId}/enrollments': reads('Enroll records, and say what became of each'),
  'GET /millrace/v1/flows/{flowId}/enrollments': reads('List enrollments, newest first'),
  'POST /millrace/v1/flows/{flowId}/unenrollments': reads('Unenroll records'),
  'GET /millrace/v1/enrollments/{enrollmentId}': reads("Read an enrollment with the passage's steps"),
  'GET /millrace/v1/flows/{flowId}/steps': reads("Read a flow's action log"),
  'GET /millrace/v1/mailbox': reads('List what was sent, newest first'),
  'GET /millrace/v1/mailbox/{mailId}': reads('Read one mail in full'),
  'GET /millrace/v1/clock': reads('Tell the time of the account'),
  'POST /millrace/v1/clock/advance': reads('Move the clock, running all that falls due on the way'),
  'POST /millrace/v1/clock/settle': reads('Run until nothing is due'),
  'GET /millrace/v1/tokens': reads('List access tokens'),
  'POST /millrace/v1/tokens': makes('Make an access token'),
  'DELETE /millrace/v1/tokens/{tokenId}': does('Revoke an access token'),

  'GET /health/live': reads('Tell whether the process lives'),
  'GET /health/ready': reads('Tell whether the database answers'),
  'GET /metrics': reads('Read metrics, for Prometheus'),
};

/** Where paths begin that lead to the same operations as others: the original's older or odd spellings. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^\/automation\/v4\/2026-09-beta\//, '/automation/2026-09-beta/'],
  [/^\/crm\/v3\/schemas/, '/crm-object-schemas/v3/schemas'],
  [/^\/crm\/v4\/associations\/(\{\w+\}\/\{\w+\}\/labels)/, '/crm/associations/v4/$1'],
];

/** The path that the description shows instead of this one, if any. */
export function aliasOf(path: string): string | undefined {
  const alias = ALIASES.find(([pattern]) => pattern.test(path));
  return alias && path.replace(alias[0], alias[1]);
}

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

/** Features, in the order of the description; an operation belongs to the first whose paths it has. */
export const TAGS: readonly {
  readonly name: string;
  readonly paths: RegExp;
  readonly description: string;
}[] = [
  {
    name: 'Automation v4',
    paths: /^\/automation\/v4\//,
    description: 'Flows, as the HubSpot Automation API has them.',
  },
  {
    name: 'Automation 2026-09-beta',
    paths: /^\/automation\/2026-09-beta\//,
    description:
      'What v4 has, save performance, and revisions and action types. Also at `/automation/v4/2026-09-beta`.',
  },
  { name: 'Automation, older', paths: /^\/automation\//, description: 'What older clients call.' },
  {
    name: 'Revisions and advice',
    paths: /^\/millrace\/v1\/flows\/\{flowId\}\/(lint|diff|revisions|undelete)/,
    description:
      'What a flow was, what changed, and what to look at before it runs. The original has none of this.',
  },
  {
    name: 'Enrollments',
    paths: /^\/millrace\/v1\/(flows|enrollments)/,
    description: 'Who passes through a flow, step by step. The original has none of this.',
  },
  {
    name: 'Clock',
    paths: /^\/millrace\/v1\/clock/,
    description: 'In development mode, time moves when asked.',
  },
  {
    name: 'Mailbox',
    paths: /^\/millrace\/v1\/mailbox/,
    description: 'Every mail that a flow sent or tried to send.',
  },
  {
    name: 'Records',
    paths: /^\/crm\/v3\/objects/,
    description: 'Contacts, companies, deals, tickets and the rest.',
  },
  {
    name: 'Properties',
    paths: /^\/crm\/v3\/properties/,
    description: 'Their properties and groups of these.',
  },
  { name: 'Associations', paths: /^\/crm\/(v4|associations)\//, description: 'Typed links between records.' },
  {
    name: 'Object types',
    paths: /^\/crm-object-schemas\//,
    description: 'Custom object types; served at `/crm/v3/schemas` too.',
  },
  {
    name: 'Pipelines',
    paths: /^\/crm\/v3\/pipelines/,
    description: 'What deals, tickets and others move through, stage by stage.',
  },
  {
    name: 'Forms',
    paths: /^\/(marketing\/v3\/forms|submissions)/,
    description: 'Forms and their submissions.',
  },
  { name: 'Marketing emails', paths: /^\/marketing\/v3\/emails/, description: 'What flows send.' },
  { name: 'Administration', paths: /^\/millrace\/v1\//, description: 'Access tokens.' },
  {
    name: 'Health',
    paths: /^\/(health|metrics)/,
    description: 'For supervisors and Prometheus; no token asked.',
  },
  { name: 'Other', paths: /./, description: 'What has no feature yet.' },
];

export function tagOf(path: string): string {
  return TAGS.find(({ paths }) => paths.test(path))!.name;
}
