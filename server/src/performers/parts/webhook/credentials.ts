import { quote } from '@millrace/core/problem';
import { type AccountId, readAppSecrets, readSecrets, type SecretBox } from '../../../accounts/index.ts';
import { type Method, signatureHeaders } from '../../../outgoing/index.ts';
import type { Db } from '../../../platform/index.ts';
import type { WebhookAuth } from './webhook-request.ts';

/** A request before a receiver is told who sends it. */
export interface Unsigned {
  readonly method: Method;
  readonly url: string;
  readonly body: string;
}

export type Credited =
  | { readonly kind: 'credited'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };

/** Adds to a request what `authSettings` ask for. */
export type Credentials = (auth: WebhookAuth | undefined, request: Unsigned) => Credited;

/** Throws SecretUnreadable when this process cannot read a secret. */
export async function loadCredentials(
  db: Db,
  box: SecretBox,
  accountId: AccountId,
  wanted: readonly (WebhookAuth | undefined)[],
): Promise<Credentials> {
  const names = wanted.flatMap((auth) => (auth?.type === 'AUTH_KEY' ? [auth.secretName] : []));
  const appIds = wanted.flatMap((auth) => (auth?.type === 'SIGNATURE' ? [auth.appId] : []));
  const [secrets, apps] = await Promise.all([
    names.length === 0 ? new Map<string, string>() : readSecrets(db, box, accountId, [...new Set(names)]),
    readAppSecrets(db, box, accountId, [...new Set(appIds)]),
  ]);
  return (auth, request) => {
    if (!auth) return { kind: 'credited', url: request.url, headers: {} };
    return auth.type === 'AUTH_KEY'
      ? withKey(auth, secrets.get(auth.secretName), request)
      : signed(auth.appId, apps.get(auth.appId), request);
  };
}

function withKey(
  { name, location, secretName }: WebhookAuth & { readonly type: 'AUTH_KEY' },
  secret: string | undefined,
  { url }: Unsigned,
): Credited {
  if (secret === undefined)
    return failed(
      'SECRET_MISSING',
      `authSettings.secretName ${quote(secretName)} is not a secret of this account.`,
    );
  if (location === 'HEADER') return { kind: 'credited', url, headers: { [name]: secret } };
  const parameter = `${encodeURIComponent(name)}=${encodeURIComponent(secret)}`;
  return { kind: 'credited', url: url + (url.includes('?') ? '&' : '?') + parameter, headers: {} };
}

function signed(appId: number, clientSecret: string | null | undefined, request: Unsigned): Credited {
  if (clientSecret === undefined)
    return failed('APP_MISSING', `authSettings.appId ${appId} is not an app of this account.`);
  if (clientSecret === null)
    return failed(
      'APP_MISSING',
      `The secret of the app ${appId} was not kept when it was registered: register it anew.`,
    );
  return { kind: 'credited', url: request.url, headers: signatureHeaders({ clientSecret, ...request }) };
}

function failed(reason: string, message: string): Credited {
  return { kind: 'failed', reason, message };
}
