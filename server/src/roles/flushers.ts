import { raiseActivityEvents } from '../events/index.ts';
import { type Flusher, flushChanges, flushEvents } from '../history/index.ts';
import { flushMemberships } from '../lists/index.ts';
import { flushMessages } from '../messages/index.ts';
import { flushRotations } from '../people/index.ts';
import { flushSubscriptionReasons, followAddresses } from '../preferences/index.ts';
import {
  flushCompanyDomains,
  flushIndexedValues,
  flushLinks,
  flushRecords,
  flushSearchValues,
  flushUniqueValues,
} from '../records/index.ts';

/**
 * What goes ahead of all others, since it may write to the world. Statements travel together, and are run in this order: only who has an
 * address to itself, until the commit, is told what is kept of it. What was written of activities is told to the records around them.
 */
export const AHEAD: readonly Flusher[] = [flushUniqueValues, followAddresses, raiseActivityEvents];

/**
 * The list of all that a store flushes of a unit's world before the commit, in the order of locks: records, rows
 * under the lock of a record, logs last.
 */
export const FLUSHERS: readonly Flusher[] = [
  flushRecords,
  flushLinks,
  flushCompanyDomains,
  flushIndexedValues,
  flushSearchValues,
  flushMemberships,
  flushRotations,
  flushSubscriptionReasons,
  flushMessages,
  flushEvents,
  flushChanges,
];
