import { z } from 'zod';
import { type App, idOf, type Sql } from '../platform/index.ts';
import { previewEmail } from './preview-email.ts';

/** Values of a record that is made up. */
const PROPERTIES_MAX = 500;
/** Characters of one of them. */
const VALUE_CHARACTERS_MAX = 65_536;

const body = z
  .strictObject({
    objectTypeId: z.literal('0-1').default('0-1').describe('Emails are for contacts'),
    objectId: idOf('the id of a contact').optional(),
    record: z
      .strictObject({
        properties: z
          .record(z.string().max(200), z.string().max(VALUE_CHARACTERS_MAX))
          .refine(
            (given) => Object.keys(given).length <= PROPERTIES_MAX,
            `has more than ${PROPERTIES_MAX} values`,
          ),
      })
      .optional()
      .describe('A contact that is made up'),
    draft: z.boolean().default(true).describe('Whether changes that are not published yet count'),
  })
  .refine(({ objectId, record }) => objectId === undefined || record === undefined, {
    path: ['record'],
    message: 'goes without objectId: the preview is for one of them',
  });

const previewAnswer = z
  .strictObject({
    emailId: z.string(),
    isDraft: z.boolean().describe('Whether it shows changes that are not published'),
    subject: z.string().nullable().describe('Null, as the others, where it cannot be rendered'),
    html: z.string().nullable(),
    text: z.string().nullable(),
    from: z.strictObject({ name: z.string(), address: z.string() }).nullable(),
    replyTo: z.string().nullable(),
    problems: z
      .array(
        z.strictObject({ severity: z.enum(['error', 'warning']), code: z.string(), message: z.string() }),
      )
      .describe('What would keep it from being sent, or would be missing in it'),
  })
  .meta({ id: 'EmailPreview' });

/** `/millrace/v1/emails/{emailId}/preview`. `base`: where links of mails lead to. */
export function emailPreviewRoutes(app: App, sql: Sql, base: string | undefined): void {
  const preview = {
    summary: 'Render a marketing email, or its draft, for a contact, without sending it',
    params: z.object({ emailId: idOf('the id of an email') }),
    body,
    response: { 200: previewAnswer },
  };
  const config = { scopes: ['content', 'crm.objects.contacts.read'] };
  app.post('/millrace/v1/emails/:emailId/preview', { config, schema: preview }, async (request) => {
    const { objectId, record, draft } = request.body;
    const { emailId } = request.params;
    const asked = { emailId, objectId, properties: record?.properties, draft };
    const { email, isDraft, rendered, problems } = await previewEmail(sql, request.caller, asked, base);
    return {
      emailId: email.id,
      isDraft,
      subject: rendered?.subject ?? null,
      html: rendered?.html ?? null,
      text: rendered?.text ?? null,
      from: rendered?.from ?? null,
      replyTo: rendered?.replyTo ?? null,
      problems: [...problems],
    };
  });
}
