import { z } from 'zod';
import { instant, notFound, whole } from '../../platform/index.ts';
import type { LedgerEffect } from '../queries/columns.ts';
import { EFFECT_STATUSES, type EffectStatus, UNFINISHED } from '../queries/status.ts';

export const config = { scopes: ['automation'] };

const PAGE_ITEMS = 100;

/** The length of the longest host with a port. */
const TARGET_CHARACTERS_MAX = 260;

export const id = z.string().regex(/^\d{1,18}$/, 'must be an id: digits only');

export const effectParams = z.object({ effectId: id });

export function effectNotFound(effectId: string) {
  return notFound(`There is no effect ${effectId}.`);
}

const ORDERS = ['newest', 'next'] as const;
type Order = (typeof ORDERS)[number];

/** The query of the ledger. */
export const ledgerQuery = z
  .object({
    limit: whole(1, PAGE_ITEMS).default(PAGE_ITEMS),
    after: z.string().transform(cursorOf).optional(),
    order: z
      .enum(ORDERS)
      .default('newest')
      .describe('next: only effects that are not finished, the next try first'),
    status: z.string().transform(statusesOf).optional().describe('One, or several with commas between'),
    flowId: id.optional(),
    enrollmentId: id.optional(),
    actionId: z.string().min(1).max(100).optional(),
    kind: z.string().max(100).regex(/^\w+$/, 'must be a kind of effect, such as "email"').optional(),
    target: z
      .string()
      .max(TARGET_CHARACTERS_MAX)
      .regex(/^[!-~]+$/, 'must be a target of effects, such as a host')
      .optional(),
    from: instant.optional(),
    to: instant.optional(),
  })
  .superRefine(({ order, status, after }, context) => {
    if (after && after.order !== order) {
      const message = `must be the cursor of an earlier page of the same order; it is one of order=${after.order}`;
      context.addIssue({ code: 'custom', path: ['after'], message });
    }
    const finished = order === 'next' ? status?.find((each) => !UNFINISHED.includes(each)) : undefined;
    if (finished === undefined) return;
    const message = `${finished} has no next try; with order=next ask for ${UNFINISHED.join(', ')}`;
    context.addIssue({ code: 'custom', path: ['status'], message });
  });

/** A cursor names its order: an instant of one means nothing in the other. */
export function cursorText(order: Order): (effect: LedgerEffect) => string {
  return order === 'next'
    ? ({ dueAt, id }) => `next-${dueAt}-${id}`
    : ({ createdAt, id }) => `${createdAt}-${id}`;
}

function cursorOf(text: string, context: z.RefinementCtx) {
  const match = /^(next-)?(\d{1,15})-(\d{1,18})$/.exec(text);
  if (match) {
    const order: Order = match[1] === undefined ? 'newest' : 'next';
    return { order, at: Number(match[2]), id: match[3]! };
  }
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
}

function statusesOf(text: string, context: z.RefinementCtx): readonly EffectStatus[] {
  const named = text.split(',');
  const wrong = named.find((each) => !EFFECT_STATUSES.some((status) => status === each));
  if (wrong === undefined) return named as EffectStatus[];
  const message = `${JSON.stringify(wrong)} is not one of ${EFFECT_STATUSES.join(', ')}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
