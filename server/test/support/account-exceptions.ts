/** A statement of the server that binds a table to no account by a constant. */
export interface Exception {
  /** How it begins, blanks made one: as much as one piece of the source has of it. */
  readonly opening: string;
  /** How it ends, where others begin in the same way. */
  readonly ending?: string;
  /** The tables that are not bound; not each of them in every form of it. */
  readonly tables: readonly string[];
}

/** The caller is known by a secret alone, which says whose it is. */
const OF_A_SECRET: readonly Exception[] = [
  { opening: 'with used as ( update access_tokens set', tables: ['access_tokens', 'accounts'] },
  {
    opening: 'with used as ( update web_sessions set',
    tables: ['web_sessions', 'access_tokens', 'accounts'],
  },
  { opening: 'delete from web_sessions where secret_hash = any(', tables: ['web_sessions'] },
  {
    opening: 'with taken as (delete from sign_in_codes where code_hash =',
    tables: ['sign_in_codes', 'access_tokens', 'accounts'],
  },
  {
    opening: 'select id, account_id as "accountId", app_id as "appId", scopes, expires_at as "expiresAt",',
    tables: ['access_tokens'],
  },
  { opening: 'select token.id, token.account_id as "accountId",', tables: ['refresh_tokens', 'apps'] },
  {
    opening: 'select account_id as "accountId", id, client_id as "clientId",',
    ending: 'for share',
    tables: ['apps'],
  },
  { opening: 'update oauth_codes set refresh_token_id =', tables: ['oauth_codes'] },
];

/** What lanes claim. */
const OF_LANES = [
  ...[
    'accounts',
    'alerts',
    'archive_erasures',
    'criteria_due',
    'due_enrollments',
    'effects',
    'flow_schedules',
    'jobs',
    'kept_triggers',
  ],
  ...['pending_changes', 'retention', 'step_failures', 'step_tallies', 'sweeps', 'wait_recounts'],
];

/** Over all accounts: lanes that look around, the operator's lists, metrics, what a start finds left behind. */
const OF_ALL_ACCOUNTS: readonly Exception[] = [
  {
    opening: 'select accounts.id as "accountId", coalesce(extract(epoch from first.due_at',
    tables: OF_LANES,
  },
  { opening: 'select lane, sum(count)::int as count, greatest(', tables: OF_LANES },
  { opening: "select kind, coalesce(nullif(target, ''), kind) as target, case when", tables: ['effects'] },
  {
    opening: 'select id, name, time_zone as "timeZone", currency, created_at as "createdAt",',
    ending: 'from accounts order by id',
    tables: ['accounts'],
  },
  { opening: 'select id from accounts order by id', tables: ['accounts'] },
  { opening: 'select id, name from accounts order by id', tables: ['accounts'] },
  { opening: 'select not exists (select 1 from accounts) as empty', tables: ['accounts'] },
  { opening: 'select case when exists (select 1 from accounts where id =', tables: ['accounts'] },
  { opening: 'select id from accounts where clock_held_at is not null', tables: ['accounts'] },
  { opening: 'select account_id as id, days, disposal from retention where kind =', tables: ['retention'] },
  { opening: 'select min(id) =', tables: ['accounts'] },
  { opening: 'select account_id as "ofAccount",', tables: ['jobs'] },
];

/** Of the lanes of changes, which are taken by what is pending; whoever waits for them all asks in the same place. */
export const LOCKS_BESIDE_ROWS: readonly string[] = [
  'with recursive head as materialized ( select each.lane, first.change_id',
  'select pg_advisory_xact_lock($1, $2) from accounts where id =',
];

/** This list may only shrink: one whose statement is bound, or is there no more, fails. */
export const EXCEPTIONS: readonly Exception[] = [...OF_A_SECRET, ...OF_ALL_ACCOUNTS];
