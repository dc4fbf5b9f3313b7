import type { CrmSchema } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import { readAccount } from '../accounts/index.ts';
import { type EventQuestion, type KeptEvent, type Store, selectEvents } from '../history/index.ts';
import { type Caller, refused, stretchFor } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { findEventTypes } from './definitions.ts';
import type { EventsQuery } from './events-query.ts';
import { requireAnswers } from './hidden-answers.ts';
import { standardEventType } from './standard-types.ts';
import { isAskedOfRecord, recordAsked, visibleTypes } from './whose-events.ts';

/**
 * A page of the events of a record, or of all records whose object types the caller may read. 400 when the query names no
 * event type, object type or property; a record that is not there has no events.
 */
export async function listEvents(
  store: Store,
  caller: Caller,
  query: EventsQuery,
): Promise<{ readonly schema: CrmSchema; readonly events: readonly KeptEvent[] }> {
  const { sql } = store;
  const account = await readAccount(sql, caller.accountId);
  const schema = await loadSchema(sql, account.id, account.schemaVersion);
  const of = isAskedOfRecord(query)
    ? await recordAsked({ db: sql, accountId: account.id, schema }, caller, query)
    : { objectTypeIds: visibleTypes(schema, caller, query.objectType) };
  const eventTypeId =
    query.eventType === undefined ? undefined : await eventTypeOf(store, caller, query.eventType);
  requireAnswers(schema, caller, eventTypeId, Object.keys(query.ofEvent));
  if (!of) return { schema, events: [] };
  const { backwards, beyond, limit } = stretchFor(query);
  const events = await selectEvents(sql, account.id, {
    of,
    eventTypeId,
    keys: query.id,
    properties: query.ofEvent,
    after: query.occurredAfter,
    before: query.occurredBefore,
    order: backwards ? opposite(query.sort) : query.sort,
    beyond,
    limit,
  });
  return { schema, events };
}

function opposite(order: EventQuestion['order']): EventQuestion['order'] {
  return order === 'ASCENDING' ? 'DESCENDING' : 'ASCENDING';
}

/** The id of the event type that a request names; one that was taken out of use by its id alone. */
async function eventTypeOf({ sql }: Store, { accountId }: Caller, name: string): Promise<string> {
  const standard = standardEventType(name);
  if (standard !== undefined) return standard;
  const [type] = await findEventTypes(sql, accountId, [name]);
  if (type) return type.id;
  if (/^6-\d{1,18}$/.test(name)) return name;
  throw refused(
    'eventType',
    'UNKNOWN_EVENT_TYPE',
    `eventType ${quote(name)} is no event type of this account.`,
  );
}
