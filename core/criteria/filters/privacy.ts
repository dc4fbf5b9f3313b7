import { z } from 'zod';
import { type Condition, equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { name } from '../members.ts';
import type { FilterOf } from '../tree.ts';

export const privacyFilter = z.object({
  filterType: z.literal('PRIVACY'),
  operator: z.enum(['PRIVACY_CONSENT_GRANTED', 'PRIVACY_CONSENT_NOT_GRANTED']),
  privacyName: name,
});

export function privacyMeaning({ privacyName, operator, path }: FilterOf<'PRIVACY'>): Condition {
  const granted = event(EVENT_TYPES.PRIVACY_CONSENT, [equals('hs_privacy_name', privacyName, path)], path);
  return operator === 'PRIVACY_CONSENT_GRANTED' ? granted : not(granted);
}
