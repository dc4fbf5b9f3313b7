import { CONTACT, type CrmSchema } from '@millrace/core/crm';
import type { Bounce } from './smtp-answer.ts';

/** Values of a contact. */
type Values = Readonly<Record<string, string>>;

/** A mail as the properties of its contact tell of it. */
export interface Mailed {
  /** When it was sent, ISO 8601. */
  readonly at: string;
  readonly emailName: string;
}

/** What a contact's properties become by a mail that was taken. */
export function delivered(schema: CrmSchema, known: Values, mailed: Mailed): Values {
  return standing(schema, {
    ...sent(known, mailed),
    hs_email_delivered: oneMore(known['hs_email_delivered']),
  });
}

/** By one that came back. A mailbox that does not exist is not mailed again; one that is full is. */
export function bounced(
  schema: CrmSchema,
  known: Values,
  mailed: Mailed,
  bounce: Pick<Bounce, 'type' | 'reason'>,
): Values {
  return { ...standing(schema, sent(known, mailed)), ...sentBack(schema, known, bounce) };
}

/** The part of a bounce that is told later, when the mail seemed to have been delivered. */
export function sentBack(
  schema: CrmSchema,
  known: Values,
  { type, reason }: Pick<Bounce, 'type' | 'reason'>,
): Values {
  return standing(schema, {
    hs_email_bounce: oneMore(known['hs_email_bounce']),
    ...(type === 'HARD' ? { hs_email_hard_bounce_reason_enum: reason } : {}),
  });
}

/** By a mail that was opened: the first time of this mail counts, the date is of the last. */
export function opened(schema: CrmSchema, known: Values, at: string, isFirst: boolean): Values {
  return standing(schema, {
    hs_email_last_open_date: at,
    hs_email_sends_since_last_engagement: '0',
    ...(isFirst ? { hs_email_open: oneMore(known['hs_email_open']) } : {}),
  });
}

export function clicked(schema: CrmSchema, known: Values, at: string, isFirst: boolean): Values {
  return standing(schema, {
    hs_email_last_click_date: at,
    hs_email_sends_since_last_engagement: '0',
    ...(isFirst ? { hs_email_click: oneMore(known['hs_email_click']) } : {}),
  });
}

function sent(known: Values, { at, emailName }: Mailed): Values {
  return {
    hs_email_last_send_date: at,
    hs_email_last_email_name: emailName,
    hs_email_sends_since_last_engagement: oneMore(known['hs_email_sends_since_last_engagement']),
  };
}

/** An account may have archived some of them. */
function standing(schema: CrmSchema, values: Values): Values {
  const properties = schema.properties(CONTACT);
  return Object.fromEntries(Object.entries(values).filter(([name]) => properties.has(name)));
}

function oneMore(value: string | undefined): string {
  return String((Number(value) || 0) + 1);
}
