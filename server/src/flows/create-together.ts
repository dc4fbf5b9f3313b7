import { together } from '../history/index.ts';
import { ApiError, type Caller } from '../platform/index.ts';
import type { FlowInput } from './body.ts';
import { createDraft, type Draft, draftOf, insertDraft, touchedByCaller } from './create-flow.ts';
import type { FlowService } from './flow-service.ts';
import type { FlowWithText } from './queries/flow-row.ts';

/** A request that waits for its flow. */
interface Order {
  readonly caller: Caller;
  readonly draft: Draft;
}

/**
 * Makes flows as `createFlow` does, but those of an account that are off and are asked for at a time in one transaction. A flow that is on is
 * made alone: it holds up the writes of its account.
 */
export function flowCreator(
  service: FlowService,
): (caller: Caller, input: FlowInput) => Promise<FlowWithText> {
  const create = together<Order, FlowWithText>(service.store, {
    alone: ({ caller, draft }) => createDraft(service, caller, draft),
    together: (unit, orders) =>
      Promise.all(
        orders.map(async ({ caller, draft }) => {
          const touched = await touchedByCaller(unit, caller, draft).catch(ifRefused);
          return touched && insertDraft(service, unit, caller, draft, touched);
        }),
      ),
  });
  return async (caller, input) => {
    const draft = draftOf(input);
    if (draft.next.isEnabled) return createDraft(service, caller, draft);
    return create(caller.accountId, 'flows', { caller, draft });
  };
}

function ifRefused(error: unknown): undefined {
  if (!(error instanceof ApiError)) throw error;
}
