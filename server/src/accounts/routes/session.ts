import { iso } from '@millrace/core/time';
import { z } from 'zod';
import {
  type App,
  addressOf,
  type Caller,
  hostsOf,
  noContent,
  notFound,
  type Tx,
  withRequest,
} from '../../platform/index.ts';
import { readAccount } from '../account.ts';
import type { AccountsService } from '../accounts-service.ts';
import { sessionAnswer } from '../answers.ts';
import { findCaller } from '../authenticate.ts';
import { clearCookie, cookieValues, sessionCookie, setCookie } from '../sessions/cookie.ts';
import { refuseForeignPage } from '../sessions/same-origin.ts';
import { beginSession, endSession, readSession } from '../sessions/sessions.ts';
import { takeSignInCode } from '../sessions/sign-in-codes.ts';
import { WrongTries } from '../sessions/wrong-tries.ts';
import { hashToken } from '../tokens.ts';

/** Characters of a token or a code that is tried; ours are shorter. */
const SHOWN_CHARACTERS_MAX = 500;

const shown = z.string().trim().min(1).max(SHOWN_CHARACTERS_MAX);

const body = z
  .strictObject({
    token: shown.optional().describe('An access token, whose scopes the session has'),
    code: shown.optional().describe('The code of a link that the server has printed; good once'),
  })
  .refine(({ token, code }) => (token === undefined) !== (code === undefined), {
    path: ['token'],
    message: 'must be there, or code instead of it, and not both',
  });

/** `/millrace/v1/session`: signing in at a browser, who is signed in, and signing out. */
export function sessionRoutes(app: App, { sql, tokens, mode, installation }: AccountsService): void {
  const url = '/millrace/v1/session';
  const wrongTries = new WrongTries();

  const begin = {
    summary: 'Sign in at a browser: begin a session, kept by a cookie',
    body,
    response: noContent,
  };
  app.post(url, { config: { open: 'secrets' }, schema: begin }, async (request, reply) => {
    const address = addressOf(request);
    const { method, headers, body } = request;
    refuseForeignPage({ method, headers, hosts: hostsOf(request), isSecure: address.startsWith('https:') });
    const cookie = sessionCookie(address);
    const { secret } = await wrongTries.during(request.ip, () =>
      sql.begin(async (tx) => {
        const caller = withRequest(await callerBy(tx, body), request);
        return beginSession(tx, caller, cookieValues(headers.cookie, cookie.name));
      }),
    );
    tokens.forget();
    return reply.code(204).header('set-cookie', setCookie(cookie, secret)).send();
  });

  const read = {
    summary: 'Read who is signed in, in which account, and what they may do',
    response: { 200: sessionAnswer },
  };
  app.get(url, { schema: read }, async ({ caller }) => {
    const [account, session] = await Promise.all([
      readAccount(sql, caller.accountId),
      caller.sessionId === undefined ? undefined : readSession(sql, caller),
    ]);
    const { name, timeZone, currency } = account;
    return {
      accountId: account.id,
      name,
      timeZone,
      currency,
      mode,
      ...installation,
      tokenId: caller.tokenId,
      tokenName: caller.tokenName ?? null,
      scopes: [...caller.scopes].sort(),
      session: session
        ? { id: caller.sessionId!, signedInAt: iso(session.signedInAt), endsAt: iso(session.endsAt) }
        : null,
    };
  });

  const end = { summary: 'Sign out: end the session', response: noContent };
  app.delete(url, { schema: end }, async (request, reply) => {
    const { caller } = request;
    if (caller.sessionId === undefined)
      throw notFound('This request comes with an access token, which has no session: revoke it instead.');
    await endSession(sql, caller);
    tokens.forget();
    return reply
      .code(204)
      .header('set-cookie', clearCookie(sessionCookie(addressOf(request))))
      .send();
  });

  async function callerBy(tx: Tx, { token, code }: z.output<typeof body>): Promise<Caller> {
    if (token !== undefined) return (await findCaller(tx, hashToken(token))).caller;
    return takeSignInCode(tx, code!);
  }
}
