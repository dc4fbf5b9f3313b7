import { z } from 'zod';
import { legacyAction } from './legacy-action.ts';

/** `WEBHOOK`: calls `url` with the contact. */
export const webhook = legacyAction({
  type: 'WEBHOOK',
  schema: z.object({
    url: z.url({ protocol: /^https?$/ }),
    method: z.enum(['POST', 'GET']).default('POST'),
    authCreds: z.object({ user: z.string().nullish(), password: z.string().nullish() }).nullish(),
  }),
  // A flow is read by many, so a password has no place in one.
  check({ authCreds }, at) {
    if (!authCreds?.user && !authCreds?.password) return undefined;
    const message = `${at}.authCreds is not supported, since it would be kept in the open: make the flow through /automation/v4/flows, with authSettings that name a secret.`;
    return { path: `${at}.authCreds`, code: 'CREDENTIALS_NOT_SUPPORTED', message };
  },
  toFlow: ({ url, method }) => ({ type: 'WEBHOOK', method, webhookUrl: url, queryParams: [] }),
  fromFlow(action) {
    if (action.type !== 'WEBHOOK') return undefined;
    return { url: action.webhookUrl, method: action.method, authCreds: null };
  },
});
