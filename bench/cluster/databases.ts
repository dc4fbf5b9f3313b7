import { databaseUrl } from '../../server/src/platform/database-settings.ts';
import {
  type DatabaseAddress,
  openDatabase,
  placeOf,
  type Sql,
  urlOfEachHost,
} from '../../server/src/platform/index.ts';
import { Refused } from '../refused.ts';

/** A cluster of Citus, and one PostgreSQL; each is named by the option of this name. */
export const SIDES = ['spread', 'plain'] as const;
export type Side = (typeof SIDES)[number];

/** A node of a side: where it is, and in words for people. */
export interface Node {
  readonly address: DatabaseAddress;
  readonly place: string;
}

export interface ChosenDatabase {
  readonly address: DatabaseAddress;
  /** Of a cluster the coordinator first. */
  readonly nodes: readonly Node[];
}

export type ChosenDatabases = Readonly<Record<Side, ChosenDatabase>>;

/** How an address is written, as refusals say it. */
const EXAMPLE = 'postgres://user@host:5432/database';

/** The two databases of the options. Reads only; throws Refused for one on which nothing can be measured. */
export async function chosenDatabases(
  texts: Readonly<Record<Side, string | undefined>>,
): Promise<ChosenDatabases> {
  const [spread, plain] = SIDES.map((side) => addressOf(side, texts[side]));
  return {
    spread: await looked(spread!, lookAtSpread),
    plain: await looked(plain!, lookAtPlain),
  };
}

interface Named {
  /** The option with its value, as refusals begin; without user and password. */
  readonly named: string;
  readonly url: string;
}

function addressOf(side: Side, url: string | undefined): Named {
  const what = side === 'spread' ? 'a database that Citus is to spread' : 'one that it is not in';
  if (url === undefined)
    throw new Refused(`--${side} is missing: name ${what}, empty, as --${side} ${EXAMPLE}.`);
  const named = `--${side} ${JSON.stringify(placeOf(url))}`;
  const { error } = databaseUrl('writes').safeParse(url);
  if (error) throw new Refused(`${named}: ${error.issues[0]!.message}. Write it as ${EXAMPLE}.`);
  return { named, url };
}

async function looked(
  { named, url }: Named,
  look: (sql: Sql, named: string, url: string) => Promise<readonly Node[]>,
): Promise<ChosenDatabase> {
  const sql = openDatabase({ url }, { connections: 1 });
  try {
    await sql`select 1`.catch((error: unknown) => {
      throw new Refused(`${named}: ${(error as Error).message} Start it, or correct the address.`);
    });
    const nodes = await look(sql, named, url);
    await refuseFull(sql, named);
    return { address: { url }, nodes };
  } finally {
    await sql.end();
  }
}

async function lookAtPlain(sql: Sql, named: string, url: string): Promise<readonly Node[]> {
  if (await hasCitus(sql))
    throw new Refused(
      `${named} has the extension citus: name a database without it, or give this one to --spread.`,
    );
  return [{ address: { url }, place: placeOf(url) }];
}

async function lookAtSpread(sql: Sql, named: string, url: string): Promise<readonly Node[]> {
  if (!(await hasCitus(sql)))
    throw new Refused(
      `${named} has not the extension citus: make it there and on every node (create extension citus), or give this one to --plain.`,
    );
  const [own] = await sql`
    select (select groupid from pg_dist_local_group) as "group",
           (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser", current_user as "user"`;
  if (own!['group'] !== 0)
    throw new Refused(
      `${named} is a worker of its cluster: name the coordinator, which is the node of group 0.`,
    );
  if (!own!['isSuperuser'])
    throw new Refused(
      `${named}: the user ${JSON.stringify(own!['user'])} is no superuser, as who spreads tables for the first time must be. Name one in the address.`,
    );
  const nodes = await sql`
    select nodename as host, nodeport as port, shouldhaveshards as "hasShards" from pg_dist_node
    where isactive and noderole = 'primary' order by groupid`;
  if (!nodes.some((node) => node['hasShards']))
    throw new Refused(`${named} has no node that takes shards: add the workers first (citus_add_node).`);
  return nodes.map((node) => nodeAt(url, String(node['host']), Number(node['port'])));
}

/** By the coordinator's address, since the nodes are entered with the same user. */
function nodeAt(url: string, host: string, port: number): Node {
  const at = new URL(urlOfEachHost(url)[0]!);
  at.searchParams.delete('host');
  at.searchParams.delete('port');
  at.hostname = host;
  at.port = String(port);
  return { address: { url: at.href }, place: `${host}:${port}` };
}

async function hasCitus(sql: Sql): Promise<boolean> {
  return (await sql`select from pg_extension where extname = 'citus'`).length > 0;
}

/** Leftovers of another run, or somebody's data: neither is to be measured, nor written to. */
async function refuseFull(sql: Sql, named: string): Promise<void> {
  const [found] = await sql`
    select relnamespace::regnamespace || '.' || relname as name from pg_class
    where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relpersistence <> 't'
      and relnamespace::regnamespace::text !~ '^pg_|^information_schema$|^citus'
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
    order by relkind <> 'r', relname limit 1`;
  if (found)
    throw new Refused(
      `${named} is not empty, it has ${JSON.stringify(found['name'])}: name an empty database, or drop this one and make it anew.`,
    );
}
