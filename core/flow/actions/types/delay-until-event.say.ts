import {
  isFilled,
  itemsOf,
  membersOf,
  minutesText,
  missing,
  numberOf,
  or,
  text,
  textOf,
  thing,
} from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** `Wait until the contact has opened Welcome, for 3 days at most`. */
export const sayDelayUntilEvent: SayAction = ({ fields }, { event }) => {
  const { event_filter_branches, expiration_minutes, action_id } = membersOf(fields);
  const events = itemsOf(event_filter_branches).map(event);
  const most = numberOf(expiration_minutes);
  const action = textOf(action_id) ?? '';
  return [
    text('Wait until '),
    ...(events.length > 0 ? or(events) : [missing('no event chosen')]),
    ...(isFilled(action) ? [text(' that comes of '), thing('action', action, `action ${action}`)] : []),
    ...(most === undefined ? [] : [text(`, for ${minutesText(most)} at most`)]),
  ];
};
