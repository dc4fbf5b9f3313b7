/**
 * Communication preferences: what people can subscribe to, and whether they have.
 * Owns the tables `subscription_types` and `subscription_reasons`. Rows in: requests; rows out: changes of the contacts'
 * properties `hs_email_optout` and `hs_email_optout_<id>`, which are the truth that mail, flows and lists read.
 */
export { preferenceKeeper } from './queries.ts';
export { preferenceRoutes } from './routes/index.ts';
