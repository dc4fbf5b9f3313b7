import { saySubscribed } from '../say-subscriptions.ts';
import type { SayFilter } from '../wording.ts';

export const sayCommunicationSubscription: SayFilter = (filter, wording) =>
  saySubscribed(filter['acceptedOptStates'], filter, wording);
