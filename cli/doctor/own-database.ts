import {
  DatabaseUnavailable,
  openDatabase,
  type Release,
  releaseOf,
} from '../../server/src/platform/index.ts';
import { type Check, type Found, well } from './check.ts';

/** How long a connection that is not needed any more may take to end. */
const END_SECONDS = 2;

export const ownDatabase: Check = {
  name: 'database',
  async look({ databaseUrl }) {
    if (databaseUrl === undefined) return well('goes with Millrace, in its data folder');
    const sql = openDatabase({ url: databaseUrl }, { connections: 1 });
    try {
      return foundOf(await releaseOf(sql));
    } catch (error) {
      const says = `MILLRACE_DATABASE_URL: ${(error as Error).message}`;
      const todo =
        error instanceof DatabaseUnavailable
          ? 'Start PostgreSQL there, or correct the host, the user, the password or the name in MILLRACE_DATABASE_URL.'
          : 'Make sure that the user of MILLRACE_DATABASE_URL may read there.';
      return { state: 'wrong', says, todo };
    } finally {
      await sql.end({ timeout: END_SECONDS });
    }
  },
};

function foundOf({ version, todo }: Release): Found {
  if (todo === undefined) return well(`your own, PostgreSQL ${version}`);
  return { state: 'wrong', says: `MILLRACE_DATABASE_URL leads to PostgreSQL ${version}.`, todo };
}
