import { quote } from '../../../problem/index.ts';
import { ownValue } from '../../../record/index.ts';
import type { Ask, AskOf, Outcome, Person, RunContext } from '../../engine/index.ts';
import { type Misconfigured, misconfigured } from '../action-type.ts';
import { ownerProperties, said, teams, users } from '../fields.ts';

/** The fields that name people. */
export const recipientFields = {
  user_ids: said(users('Users'), 'People of your team.'),
  team_ids: said(teams('Teams'), 'All their members.'),
  owner_properties: said(
    ownerProperties('Owners of the record'),
    'Properties of the record that name an owner.',
  ),
};

/** The ids in these fields. */
export interface Named {
  readonly user_ids: readonly string[];
  readonly team_ids: readonly string[];
  readonly owner_properties: readonly string[];
}

/** Somebody to tell: a person, or the id of a user or owner that is nobody's. */
export type Recipient = Person | { readonly unknown: 'user' | 'owner'; readonly id: string };

type People =
  | { readonly kind: 'people'; readonly recipients: readonly Recipient[] }
  | Extract<Outcome, { kind: 'needs' | 'failed' }>;

/** Names whom it would tell, or is wrong for every record. */
export function namesNobody({ user_ids, team_ids, owner_properties }: Named): Misconfigured | undefined {
  if (user_ids.length + team_ids.length + owner_properties.length > 0) return undefined;
  const message = 'fields: user_ids, team_ids and owner_properties name nobody.';
  return misconfigured([{ path: 'fields', code: 'NO_RECIPIENT', message }]);
}

/** People that one step tells at most; with more, it tells nobody rather than some. */
export const PEOPLE_TOLD_MAX = 1_000;

/** Everybody whom the fields name, each once, deactivated ones too. Fails when that is nobody, or a crowd. */
export function peopleToTell(named: Named, { record, workspace }: RunContext): People {
  const asks = asksFor(named, record.properties);
  const answers = asks.map((ask) => [ask, workspace.answer(ask)] as const);
  const open = answers.flatMap(([ask, people]): Ask[] => (people === undefined ? [ask] : []));
  if (open.length > 0) return { kind: 'needs', asks: open };
  const recipients = new Map<string, Recipient>();
  for (const [{ of, id }, people] of answers) {
    for (const person of people ?? []) recipients.set(person.userId, person);
    if (!people && of !== 'team') recipients.set(`${of}-${id}`, { unknown: of, id });
  }
  if (recipients.size === 0) return { kind: 'failed', reason: 'NO_RECIPIENT', message: nobody(named) };
  if (recipients.size <= PEOPLE_TOLD_MAX) return { kind: 'people', recipients: [...recipients.values()] };
  const message = `${recipients.size} people are named, more than the ${PEOPLE_TOLD_MAX} that one step tells: nobody was told.`;
  return { kind: 'failed', reason: 'TOO_MANY_RECIPIENTS', message };
}

/** The name of a recipient in effects and steps. */
export function partOf(recipient: Recipient): string {
  if ('userId' in recipient) return recipient.userId;
  return recipient.unknown === 'user' ? recipient.id : `owner-${recipient.id}`;
}

function asksFor(named: Named, properties: Readonly<Record<string, string>>): AskOf<'people'>[] {
  const owners = named.owner_properties.flatMap((name) =>
    (ownValue(properties, name) ?? '').split(';').flatMap((id) => id.trim() || []),
  );
  const ask = (of: AskOf<'people'>['of']) => (id: string) => ({ kind: 'people', of, id }) as const;
  return [
    ...named.user_ids.map(ask('user')),
    ...named.team_ids.map(ask('team')),
    ...owners.map(ask('owner')),
  ];
}

function nobody({ team_ids, owner_properties }: Named): string {
  const said = [
    ...team_ids.map((id) => `the team ${quote(id)} has no members`),
    ...owner_properties.map((name) => `${quote(name)} names no owner`),
  ];
  return `There is nobody to tell: ${said.join(', ')}.`;
}
