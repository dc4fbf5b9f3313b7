/**
 * What a replica may answer, where there is one: what only reads, may be a moment old, and looks at more than a row or two. Everything else is of the
 * primary: what is read by its id, as after a write or by a receiver that was told the id; what is set, such as flows, properties and tokens; what
 * is going on, such as jobs, pauses and the clock; whatever writes.
 */
export const ANSWERED_BY_REPLICAS: readonly string[] = [
  // Records, searched and listed
  'GET /crm/v3/objects/{objectType}',
  'POST /crm/v3/objects/{objectType}/search',
  'GET /engagements/v1/engagements/paged',
  'GET /engagements/v1/engagements/associated/{objectType}/{objectId}/paged',
  'GET /events/v3/events',
  'GET /form-integrations/v1/submissions/forms/{formId}',
  'GET /millrace/v1/records/{objectType}/{objectId}/timeline',
  'GET /millrace/v1/search',

  // Lists, and who is in them
  'POST /crm/v3/lists/search',
  'GET /crm/v3/lists/{listId}/memberships',
  'GET /crm/v3/lists/{listId}/memberships/join-order',
  'GET /crm/v3/lists/{listId}/size-and-edits-history/between',
  'GET /crm/v3/lists/records/{objectTypeId}/{recordId}/memberships',
  'POST /crm/v3/lists/records/memberships/batch/read',

  // Counts and previews of criteria, and why a record is in a flow
  'POST /millrace/v1/criteria/explain',
  'POST /millrace/v1/criteria/preview',
  'POST /millrace/v1/enrollments/steer/preview',
  'GET /millrace/v1/flows/{flowId}/explain',
  'POST /millrace/v1/flows/{flowId}/edit-preview',
  'GET /millrace/v1/flows/{flowId}/preview',
  'GET /millrace/v1/flows/{flowId}/schedule',
  'POST /millrace/v1/flows/{flowId}/steer/preview',
  'GET /millrace/v1/enrollments/{enrollmentId}/steps/{number}/explanation',

  // Performance
  'GET /automation/v3/performance/workflow/{workflowId}',
  'GET /automation/v4/flows/performance/{flowId}',
  'GET /millrace/v1/flows',
  'GET /millrace/v1/flows/{flowId}/counts',
  'GET /millrace/v1/flows/{flowId}/goal',
  'GET /millrace/v1/flows/{flowId}/performance',

  // The action log, passages, errors
  'GET /automation/v3/logevents/workflows/{workflowId}',
  'PUT /automation/v3/logevents/workflows/{workflowId}/filter',
  'GET /millrace/v1/enrollments',
  'GET /millrace/v1/errors',
  'GET /millrace/v1/flows/{flowId}/enrollments',
  'GET /millrace/v1/flows/{flowId}/steps',
  'GET /millrace/v1/steps',

  // Reports and history
  'GET /automation/2026-09-beta/flows/email-campaigns',
  'GET /automation/v4/flows/email-campaigns',
  'GET /marketing/v3/emails/statistics/histogram',
  'GET /marketing/v3/emails/statistics/list',
  'GET /millrace/v1/alerts/log',
  'GET /millrace/v1/audit',
  'GET /millrace/v1/mailbox',
  'GET /millrace/v1/outbox',
];

/** What reads at the primary, though its method is one that writes: nothing follows from it for later reads. */
export const READS_BY_POST: readonly string[] = [
  'POST /automation/2026-09-beta/flows/batch/read',
  'POST /automation/2026-09-beta/workflow-id-mappings/batch/read',
  'POST /automation/v4/flows/batch/read',
  'POST /automation/v4/workflow-id-mappings/batch/read',
  'POST /communication-preferences/v4/statuses/batch/read',
  'POST /communication-preferences/v4/statuses/batch/unsubscribe-all/read',
  'POST /crm-object-schemas/v3/schemas/batch/read',
  'POST /crm/v3/associations/{fromObjectType}/{toObjectType}/batch/read',
  'POST /crm/v3/objects/{objectType}/batch/read',
  'POST /crm/v3/properties/{objectType}/batch/read',
  'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read',
  'POST /millrace/v1/emails/{emailId}/preview',
  'POST /millrace/v1/flows/lint',
  'POST /millrace/v1/flows/simulate',
  'POST /millrace/v1/flows/{flowId}/simulate',
  'POST /millrace/v1/names',
];

/** What tells a client how far something is that goes on by itself: what it has been told of, its later reads find. */
export const TELLS_OF_PROGRESS: readonly string[] = [
  'GET /millrace/v1/clock',
  'GET /millrace/v1/effects',
  'GET /millrace/v1/effects/{effectId}',
  'GET /millrace/v1/enrollments/{enrollmentId}',
  'GET /millrace/v1/flows/{flowId}/enrollment-jobs/{jobId}',
  'GET /millrace/v1/jobs',
  'GET /millrace/v1/jobs/{jobId}',
  'GET /marketing/v3/email/send-statuses/{statusId}',
];
