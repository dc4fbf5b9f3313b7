import type { EpochMillis } from '../time/index.ts';
import type { WriteCause } from './change.ts';
import type { AssociationKind, RecordRef } from './image.ts';

export interface NewRecord extends RecordRef {
  readonly properties: Readonly<Record<string, string>>;
  readonly createdByFlow?: string | null;
  /** When it was first made, for a record that goes on for others; now unless told. */
  readonly createdAt?: EpochMillis;
}

/** A link made or cut, with its kind seen from either end. */
export interface AssociationWrite {
  readonly action: 'add' | 'remove';
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly kind: AssociationKind;
  readonly inverse: AssociationKind;
  readonly at: EpochMillis;
}

/** A record that joined a list or left it. */
export interface MembershipWrite {
  readonly action: 'join' | 'leave';
  readonly ref: RecordRef;
  readonly listId: string;
  readonly cause: WriteCause;
  /** Whether flows that are entered by joining the list let the record in; they do unless told. */
  readonly enrolls?: boolean;
}

/** A series of owners who take turns: an action of a flow. */
export interface Rotation {
  readonly flowId: string;
  readonly actionId: string;
}

/** A turn that an owner has got; numbers count the turns of the rotation. */
export interface RotationTurn {
  readonly rotation: Rotation;
  readonly ownerId: string;
  readonly number: number;
}

/** Why a contact's subscription is what it is. */
export interface SubscriptionReason {
  readonly recordId: string;
  readonly subscriptionId: string;
  readonly status: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SPECIFIED';
  readonly source: string;
  readonly legalBasis: string | null;
  readonly legalBasisExplanation: string | null;
  readonly at: EpochMillis;
}

/** Something that happened to a record at a time: a form submission, a page view, a custom event. */
export interface RecordEvent {
  readonly ref: RecordRef;
  /** `4-1639801` form submission, … */
  readonly eventTypeId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly occurredAt: EpochMillis;
}
