/**
 * Forms: what a page asks of a contact, and what comes back.
 * Owns the tables `forms`, `form_submissions`. Rows in: definitions from the form routes; rows out: for every submission a contact made or
 * changed, with the company and other records that it asks for, a row in `events` and a change of kind `event`, which flows are triggered by, all in one transaction.
 */
export { knownForms } from './queries/forms.ts';
export { submissionKeeper } from './queries/submissions.ts';
export { formRoutes } from './routes/index.ts';
