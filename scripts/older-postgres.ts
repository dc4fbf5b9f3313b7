import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Where Debian has its PostgreSQL, a folder for each major version. */
const PLACE = '/usr/lib/postgresql';
/** The oldest that Millrace runs on, and the one that the other tests run on. */
const MAJOR_MIN = 15;
const MAJOR_EMBEDDED = 18;

/** The `bin` of the oldest PostgreSQL here that Millrace runs on and that is older than the embedded one; of any other place `MILLRACE_TEST_OLDER_POSTGRES` says it. */
export function olderPostgres(
  place = PLACE,
  chosen = process.env['MILLRACE_TEST_OLDER_POSTGRES'],
): string | undefined {
  if (chosen) return chosen;
  const majors = existsSync(place) ? readdirSync(place).map(Number) : [];
  const [oldest] = majors
    .filter((major) => major >= MAJOR_MIN && major < MAJOR_EMBEDDED)
    .sort((a, b) => a - b)
    .map((major) => path.join(place, String(major), 'bin'))
    .filter((bin) => existsSync(path.join(bin, 'postgres')));
  return oldest;
}
