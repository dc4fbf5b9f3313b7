import { beforeAll, expect, test } from 'vitest';
import { ensurePage } from '../scripts/ensure-page.ts';
import { BUDGETS, scriptBytes } from '../scripts/size.ts';

beforeAll(() => ensurePage(() => undefined));

test.each(BUDGETS)(
  '$page sends at most $scriptBytesMax bytes of script',
  async ({ module, scriptBytesMax }) => {
    expect(await scriptBytes(module)).toBeLessThanOrEqual(scriptBytesMax);
  },
);
