import { existsSync } from 'node:fs';
import path from 'node:path';

/** What says on which PostgreSQL the tests run: the folder of its programs, as `/usr/lib/postgresql/15/bin`. */
const VARIABLE = 'MILLRACE_TEST_POSTGRES';

/** As `startEmbedded` takes it; empty for that of the npm package. */
export interface ChosenPostgres {
  readonly installation?: string;
}

/** The installation whose `bin` this is, or that the variable names. */
export function chosenPostgres(bin = process.env[VARIABLE]): ChosenPostgres {
  if (!bin) return {};
  const missing = ['initdb', 'postgres'].filter((name) => !existsSync(path.join(bin, name)));
  if (path.basename(bin) === 'bin' && path.isAbsolute(bin) && missing.length === 0)
    return { installation: path.dirname(bin) };
  throw new Error(
    `"${bin}" is not the folder "bin" of a PostgreSQL server` +
      `${missing.length > 0 ? ` (it has no ${missing.join(' and no ')})` : ''}: ` +
      `give ${VARIABLE} the whole path of one, such as /usr/lib/postgresql/15/bin, or leave it out to use the one from npm.`,
  );
}
