import { type CrmSchema, schemaNames } from '@millrace/core/crm';
import type { Names } from '@millrace/core/sentences';
import { type Account, readAccount } from '../accounts/index.ts';
import { loadAppActions } from '../app-actions/index.ts';
import { findEventTypes } from '../events/index.ts';
import { formNames } from '../forms/index.ts';
import { openListNames } from '../lists/index.ts';
import { loadEmailNames } from '../mail/index.ts';
import { ownerNames, selectTeamNames, userNames } from '../people/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { listSubscriptionTypes } from '../preferences/index.ts';
import { loadSchema } from '../schema/index.ts';
import { scopesLacking } from './access.ts';
import { selectNamedTouches } from './queries/read.ts';

type Kind = Parameters<Names['thing']>[0];
type Found = ReadonlyMap<string, string | null>;

/**
 * Says something with the names of what it mentions, as far as the caller may see these. It is said twice: first to hear what is
 * asked for, which is then looked up with a statement for each kind.
 */
export async function sayWith<T>(db: Db, caller: Caller, say: (names: Names) => T): Promise<T> {
  const account = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, account.id, account.schemaVersion);
  const ofAccount = { ...schemaNames(schema), timeZone: account.timeZone, currency: account.currency };
  const asked = new Map<Kind, Set<string>>();
  say({
    ...ofAccount,
    thing(kind, id) {
      asked.set(kind, (asked.get(kind) ?? new Set()).add(id));
      return undefined;
    },
  });
  const things = await loadThings({ db, caller, account, schema }, asked);
  return say({ ...ofAccount, thing: (kind, id) => things.get(kind)?.get(id) ?? undefined });
}

interface Asking {
  readonly db: Db;
  readonly caller: Caller;
  readonly account: Account;
  readonly schema: CrmSchema;
}

type Lookup = (asking: Asking, ids: readonly string[]) => Promise<Found>;

/** How the names of a kind are looked up, and with which scope a caller sees them elsewhere; without one, whoever sees the flow. */
const LOOKUPS: Readonly<Partial<Record<Kind, readonly [Lookup, scope?: string]>>> = {
  list: [({ db, caller }, ids) => openListNames(db, caller, ids), 'crm.lists.read'],
  form: [({ db, account }, ids) => formNames(db, account.id, ids), 'forms'],
  email: [({ db, account }, ids) => loadEmailNames(db, account.id, ids), 'content'],
  owner: [({ db, account }, ids) => ownerNames(db, account.id, ids)],
  user: [({ db, account }, ids) => userNames(db, account.id, ids), 'settings.users.read'],
  team: [({ db, account }, ids) => selectTeamNames(db, account.id, ids), 'settings.users.teams.read'],
  subscription: [
    ({ db, account }) => subscriptionNames(db, account.id),
    'communication_preferences.read_write',
  ],
  flow: [openFlowNames],
  event: [eventNames],
  actionType: [appActionNames],
};

async function loadThings(
  asking: Asking,
  asked: ReadonlyMap<Kind, ReadonlySet<string>>,
): Promise<ReadonlyMap<Kind, Found>> {
  const found = await Promise.all(
    [...asked].map(async ([kind, ids]) => {
      const [lookup, scope] = LOOKUPS[kind] ?? [];
      const isOpen = scope === undefined || asking.caller.scopes.has(scope);
      return [kind, lookup && isOpen ? await lookup(asking, [...ids]) : new Map()] as const;
    }),
  );
  return new Map(found);
}

async function openFlowNames(
  { db, caller, account, schema }: Asking,
  ids: readonly string[],
): Promise<Found> {
  const wanted = ids.filter((id) => /^\d{1,18}$/.test(id));
  const flows = wanted.length === 0 ? [] : await selectNamedTouches(db, account.id, wanted);
  const open = flows.filter((flow) => scopesLacking(schema, caller, flow, 'read').length === 0);
  return new Map(open.map(({ id, name }) => [id, name?.trim() ? name : null]));
}

async function eventNames({ db, account }: Asking, ids: readonly string[]): Promise<Found> {
  const custom = ids.filter((id) => !/^(4-\d+|millrace-)/.test(id));
  if (custom.length === 0) return new Map();
  const types = await findEventTypes(db, account.id, custom);
  return new Map(custom.map((id, index) => [id, types[index]?.label ?? null]));
}

async function appActionNames({ db, account, schema }: Asking, ids: readonly string[]): Promise<Found> {
  const actions = await loadAppActions(db, account.id, account.schemaVersion, schema);
  return new Map(
    ids.map((id) => {
      const action = actions.get(id);
      return [id, action && action.by !== 'nobody' ? action.name : null];
    }),
  );
}

async function subscriptionNames(db: Db, accountId: string): Promise<Found> {
  return new Map((await listSubscriptionTypes(db, accountId)).map(({ id, name }) => [id, name]));
}
