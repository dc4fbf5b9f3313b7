import { openDatabase, type Sql } from '../../server/src/platform/index.ts';
import { postmasterOf } from '../gauge/postmaster.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import type { ChosenDatabase } from './databases.ts';

/** What has to be the same on both sides, or is to be said. */
const SETTINGS = [
  'server_version',
  'fsync',
  'full_page_writes',
  'synchronous_commit',
  'shared_buffers',
  'work_mem',
  'max_wal_size',
  'autovacuum',
  'max_parallel_workers_per_gather',
] as const;

/** A node that answers, and its postmaster where it runs on this machine. */
interface SeenNode {
  readonly place: string;
  readonly sql: Sql;
  readonly postmaster: number | undefined;
}

/** The nodes of one side, each by a connection of its own, and the CPU time of their servers. */
export class SideNodes {
  readonly #nodes: readonly SeenNode[];
  /** Why CPU time is not told; undefined where it is. */
  readonly unseen: string | undefined;

  static async open({ nodes }: ChosenDatabase): Promise<SideNodes> {
    const seen: SeenNode[] = [];
    let unseen: string | undefined;
    for (const { address, place } of nodes) {
      const sql = openDatabase(address, { connections: 1 });
      try {
        const postmaster = await postmasterOf(sql);
        if (postmaster === undefined) unseen ??= `${place} does not run on this machine`;
        seen.push({ place, sql, postmaster });
      } catch (error) {
        // Workers need not be within reach of whoever asks the coordinator.
        unseen ??= `${place} cannot be asked: ${(error as Error).message}`;
        await sql.end();
      }
    }
    return new SideNodes(seen, unseen);
  }

  private constructor(nodes: readonly SeenNode[], unseen: string | undefined) {
    this.#nodes = nodes;
    this.unseen = unseen;
  }

  /** CPU seconds of each server until now, of a cluster the coordinator's first; undefined where one is not to be seen. */
  async seconds(): Promise<readonly number[] | undefined> {
    if (this.unseen !== undefined) return undefined;
    return Promise.all(this.#nodes.map(({ postmaster }) => cpuSecondsOfTree(postmaster!)));
  }

  /** Settings of the nodes that answer, by node and name. */
  async settings(): Promise<
    readonly { readonly place: string; readonly settings: ReadonlyMap<string, string> }[]
  > {
    return Promise.all(
      this.#nodes.map(async ({ place, sql }) => {
        const rows =
          await sql`select name, current_setting(name) as value from unnest(${[...SETTINGS]}::text[]) as name`;
        return { place, settings: new Map(rows.map((row) => [String(row['name']), String(row['value'])])) };
      }),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#nodes.map(({ sql }) => sql.end()));
  }
}
