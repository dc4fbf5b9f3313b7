import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ApiError, type App, type Caller, flag, PAGE_HEADERS, pathPrefixOf } from '../../platform/index.ts';
import type { AccountsService } from '../accounts-service.ts';
import { findCaller } from '../authenticate.ts';
import { askedConsent, type ConsentRequest, grantConsent, returnAddress } from '../oauth/consent.ts';
import { type Asked, consentPage, refusalPage } from '../oauth/page.ts';
import type { Consent } from '../oauth/queries.ts';
import { hashToken } from '../tokens.ts';

const config = { open: 'consent' } as const;

const text = z.string().optional();
const consentRequest = {
  client_id: text,
  redirect_uri: text,
  scope: text,
  optional_scope: text,
  state: text,
  code_challenge: text,
  code_challenge_method: text,
};
const querystring = z.object({ ...consentRequest, approve: flag });
const body = z.object({ ...consentRequest, token: text });

/**
 * `/oauth/authorize`: the page on which a person lets an app in. There is no log-in: in production mode the person shows
 * an access token with the scope millrace.admin; in development mode the button is enough, and `approve=true` presses it.
 */
export function authorizeRoutes(app: App, { sql, mode }: AccountsService): void {
  const url = '/oauth/authorize';
  const asksToken = mode === 'production';

  app.get(url, { config, schema: { querystring, hide: true } }, async (request, reply) => {
    const { approve, ...asked } = request.query;
    return orRefusal(reply, async () => {
      const consent = await askedConsent(sql, asked);
      if (approve && !asksToken)
        return reply.redirect(await grantConsent(sql, consent, { state: asked.state, caller: null }));
      return sendPage(reply, consent, asked, { token: asksToken });
    });
  });

  app.post(url, { config, schema: { body, hide: true } }, async (request, reply) => {
    const { token, ...asked } = request.body;
    return orRefusal(reply, async () => {
      const consent = await askedConsent(sql, asked);
      const shown = asksToken ? await shownBy(token ?? '', consent) : null;
      if (typeof shown === 'string')
        return sendPage(reply.code(403), consent, asked, { token: true, problem: shown });
      const granted = await grantConsent(sql, consent, { state: asked.state, caller: shown });
      return reply.redirect(granted, 303);
    });
  });

  /** Whose token it is, or why it does not do. */
  async function shownBy(token: string, consent: Consent): Promise<Caller | string> {
    try {
      const { caller } = await findCaller(sql, hashToken(token));
      const may = caller.accountId === consent.app.accountId && caller.scopes.has('millrace.admin');
      return may ? caller : 'This token may not let apps into the account.';
    } catch (error) {
      if (error instanceof ApiError) return error.message;
      throw error;
    }
  }
}

function sendPage(
  reply: FastifyReply,
  consent: Consent,
  asked: ConsentRequest,
  more: Omit<Asked, 'cancelAddress' | 'action'>,
) {
  const cancelAddress = returnAddress(consent, { error: 'access_denied', state: asked.state });
  const action = `${pathPrefixOf(reply.request)}/oauth/authorize`;
  return sendHtml(reply, consentPage(consent, asked, { ...more, cancelAddress, action }));
}

function sendHtml(reply: FastifyReply, html: string) {
  return reply.headers(PAGE_HEADERS).send(html);
}

/** A person sees a page, not JSON. */
async function orRefusal(reply: FastifyReply, answer: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    return sendHtml(reply.code(error.status), refusalPage(error.message));
  }
}
