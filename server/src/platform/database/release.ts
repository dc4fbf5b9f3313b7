import type { Tag } from './statement.ts';

/** The oldest release of PostgreSQL that Millrace runs on, as the server counts: 15.0. */
const RELEASE_MIN = 150_000;

/** Which release of PostgreSQL a database is served by, and what to do where it is too old. */
export interface Release {
  /** As it says itself: `15.18 (Debian 15.18-0+deb12u1)`. */
  readonly version: string;
  readonly todo: string | undefined;
}

export async function releaseOf(db: Tag): Promise<Release> {
  const [row] = await db`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version`;
  const { number, version } = row as { readonly number: number; readonly version: string };
  const todo = 'Upgrade it to PostgreSQL 15 or newer, or name another in MILLRACE_DATABASE_URL.';
  return { version, todo: number < RELEASE_MIN ? todo : undefined };
}

/** Throws where PostgreSQL is too old: before anything is written. */
export async function refuseOldRelease(db: Tag): Promise<void> {
  const { version, todo } = await releaseOf(db);
  if (todo !== undefined) throw new Error(`The database is PostgreSQL ${version}, which is too old. ${todo}`);
}
