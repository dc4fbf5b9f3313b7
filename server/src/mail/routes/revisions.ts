import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import {
  type App,
  type Caller,
  noContent,
  pageTwoWays,
  pagingQuery,
  stretchFor,
} from '../../platform/index.ts';
import { emailAnswer, emailRevisionAnswer, emailRevisionsAnswer } from '../answers.ts';
import { changeEmail, type EmailChange, restored, restoredToDraft } from '../change-email.ts';
import { present } from '../email.ts';
import { type EmailRevision, presentRevision } from '../email-revision.ts';
import { noSuchRevision } from '../errors.ts';
import { findEmail } from '../find-email.ts';
import { findRevision, listRevisions } from '../queries/email-revisions.ts';

/** Revisions on one page, at most. */
export const PAGE_REVISIONS_MAX = 50;
/** Revisions on one page when nothing is said. */
const PAGE_REVISIONS = 10;

const config = { scopes: ['content'] };
const id = z.string().regex(/^\d{1,18}$/, 'must be an id: digits only');
const params = z.object({ emailId: id });
const revisionParams = z.object({ emailId: id, revisionId: id });

/** `/marketing/v3/emails/{emailId}/revisions`: emails as they were, and back to that. */
export function revisionRoutes(app: App, store: Store): void {
  const path = '/marketing/v3/emails/:emailId/revisions';

  const paging = pagingQuery(PAGE_REVISIONS_MAX, PAGE_REVISIONS);
  const querystring = z.object({ ...paging, before: paging.after });
  const list = {
    summary: 'List the revisions of a marketing email',
    params,
    querystring,
    response: { 200: emailRevisionsAnswer },
  };
  app.get(path, { config, schema: list }, async (request) => {
    const { caller, query } = request;
    const email = await findEmail(store.sql, caller.accountId, request.params.emailId);
    const { total, revisions } = await listRevisions(store.sql, caller.accountId, email, stretchFor(query));
    const { items, ...more } = pageTwoWays(revisions, query, (revision) => revision.id, request);
    return { total, results: items.map(presentRevision), ...more };
  });

  const read = {
    summary: 'Read a revision of a marketing email',
    params: revisionParams,
    response: { 200: emailRevisionAnswer },
  };
  app.get(`${path}/:revisionId`, { config, schema: read }, async ({ caller, params }) =>
    presentRevision(await findOne(caller.accountId, params)),
  );

  const back = {
    summary: 'Restore a revision of a marketing email',
    params: revisionParams,
    response: noContent,
  };
  app.post(`${path}/:revisionId/restore`, { config, schema: back }, async (request, reply) => {
    await restore(request, restored);
    return reply.code(204).send();
  });

  const toDraft = {
    summary: 'Make a draft of a revision of a marketing email',
    params: revisionParams,
    response: { 200: emailAnswer },
  };
  app.post(`${path}/:revisionId/restore-to-draft`, { config, schema: toDraft }, async (request) => {
    const email = await restore(request, restoredToDraft);
    return present(email, email.draft ?? email.definition);
  });

  async function findOne(accountId: string, { emailId, revisionId }: z.output<typeof revisionParams>) {
    const email = await findEmail(store.sql, accountId, emailId);
    const revision = await findRevision(store.sql, accountId, email, revisionId);
    if (!revision) throw noSuchRevision(emailId, revisionId);
    return revision;
  }

  /** A revision never changes, so it may be read before the email is locked. */
  async function restore(
    { caller, params }: { readonly caller: Caller; readonly params: z.output<typeof revisionParams> },
    change: (revision: EmailRevision) => EmailChange,
  ) {
    const revision = await findOne(caller.accountId, params);
    return changeEmail(store, caller, params.emailId, false, change(revision));
  }
}
