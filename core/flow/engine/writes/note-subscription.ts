import { EVENT_TYPES } from '../../../criteria/index.ts';
import type { RecordRef, SubscriptionReason } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Keeps why a contact's subscription is what it is; with `isNews`, it is an event, too. */
export interface NoteSubscription {
  readonly kind: 'noteSubscription';
  readonly ref: RecordRef;
  readonly reason: SubscriptionReason;
  readonly isNews: boolean;
}

export const noteSubscription: ApplyWrite<NoteSubscription> = ({ world }, { ref, reason, isNews }, cause) => {
  world.noteSubscription(reason);
  if (!isNews) return;
  const properties = {
    hs_subscription_status: reason.status,
    hs_subscription_id: reason.subscriptionId,
  };
  const eventTypeId = EVENT_TYPES.EMAIL_SUBSCRIPTION_UPDATED;
  world.happened({ ref, eventTypeId, properties, occurredAt: cause.at }, cause);
};
