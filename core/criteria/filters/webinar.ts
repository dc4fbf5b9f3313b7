import { z } from 'zod';
import { id } from '../members.ts';

export const webinarFilter = z.object({
  filterType: z.literal('WEBINAR'),
  operator: z.enum([
    'HAS_WEBINAR_REGISTRATION',
    'NOT_HAS_WEBINAR_REGISTRATION',
    'HAS_WEBINAR_ATTENDANCE',
    'NOT_HAS_WEBINAR_ATTENDANCE',
  ]),
  webinarId: id.nullish(),
});
