import { readFile } from 'node:fs/promises';
import type { Sql } from '../../server/src/platform/index.ts';
import { parentOf } from './processes.ts';

/**
 * The postmaster of the server that a connection leads to, where it runs on this machine and is to be seen from here; undefined otherwise. It is the
 * parent of the connection's backend, which PostgreSQL names and which has the connection's own end in its title: so no process of another
 * machine is taken for it that has the same number here.
 */
export async function postmasterOf(sql: Sql): Promise<number | undefined> {
  const [own] = await sql`select pg_backend_pid() as pid, inet_client_port() as port`;
  const pid = Number(own!['pid']);
  const end = own!['port'] === null ? '[local]' : `(${String(own!['port'])})`;
  const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!title.startsWith('postgres: ') || !title.includes(end)) return undefined;
  return parentOf(pid);
}
