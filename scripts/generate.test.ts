import { expect, test } from 'vitest';
import { generatedFiles } from './generate/files.ts';
import { apiDocument } from './generate/openapi.ts';
import { readTested, testedOperations, untested } from './generate/tested.ts';
import { staleFiles } from './generate/write.ts';

test('generated files are up to date; else run "npm run generate"', async () => {
  const stale = await staleFiles(await generatedFiles());
  expect(stale.map((file) => file.path)).toEqual([]);
});

test('every operation has succeeded in some test; else write one and run "npm run generate:tested"', async () => {
  expect(untested(await readTested(), await apiDocument())).toEqual([]);
});

test('requests are told apart by operation, the fixed path before the one with a parameter', () => {
  const document = { tags: [], paths: { '/a/{id}': { get: op }, '/a/list': { get: op, post: op } } };
  expect(
    testedOperations(document, [
      'GET /a/7 200',
      'GET /a/list 200',
      'GET /a/list/ 400',
      'POST /a/list 201',
      'GET /b 404',
    ]),
  ).toEqual({
    'GET /a/list': [200, 400],
    'GET /a/{id}': [200],
    'POST /a/list': [201],
  });
});

const op = { tags: [], security: [] };
