import type { Reason } from '@millrace/core/flow';
import { z } from 'zod';
import { readMailSettings, SecretUnreadable } from '../accounts/index.ts';
import {
  type Performed,
  type Performer,
  refusedBefore,
  requestDigest,
  responseDigest,
  type TriedEffect,
} from '../effects/index.ts';
import { composeNotice, type DeliveredMail, keepMails, messageIdFor } from '../mail/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { toTheirEnd } from './parts/to-their-end.ts';
import { loadCredentials } from './parts/webhook/credentials.ts';
import { outcomeOfAnswer } from './parts/webhook/outcome-of-answer.ts';

/** Alerts that a process has in hand. */
const ALERTS_AT_ONCE_MAX = 10;

const webhook = z.object({
  url: z.string(),
  auth: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('SIGNATURE'), appId: z.int() }),
      z.object({ type: z.literal('AUTH_KEY'), name: z.string(), secretName: z.string() }),
    ])
    .optional(),
  body: z.record(z.string(), z.unknown()),
});

const mail = z.object({ to: z.string(), subject: z.string(), html: z.string() });

const NO_CAUSE = { objectTypeId: null, recordId: null, flowId: null, enrollmentId: null, actionId: null };

/** Tells people and programs that a flow begins to fail, or has recovered. */
export function alertPerformer({
  db,
  mailer,
  outgoing,
  secrets,
}: PerformerEnvironment): Performer<DeliveredMail> {
  const post = async (accountId: string, effect: TriedEffect): Promise<Performed<DeliveredMail>> => {
    const { url, auth, body: message } = webhook.parse(effect.request);
    const body = JSON.stringify(message);
    const wanted = auth?.type === 'AUTH_KEY' ? ({ ...auth, location: 'HEADER' } as const) : auth;
    const credentials = await loadCredentials(db, secrets, accountId, [wanted]);
    const credited = credentials(wanted, { method: 'POST', url, body });
    if (credited.kind === 'failed') return refused(effect, credited.reason, credited.message);
    const { idempotencyKey, signal } = effect;
    const answer = await outgoing.request({
      accountId,
      origin: { kind: 'alert', idempotencyKey },
      method: 'POST',
      url: credited.url,
      body,
      signal,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        ...credited.headers,
      },
    });
    const response = answer.kind === 'answered' ? responseDigest(answer.status, answer.body) : undefined;
    return {
      effect,
      ...outcomeOfAnswer(answer, new URL(url).host),
      attempt: { request: requestDigest('POST', url, body), ...(response ? { response } : {}) },
    };
  };
  const send = async (accountId: string, effect: TriedEffect): Promise<Performed<DeliveredMail>> => {
    const { to, ...texts } = mail.parse(effect.request);
    const { email } = await readMailSettings(db, accountId);
    const composed = composeNotice(texts, to, email.sender);
    if (!composed.ok) return refused(effect, composed.reason, composed.message);
    const { idempotencyKey, createdAt } = effect;
    const messageId = messageIdFor({ accountId, idempotencyKey, createdAt }, composed.mail.from.address);
    const outgoingMail = { ...composed.mail, messageId };
    const came = await mailer.transmit(outgoingMail);
    if (came.status === 'failed') {
      const { permanent, message } = came;
      if (permanent) return refused(effect, 'REFUSED_BY_MAIL_SERVER', message, 'answered');
      return {
        effect,
        outcome: { kind: 'retry', message },
        target: came.about === 'mail' ? 'answered' : 'silent',
      };
    }
    const delivery = came.status;
    return {
      effect,
      outcome: {
        kind: 'finished',
        result: { kind: 'done', detail: { to, subject: texts.subject, messageId, delivery } },
      },
      target: 'answered',
      trace: { mail: outgoingMail, delivery, effectId: effect.id, cause: NO_CAUSE },
    };
  };
  return {
    kind: 'alert',
    kinds: ['alert_webhook', 'alert_mail'],
    slots: ALERTS_AT_ONCE_MAX,
    slotsPerTarget: ALERTS_AT_ONCE_MAX,
    async perform(accountId, effects, tell) {
      await toTheirEnd(
        effects.map(async (effect) => {
          try {
            await tell(await (effect.kind === 'alert_webhook' ? post : send)(accountId, effect));
          } catch (error) {
            if (!(error instanceof SecretUnreadable)) throw error;
            await tell({ effect, outcome: { kind: 'retry', message: error.message }, target: 'not asked' });
          }
        }),
      );
    },
    // No flow asks for one.
    foresee: async (_environment, _accountId, effects) =>
      effects.map(() => refusedBefore('NOT_OF_A_FLOW', 'Alerts are no part of a flow.')),
    keep: (unit, mails) => keepMails(unit, mails),
  };
}

function refused(
  effect: TriedEffect,
  reason: Reason,
  message: string,
  target: 'answered' | 'not asked' = 'not asked',
): Performed<DeliveredMail> {
  return { effect, outcome: { kind: 'finished', result: { kind: 'failed', reason, message } }, target };
}
