/** Before all tests: an older PostgreSQL for those that also run on one; installed where that can be done without asking, on Debian as root. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { olderPostgres } from './older-postgres.ts';

const run = promisify(execFile);

/** Read by Debian's packages: without it the installed server would be given a database, and started. */
const CLUSTERS = '/etc/postgresql-common/createcluster.conf';

if (olderPostgres() === undefined && canInstall()) await install().catch(say);
if (olderPostgres() === undefined)
  console.error(
    'No test runs on an older PostgreSQL than the embedded one, since there is none: run "apt-get install postgresql" on Debian, ' +
      'or say in MILLRACE_TEST_OLDER_POSTGRES where the programs of a PostgreSQL 15, 16 or 17 are.',
  );

function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

async function install(): Promise<void> {
  console.log('Installing PostgreSQL for the tests that run on an older one (apt-get install postgresql)');
  if (!existsSync(CLUSTERS)) {
    await mkdir(path.dirname(CLUSTERS), { recursive: true });
    await appendFile(CLUSTERS, 'create_main_cluster = false\n');
  }
  await run('apt-get', ['update']);
  // What stands in that file already is kept, without asking.
  const keeping = ['-o', 'Dpkg::Options::=--force-confold'];
  await run('apt-get', ['install', '--yes', '--no-install-recommends', ...keeping, 'postgresql'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function say(error: Error): void {
  console.error(`PostgreSQL could not be installed: ${error.message}`);
}
