import type { CrmSchema } from '@millrace/core/crm';
import { type AppAction, type AppActions, isOwnActionType } from '@millrace/core/flow';
import { type AccountId, readAccount } from '../accounts/index.ts';
import { type Db, LruCache } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { adapterAction, definedAction, goneAction } from './app-action-of.ts';
import { selectAdapters } from './queries/adapters.ts';
import { selectAllDefinitions } from './queries/definitions.ts';

/** Accounts whose app actions a process holds. */
const CACHED_ACCOUNTS_MAX = 200;
const cached = new LruCache<AccountId, { readonly version: string; readonly actions: AppActions }>({
  most: CACHED_ACCOUNTS_MAX,
});

/**
 * The types of action that the account's apps and adapters add, as of a version of its schema, which every change of theirs counts
 * up; `schema` is of the same version. An adapter counts more than a definition.
 */
export async function loadAppActions(
  db: Db,
  accountId: AccountId,
  version: string,
  schema: CrmSchema,
): Promise<AppActions> {
  const known = cached.get(accountId);
  if (known?.version === version) return known.actions;
  const [definitions, adapters] = await Promise.all([
    selectAllDefinitions(db, accountId),
    selectAdapters(db, accountId),
  ]);
  const defined = definitions.map((row) => {
    const isGone = row.archivedAt !== null || row.appDeleted;
    return [actionTypeIdOf(row.id), isGone ? goneAction(row) : definedAction(row, schema)] as const;
  });
  const names = new Map(
    defined.flatMap(([id, action]) =>
      action.by === 'app' ? [[id, action satisfies AppAction] as const] : [],
    ),
  );
  const adapted = adapters
    .filter(({ actionTypeId }) => !isOwnActionType(actionTypeId))
    .map(
      (adapter) => [adapter.actionTypeId, adapterAction(adapter, names.get(adapter.actionTypeId))] as const,
    );
  const actions: AppActions = new Map([...defined, ...adapted]);
  cached.set(accountId, { version, actions });
  return actions;
}

/** The same as of now. */
export async function loadCurrentAppActions(db: Db, accountId: AccountId): Promise<AppActions> {
  const { schemaVersion } = await readAccount(db, accountId);
  return loadAppActions(db, accountId, schemaVersion, await loadSchema(db, accountId, schemaVersion));
}

/** The type that an action of a flow has. */
export function actionTypeIdOf(definitionId: string): string {
  return `1-${definitionId}`;
}
