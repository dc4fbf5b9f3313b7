import { CATALOGUE } from '@millrace/core/catalogue';
import { expect, it } from 'vitest';
import { FIELDS } from './list.tsx';

/** What has no field of its own, and why. */
const WITHOUT = {
  filterBranches: 'branches and their filters stand with the lanes, below the members',
  record: 'the enrolled record is the only one possible: it is set when the action is made',
};

it('every kind of member in the catalogue has a field, and none of them is JSON', () => {
  const kinds = new Set(CATALOGUE.flatMap(({ members }) => members.map(({ kind }) => kind)));
  expect(kinds.size).toBeGreaterThan(30);
  const nothing = FIELDS['record'];
  for (const kind of kinds) {
    const Field = FIELDS[kind];
    expect(Field, kind).toBeTypeOf('function');
    expect(Field === nothing, kind).toBe(kind in WITHOUT);
    expect(String(Field), `${kind} is JSON`).not.toMatch(/JsonField|CodeBox.*json/);
  }
  expect(Object.keys(FIELDS).filter((kind) => !(kinds as ReadonlySet<string>).has(kind))).toEqual([]);
});
