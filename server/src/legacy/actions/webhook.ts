import { parseWith } from '@millrace/core/problem';
import { z } from 'zod';
import { basicAuthorization } from './basic-credentials.ts';
import type { LegacyAction } from './legacy-action.ts';

const schema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  method: z.enum(['POST', 'GET']).default('POST'),
  authCreds: z.unknown().optional(),
});

/** `WEBHOOK`: calls `url` with the contact. A flow is read by many, so a password has no place in one. */
export const webhook: LegacyAction = {
  type: 'WEBHOOK',
  toFlow(input, at, keepSecret) {
    const parsed = parseWith(schema, input, at);
    if (!parsed.ok) return parsed;
    const { url, method, authCreds } = parsed.value;
    const place = `${at}.authCreds`;
    const authorization = basicAuthorization(authCreds, place);
    if (!authorization.ok) return authorization;
    const call = { type: 'WEBHOOK', method, webhookUrl: url, queryParams: [] };
    if (authorization.value === undefined) return { ok: true, value: call };
    const secretName = keepSecret(authorization.value, place);
    const authSettings = { type: 'AUTH_KEY', name: 'Authorization', location: 'HEADER', secretName };
    return { ok: true, value: { ...call, authSettings } };
  },
  fromFlow(action) {
    if (action.type !== 'WEBHOOK') return undefined;
    return { url: action.webhookUrl, method: action.method, authCreds: null };
  },
};
