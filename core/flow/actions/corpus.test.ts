import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ELSEWHERE } from '../catalogue/index.ts';
import { parseFlowForCreate } from '../definition/index.ts';
import { actionTypeOf, runsHere } from './compile-flow.ts';

const FOLDERS = ['../definition/corpus/', '../../../examples/'].map((path) => new URL(path, import.meta.url));

const actions = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const parsed = parseFlowForCreate(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
      if (!parsed.ok) throw new Error(`${file} cannot be read.`);
      return parsed.value.actions.map((action) => ({ file, type: actionTypeOf(action) }));
    }),
);

test('of the actions in the flows that are kept as examples, each runs, or is known with the reason why not', () => {
  expect(actions.length).toBeGreaterThan(40);
  const known = new Set(ELSEWHERE.map(({ id }) => id));
  const isAppAction = (id: string) => /^1-\d+$/.test(id);
  const unknown = actions.filter(
    ({ type }) => !runsHere(type) && !known.has(type.id) && !isAppAction(type.id),
  );
  expect(unknown.map(({ file, type }) => `${file}: ${type.id}`)).toEqual([]);
});

test('nine of ten of them run', () => {
  const running = actions.filter(({ type }) => runsHere(type));
  expect(running.length / actions.length).toBeGreaterThan(0.9);
});
