import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, flag, page, pagingQuery } from '../../platform/index.ts';
import { createBody, patchBody } from '../definition.ts';
import { noSuchForm } from '../errors.ts';
import { present } from '../form.ts';
import { findForm, listForms } from '../queries/forms.ts';
import { archiveForm, createForm, patchForm, replaceForm } from '../save-form.ts';

const config = { scopes: ['forms'] };

const FORMS_PER_PAGE_MAX = 500;
const FORMS_PER_PAGE_USUAL = 20;

const params = z.object({ formId: z.guid() });
const formType = z.enum(['hubspot', 'captured', 'flow', 'blog_comment', 'all']);

const listQuery = z.object({
  ...pagingQuery(FORMS_PER_PAGE_MAX, FORMS_PER_PAGE_USUAL),
  archived: flag,
  formTypes: z.union([formType, z.array(formType)]).default('hubspot'),
});

/** `/marketing/v3/forms`. */
export function definitionRoutes(app: App, store: Store): void {
  app.post('/marketing/v3/forms', { config, schema: { body: createBody } }, async (request, reply) => {
    const form = await createForm(store, request.caller.accountId, request.body);
    return reply.code(201).send(present(form));
  });

  app.get('/marketing/v3/forms', { config, schema: { querystring: listQuery } }, async (request) => {
    const { limit, after, archived, formTypes } = request.query;
    const offset = Number(after ?? 0);
    // Only forms of the type hubspot are made here.
    const any = [formTypes].flat().some((type) => type === 'hubspot' || type === 'all');
    const forms = any
      ? await listForms(store.sql, request.caller.accountId, archived, offset, limit + 1)
      : [];
    return page(forms.map(present), limit, () => String(offset + limit), request);
  });

  const read = { params, querystring: z.object({ archived: flag }) };
  app.get('/marketing/v3/forms/:formId', { config, schema: read }, async (request) => {
    const { formId } = request.params;
    const form = await findForm(store.sql, request.caller.accountId, formId);
    if (!form || (form.archivedAt !== null) !== request.query.archived) throw noSuchForm(formId);
    return present(form);
  });

  const replace = { params, body: createBody };
  app.put('/marketing/v3/forms/:formId', { config, schema: replace }, async (request) => {
    const { formId } = request.params;
    return present(await replaceForm(store, request.caller.accountId, formId, request.body));
  });

  const patch = { params, body: patchBody };
  app.patch('/marketing/v3/forms/:formId', { config, schema: patch }, async (request) => {
    const { formId } = request.params;
    return present(await patchForm(store, request.caller.accountId, formId, request.body));
  });

  app.delete('/marketing/v3/forms/:formId', { config, schema: { params } }, async (request, reply) => {
    await archiveForm(store, request.caller.accountId, request.params.formId);
    return reply.code(204).send();
  });
}
