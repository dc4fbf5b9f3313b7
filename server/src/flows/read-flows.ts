import type { AccountId } from '../accounts/index.ts';
import { type Caller, type Db, gathered, type Sql } from '../platform/index.ts';
import { type Access, loadSchema } from '../schema/index.ts';
import { requireAccess, requireShown, scopesLacking } from './access.ts';
import { answerText } from './body.ts';
import { flowNotFound } from './errors.ts';
import type { ReadFlow } from './queries/flow-row.ts';
import {
  type FlowTouches,
  selectFlows,
  selectFlowsByKey,
  selectTouches,
  type Which,
} from './queries/read.ts';
import { revisionTexts } from './revision-texts.ts';

/** The flow, for a caller who wants to do this with it. 404 when it is not there, 403 when it is closed to the caller. */
export async function readFlow(
  db: Db,
  caller: Caller,
  flowId: string,
  access: Access = 'read',
  which: Which = 'live',
): Promise<ReadFlow> {
  const [flow] = await selectFlows(db, caller.accountId, [flowId], which);
  return opened(db, caller, flowId, flow, access);
}

/** Reads a flow for a caller, as `readFlow` does, with those that others ask for at the same time. */
export type FlowReader = (caller: Caller, flowId: string) => Promise<AnsweredFlow>;

/** A flow that was read to be answered. */
export interface AnsweredFlow extends ReadFlow {
  /** Its `answerText`, as it goes over the wire. */
  readonly answer: Buffer;
}

export function flowReader(sql: Sql): FlowReader {
  const load = gathered((keys: readonly string[]) => loadByKey(sql, keys));
  return async (caller, flowId) => {
    const flow = await load(keyOf(caller.accountId, String(BigInt(flowId))));
    return opened(sql, caller, flowId, flow, 'read');
  };
}

/** The live flows of these keys, by key, in a statement an account. */
async function loadByKey(sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, AnsweredFlow>> {
  const wanted = keys.map((key) => key.split('/') as [string, string]);
  const ofAccounts = await Promise.all(
    [...Map.groupBy(wanted, ([accountId]) => accountId)].map(([accountId, own]) =>
      loadOfAccount(
        sql,
        accountId,
        own.map(([, id]) => id),
      ),
    ),
  );
  return new Map(ofAccounts.flatMap((loaded) => [...loaded]));
}

async function loadOfAccount(
  sql: Sql,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AnsweredFlow>> {
  const texts = revisionTexts(sql);
  const known = new Map(ids.map((id) => [keyOf(accountId, id), texts.get(keyOf(accountId, id))]));
  const flows = await selectFlowsByKey(
    sql,
    accountId,
    ids.map((id) => ({ id, knownRevisionId: known.get(keyOf(accountId, id))?.revisionId ?? null })),
  );
  const loaded = new Map<string, AnsweredFlow>();
  for (const flow of flows) {
    const key = keyOf(accountId, flow.id);
    const definition = flow.definition ?? known.get(key)!.text;
    const read = { ...flow, definition };
    const answer = flow.definition === null ? known.get(key)!.answer : Buffer.from(answerText(read));
    if (flow.definition !== null) texts.set(key, { revisionId: flow.revisionId, text: definition, answer });
    loaded.set(key, { ...read, answer });
  }
  return loaded;
}

function keyOf(accountId: string, flowId: string): string {
  return `${accountId}/${flowId}`;
}

async function opened<Flow extends FlowTouches>(
  db: Db,
  caller: Caller,
  flowId: string,
  flow: Flow | undefined,
  access: Access,
): Promise<Flow> {
  if (!flow) throw flowNotFound(flowId);
  if (flow.touchedProperties.length > 0)
    requireAccess(await loadSchema(db, caller.accountId, flow.schemaVersion), caller, flow, access);
  return flow;
}

/**
 * Lets a caller through to what hangs on a flow: its enrollments and steps to read, enrolling to write. 404 and 403 as
 * for the flow itself. Returns what the flow is of.
 */
export async function requireFlow(
  db: Db,
  caller: Caller,
  flowId: string,
  access: Access,
  which: Which = 'live',
): Promise<Pick<FlowTouches, 'objectTypeId'>> {
  return opened(db, caller, flowId, await selectTouches(db, caller.accountId, flowId, which), access);
}

/**
 * Lets a caller through to what shows records of a flow: who is in it, what its steps did, why, samples. Beside the flow itself,
 * the records of its object type and of every type whose properties it touches must be open to them.
 */
export async function requireFlowRecords(
  db: Db,
  caller: Caller,
  flowId: string,
  access: Access = 'read',
  which: Which = 'live',
): Promise<Pick<FlowTouches, 'objectTypeId'>> {
  const flow = await opened(
    db,
    caller,
    flowId,
    await selectTouches(db, caller.accountId, flowId, which),
    access,
  );
  requireShown(await loadSchema(db, caller.accountId, flow.schemaVersion), caller, flow);
  return flow;
}

/** The flows that exist and that the caller may see, by id. */
export async function readFlows(
  sql: Sql,
  caller: Caller,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, AnsweredFlow>> {
  const flows = [
    ...(
      await loadByKey(
        sql,
        flowIds.map((id) => keyOf(caller.accountId, id)),
      )
    ).values(),
  ];
  const [first] = flows;
  if (!first) return new Map();
  const schema = await loadSchema(sql, caller.accountId, first.schemaVersion);
  const visible = flows.filter((flow) => scopesLacking(schema, caller, flow, 'read').length === 0);
  return new Map(visible.map((flow) => [flow.id, flow]));
}
