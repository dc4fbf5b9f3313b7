import {
  and,
  flagOf,
  membersOf,
  missing,
  propertyPart,
  text,
  textOf,
  textsOf,
  thing,
  thingSaid,
} from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** `Rotate Contact owner among Ada, Bob and the team Sales`. */
export const sayRotateOwner: SayAction = ({ fields }, { names, bearer }) => {
  const { user_ids, team_ids, target_property, overwrite_current_owner } = membersOf(fields);
  const people = [
    ...textsOf(user_ids).map((id) => thingSaid('user', id, names)),
    ...textsOf(team_ids).map((id) => [text('the team '), thing('team', id, names.thing('team', id))]),
  ];
  return [
    text('Rotate '),
    propertyPart(bearer, textOf(target_property) || 'hubspot_owner_id', names),
    text(' among '),
    ...(people.length > 0 ? and(people) : [missing('nobody chosen')]),
    ...(flagOf(overwrite_current_owner) ? [text(', also where there is one already')] : []),
  ];
};
