import { z } from 'zod';
import { name } from '../members.ts';

export const privacyFilter = z.object({
  filterType: z.literal('PRIVACY'),
  operator: z.enum(['PRIVACY_CONSENT_GRANTED', 'PRIVACY_CONSENT_NOT_GRANTED']),
  privacyName: name,
});
