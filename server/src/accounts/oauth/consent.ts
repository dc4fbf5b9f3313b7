import { quote } from '@millrace/core/problem';
import { noteAudit } from '../../audit/index.ts';
import { type Caller, invalid, type Sql } from '../../platform/index.ts';
import { readAccount } from '../account.ts';
import { findApp } from '../apps.ts';
import { newSecret } from '../tokens.ts';
import { type Consent, insertCode } from './queries.ts';

/** The query that an app sends a browser with. */
export interface ConsentRequest {
  readonly client_id?: string | undefined;
  readonly redirect_uri?: string | undefined;
  /** Separated by spaces; all that the app is registered with when left out. */
  readonly scope?: string | undefined;
  /** Granted as far as the app is registered with them. */
  readonly optional_scope?: string | undefined;
  readonly state?: string | undefined;
  readonly code_challenge?: string | undefined;
  readonly code_challenge_method?: string | undefined;
}

const CHALLENGE = /^[\w-]{43}$/;

/** The consent that an app asks for. 400 when the app cannot ask for it; nothing is sent to its address then. */
export async function askedConsent(sql: Sql, request: ConsentRequest): Promise<Consent> {
  const app = await findApp(sql, request.client_id ?? '');
  if (!app) throw refused('client_id', request.client_id, 'is not the client id of an app registered here');
  const redirectUri = request.redirect_uri ?? '';
  if (!app.redirectUris.includes(redirectUri))
    throw refused('redirect_uri', redirectUri, `is not a redirect URI of the app ${quote(app.name)}`);
  const asked = wordsOf(request.scope);
  const unknown = asked.filter((scope) => !app.scopes.includes(scope));
  if (unknown.length > 0)
    throw refused('scope', unknown.join(' '), `is not among the scopes of the app ${quote(app.name)}`);
  const optional = wordsOf(request.optional_scope).filter((scope) => app.scopes.includes(scope));
  if (request.code_challenge && !CHALLENGE.test(request.code_challenge))
    throw refused('code_challenge', request.code_challenge, 'is not a SHA-256 hash in base64url');
  if (request.code_challenge && request.code_challenge_method !== 'S256')
    throw refused('code_challenge_method', request.code_challenge_method, 'must be "S256"');
  return {
    app,
    redirectUri,
    scopes: asked.length === 0 ? app.scopes : [...new Set([...asked, ...optional])],
    codeChallenge: request.code_challenge || null,
  };
}

/**
 * Hands the consent over: the address, with a code, to send the browser to. In development mode nobody has to say who they are, and no
 * caller is known.
 */
export async function grantConsent(
  sql: Sql,
  consent: Consent,
  { state, caller }: { readonly state: string | undefined; readonly caller: Caller | null },
): Promise<string> {
  const code = newSecret('oac-mr1');
  await sql.begin(async (tx) => {
    await insertCode(tx, code, consent);
    const { id, name, accountId } = consent.app;
    const summary = `Let the app ${id} "${name}" into the account.`;
    const detail = { scopes: consent.scopes };
    const account = await readAccount(tx, accountId);
    await noteAudit({ tx, account }, caller, {
      kind: 'APP_AUTHORIZED',
      id: String(id),
      name,
      summary,
      detail,
    });
  });
  return returnAddress(consent, { code, state });
}

/** The app's address with more in its query. */
export function returnAddress(
  { redirectUri }: Consent,
  more: Readonly<Record<string, string | undefined>>,
): string {
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries(more))
    if (value !== undefined) address.searchParams.set(name, value);
  return address.href;
}

function wordsOf(scopes: string | undefined): string[] {
  return (scopes ?? '').split(/[\s,]+/).filter((word) => word !== '');
}

function refused(path: string, given: string | undefined, why: string) {
  return invalid([{ path, code: 'NOT_ALLOWED', message: `${path} ${quote(given)} ${why}.` }]);
}
