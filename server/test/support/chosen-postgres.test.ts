import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chosenPostgres } from './chosen-postgres.ts';
import { makeScratchFolder } from './scratch-folder.ts';

let folder: string;
const bin = () => path.join(folder, 'bin');
beforeAll(async () => {
  folder = await makeScratchFolder('installation');
  await mkdir(bin());
  await writeFile(path.join(bin(), 'postgres'), '');
});
afterAll(() => rm(folder, { recursive: true }));

test('the tests run on the PostgreSQL whose programs are named, and else on that from npm', async () => {
  expect(chosenPostgres('')).toEqual({});
  expect(() => chosenPostgres(bin())).toThrow(
    `"${bin()}" is not the folder "bin" of a PostgreSQL server (it has no initdb): give MILLRACE_TEST_POSTGRES the`,
  );
  await writeFile(path.join(bin(), 'initdb'), '');
  expect(chosenPostgres(bin())).toEqual({ installation: folder });
  expect(chosenPostgres(`${bin()}/`)).toEqual({ installation: folder });
  for (const wrong of [folder, 'bin', '15'])
    expect(() => chosenPostgres(wrong), wrong).toThrow(`"${wrong}" is not the folder`);
});
