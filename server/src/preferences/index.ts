/**
 * Communication preferences: subscription types, and the subscriptions of contacts.
 * Owns the tables `subscription_types` and `subscription_reasons`. Rows in: requests; rows out: changes of the contacts'
 * properties `hs_email_optout` and `hs_email_optout_<id>`, the truth for mail, flows and lists.
 */
export { preferenceKeeper } from './queries.ts';
export { preferenceRoutes } from './routes/index.ts';
