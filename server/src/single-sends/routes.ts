import { z } from 'zod';
import { readAccount } from '../accounts/index.ts';
import { findDirectEffect } from '../effects/index.ts';
import type { Store } from '../history/index.ts';
import type { Addressing } from '../mail/index.ts';
import { type App, notFound } from '../platform/index.ts';
import { sendAnswer } from './answers.ts';
import { singleSendBody } from './body.ts';
import { present, presentRepetition } from './present.ts';
import { SINGLE_SEND } from './request.ts';
import { sendSingle } from './send.ts';

const MARKETING = 'marketing-email';
const TRANSACTIONAL = 'transactional-email';

/** Mails that a caller sends by itself, and what became of them. */
export function singleSendRoutes(app: App, store: Store): void {
  sends('/marketing/v4/email/single-send', MARKETING, 'marketing', 'Send one mail');
  sends(
    '/marketing/v3/transactional/single-email/send',
    TRANSACTIONAL,
    'transactional',
    'Send one mail that its recipient has asked for',
  );

  const config = { anyScope: [MARKETING, TRANSACTIONAL] } as const;
  const params = z.object({ statusId: z.string() });
  const status = { summary: 'Read the outcome of one mail', params, response: { 200: sendAnswer } };
  app.get('/marketing/v3/email/send-statuses/:statusId', { config, schema: status }, async (request) => {
    const { accountId } = request.caller;
    const { statusId } = request.params;
    const send = /^\d{1,18}$/.test(statusId)
      ? await findDirectEffect(store.sql, accountId, SINGLE_SEND, statusId)
      : undefined;
    if (!send) throw notFound(`There is no send with the status id ${statusId}.`, { statusId: [statusId] });
    return present(accountId, send);
  });

  function sends(path: string, scope: string, purpose: Addressing['purpose'], summary: string): void {
    const options = {
      config: { scopes: [scope] },
      schema: { summary, body: singleSendBody, response: { 200: sendAnswer } },
    };
    app.post(path, options, async (request) => {
      const { accountId } = request.caller;
      const { effect: send, isNew } = await sendSingle(store, request.caller, request.body, purpose);
      if (isNew) return present(accountId, send);
      return presentRepetition(send, (await readAccount(store.sql, accountId)).now);
    });
  }
}
