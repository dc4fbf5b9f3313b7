import { checkValue } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { Outcome, Person } from '../../engine/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { flag, propertyName, said, teams, users, withDefault } from '../fields.ts';
import { atMember } from '../parts/foreseen-values.ts';
import { nextInTurn } from '../parts/rotation.ts';
import { setOnEnrolled } from '../parts/set-on-enrolled.ts';
import { sayRotateOwner } from './rotate-owner.say.ts';

const fields = {
  user_ids: said(users('Users'), 'They take turns.'),
  team_ids: said(teams('Teams'), 'Their members take turns, too.'),
  target_property: said(
    withDefault(propertyName('Property for the owner'), 'hubspot_owner_id'),
    'The property that gets the owner.',
  ),
  overwrite_current_owner: said(
    flag('Also where there is an owner'),
    'Otherwise a record with an owner keeps it.',
  ),
};

export const rotateOwner = internal({
  id: '0-11',
  say: sayRotateOwner,
  name: 'Rotate record to owner',
  says:
    'Gives the enrolled record to the next of `user_ids` and the members of `team_ids` whose first team it is: their owner goes into ' +
    '`target_property`. They take turns, one by one over all records of the action, however many are under way: nobody is ahead of another ' +
    'by more than one. Who is deactivated is passed over; who comes anew has one turn first. A record that has an owner keeps it, and ' +
    'costs nobody a turn, unless `overwrite_current_owner`.',
  summary: 'Gives the record to the next of several people, in turns.',
  icon: 'refresh-cw',
  group: 'CRM',
  outputs: [
    { key: 'hubspot_owner_id', says: "The id of the record's owner." },
    { key: 'user_id', says: "The id of the owner's user, where the record got one." },
  ],
  reasons: { NO_OWNER_AVAILABLE: 'Nobody of the users and teams is there and active.' },
  fields,
  refine: (schema) =>
    schema.refine(({ user_ids, team_ids }) => user_ids.length + team_ids.length > 0, {
      path: ['user_ids'],
      message: 'such as ["101"], unless team_ids names teams',
      params: { code: 'REQUIRED' },
    }),
  compile: (read, action: SingleConnectionAction, context) => {
    const { target_property: name, overwrite_current_owner: overwrites } = read;
    const property = context.schema.properties(context.objectTypeId).get(name);
    if (!property) return misconfigured([unknownProperty(name, context.objectTypeId)]);
    const rotating = { users: read.user_ids, teams: read.team_ids };
    return (run): Outcome => {
      const current = run.record.properties[name];
      if (current !== undefined && !overwrites) {
        const detail = { property: name, value: current, changed: false };
        return {
          kind: 'done',
          connection: action.connection,
          outputs: { hubspot_owner_id: current },
          detail,
        };
      }
      const next = nextInTurn(run, rotating, action.actionId);
      if (next.kind !== 'chosen') return next;
      const { ownerId, userId } = next.person;
      const set = setOnEnrolled(run, name, ownerId, context);
      if (set.kind !== 'write') return set;
      return {
        kind: 'done',
        connection: action.connection,
        writes: [set.write, next.turn],
        outputs: { hubspot_owner_id: ownerId, user_id: userId },
        detail: { property: name, value: ownerId, changed: current !== ownerId },
      };
    };
  },
  foresee: ({ target_property: name }, _, { schema, objectTypeId }) => {
    const checked = checkValue(schema.properties(objectTypeId).get(name)!, '1');
    if (checked.ok) return [];
    return checked.problems.map((problem) => atMember('fields.target_property', problem));
  },
  examples: [
    {
      shows: 'The record goes to the one whose last turn is longest ago; who is deactivated is passed over.',
      action: {
        fields: {
          user_ids: ['11', 12],
          team_ids: ['5'],
          target_property: 'hubspot_owner_id',
          overwrite_current_owner: 'true',
        },
      },
      properties: { hubspot_owner_id: '77' },
      known: [
        { ask: { kind: 'people', of: 'user', id: '11' }, answer: [person('11', '71')] },
        {
          ask: { kind: 'people', of: 'user', id: '12' },
          answer: [{ ...person('12', '72'), isActive: false }],
        },
        { ask: { kind: 'people', of: 'team', id: '5' }, answer: [person('13', '73')] },
        {
          ask: { kind: 'rotation', flowId: '7', actionId: '1' },
          answer: { kind: 'held', turns: { '71': 4, '72': 1, '73': 3 } },
        },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: { hubspot_owner_id: '73', user_id: '13' },
        detail: { property: 'hubspot_owner_id', value: '73', changed: true },
        changes: [{ record: '0-1/101', kind: 'updated', after: { hubspot_owner_id: '73' } }],
      },
    },
    {
      shows: 'A record that has an owner keeps it.',
      action: {
        fields: { user_ids: ['11'], target_property: 'hubspot_owner_id', overwrite_current_owner: 'false' },
      },
      properties: { hubspot_owner_id: '77' },
      outcome: {
        outcome: 'SUCCEEDED',
        outputs: { hubspot_owner_id: '77' },
        detail: { property: 'hubspot_owner_id', value: '77', changed: false },
        changes: [],
      },
    },
    {
      shows: 'A user who is gone, and no other.',
      action: { fields: { user_ids: ['404'] } },
      outcome: { outcome: 'FAILED', reason: 'NO_OWNER_AVAILABLE', next: '2', changes: [] },
    },
    {
      shows: 'Nobody is named.',
      action: { fields: { target_property: 'hubspot_owner_id' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});

function person(userId: string, ownerId: string): Person {
  return { userId, ownerId, name: `User ${userId}`, email: null, isActive: true, isFirstTeam: true };
}

function unknownProperty(name: string, objectTypeId: string) {
  const path = 'fields.target_property';
  const message = `${path} ${quote(name)} is not a property of the object type ${objectTypeId}.`;
  return { path, code: 'PROPERTY_DOESNT_EXIST', message };
}
