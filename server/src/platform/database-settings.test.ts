import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const PRIMARY = { MILLRACE_DATABASE_URL: 'postgres://u:secret@a,b/db' };

function refusalOf(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('replicas are named as the database is, and any kind of session will do', () => {
  const url = 'postgres://u:secret@b:5432,c:5433/db?target_session_attrs=prefer-standby';
  const env = { ...PRIMARY, MILLRACE_READ_URL: url, MILLRACE_READ_LAG_MS: '2000' };
  expect(readConfig(env)).toMatchObject({ readUrl: url, readLagMs: 2_000 });
  expect(readConfig(PRIMARY)).toMatchObject({ readUrl: undefined, readLagMs: undefined });
});

test('what cannot be a replica is named, and no password is said', () => {
  const wrong: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ MILLRACE_READ_URL: 'mysql://secret@b/db' }, 'MILLRACE_READ_URL: must begin with postgres://'],
    [
      { MILLRACE_READ_URL: 'postgres://u:secret@b,c:99999/db' },
      'MILLRACE_READ_URL: names hosts with commas between, of which "c:99999" cannot be one',
    ],
    [
      { MILLRACE_READ_URL: 'postgres://u:secret@b/db?target_session_attrs=fast' },
      'MILLRACE_READ_URL: asks for sessions of the kind target_session_attrs=fast, which there is not: leave it out, or say one of any, read-write,',
    ],
    [
      { MILLRACE_READ_URL: 'postgres://u:secret@b/db', MILLRACE_READ_LAG_MS: '10' },
      'MILLRACE_READ_LAG_MS (it is "10"): must be a whole number from 2000 to 3600000',
    ],
    [
      { MILLRACE_READ_LAG_MS: '5000' },
      'MILLRACE_READ_LAG_MS (it is "5000"): says how far behind the servers of MILLRACE_READ_URL may be: set that too, or leave it out.',
    ],
  ];
  for (const [env, message] of wrong) {
    const refusal = refusalOf({ ...PRIMARY, ...env });
    expect(refusal).toContain(message);
    expect(refusal).not.toContain('secret');
  }
  expect(refusalOf({ MILLRACE_READ_URL: 'postgres://u:secret@b/db' })).toBe(
    'MILLRACE_READ_URL: names what follows the database, and the embedded PostgreSQL has no followers: set MILLRACE_DATABASE_URL too, or leave it out.',
  );
});
