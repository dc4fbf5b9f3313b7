/**
 * Single sends: mails that a caller sends to one recipient by itself, and what became of them.
 * Owns no table: such a mail is an effect of the kind `single_send`, with nobody who waits for it, and so is sent as
 * carefully as one of a flow. In: requests; out: contacts made or changed, and effects, which the mailer takes.
 */
export { singleSendKeeper } from './keeper.ts';
export { SINGLE_SEND, wishesOf } from './request.ts';
export { singleSendRoutes } from './routes.ts';
