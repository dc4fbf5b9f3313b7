import { CONTACT } from '@millrace/core/crm';
import { readAccount } from '../accounts/index.ts';
import {
  composeMail,
  findEmail,
  foreseeEmail,
  type MarketingEmail,
  RenderError,
  type RenderedEmail,
  renderEmail,
  saying,
} from '../mail/index.ts';
import { loadRecipients, placeholderLinks } from '../performers/index.ts';
import { type Caller, notFound, type Sql } from '../platform/index.ts';
import { hiddenProperties, loadSchema, recordScope, typeNamed } from '../schema/index.ts';

const COMPANY = '0-2';

export interface EmailPreviewQuery {
  readonly emailId: string;
  /** A contact, or values of one that is made up; without either nobody is known. */
  readonly objectId?: string | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
  /** Whether changes that are not published yet count. */
  readonly draft: boolean;
}

export interface EmailPreview {
  readonly email: MarketingEmail;
  readonly isDraft: boolean;
  /** Null where it cannot be rendered, which a problem says. */
  readonly rendered: RenderedEmail | null;
  readonly problems: readonly {
    readonly severity: 'error' | 'warning';
    readonly code: string;
    readonly message: string;
  }[];
}

type Values = Readonly<Record<string, string | undefined>>;

/** Renders it whatever keeps it from being sent, and says what does. Values that the caller may not see print nothing. */
export async function previewEmail(
  sql: Sql,
  caller: Caller,
  { emailId, objectId, properties, draft }: EmailPreviewQuery,
  base: string | undefined,
): Promise<EmailPreview> {
  const { id: accountId, schemaVersion } = await readAccount(sql, caller.accountId);
  const schema = await loadSchema(sql, accountId, schemaVersion);
  const saved = await findEmail(sql, accountId, emailId);
  const email = draft && saved.draft ? { ...saved, ...saying(saved.draft) } : saved;
  const asked =
    objectId === undefined ? [] : [{ request: { emailId, objectTypeId: CONTACT, recordId: objectId } }];
  const recipients = await loadRecipients(sql, accountId, asked);
  const recipient = asked[0] && recipients.of(asked[0]);
  if (asked.length > 0 && !recipient) throw notFound(`There is no contact ${objectId}.`);
  const shown = (values: Values, objectTypeId: string): Values => {
    const type = schema.objectType(objectTypeId)!;
    if (!caller.scopes.has(recordScope(typeNamed(objectTypeId), 'read'))) return {};
    const hidden = hiddenProperties(schema, caller, type);
    return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name)));
  };
  const contact = shown(recipient?.contact ?? properties ?? {}, CONTACT);
  const company = recipient?.company ? shown(recipient.company, COMPANY) : null;
  const { settings, shownAs } = recipients;
  const options = { shownAs, usualSender: settings.email.sender, ...placeholderLinks(base) };
  const scopes = { contact: CONTACT, company: COMPANY } as const;
  const foreseen = foreseeEmail(email, (scope, property) => schema.properties(scopes[scope]).has(property));
  const composed = composeMail(email, contact, company, {
    ...options,
    view: { owner: recipient?.owner ?? null },
    sender: settings.company,
    usualLanguage: settings.email.language,
    unknownContacts: settings.email.marketingContactsOnly ? 'not mailed' : 'mailed',
  });
  const refusal =
    composed.ok || foreseen.some(({ code }) => code === composed.reason)
      ? []
      : [{ severity: 'error' as const, code: composed.reason, message: composed.message }];
  return {
    email,
    isDraft: email !== saved,
    rendered: rendered(() =>
      renderEmail(
        email,
        { contact, company, owner: recipient?.owner ?? null },
        { ...options, company: settings.company },
      ),
    ),
    problems: [
      ...foreseen,
      ...(recipient || properties ? refusal : refusal.filter(({ code }) => code !== 'NO_RECIPIENT')),
    ],
  };
}

/** Null for a template that cannot be rendered. */
function rendered(render: () => RenderedEmail): RenderedEmail | null {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return null;
  }
}
