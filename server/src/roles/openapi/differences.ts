/** How operations of the original's API are not as in the original, in a few words of Markdown. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'POST /automation/v4/flows': 'what is refused is explained in `errors[]`',
  'PUT /automation/v4/flows/{flowId}': 'applies at once to the enrollments that wait in the flow',
  'DELETE /automation/v4/flows/{flowId}': 'can be undone: revisions are kept',
  'GET /automation/2026-09-beta/action-types': 'lists the types that run here',
  'POST /automation/v3/workflows': 'simple actions only',
  'POST /crm/v3/objects/{objectType}/batch/upsert': 'makes records only with `idProperty`',
  'GET /crm/v3/lists/idmapping': 'ids are mapped to themselves',
  'POST /crm/v3/lists/idmapping': 'ids are mapped to themselves',
  'POST /marketing/v3/forms': 'an `id` may be chosen',
  'GET /marketing/v3/forms': 'forms of the type `hubspot` only',
  'POST /marketing/v3/emails/{emailId}/publish': 'refuses templates that cannot be rendered',
  'GET /account-info/v3/details': 'a test account in development mode',
};
