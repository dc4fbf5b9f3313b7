import { z } from 'zod';
import { readAccount } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import type { Addressing } from '../mail/index.ts';
import { type App, notFound } from '../platform/index.ts';
import { singleSendBody } from './body.ts';
import { present, presentRepetition } from './present.ts';
import { findSingleSend } from './queries.ts';
import { sendSingle } from './send.ts';

const MARKETING = 'marketing-email';
const TRANSACTIONAL = 'transactional-email';

/** Mails that a caller sends by itself, and what became of them. */
export function singleSendRoutes(app: App, store: Store): void {
  sends('/marketing/v4/email/single-send', MARKETING, 'marketing');
  sends('/marketing/v3/transactional/single-email/send', TRANSACTIONAL, 'transactional');

  const config = { anyScope: [MARKETING, TRANSACTIONAL] } as const;
  const params = z.object({ statusId: z.string() });
  app.get('/marketing/v3/email/send-statuses/:statusId', { config, schema: { params } }, async (request) => {
    const { accountId } = request.caller;
    const { statusId } = request.params;
    const send = /^\d{1,18}$/.test(statusId)
      ? await findSingleSend(store.sql, accountId, statusId)
      : undefined;
    if (!send) throw notFound(`There is no send with the status id ${statusId}.`, { statusId: [statusId] });
    return present(accountId, send);
  });

  function sends(path: string, scope: string, purpose: Addressing['purpose']): void {
    const options = { config: { scopes: [scope] }, schema: { body: singleSendBody } };
    app.post(path, options, async (request) => {
      const { accountId } = request.caller;
      const { send, isNew } = await sendSingle(store, request.caller, request.body, purpose);
      if (isNew) return present(accountId, send);
      return presentRepetition(send, (await readAccount(store.sql, accountId)).now);
    });
  }
}
