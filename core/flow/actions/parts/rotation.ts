import { quote } from '../../../problem/index.ts';
import type { Ask, Outcome, Person, RunContext, Write } from '../../engine/index.ts';

/** Whom a rotation goes over: users, and the members of teams whose first team it is. */
export interface Rotating {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

type Unfinished = Extract<Outcome, { kind: 'failed' | 'needs' }>;
type Chosen = { readonly kind: 'chosen'; readonly person: Person; readonly turn: Write } | Unfinished;

/**
 * Whose turn it is: the one whose last turn is longest ago, so that none is ahead of another by more than one, and who comes anew
 * has one turn first. Turns are given to whoever can take them; the others are passed over, and keep their place.
 */
export function nextInTurn(run: RunContext, rotating: Rotating, actionId: string): Chosen {
  const found = membersOf(run, rotating);
  if (found.kind !== 'members') return found;
  const rotation = { flowId: run.program.flowId, actionId };
  const ask = { kind: 'rotation', ...rotation } as const;
  const held = run.workspace.answer(ask);
  if (held?.kind !== 'held') return { kind: 'needs', asks: [ask] };
  const lastOf = ({ ownerId }: Person) => held.turns[ownerId] ?? 0;
  const [first, ...others] = found.members;
  const person = others.reduce((next, each) => (lastOf(each) < lastOf(next) ? each : next), first);
  const number = Math.max(0, ...Object.values(held.turns)) + 1;
  return { kind: 'chosen', person, turn: { kind: 'takeTurn', rotation, ownerId: person.ownerId, number } };
}

type Members = { readonly kind: 'members'; readonly members: readonly [Person, ...Person[]] } | Unfinished;

function membersOf({ workspace }: RunContext, { users, teams }: Rotating): Members {
  const asks = [
    ...users.map((id) => ({ kind: 'people', of: 'user', id }) as const),
    ...teams.map((id) => ({ kind: 'people', of: 'team', id }) as const),
  ];
  const open: Ask[] = asks.filter((ask) => workspace.answer(ask) === undefined);
  if (open.length > 0) return { kind: 'needs', asks: open };
  const members = new Map<string, Person>();
  const missing: string[] = [];
  for (const ask of asks) {
    const found = workspace.answer(ask) ?? null;
    const able = (found ?? []).filter(
      (person) => person.isActive && (ask.of === 'user' || person.isFirstTeam),
    );
    for (const person of able) members.set(person.ownerId, person);
    if (able.length === 0) missing.push(whyNot(ask.of, ask.id, found));
  }
  const [first, ...others] = members.values();
  if (first) return { kind: 'members', members: [first, ...others] };
  return {
    kind: 'failed',
    reason: 'NO_OWNER_AVAILABLE',
    message: `There is nobody to take the record: ${missing.join(', ')}.`,
  };
}

function whyNot(of: 'user' | 'team', id: string, found: readonly Person[] | null): string {
  if (!found) return `there is no ${of} ${quote(id)}`;
  return of === 'user'
    ? `the user ${quote(id)} is deactivated`
    : `the team ${quote(id)} is nobody's first team`;
}
