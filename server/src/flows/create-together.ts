import { setImmediate as turn } from 'node:timers/promises';
import type { AccountId } from '../accounts/index.ts';
import type { Caller } from '../platform/index.ts';
import type { FlowInput } from './body.ts';
import { createFlow, type Draft, draftOf, insertDraft, touchedByCaller } from './create-flow.ts';
import type { FlowService } from './flow-service.ts';
import type { FlowWithText } from './queries/flow-row.ts';

/** Flows that one transaction makes; it holds their texts, and its connection, until all are written. */
const FLOWS_PER_WRITE_MAX = 50;

type Create = (caller: Caller, input: FlowInput) => Promise<FlowWithText>;

/** A request that waits for its flow. */
interface Order {
  readonly caller: Caller;
  readonly input: FlowInput;
  readonly draft: Draft;
  readonly made: PromiseWithResolvers<FlowWithText>;
}

/**
 * Makes flows as `createFlow` does, but those of an account that are off and are asked for in one turn of the event loop,
 * or while others are being written, in one transaction: its begin, its locks and its commit cost as much as a flow.
 * Under no load this adds nothing. A flow that is on is made alone: it holds up the writes of its account.
 */
export function flowCreator(service: FlowService): Create {
  const waiting = new Map<AccountId, Order[]>();

  async function writeWaiting(accountId: AccountId, orders: Order[]): Promise<void> {
    for (;;) {
      await turn();
      const batch = orders.splice(0, FLOWS_PER_WRITE_MAX);
      if (batch.length === 0) break;
      await writeBatch(service, accountId, batch);
    }
    waiting.delete(accountId);
  }

  return async (caller, input) => {
    const draft = draftOf(input);
    if (draft.next.isEnabled) return createFlow(service, caller, input);
    const order: Order = { caller, input, draft, made: Promise.withResolvers() };
    const orders = waiting.get(caller.accountId);
    if (orders) orders.push(order);
    else {
      const first = [order];
      waiting.set(caller.accountId, first);
      void writeWaiting(caller.accountId, first);
    }
    return order.made.promise;
  };
}

/** Never rejects: every order is answered. */
async function writeBatch(
  service: FlowService,
  accountId: AccountId,
  batch: readonly Order[],
): Promise<void> {
  try {
    const results = await service.store.write(accountId, (unit) =>
      Promise.all(
        batch.map(async ({ caller, draft }) => {
          const touched = await touchedByCaller(unit, caller, draft).catch((error: unknown) => ({ error }));
          return 'error' in touched ? touched : insertDraft(service, unit, caller, draft, touched);
        }),
      ),
    );
    results.forEach((result, index) => {
      const { made } = batch[index]!;
      if ('error' in result) made.reject(result.error);
      else made.resolve(result);
    });
  } catch (error) {
    // The database may refuse one of them: alone, it harms no other flow.
    if (batch.length === 1) batch[0]!.made.reject(error);
    else for (const { caller, input, made } of batch) made.resolve(createFlow(service, caller, input));
  }
}
