import { expect, test } from 'vitest';
import { ACTION_TYPES } from '../actions/list.ts';
import { ACTION_GROUPS, actionEntry, CATALOGUE } from './index.ts';

test('the catalogue has every type once, with all that a form asks of it', () => {
  expect(CATALOGUE.map(({ id }) => id)).toEqual(ACTION_TYPES.map(({ id }) => id));
  const groups = ACTION_GROUPS.map(({ id }) => id);
  for (const entry of CATALOGUE) {
    const { id, name, summary, icon, group, members, branches, node } = entry;
    expect(actionEntry(id)).toBe(entry);
    expect(groups).toContain(group);
    expect(icon).toMatch(/^[a-z][a-z0-9-]+$/);
    expect(name).toMatch(/^[A-Z]/);
    expect(summary, id).toMatch(/^[A-Z].*\.$/);
    const paths = members.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    if (branches) expect(paths).toContain(branches.member);
    for (const { path, kind, label, help, choices, options, of = [], goesWith } of members) {
      expect(path.startsWith('fields.')).toBe(node === 'SINGLE_CONNECTION');
      expect(label).toMatch(/^[A-Z]/);
      expect(help, `${id} ${path}`).toMatch(/^[A-Z].*\.$/);
      expect(options?.map(({ value }) => value)).toEqual(choices);
      if (kind === 'choice') expect(options?.length).toBeGreaterThan(0);
      const siblings = [...of.map((member) => (node === 'SINGLE_CONNECTION' ? `fields.${member}` : member))];
      for (const sibling of [...siblings, ...(goesWith ? [goesWith.member] : [])])
        expect(paths).toContain(sibling);
    }
  }
});

test('what a form writes by default can be read', () => {
  for (const { id, members } of CATALOGUE) {
    const type = ACTION_TYPES.find((each) => each.id === id)!;
    for (const { name, path, default: value } of members) {
      if (value === undefined || !path.startsWith('fields.')) continue;
      expect(type.fields[name]!.schema.safeParse(value).success, `${id} ${path}`).toBe(true);
    }
  }
});
