import { existsSync } from 'node:fs';
import path from 'node:path';

/** What says on which PostgreSQL the tests run: the folder of its programs, as `/usr/lib/postgresql/15/bin`. */
const VARIABLE = 'MILLRACE_TEST_POSTGRES';

/** The installation that the variable names, as `startEmbedded` takes it; without it, that of the npm package. */
export function chosenPostgres(env = process.env): { readonly installation?: string } {
  const bin = env[VARIABLE];
  if (!bin) return {};
  const missing = ['initdb', 'postgres'].filter((name) => !existsSync(path.join(bin, name)));
  if (path.basename(bin) === 'bin' && path.isAbsolute(bin) && missing.length === 0)
    return { installation: path.dirname(bin) };
  throw new Error(
    `${VARIABLE} is "${bin}", which is not the folder "bin" of a PostgreSQL server` +
      `${missing.length > 0 ? ` (it has no ${missing.join(' and no ')})` : ''}: ` +
      'give the whole path of one, such as /usr/lib/postgresql/15/bin, or leave the variable out to use the one from npm.',
  );
}
