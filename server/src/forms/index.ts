/**
 * Forms: the questions of a page, and the submissions of contacts.
 * Owns the tables `forms`, `form_submissions`. Rows in: definitions from the form routes; rows out: for every submission, in one
 * transaction, a contact with the company and other records that the form asks for, a row in `events`, and a change of kind
 * `event`, which triggers flows.
 */
export { formNames, formsNamed, knownForms } from './queries/forms.ts';
export { type SubmissionOfContact, selectSubmissionsOf, submissionKeeper } from './queries/submissions.ts';
export { formRoutes } from './routes/index.ts';
