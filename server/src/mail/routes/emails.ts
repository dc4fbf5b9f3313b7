import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, flag, noContent, page, warnOfId } from '../../platform/index.ts';
import { emailAnswer, emailsAnswer } from '../answers.ts';
import { cloneBody, createBody, updateBody } from '../body.ts';
import {
  archived,
  changeEmail,
  draftDropped,
  drafted,
  type EmailChange,
  patched,
  published,
  unpublished,
} from '../change-email.ts';
import { cloneEmail, createEmail } from '../create-email.ts';
import { present } from '../email.ts';
import { findEmail } from '../find-email.ts';
import { listEmails } from '../queries/emails.ts';
import { listQuery, picked, stretchOf } from './list-query.ts';

const write = { scopes: ['content'] };
const publish = { scopes: ['marketing-email'] };

const params = z.object({ emailId: z.string().regex(/^\d{1,18}$/, 'must be the id of an email') });
const querystring = z.object({ archived: flag });

/** `/marketing/v3/emails`. */
export function emailRoutes(app: App, store: Store): void {
  const create = { summary: 'Create a marketing email', body: createBody, response: { 201: emailAnswer } };
  app.post('/marketing/v3/emails', { config: write, schema: create }, async (request, reply) => {
    const email = await createEmail(store, request.caller, request.body);
    warnOfId(reply, request.body, email.id);
    return reply.code(201).send(present(email));
  });

  const list = { summary: 'List marketing emails', querystring: listQuery, response: { 200: emailsAnswer } };
  app.get('/marketing/v3/emails', { config: write, schema: list }, async (request) => {
    const { accountId } = request.caller;
    const { limit, includedProperties } = request.query;
    const { filter, order, offset } = stretchOf(request.query);
    const { total, emails } = await listEmails(store.sql, accountId, filter, order, offset, limit + 1);
    const results = emails.map((email) => picked(present(email), includedProperties));
    return { total, ...page(results, limit, () => String(offset + limit), request) };
  });

  const copy = { summary: 'Copy a marketing email', body: cloneBody, response: { 200: emailAnswer } };
  app.post('/marketing/v3/emails/clone', { config: write, schema: copy }, async (request) => {
    const { id, cloneName: name, language } = request.body;
    return present(await cloneEmail(store, request.caller, id, { name, language }));
  });

  const one = {
    config: write,
    schema: { summary: 'Read a marketing email', params, querystring, response: { 200: emailAnswer } },
  };
  app.get('/marketing/v3/emails/:emailId', one, async (request) => {
    const { emailId } = request.params;
    const where = request.query.archived ? 'ARCHIVED' : 'IN_USE';
    return present(await findEmail(store.sql, request.caller.accountId, emailId, where));
  });

  const update = {
    config: write,
    schema: {
      summary: 'Change a marketing email',
      params,
      querystring,
      body: updateBody,
      response: { 200: emailAnswer },
    },
  };
  app.patch('/marketing/v3/emails/:emailId', update, async (request) => {
    const { emailId } = request.params;
    const inArchive = request.query.archived;
    const change = patched(request.body);
    return present(await changeEmail(store, request.caller, emailId, inArchive, change));
  });

  const readDraft = {
    summary: 'Read the draft of a marketing email',
    params,
    response: { 200: emailAnswer },
  };
  app.get('/marketing/v3/emails/:emailId/draft', { config: write, schema: readDraft }, async (request) => {
    const email = await findEmail(store.sql, request.caller.accountId, request.params.emailId);
    return present(email, email.draft ?? email.definition);
  });

  const draft = {
    config: write,
    schema: {
      summary: 'Change the draft of a marketing email',
      params,
      body: updateBody,
      response: { 200: emailAnswer },
    },
  };
  app.patch('/marketing/v3/emails/:emailId/draft', draft, async (request) => {
    const { emailId } = request.params;
    const email = await changeEmail(store, request.caller, emailId, false, drafted(request.body));
    return present(email, email.draft ?? email.definition);
  });

  silent('POST', '/draft/reset', write, draftDropped, 'Drop the draft of a marketing email');
  silent('POST', '/publish', publish, published, 'Publish a marketing email');
  silent('POST', '/unpublish', publish, unpublished, 'Unpublish a marketing email');
  silent('DELETE', '', write, archived, 'Archive a marketing email');

  /** An endpoint that changes an email and answers 204. */
  function silent(
    method: 'POST' | 'DELETE',
    path: string,
    config: { readonly scopes: readonly string[] },
    change: EmailChange,
    summary: string,
  ): void {
    const url = `/marketing/v3/emails/:emailId${path}`;
    app.route({
      method,
      url,
      config,
      schema: { summary, params, response: noContent },
      async handler(request, reply) {
        await changeEmail(store, request.caller, request.params.emailId, false, change);
        return reply.code(204).send();
      },
    });
  }
}
