import type { AskOf, Person, Reason } from '@millrace/core/flow';
import { Budget } from '@millrace/core/template';
import type { AccountId, Sender } from '../accounts/index.ts';
import type { ClaimedEffect, Performer, RecordSource } from '../effects/index.ts';
import { composeFor, composeNotice, type DeliveredMail, keepMails } from '../mail/index.ts';
import { loadPeople } from '../people/index.ts';
import type { Db } from '../platform/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { foreseenMail } from './parts/foreseen-mail.ts';
import { MailPace } from './parts/mail-pace.ts';
import { loadRecipients, type Recipients } from './parts/recipients.ts';
import { type MailOrNot, sendMails } from './parts/send-mails.ts';
import { storedRecords } from './parts/stored-records.ts';

/** Sends mails to people of the account: the texts of `0-8` to users, the marketing emails of `0-23` to addresses. */
export function internalEmailPerformer({ db, mailer }: PerformerEnvironment): Performer<DeliveredMail> {
  const pace = new MailPace(mailer);
  return {
    kind: 'internal_email',
    kinds: ['internal_email'],
    get slots() {
      return pace.slots;
    },
    get slotsPerTarget() {
      return pace.slots;
    },
    get leastFree() {
      return pace.leastFree;
    },
    receiver: mailer.target,
    async perform(accountId, effects, tell) {
      const compose = await internalMails(db, accountId, effects, storedRecords(db, accountId));
      await sendMails(effects, { mailer, pace, accountId, compose, tell });
    },
    async foresee({ db, records }, accountId, effects) {
      const compose = await internalMails(db, accountId, effects, records);
      return effects.map((effect) => foreseenMail(accountId, effect, compose(effect, new Budget())));
    },
    keep: (unit, mails) => keepMails(unit, mails),
  };
}

/** Composes the mails of effects, from what they need, loaded at once. */
async function internalMails(
  db: Db,
  accountId: AccountId,
  effects: readonly ClaimedEffect[],
  records: RecordSource,
): Promise<(effect: ClaimedEffect, budget: Budget) => MailOrNot> {
  const people = await loadAddressees(db, accountId, effects);
  const emails = await loadRecipients(db, accountId, effects.filter(isOfEmail), records);
  const { sender } = emails.settings.email;
  return (effect, budget) =>
    isOfEmail(effect) ? emailTo(effect, emails, budget) : noticeTo(effect, people.get(effect), sender);
}

function isOfEmail({ request }: ClaimedEffect): boolean {
  return 'emailId' in request;
}

/** Who the effects' users and owners are now. */
async function loadAddressees(
  db: Db,
  accountId: AccountId,
  effects: readonly ClaimedEffect[],
): Promise<ReadonlyMap<ClaimedEffect, Person | undefined>> {
  const named = effects.flatMap((effect) => {
    const ask = addresseeOf(effect);
    return ask ? [{ effect, ask }] : [];
  });
  const found = await loadPeople(
    db,
    accountId,
    named.map(({ ask }) => ask),
  );
  return new Map(named.map(({ effect }, index) => [effect, found[index]?.[0]]));
}

function addresseeOf({ request }: ClaimedEffect): AskOf<'people'> | undefined {
  const { userId, ownerId } = request;
  if (ownerId !== undefined) return { kind: 'people', of: 'owner', id: String(ownerId) };
  return userId === undefined ? undefined : { kind: 'people', of: 'user', id: String(userId) };
}

function noticeTo(effect: ClaimedEffect, person: Person | undefined, sender: Sender | null): MailOrNot {
  if (!person) {
    const { of, id } = addresseeOf(effect)!;
    return not('RECIPIENT_NOT_FOUND', `There is no ${of} ${JSON.stringify(id)}.`);
  }
  const { name, userId, isActive, email } = person;
  if (!isActive) return not('RECIPIENT_DEACTIVATED', `${name} (user ${userId}) is deactivated.`);
  if (email === null) return not('INVALID_RECIPIENT', `${name} (user ${userId}) has no email address.`);
  const { subject, html } = effect.request;
  return composeNotice({ subject: String(subject), html: String(html) }, email, sender);
}

/** The email of `0-23`, as it would be for the enrolled record. */
function emailTo(effect: ClaimedEffect, emails: Recipients, budget: Budget): MailOrNot {
  const found = emails.of(effect);
  if (!found) return not('RECORD_DELETED', 'The enrolled record has been deleted.');
  const { email, contact: record, company, owner } = found;
  const usualSender = emails.settings.email.sender;
  const { to, scope } = effect.request;
  const view = { company, owner, [String(scope)]: record };
  return composeFor(String(to), email, view, { shownAs: emails.shownAs, budget, usualSender });
}

function not(reason: Reason, message: string): MailOrNot {
  return { ok: false, reason, message };
}
