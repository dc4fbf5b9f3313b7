import { type RecordImage, recordKey } from '@millrace/core/record';
import { type AccountId, readAccount } from '../accounts/index.ts';
import { type CrmSchema, loadAssociated, loadRecords, loadSchema } from '../crm/index.ts';
import type { ClaimedEffect, EffectHandler, Performed } from '../effects/index.ts';
import {
  composeMail,
  type DeliveredMail,
  keepMails,
  loadEmails,
  type Mailer,
  messageIdFor,
  type OutgoingMail,
  type Transmission,
} from '../mail/index.ts';
import type { Db } from '../platform/index.ts';

/**
 * Sends the mails that `0-4` asks for. Composed as late as this, from the email and the contact as they are now.
 * The Message-ID comes from the idempotency key: a mail that is transmitted again after a crash is the same mail.
 */
export function emailEffect(db: Db, mailer: Mailer): EffectHandler {
  return {
    kind: 'email',
    async perform(accountId, effects) {
      const composed = await composeAll(db, accountId, effects);
      const outgoing = composed.filter((each) => each.kind === 'mail');
      const transmissions = await mailer.transmit(outgoing.map((each) => each.mail));
      const delivered = outgoing.flatMap((each, index) => deliveredOf(each, transmissions[index]!));
      return {
        performed: [
          ...composed.filter((each) => each.kind === 'refused').map((each) => each.performed),
          ...outgoing.map((each, index) => performedOf(each.effect, each.mail, transmissions[index]!)),
        ],
        store: (unit, kept) =>
          keepMails(
            unit,
            delivered.filter(({ effect }) => kept.has(effect.id)).map(({ mail }) => mail),
          ),
      };
    },
  };
}

type Composed =
  | { readonly kind: 'mail'; readonly effect: ClaimedEffect; readonly mail: OutgoingMail }
  | { readonly kind: 'refused'; readonly performed: Performed };

async function composeAll(
  db: Db,
  accountId: AccountId,
  effects: readonly ClaimedEffect[],
): Promise<Composed[]> {
  const account = await readAccount(db, accountId);
  const schema = await loadSchema(db, accountId, account.schemaVersion);
  const contactRefs = effects.map(recipientOf);
  const [emails, contacts, companies] = await Promise.all([
    loadEmails(db, accountId, effects.map(emailIdOf)),
    loadRecords(db, accountId, contactRefs, 'none'),
    loadCompanies(db, accountId, schema, contactRefs),
  ]);
  const byKey = new Map(contacts.map((image) => [recordKey(image), image]));
  return effects.map((effect): Composed => {
    const contact = byKey.get(recordKey(recipientOf(effect)));
    if (!contact || contact.archivedAt !== null)
      return refused(effect, 'RECORD_DELETED', 'The contact has been deleted.');
    const company = companies.get(contact.id)?.properties ?? null;
    const composition = composeMail(emails.get(emailIdOf(effect)), contact.properties, company);
    if (!composition.ok) return refused(effect, composition.reason, composition.message);
    const messageId = messageIdFor(accountId, effect.idempotencyKey);
    return { kind: 'mail', effect, mail: { ...composition.mail, messageId } };
  });
}

/** The company whose properties a mail may show: the primary one, else the first. By contact id. */
async function loadCompanies(
  db: Db,
  accountId: AccountId,
  schema: CrmSchema,
  contacts: readonly { readonly objectTypeId: string; readonly id: string }[],
): Promise<Map<string, RecordImage>> {
  const types = schema.associationTypes('0-1', '0-2').filter((type) => type.category === 'HUBSPOT_DEFINED');
  const questions = contacts.flatMap((from) => types.map((kind) => ({ from, kind })));
  const links = await loadAssociated(db, accountId, questions);
  const primary = schema.primaryAssociationType('0-1', '0-2');
  const chosen = new Map<string, string>();
  for (const { from, kind, ids } of links) {
    if (ids[0] !== undefined && (kind.typeId === primary?.typeId || !chosen.has(from.id)))
      chosen.set(from.id, ids[0]);
  }
  const images = await loadRecords(
    db,
    accountId,
    [...new Set(chosen.values())].map((id) => ({ objectTypeId: '0-2', id })),
    'none',
  );
  const byId = new Map(images.map((image) => [image.id, image]));
  return new Map(
    [...chosen].flatMap(([contactId, companyId]) => {
      const image = byId.get(companyId);
      return image ? [[contactId, image] as const] : [];
    }),
  );
}

function performedOf(effect: ClaimedEffect, mail: OutgoingMail, transmission: Transmission): Performed {
  if (transmission.status !== 'failed') {
    const detail = {
      emailId: mail.emailId,
      to: mail.to,
      subject: mail.subject,
      messageId: mail.messageId,
      delivery: transmission.status,
    };
    return { effect, outcome: { kind: 'finished', result: { kind: 'done', detail } } };
  }
  if (!transmission.permanent) return { effect, outcome: { kind: 'retry', message: transmission.message } };
  const result = { kind: 'failed', reason: 'REFUSED_BY_MAIL_SERVER', message: transmission.message } as const;
  return { effect, outcome: { kind: 'finished', result } };
}

function deliveredOf(
  { effect, mail }: { readonly effect: ClaimedEffect; readonly mail: OutgoingMail },
  transmission: Transmission,
) {
  if (transmission.status === 'failed') return [];
  const { objectTypeId, id: recordId } = recipientOf(effect);
  const { flowId, enrollmentId, actionId } = effect;
  const kept: DeliveredMail = {
    mail,
    delivery: transmission.status,
    cause: { objectTypeId, recordId, flowId, enrollmentId, actionId },
  };
  return [{ effect, mail: kept }];
}

function refused(effect: ClaimedEffect, reason: string, message: string): Composed {
  return {
    kind: 'refused',
    performed: { effect, outcome: { kind: 'finished', result: { kind: 'failed', reason, message } } },
  };
}

function emailIdOf(effect: ClaimedEffect): string {
  return String(effect.request['emailId']);
}

function recipientOf(effect: ClaimedEffect) {
  return { objectTypeId: String(effect.request['objectTypeId']), id: String(effect.request['recordId']) };
}
