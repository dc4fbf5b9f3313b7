import { setImmediate as breath } from 'node:timers/promises';
import type { Reason } from '@millrace/core/flow';
import { Budget } from '@millrace/core/template';
import type { AccountId } from '../../accounts/index.ts';
import type { ClaimedEffect, Performed, TriedEffect } from '../../effects/index.ts';
import {
  type ComposedMail,
  type DeliveredMail,
  type Mailer,
  messageIdFor,
  type OutgoingMail,
  type Transmission,
} from '../../mail/index.ts';
import type { MailPace } from './mail-pace.ts';
import { recipientOf } from './recipients.ts';
import { toTheirEnd } from './to-their-end.ts';

/** Operations of rendering after which other work of the process has its turn. */
const OPERATIONS_AT_A_STRETCH = 200_000;

/** A mail for an effect, or why there is none. */
export type MailOrNot =
  | { readonly ok: true; readonly mail: ComposedMail }
  | { readonly ok: false; readonly reason: Reason; readonly message: string };

interface Sending {
  readonly mailer: Mailer;
  readonly pace: MailPace;
  readonly accountId: AccountId;
  readonly compose: (effect: ClaimedEffect, budget: Budget) => MailOrNot;
  /** Resolves when it is stored. */
  readonly tell: (performed: Performed<DeliveredMail>) => Promise<unknown>;
}

/**
 * Composes the mail of each effect and transmits it, telling what came of it as soon as it is known.
 * The Message-ID comes from the idempotency key: a mail that is transmitted again after a crash is the same mail.
 */
export async function sendMails(
  effects: readonly TriedEffect[],
  { mailer, pace, accountId, compose, tell }: Sending,
): Promise<void> {
  const underWay: Promise<unknown>[] = [];
  let operations = 0;
  const done = (told: Promise<unknown>) => {
    // What it throws is heard of at the end.
    told.catch(() => undefined);
    underWay.push(told);
  };
  for (const effect of effects) {
    const budget = new Budget();
    const composed = compose(effect, budget);
    if (composed.ok) {
      const mail = withMessageId(accountId, effect, composed.mail);
      done(pace.inTurn(() => transmit(effect, mail)));
    } else {
      const { reason, message } = composed;
      done(tell({ effect, outcome: failed(reason, message), target: 'not asked' }));
    }
    operations += budget.spent;
    if (operations < OPERATIONS_AT_A_STRETCH) continue;
    operations = 0;
    await breath();
  }
  await toTheirEnd(underWay);

  async function transmit(effect: TriedEffect, mail: OutgoingMail): Promise<void> {
    // Another may have it in hand by now.
    if (effect.signal.aborted) return;
    const came = await pace.sending(() => mailer.transmit(mail));
    await tell(performedOf(effect, mail, came));
  }
}

function withMessageId(accountId: AccountId, effect: ClaimedEffect, mail: ComposedMail): OutgoingMail {
  const origin = { accountId, idempotencyKey: effect.idempotencyKey, createdAt: effect.createdAt };
  return { ...mail, messageId: messageIdFor(origin, mail.from.address) };
}

function performedOf(
  effect: ClaimedEffect,
  mail: OutgoingMail,
  transmission: Transmission,
): Performed<DeliveredMail> {
  if (transmission.status === 'failed') return notTaken(effect, mail, transmission);
  const delivery = transmission.status;
  const { emailId, to, subject, messageId } = mail;
  const detail = { ...(emailId === null ? {} : { emailId }), to, subject, messageId, delivery };
  return {
    effect,
    outcome: { kind: 'finished', result: { kind: 'done', detail } },
    target: 'answered',
    trace: { mail, delivery, effectId: effect.id, cause: causeOf(effect) },
  };
}

function notTaken(
  effect: ClaimedEffect,
  mail: OutgoingMail,
  { about, permanent, message, bounce }: Transmission & { readonly status: 'failed' },
): Performed<DeliveredMail> {
  const target = about === 'mail' ? 'answered' : 'silent';
  if (!permanent) return { effect, outcome: { kind: 'retry', message }, target };
  if (!bounce) return { effect, outcome: failed('REFUSED_BY_MAIL_SERVER', message), target };
  const outcome = failed(BOUNCE_REASONS[bounce.reason], message);
  const trace = { mail, delivery: 'bounced', effectId: effect.id, bounce, cause: causeOf(effect) } as const;
  return { effect, outcome, target, trace };
}

/** Why a step fails when the recipient's server sends its mail back. */
const BOUNCE_REASONS = {
  UNKNOWN_USER: 'MAILBOX_UNKNOWN',
  MAILBOX_FULL: 'MAILBOX_FULL',
  OTHER: 'REFUSED_BY_MAIL_SERVER',
} as const;

function causeOf(effect: ClaimedEffect): DeliveredMail['cause'] {
  const { objectTypeId, id: recordId } = recipientOf(effect);
  const { flowId, enrollmentId, actionId } = effect;
  return { objectTypeId, recordId, flowId, enrollmentId, actionId };
}

function failed(reason: Reason, message: string) {
  return { kind: 'finished', result: { kind: 'failed', reason, message } } as const;
}
