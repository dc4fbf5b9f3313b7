import * as z from 'zod';
import { equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { id } from '../members.ts';
import { filterKind } from './shape.ts';
import { sayWebinar } from './webinar.say.ts';

const registered = { events: [[EVENT_TYPES.MARKETING_EVENT_REGISTERED, { hs_webinar_id: '4' }]] } as const;
const attended = { events: [[EVENT_TYPES.MARKETING_EVENT_ATTENDED, { hs_webinar_id: '4' }]] } as const;

/** A contact has registered for or attended a webinar (or any), or has not. */
export const webinar = filterKind({
  filterType: 'WEBINAR',
  members: {
    operator: z.enum([
      'HAS_WEBINAR_REGISTRATION',
      'NOT_HAS_WEBINAR_REGISTRATION',
      'HAS_WEBINAR_ATTENDANCE',
      'NOT_HAS_WEBINAR_ATTENDANCE',
    ]),
    webinarId: id.nullish(),
  },
  meaning(filter) {
    const { webinarId, operator, path } = filter;
    const eventType = operator.endsWith('ATTENDANCE')
      ? EVENT_TYPES.MARKETING_EVENT_ATTENDED
      : EVENT_TYPES.MARKETING_EVENT_REGISTERED;
    const happened = event(eventType, [webinarId ? equals('hs_webinar_id', webinarId, path) : null], filter);
    return operator.startsWith('NOT_') ? not(happened) : happened;
  },
  say: sayWebinar,
  cases: [
    {
      says: 'registered',
      sentence: 'The contact has registered for the webinar 4',
      filter: { operator: 'HAS_WEBINAR_REGISTRATION', webinarId: 4 },
      contact: registered,
      met: true,
    },
    {
      says: 'registered for any',
      filter: { operator: 'HAS_WEBINAR_REGISTRATION' },
      contact: registered,
      met: true,
    },
    {
      says: 'registered for another',
      sentence: 'The contact has not registered for the webinar 5',
      filter: { operator: 'NOT_HAS_WEBINAR_REGISTRATION', webinarId: 5 },
      contact: registered,
      met: true,
    },
    {
      says: 'been there',
      sentence: 'The contact has attended the webinar 4',
      filter: { operator: 'HAS_WEBINAR_ATTENDANCE', webinarId: 4 },
      contact: attended,
      met: true,
    },
    {
      says: 'registered only',
      sentence: 'The contact has not attended the webinar 4',
      filter: { operator: 'NOT_HAS_WEBINAR_ATTENDANCE', webinarId: 4 },
      contact: registered,
      met: true,
    },
    {
      says: 'registered only',
      filter: { operator: 'HAS_WEBINAR_ATTENDANCE', webinarId: 4 },
      contact: registered,
      met: false,
    },
  ],
});
