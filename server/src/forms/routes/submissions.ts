import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type AnswerOf, type App, errorAnswer, gathered, noContent } from '../../platform/index.ts';
import { submissionErrorAnswer, submittedAnswer } from '../answers.ts';
import { THANKS } from '../definition.ts';
import { SubmissionRefused } from '../errors.ts';
import type { Form } from '../form.ts';
import { findForms } from '../queries/forms.ts';
import { type Door, readSubmission, type SubmissionBody, submissionBody } from '../submission.ts';
import { formSubmitter } from '../submit-together.ts';

/** Made once: a schema takes longer to make than to ask. */
const guid = z.guid();
const params = z.object({ portalId: z.string(), formGuid: z.string() });
const refused = z.union([submissionErrorAnswer, errorAnswer]);
const response = { 200: submittedAnswer, 400: refused, 404: refused };
const open = { summary: 'Submit a form, as a page does', params, body: submissionBody, response };
const secure = { summary: 'Submit a form, as a server does', params, body: submissionBody, response };
const preflight = { summary: 'Allow browsers to submit from any page', params, response: noContent };

const OPEN = '/submissions/v3/integration/submit/:portalId/:formGuid';
const SECURE = '/submissions/v3/integration/secure/submit/:portalId/:formGuid';

/** Browsers may send the open form from any page, and remember for a day that they may. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'content-type, authorization',
  'access-control-max-age': '86400',
};

/** Submissions of forms: open to every caller as pages send them, and with a token as servers do. */
export function submissionRoutes(app: App, store: Store): void {
  const submit = formSubmitter(store);
  const findForm = gathered(async (keys: readonly string[]) => {
    const wanted = keys.map((key) => key.split('/') as [string, string]);
    const forms = await findForms(
      store.sql,
      wanted.map(([accountId, formId]) => ({ accountId, formId })),
    );
    return new Map(forms.flatMap((form, index) => (form ? [[keys[index]!, form] as const] : [])));
  });
  const toEverybody = { config: { open: 'submissions' }, onRequest: allowAnyOrigin } as const;
  app.options(OPEN, { ...toEverybody, schema: preflight }, async (_request, reply) => reply.code(204).send());

  app.post(OPEN, { ...toEverybody, schema: open }, async (request, reply) => {
    const { portalId, formGuid } = request.params;
    return answer(request, reply, () => take(portalId, formGuid, request.body, 'open'));
  });

  app.post(SECURE, { config: { scopes: ['forms'] }, schema: secure }, async (request, reply) => {
    const { portalId, formGuid } = request.params;
    return answer(request, reply, async () => {
      if (portalId !== request.caller.accountId) throw noSuchForm(portalId, formGuid);
      return take(portalId, formGuid, request.body, 'secure');
    });
  });

  async function take(portalId: string, formGuid: string, body: SubmissionBody, door: Door) {
    const form = isId(portalId) && isGuid(formGuid) ? await findForm(`${portalId}/${formGuid}`) : undefined;
    if (!form || form.archivedAt !== null) throw noSuchForm(portalId, formGuid);
    await submit({ accountId: portalId, form, submission: readSubmission(form, body, door) });
    return thanks(form);
  }
}

async function allowAnyOrigin(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers(CORS);
}

function isId(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}

function isGuid(text: string): boolean {
  return guid.safeParse(text).success;
}

function noSuchForm(portalId: string, formGuid: string): SubmissionRefused {
  return new SubmissionRefused(404, `There is no form ${formGuid} in portal ${portalId}.`);
}

function thanks({ definition }: Form): AnswerOf<typeof submittedAnswer> {
  const { type, value } = definition.configuration.postSubmitAction;
  return type === 'redirect_url' ? { redirectUri: value } : { inlineMessage: value || THANKS };
}

/** Answers with what `work` gives; a refusal in the shape that submissions have. */
async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<AnswerOf<typeof submittedAnswer>>,
) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SubmissionRefused)) throw error;
    const { status, message, errors } = error;
    return reply.code(status).send({ status: 'error', message, correlationId: request.id, errors });
  }
}
