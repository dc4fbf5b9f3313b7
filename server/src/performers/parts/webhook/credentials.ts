import type { Reason } from '@millrace/core/flow';
import { quote } from '@millrace/core/problem';
import {
  type AccountId,
  knownSecrets,
  readAppSecrets,
  readSecrets,
  type SecretBox,
  SecretUnreadable,
} from '../../../accounts/index.ts';
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
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/** Adds to a request what `authSettings` ask for. */
export type Credentials = (auth: WebhookAuth | undefined, request: Unsigned) => Credited;

/** Throws SecretUnreadable when this process cannot read a secret. */
export async function loadCredentials(
  db: Db,
  box: SecretBox,
  accountId: AccountId,
  wanted: readonly (WebhookAuth | undefined)[],
): Promise<Credentials> {
  const { names, appIds } = namedIn(wanted);
  const [secrets, apps] = await Promise.all([
    names.length === 0 ? new Map<string, string>() : readSecrets(db, box, accountId, names),
    readAppSecrets(db, box, accountId, appIds),
  ]);
  return credentialsOf(secrets, apps);
}

/** The same with a mask in the place of every secret, and of every signature: for requests that are shown and not sent. */
export async function maskedCredentials(
  db: Db,
  box: SecretBox,
  accountId: AccountId,
  wanted: readonly (WebhookAuth | undefined)[],
): Promise<Credentials> {
  const { names, appIds } = namedIn(wanted);
  const [known, apps] = await Promise.all([
    names.length === 0 ? new Set<string>() : knownSecrets(db, accountId, names),
    appsKept(db, box, accountId, appIds),
  ]);
  const credentials = credentialsOf(new Map([...known].map((name) => [name, MASK])), apps);
  return (auth, request) => {
    const credited = credentials(auth, request);
    if (credited.kind === 'failed' || auth?.type !== 'SIGNATURE') return credited;
    const names = Object.keys(credited.headers);
    return { ...credited, headers: Object.fromEntries(names.map((name) => [name, MASK])) };
  };
}

/** What stands in the place of a secret. */
const MASK = '[secret]';

/** A secret that this process cannot read is there all the same. */
async function appsKept(db: Db, box: SecretBox, accountId: AccountId, ids: readonly number[]) {
  try {
    const apps = await readAppSecrets(db, box, accountId, ids);
    return new Map([...apps].map(([id, secret]) => [id, secret === null ? null : MASK]));
  } catch (error) {
    if (error instanceof SecretUnreadable) return new Map(ids.map((id) => [id, MASK]));
    throw error;
  }
}

function credentialsOf(
  secrets: ReadonlyMap<string, string>,
  apps: ReadonlyMap<number, string | null>,
): Credentials {
  return (auth, request) => {
    if (!auth) return { kind: 'credited', url: request.url, headers: {} };
    return auth.type === 'AUTH_KEY'
      ? withKey(auth, secrets.get(auth.secretName), request)
      : signed(auth.appId, apps.get(auth.appId), request);
  };
}

function namedIn(wanted: readonly (WebhookAuth | undefined)[]) {
  return {
    names: [...new Set(wanted.flatMap((auth) => (auth?.type === 'AUTH_KEY' ? [auth.secretName] : [])))],
    appIds: [...new Set(wanted.flatMap((auth) => (auth?.type === 'SIGNATURE' ? [auth.appId] : [])))],
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

function failed(reason: Reason, message: string): Credited {
  return { kind: 'failed', reason, message };
}
