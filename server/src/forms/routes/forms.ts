import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, flag, noContent, page, pageOf, pagingQuery, searchText } from '../../platform/index.ts';
import { formAnswer } from '../answers.ts';
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
  search: searchText.optional().describe('Occurs in the name; the original has no such filter'),
  formTypes: z.union([formType, z.array(formType)]).default('hubspot'),
});

/** `/marketing/v3/forms`. */
export function definitionRoutes(app: App, store: Store): void {
  const create = { summary: 'Create a form', body: createBody, response: { 201: formAnswer } };
  app.post('/marketing/v3/forms', { config, schema: create }, async (request, reply) => {
    const form = await createForm(store, request.caller, request.body);
    return reply.code(201).send(present(form));
  });

  const list = { summary: 'List forms', querystring: listQuery, response: { 200: pageOf(formAnswer) } };
  app.get('/marketing/v3/forms', { config, schema: list }, async (request) => {
    const { limit, after, archived, search, formTypes } = request.query;
    const offset = Number(after ?? 0);
    // Only forms of the type hubspot are made here.
    const any = [formTypes].flat().some((type) => type === 'hubspot' || type === 'all');
    const forms = any
      ? await listForms(store.sql, request.caller.accountId, { archived, search }, offset, limit + 1)
      : [];
    return page(forms.map(present), limit, () => String(offset + limit), request);
  });

  const response = { 200: formAnswer };
  const read = { summary: 'Read a form', params, querystring: z.object({ archived: flag }), response };
  app.get('/marketing/v3/forms/:formId', { config, schema: read }, async (request) => {
    const { formId } = request.params;
    const form = await findForm(store.sql, request.caller.accountId, formId);
    if (!form || (form.archivedAt !== null) !== request.query.archived) throw noSuchForm(formId);
    return present(form);
  });

  const replace = { summary: 'Replace a form', params, body: createBody, response };
  app.put('/marketing/v3/forms/:formId', { config, schema: replace }, async (request) => {
    const { formId } = request.params;
    return present(await replaceForm(store, request.caller, formId, request.body));
  });

  const patch = { summary: 'Change a form', params, body: patchBody, response };
  app.patch('/marketing/v3/forms/:formId', { config, schema: patch }, async (request) => {
    const { formId } = request.params;
    return present(await patchForm(store, request.caller, formId, request.body));
  });

  const archive = { summary: 'Archive a form', params, response: noContent };
  app.delete('/marketing/v3/forms/:formId', { config, schema: archive }, async (request, reply) => {
    await archiveForm(store, request.caller, request.params.formId);
    return reply.code(204).send();
  });
}
