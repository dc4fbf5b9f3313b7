import { setImmediate as breath } from 'node:timers/promises';
import { Budget } from '@millrace/core/template';
import type { AccountId } from '../accounts/index.ts';
import type { ClaimedEffect, Performed, Performer } from '../effects/index.ts';
import {
  composeMail,
  type DeliveredMail,
  keepMails,
  messageIdFor,
  type OutgoingMail,
  type Transmission,
} from '../mail/index.ts';
import { SINGLE_SEND, wishesOf } from '../single-sends/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { loadRecipients, type Recipients, recipientOf } from './parts/recipients.ts';

/** Operations of rendering after which other work of the process has its turn. */
const OPERATIONS_AT_A_STRETCH = 200_000;

/**
 * Sends the mails of `0-4` and of callers, composed now from the present email and contact.
 * The Message-ID comes from the idempotency key: a mail that is transmitted again after a crash is the same mail.
 */
export function emailPerformer({ db, mailer }: PerformerEnvironment): Performer<DeliveredMail> {
  return {
    kind: 'email',
    kinds: ['email', SINGLE_SEND],
    slots: mailer.atOnce,
    slotsPerTarget: mailer.atOnce,
    receiver: mailer.target,
    async perform(accountId, effects, tell) {
      const recipients = await loadRecipients(db, accountId, effects);
      const underWay: Promise<void>[] = [];
      let operations = 0;
      for (const effect of effects) {
        const budget = new Budget();
        const composed = compose(accountId, effect, recipients, budget);
        if (composed.kind === 'refused') tell(composed.performed);
        else
          underWay.push(
            mailer.transmit(composed.mail).then((came) => tell(performedOf(effect, composed.mail, came))),
          );
        operations += budget.spent;
        if (operations < OPERATIONS_AT_A_STRETCH) continue;
        operations = 0;
        await breath();
      }
      await Promise.all(underWay);
    },
    keep: (unit, mails) => keepMails(unit, mails),
  };
}

type Composed =
  | { readonly kind: 'mail'; readonly mail: OutgoingMail }
  | { readonly kind: 'refused'; readonly performed: Performed<DeliveredMail> };

function compose(
  accountId: AccountId,
  effect: ClaimedEffect,
  recipients: Recipients,
  budget: Budget,
): Composed {
  const recipient = recipients.of(effect);
  if (!recipient) return refused(effect, 'RECORD_DELETED', 'The contact has been deleted.');
  const { email, contact, company, owner } = recipient;
  const { addressed, custom } = wishesOf(effect);
  const options = { view: { owner, custom }, shownAs: recipients.shownAs, budget, addressed };
  const composition = composeMail(email, contact, company, options);
  if (!composition.ok) return refused(effect, composition.reason, composition.message);
  const { mail } = composition;
  const origin = { accountId, idempotencyKey: effect.idempotencyKey, createdAt: effect.createdAt };
  return { kind: 'mail', mail: { ...mail, messageId: messageIdFor(origin, mail.from.address) } };
}

function refused(effect: ClaimedEffect, reason: string, message: string): Composed {
  const result = { kind: 'failed', reason, message } as const;
  return {
    kind: 'refused',
    performed: { effect, outcome: { kind: 'finished', result }, target: 'not asked' },
  };
}

function performedOf(
  effect: ClaimedEffect,
  mail: OutgoingMail,
  transmission: Transmission,
): Performed<DeliveredMail> {
  if (transmission.status === 'failed') return notTaken(effect, transmission);
  const delivery = transmission.status;
  const { emailId, to, subject, messageId } = mail;
  const { objectTypeId, id: recordId } = recipientOf(effect);
  const { flowId, enrollmentId, actionId } = effect;
  return {
    effect,
    outcome: {
      kind: 'finished',
      result: { kind: 'done', detail: { emailId, to, subject, messageId, delivery } },
    },
    target: 'answered',
    trace: { mail, delivery, cause: { objectTypeId, recordId, flowId, enrollmentId, actionId } },
  };
}

function notTaken(
  effect: ClaimedEffect,
  { about, permanent, message }: Transmission & { readonly status: 'failed' },
): Performed<DeliveredMail> {
  const target = about === 'mail' ? 'answered' : 'silent';
  if (!permanent) return { effect, outcome: { kind: 'retry', message }, target };
  const result = { kind: 'failed', reason: 'REFUSED_BY_MAIL_SERVER', message } as const;
  return { effect, outcome: { kind: 'finished', result }, target };
}
