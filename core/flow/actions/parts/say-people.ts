import {
  and,
  type Given,
  missing,
  type Part,
  propertyPart,
  text,
  textsOf,
  thing,
  thingSaid,
} from '../../../sentence/index.ts';
import type { FlowWording } from '../../wording.ts';

/** The people whom an action tells: `Ada, the team Sales and Contact owner`. */
export function sayPeople(fields: Given, { names, bearer }: FlowWording): Part[] {
  const people = [
    ...textsOf(fields['user_ids']).map((id) => thingSaid('user', id, names)),
    ...textsOf(fields['team_ids']).map((id) => [
      text('the team '),
      thing('team', id, names.thing('team', id)),
    ]),
    ...textsOf(fields['owner_properties']).map((name) => [propertyPart(bearer, name, names)]),
  ];
  return people.length > 0 ? and(people) : [missing('nobody chosen')];
}
