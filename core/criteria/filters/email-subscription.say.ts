import { saySubscribed } from '../say-subscriptions.ts';
import type { SayFilter } from '../wording.ts';

export const sayEmailSubscription: SayFilter = (filter, wording) =>
  saySubscribed(filter['acceptedStatuses'], filter, wording);
