import { z } from 'zod';
import { type Condition, equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import type { FilterOf } from '../tree.ts';

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

export function webinarMeaning({ webinarId, operator, path }: FilterOf<'WEBINAR'>): Condition {
  const attended = operator.endsWith('ATTENDANCE');
  const eventType = attended ? EVENT_TYPES.MARKETING_EVENT_ATTENDED : EVENT_TYPES.MARKETING_EVENT_REGISTERED;
  const happened = event(eventType, [webinarId ? equals('hs_webinar_id', webinarId, path) : null], path);
  return operator.startsWith('NOT_') ? not(happened) : happened;
}
