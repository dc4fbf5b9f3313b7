import { readAccount } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { listEventTypes } from './definitions.ts';
import { fullyQualifiedName } from './event-type.ts';
import { nameOfStandard, STANDARD_EVENT_TYPES } from './standard-types.ts';
import { visibleTypes } from './whose-events.ts';

/** The names of the event types whose events a caller may read: those of the original, which happen to contacts, and the account's. */
export async function visibleEventTypes(store: Store, caller: Caller): Promise<string[]> {
  const account = await readAccount(store.sql, caller.accountId);
  const schema = await loadSchema(store.sql, account.id, account.schemaVersion);
  const visible = new Set(visibleTypes(schema, caller, undefined));
  const own = (await listEventTypes(store.sql, account.id)).filter((type) =>
    visible.has(type.primaryObjectTypeId),
  );
  return [
    ...(visible.has('0-1') ? STANDARD_EVENT_TYPES.map(nameOfStandard) : []),
    ...own.map(({ name }) => fullyQualifiedName(account.id, name)),
  ];
}
