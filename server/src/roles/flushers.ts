import { type Flusher, flushChanges, flushEvents } from '../history/index.ts';
import { flushMemberships } from '../lists/index.ts';
import { flushMessages } from '../messages/index.ts';
import { flushRotations } from '../people/index.ts';
import { flushSubscriptionReasons } from '../preferences/index.ts';
import { flushCompanyDomains, flushLinks, flushRecords, flushUniqueValues } from '../records/index.ts';

/**
 * The list of all that a store flushes of a unit's world before the commit, in the order of locks: records, unique values, rows
 * under the lock of a record, logs last.
 */
export const FLUSHERS: readonly Flusher[] = [
  flushRecords,
  flushUniqueValues,
  flushLinks,
  flushCompanyDomains,
  flushMemberships,
  flushRotations,
  flushSubscriptionReasons,
  flushMessages,
  flushEvents,
  flushChanges,
];
