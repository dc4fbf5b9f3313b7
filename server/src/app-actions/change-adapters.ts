import { isOwnActionType } from '@millrace/core/flow';
import { quote } from '@millrace/core/problem';
import { holdApp, knownSecrets } from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import { authorOf, type Caller, notFound, refused, type Sql } from '../platform/index.ts';
import { changeSchemaOf } from '../schema/index.ts';
import {
  type Adapter,
  type AdapterRow,
  deleteAdapterRow,
  selectAdapters,
  upsertAdapter,
} from './queries/adapters.ts';

/** Adapters of one account: programs are compiled with all of them at hand. */
const ADAPTERS_MAX = 500;

/** Gives a type of action to a receiver, or to another one. */
export function putAdapter(sql: Sql, caller: Caller, adapter: Adapter): Promise<AdapterRow> {
  const { actionTypeId, secretName, appId } = adapter;
  if (isOwnActionType(actionTypeId)) {
    const message = `actionTypeId ${quote(actionTypeId)} runs here by itself; an adapter would never be asked.`;
    throw refused('actionTypeId', 'RUNS_HERE', message);
  }
  return changeSchemaOf(sql, caller, async (unit) => {
    const { tx, accountId, now } = unit;
    if (appId !== null && !(await holdApp(tx, accountId, appId)))
      throw refused('appId', 'UNKNOWN_APP', `appId ${quote(String(appId))} is no app of this account.`);
    if (secretName !== null && !(await knownSecrets(tx, accountId, [secretName])).has(secretName))
      throw refused(
        'secretName',
        'UNKNOWN_SECRET',
        `secretName ${quote(secretName)} is no secret of this account.`,
      );
    const others = (await selectAdapters(tx, accountId)).filter((each) => each.actionTypeId !== actionTypeId);
    if (others.length >= ADAPTERS_MAX)
      throw refused('', 'OUT_OF_RANGE', `An account has at most ${ADAPTERS_MAX} action adapters.`);
    const kind = 'ADAPTER_SAVED';
    const summary = `Saved the action adapter for the type ${actionTypeId}.`;
    await noteAudit(unit, caller, { kind, id: actionTypeId, summary, detail: { secretName, appId } });
    await upsertAdapter(tx, accountId, adapter, now, authorOf(caller));
    return (await selectAdapters(tx, accountId, [actionTypeId]))[0]!;
  });
}

export async function findAdapter(
  sql: Sql,
  { accountId }: Caller,
  actionTypeId: string,
): Promise<AdapterRow> {
  const [found] = await selectAdapters(sql, accountId, [actionTypeId]);
  if (!found) throw adapterNotFound(actionTypeId);
  return found;
}

/** What its receiver was asked for, or is waited for, goes on; other actions of the type are as without it. */
export function deleteAdapter(sql: Sql, caller: Caller, actionTypeId: string): Promise<void> {
  return changeSchemaOf(sql, caller, async (unit) => {
    if (!(await deleteAdapterRow(unit.tx, unit.accountId, actionTypeId))) throw adapterNotFound(actionTypeId);
    const summary = `Deleted the action adapter for the type ${actionTypeId}.`;
    await noteAudit(unit, caller, { kind: 'ADAPTER_DELETED', id: actionTypeId, summary });
  });
}

function adapterNotFound(actionTypeId: string) {
  return notFound(`There is no action adapter for the type ${quote(actionTypeId)}.`, {
    actionTypeId: [actionTypeId],
  });
}
