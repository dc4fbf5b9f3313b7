import { expect, test } from 'vitest';
import { generatedFiles } from './generate/files.ts';
import { apiDocument, undescribed } from './generate/openapi.ts';
import { staleFiles } from './generate/write.ts';

test('generated files are up to date; else run "npm run generate"', async () => {
  const stale = await staleFiles(await generatedFiles());
  expect(stale.map((file) => file.path)).toEqual([]);
});

test('every operation is described in roles/openapi/operations.ts', async () => {
  expect(undescribed(await apiDocument())).toEqual([]);
});
