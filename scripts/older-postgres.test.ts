import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../server/test/support/scratch-folder.ts';
import { olderPostgres } from './older-postgres.ts';

test('of the versions here the oldest that is supported is taken, and none that is as new as the embedded one', async () => {
  const place = await makeScratchFolder('versions');
  const given = async (version: string, program: string) => {
    await mkdir(path.join(place, version, 'bin'), { recursive: true });
    await writeFile(path.join(place, version, 'bin', program), '');
  };
  try {
    expect(olderPostgres(path.join(place, 'nothing'), '')).toBe(undefined);
    for (const version of ['13', '18', '100', 'next']) await given(version, 'postgres');
    // A client alone.
    await given('15', 'psql');
    expect(olderPostgres(place, '')).toBe(undefined);
    for (const version of ['17', '16']) await given(version, 'postgres');
    expect(olderPostgres(place, '')).toBe(path.join(place, '16', 'bin'));
    expect(olderPostgres(place, '/opt/bin')).toBe('/opt/bin');
  } finally {
    await rm(place, { recursive: true });
  }
});
