import { z } from 'zod';
import type { Store } from '../history/index.ts';
import { type App, type Caller, page, pageOf } from '../platform/index.ts';
import { cancelledAnswer, effectAnswer } from './answers.ts';
import { CANCELLED_AT_ONCE_MAX, type Cancellation, cancelEffects } from './cancel.ts';
import { type FlowAccess, openEffects, opensContacts } from './open-effects.ts';
import { listPending, type PendingEffect, presentPending } from './pending.ts';
import { type WakeEnrollments, wokenBy } from './woken.ts';

const config = { scopes: ['automation'] };

const PAGE_ITEMS = 100;

/** The length of the longest host with a port. */
const TARGET_CHARACTERS_MAX = 260;

const id = z.string().regex(/^\d{1,18}$/, 'must be an id: digits only');

const listing = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_ITEMS).default(PAGE_ITEMS),
  after: z.string().transform(cursorOf).optional(),
  flowId: id.optional(),
  enrollmentId: id.optional(),
  kind: z.string().max(100).regex(/^\w+$/, 'must be a kind of effect, such as "email"').optional(),
  target: z
    .string()
    .max(TARGET_CHARACTERS_MAX)
    .regex(/^[!-~]+$/, 'must be a target of effects, such as a host')
    .optional(),
});

const cancellation = z
  .strictObject({
    ids: z.array(id).min(1).max(CANCELLED_AT_ONCE_MAX).optional(),
    flowId: id.optional(),
  })
  .refine(
    (body) => (body.ids === undefined) !== (body.flowId === undefined),
    'must have either ids or flowId',
  );

/** Reading and cancelling pending effects, which the original lacks. */
export function effectRoutes(
  app: App,
  store: Store,
  wakeEnrollments: WakeEnrollments,
  flows: FlowAccess,
): void {
  const list = {
    summary: 'List pending effects, the next first',
    querystring: listing,
    response: { 200: pageOf(effectAnswer) },
  };
  app.get('/millrace/v1/effects', { config, schema: list }, async (request) => {
    const { caller, query } = request;
    const { limit, flowId } = query;
    if (flowId !== undefined) await flows.require(caller, flowId, 'read');
    const of = await openEffects(flows, caller, 'read');
    const found = await listPending(store.sql, caller.accountId, { ...query, of });
    const { results, ...paging } = page(found, limit, cursorText, request);
    return {
      results: results.map((effect) => presentPending(effect, opensContacts(caller, 'read'))),
      ...paging,
    };
  });

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
        const message = 'It was cancelled by hand.';
        const each = await cancelEffects(unit, what, message, CANCELLED_AT_ONCE_MAX);
        await wakeEnrollments(unit, wokenBy(each));
        return each;
      });
      cancelled += ended.length;
      if (ended.length < CANCELLED_AT_ONCE_MAX) return { cancelled };
    }
  });

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

function cursorText({ dueAt, id }: PendingEffect): string {
  return `${dueAt}-${id}`;
}

function cursorOf(text: string, context: z.RefinementCtx) {
  const match = /^(\d{1,15})-(\d{1,18})$/.exec(text);
  if (match) return { dueAt: Number(match[1]), id: match[2]! };
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
}
