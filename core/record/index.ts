/**
 * Records in memory: their images, the associations between them, and the log of what was written, with before and after.
 * A batch, an API request, a simulation and a test all write through a `World`; the server then flushes its log.
 */

export type { Change, ChangeKind, ChangeSource, WriteCause } from './change.ts';
export type { AssociationCategory, AssociationKind, RecordImage, RecordRef } from './image.ts';
export { ASSOCIATION_CATEGORIES, associationKey, recordKey } from './image.ts';
export type { HandOff, Notification } from './messages.ts';
export { ownValue } from './own-value.ts';
export { World } from './world.ts';
export type {
  AssociationWrite,
  MembershipWrite,
  NewRecord,
  RecordEvent,
  Rotation,
  RotationTurn,
  SubscriptionReason,
} from './writes.ts';
