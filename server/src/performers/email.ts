import type { Budget } from '@millrace/core/template';
import type { ClaimedEffect, Performer } from '../effects/index.ts';
import { composeMail, type DeliveredMail, keepMails } from '../mail/index.ts';
import { SINGLE_SEND, wishesOf } from '../single-sends/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { loadRecipients, type Recipients } from './parts/recipients.ts';
import { type MailOrNot, sendMails } from './parts/send-mails.ts';

/** Sends the mails of `0-4` and of callers, composed now from the present email and contact. */
export function emailPerformer({ db, mailer }: PerformerEnvironment): Performer<DeliveredMail> {
  return {
    kind: 'email',
    kinds: ['email', SINGLE_SEND],
    slots: mailer.atOnce,
    slotsPerTarget: mailer.atOnce,
    receiver: mailer.target,
    async perform(accountId, effects, tell) {
      const recipients = await loadRecipients(db, accountId, effects);
      const compose = (effect: ClaimedEffect, budget: Budget) => composeTo(effect, recipients, budget);
      await sendMails(effects, { mailer, accountId, compose, tell });
    },
    keep: (unit, mails) => keepMails(unit, mails),
  };
}

function composeTo(effect: ClaimedEffect, recipients: Recipients, budget: Budget): MailOrNot {
  const recipient = recipients.of(effect);
  if (!recipient) return { ok: false, reason: 'RECORD_DELETED', message: 'The contact has been deleted.' };
  const { email, contact, company, owner } = recipient;
  const { addressed, custom } = wishesOf(effect);
  return composeMail(email, contact, company, {
    view: { owner, custom },
    shownAs: recipients.shownAs,
    budget,
    addressed,
  });
}
