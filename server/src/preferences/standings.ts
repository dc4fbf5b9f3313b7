import type { Account } from '../accounts/index.ts';
import type { Db, Tx } from '../platform/index.ts';

/** Properties of a contact that are about its address. */
export type Said = Readonly<Record<string, string>>;

/** What is known of an address that no contact has, under its hash. */
export interface Standing {
  /** In hex. */
  readonly hash: string;
  readonly said: Said;
}

/** Keeps what is known of addresses, in place of what was known; nothing of an address of which nothing is. */
export async function keepStandings(tx: Tx, account: Account, standings: readonly Standing[]): Promise<void> {
  const last = new Map(standings.map((each) => [each.hash, each]));
  // One order for all: transactions that let go of the same addresses wait for each other one way only.
  const sorted = [...last.keys()].toSorted().map((hash) => last.get(hash)!);
  await Promise.all([
    insertStandings(tx, account, sorted.filter(saysSomething)),
    deleteStandings(
      tx,
      account,
      sorted.filter((each) => !saysSomething(each)),
    ),
  ]);
}

async function insertStandings(tx: Tx, account: Account, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return;
  await tx`
    insert into address_standings (account_id, address_hash, properties, kept_at)
    select ${account.id}::bigint, decode(row.hash, 'hex'), row.said::jsonb, ${account.now}::timestamptz
    from unnest(
      ${standings.map(({ hash }) => hash)}::text[], ${standings.map(({ said }) => JSON.stringify(said))}::text[]
    ) as row (hash, said)
    on conflict (account_id, address_hash) do update set properties = excluded.properties, kept_at = excluded.kept_at`;
}

async function deleteStandings(tx: Tx, account: Account, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return;
  await tx`
    with gone as (select held.place from unnest(${standings.map(({ hash }) => hash)}::text[]) as row (hash)
      cross join lateral (
        select ctid as place from address_standings where account_id = ${account.id} and address_hash = decode(row.hash, 'hex')
        offset 0
      ) as held)
    delete from address_standings using gone where address_standings.ctid = gone.place and address_standings.account_id === ${account.id}`;
}

/** What is known of addresses, by their hashes; in one statement. */
export async function selectStandings(
  db: Db,
  account: Account,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Said>> {
  if (hashes.length === 0) return new Map();
  const rows = await db`
    select wanted.hash, held.properties as said
    from (select distinct hash from unnest(${[...hashes]}::text[]) as row (hash)) as wanted
    cross join lateral (
      select properties from address_standings
      where account_id = ${account.id} and address_hash = decode(wanted.hash, 'hex')
      offset 0
    ) as held`;
  return new Map(rows.map((row) => [row['hash'] as string, row['said'] as Said]));
}

function saysSomething({ said }: Standing): boolean {
  return Object.keys(said).length > 0;
}
