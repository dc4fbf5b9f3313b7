import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFlow } from '../checks/index.ts';
import { parseFlowForCreate } from '../definition/index.ts';
import {
  joined,
  NO_NAMES,
  sayAction,
  sayDiff,
  sayEnrollment,
  sayLanes,
  sayReEnrollment,
  saySettings,
} from './index.ts';

type Json = Readonly<Record<string, unknown>>;

const folder = new URL('../definition/corpus/', import.meta.url);
const bodies = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Json] as const,
);

/** Places of texts in a body, as paths of members. */
function textsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, each]) => textsIn(each, [...path, member]));
}

function withText(body: Json, path: readonly string[], text: string): Json {
  const copy = structuredClone(body);
  let at = copy as Record<string, unknown>;
  for (const member of path.slice(0, -1)) at = at[member] as Record<string, unknown>;
  at[path.at(-1)!] = text;
  return copy;
}

function everySentence(body: Json): string[] {
  const actions = (body['actions'] ?? []) as readonly Json[];
  const said = [
    ...actions.flatMap((action) => [
      sayAction(action, body, NO_NAMES),
      ...sayLanes(action, body, NO_NAMES).map(({ parts }) => parts),
    ]),
    sayEnrollment(body, NO_NAMES),
    sayReEnrollment(body, NO_NAMES),
    ...saySettings(body, NO_NAMES).map(({ parts }) => parts),
    ...sayDiff(bodies[0]![1], body, NO_NAMES),
  ];
  return said.map((each) => joined(each));
}

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a body with %s in place of any text is refused or taken, and said',
  (text) => {
    for (const [file, body] of bodies) {
      for (const path of textsIn(body)) {
        const changed = withText(body, path, text);
        const where = `${file} ${path.join('.')}`;
        const strange = everySentence(changed).filter((each) =>
          /\[native code\]|\[object |undefined/.test(each),
        );
        expect(strange, where).toEqual([]);
        const parsed = parseFlowForCreate(changed);
        if (parsed.ok) checkFlow(parsed.value);
      }
    }
  },
);
