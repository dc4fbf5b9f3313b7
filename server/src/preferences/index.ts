/**
 * Communication preferences: subscription types, the subscriptions of contacts, and the links and pages by which recipients say what they want.
 * Owns the tables `subscription_types`, `subscription_reasons` and `address_standings`. Rows in: requests; rows out: changes of the contacts'
 * properties `hs_email_optout` and `hs_email_optout_<id>`, the truth for mail, flows and lists.
 */

export { addressKeeper, followAddresses } from './follow-addresses.ts';
export { type Texts, textsFor } from './languages/index.ts';
export { LINK_PATHS, type LinkOf, MailLinks, type PreferenceLinks } from './mail-links.ts';
export { optOutByReport } from './opt-out-by-report.ts';
export { flushSubscriptionReasons, listSubscriptionTypes, preferenceKeeper } from './queries.ts';
export { preferenceRoutes } from './routes/index.ts';
