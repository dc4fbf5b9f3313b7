/**
 * Single sends: mails from a caller to one recipient, and their outcomes.
 * Owns no table: such a mail is an effect of the kind `single_send` without a waiting enrollment, sent as carefully as a
 * flow's. In: requests; out: contacts made or changed, and effects, which the mailer takes.
 */
export { singleSendKeeper } from './keeper.ts';
export { SINGLE_SEND, wishesOf } from './request.ts';
export { singleSendRoutes } from './routes.ts';
