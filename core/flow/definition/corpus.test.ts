import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFlow } from '../checks/index.ts';
import { parseFlowForCreate, parseFlowForUpdate } from './index.ts';

const folder = new URL('./corpus/', import.meta.url);

/** Shapes in which real flows leave the published types; the values are made up. */
describe.each(readdirSync(folder))('%s', (file) => {
  const body = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

  it('is accepted', () => {
    const parsed = parseFlowForCreate(body);
    expect(parsed).toMatchObject({ ok: true });
    expect(parsed.ok && checkFlow(parsed.value)).toEqual([]);
  });

  it('is accepted as an update', () => {
    expect(parseFlowForUpdate({ ...body, revisionId: '1' })).toMatchObject({ ok: true });
  });
});
