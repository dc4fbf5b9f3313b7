import { z } from 'zod';
import { type AuditEntry, noteAudit } from '../../audit/index.ts';
import type { Unit } from '../../history/index.ts';
import { type App, type Caller, conflict } from '../../platform/index.ts';
import { cancelledAnswer, effectAnswer } from '../answers.ts';
import { CANCELLED_AT_ONCE_MAX, type Cancellation, cancelEffects } from '../cancel.ts';
import type { EffectService } from '../effect-service.ts';
import { openEffects, opensContacts } from '../open-effects.ts';
import { presentEffect } from '../present.ts';
import { type FoundEffect, findEffect } from '../queries/find.ts';
import { UNFINISHED } from '../queries/status.ts';
import { retryByHand } from '../retry-by-hand.ts';
import { wokenBy } from '../woken.ts';
import { config, effectNotFound, id, effectParams as params } from './inputs.ts';

/** Effects that an entry of the audit names. */
const EFFECTS_NAMED_MAX = 100;

const BY_HAND = 'It was cancelled by hand.';

const cancellation = z
  .strictObject({
    ids: z.array(id).min(1).max(CANCELLED_AT_ONCE_MAX).optional(),
    flowId: id.optional(),
  })
  .refine(
    (body) => (body.ids === undefined) !== (body.flowId === undefined),
    'must have either ids or flowId',
  );

/** Retrying and cancelling effects by hand. */
export function handRoutes(app: App, { store, wakeEnrollments, flows }: EffectService): void {
  const retry = {
    summary: 'Try an effect now that waits for its next try, or has failed',
    params,
    response: { 200: effectAnswer },
  };
  app.post('/millrace/v1/effects/:effectId/retry', { config, schema: retry }, ({ caller, params }) =>
    withEffect(caller, params.effectId, async (unit, effect) => {
      await retryByHand(unit, effect);
      await noteAudit(unit, caller, entryOf('EFFECT_RETRIED', effect, 'Tried again'));
    }),
  );

  const cancelOne = {
    summary: 'Cancel an effect that no process has in hand',
    params,
    response: { 200: effectAnswer },
  };
  app.post('/millrace/v1/effects/:effectId/cancel', { config, schema: cancelOne }, ({ caller, params }) =>
    withEffect(caller, params.effectId, async (unit, effect, of) => {
      const { id, status } = effect;
      if (!UNFINISHED.includes(status)) throw conflict(`The effect ${id} has ended already: ${status}.`);
      const cancelled = await cancelEffects(unit, { ids: [id], of }, BY_HAND, 1);
      if (cancelled.length === 0)
        throw conflict(`The effect ${id} is being tried just now, and cannot be called back.`);
      await wakeEnrollments(unit, wokenBy(cancelled));
      await noteAudit(unit, caller, entryOf('EFFECT_CANCELLED', effect, 'Cancelled'));
    }),
  );

  const cancel = {
    summary: 'Cancel effects that have not begun, by id or by flow',
    body: cancellation,
    response: { 200: cancelledAnswer },
  };
  app.post('/millrace/v1/effects/cancellations', { config, schema: cancel }, async (request) => {
    const { accountId } = request.caller;
    const what = await cancellationOf(request.caller, request.body);
    let cancelled = 0;
    for (;;) {
      const ended = await store.write(accountId, async (unit) => {
        const each = await cancelEffects(unit, what, BY_HAND, CANCELLED_AT_ONCE_MAX);
        await wakeEnrollments(unit, wokenBy(each));
        await noteAudit(unit, request.caller, ...cancelledTogether(request.body, each.length));
        return each;
      });
      cancelled += ended.length;
      if (ended.length < CANCELLED_AT_ONCE_MAX) return { cancelled };
    }
  });

  /** Does something with a locked effect; answers with how it stands then. 404 for those that are closed to the caller. */
  async function withEffect(
    caller: Caller,
    effectId: string,
    work: (unit: Unit, effect: FoundEffect, of: Awaited<ReturnType<typeof openEffects>>) => Promise<void>,
  ) {
    const of = await openEffects(flows, caller, 'write');
    return store.write(caller.accountId, async (unit) => {
      const { tx, account } = unit;
      const effect = await findEffect(tx, account.id, effectId, of, 'locked');
      if (!effect) throw effectNotFound(effectId);
      await work(unit, effect, of);
      const after = await findEffect(tx, account.id, effectId, of);
      return presentEffect(after!, opensContacts(caller, 'read'));
    });
  }

  /** By ids, effects closed to the caller count as missing. */
  async function cancellationOf(
    caller: Caller,
    { ids, flowId }: z.output<typeof cancellation>,
  ): Promise<Cancellation> {
    if (ids !== undefined) return { ids, of: await openEffects(flows, caller, 'write') };
    await flows.require(caller, flowId!, 'write');
    return { flowId: flowId! };
  }
}

function entryOf(
  kind: 'EFFECT_RETRIED' | 'EFFECT_CANCELLED',
  { id, kind: effect, flowId, enrollmentId, actionId }: FoundEffect,
  did: string,
): AuditEntry {
  const detail = { effect, flowId, enrollmentId, actionId };
  return { kind, id, summary: `${did} effect ${id} (${effect}).`, detail };
}

function cancelledTogether({ ids, flowId }: z.output<typeof cancellation>, count: number): AuditEntry[] {
  if (count === 0) return [];
  if (ids === undefined) {
    const summary = `Cancelled ${count} effects of flow ${flowId}.`;
    return [{ kind: 'EFFECTS_CANCELLED', id: flowId!, summary, detail: { count } }];
  }
  const detail = { count, asked: ids.slice(0, EFFECTS_NAMED_MAX) };
  return [{ kind: 'EFFECT_CANCELLED', id: null, summary: `Cancelled ${count} effects.`, detail }];
}
