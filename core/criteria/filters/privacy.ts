import * as z from 'zod';
import { equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { name } from '../members.ts';
import { sayPrivacy } from './privacy.say.ts';
import { filterKind } from './shape.ts';

const granted = { events: [[EVENT_TYPES.PRIVACY_CONSENT, { hs_privacy_name: 'p' }]] } as const;

/** A consent was given, or was not. */
export const privacy = filterKind({
  filterType: 'PRIVACY',
  members: {
    operator: z.enum(['PRIVACY_CONSENT_GRANTED', 'PRIVACY_CONSENT_NOT_GRANTED']),
    privacyName: name,
  },
  meaning(filter) {
    const { privacyName, operator, path } = filter;
    const happened = event(
      EVENT_TYPES.PRIVACY_CONSENT,
      [equals('hs_privacy_name', privacyName, path)],
      filter,
    );
    return operator === 'PRIVACY_CONSENT_GRANTED' ? happened : not(happened);
  },
  say: sayPrivacy,
  cases: [
    {
      says: 'given',
      sentence: 'The contact has consented to p',
      filter: { operator: 'PRIVACY_CONSENT_GRANTED', privacyName: 'p' },
      contact: granted,
      met: true,
    },
    {
      says: 'another one',
      sentence: 'The contact has not consented to q',
      filter: { operator: 'PRIVACY_CONSENT_NOT_GRANTED', privacyName: 'q' },
      contact: granted,
      met: true,
    },
    {
      says: 'another one',
      filter: { operator: 'PRIVACY_CONSENT_GRANTED', privacyName: 'q' },
      contact: granted,
      met: false,
    },
  ],
});
