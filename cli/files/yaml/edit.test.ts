import { getIn, isObject, type Path, type Raw, type RawObject, setIn } from '@millrace/core/raw';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alike } from '../alike.ts';
import { editYaml } from './edit.ts';
import { readYaml } from './read.ts';

/** Says yes with a chance. */
type Chance = (of: number) => boolean;

/** Lines as different people write them: comments anywhere, blank lines, brackets, lists further in or not, first members behind the dash. */
function layOut(raw: RawObject | readonly Raw[], chance: Chance, indent = ''): string[] {
  const isList = Array.isArray(raw);
  return Object.entries(raw as RawObject).flatMap(([name, value]) => {
    const key = isList ? '-' : `${name}:`;
    const comment = () => (chance(0.4) ? ' # behind' : '');
    const lines = [...(chance(0.2) ? [''] : []), ...(chance(0.3) ? [`${indent}# above`] : [])];
    if (!isCollection(value)) return [...lines, `${indent}${key} ${JSON.stringify(value)}${comment()}`];
    if (Object.keys(value).length === 0 || chance(0.2))
      return [...lines, `${indent}${key} ${JSON.stringify(value)}${comment()}`];
    const isFurtherIn = isList || !Array.isArray(value) || chance(0.6);
    const inner = layOut(value, chance, isFurtherIn ? `${indent}  ` : indent);
    const isBehindDash = isList && /^\s*[^\s#]/.test(inner[0]!) && chance(0.7);
    if (isBehindDash) return [...lines, `${indent}- ${inner[0]!.trimStart()}`, ...inner.slice(1)];
    return [...lines, `${indent}${key}${comment()}`, ...inner];
  });
}

function isCollection(raw: Raw): raw is RawObject | readonly Raw[] {
  return isObject(raw) || Array.isArray(raw);
}

function leavesIn(raw: Raw, at: Path = []): Path[] {
  if (!isCollection(raw)) return [at];
  return Object.entries(raw as RawObject).flatMap(([name, value]) =>
    leavesIn(value, [...at, Array.isArray(raw) ? Number(name) : name]),
  );
}

const written = fc.letrec<{ any: Raw; object: RawObject }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Raw>('a', 'b c', 7, 8, true),
    fc.array(tie('any'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'actionId'), tie('any'), { maxKeys: 4 }),
}));
const file = fc.record({
  body: written.object.map((members): RawObject => ({ name: 'N', ...members })),
  chances: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
});
const textOf = (body: RawObject, chances: fc.Stream<number>) => {
  const lines = layOut(body, (of) => (chances.next().value ?? 0) < of);
  return ['# A file.', '', ...lines, '# Its end.', ''].join('\n');
};

it('changes one value in its line alone, wherever it stands', () => {
  fc.assert(
    fc.property(file, fc.nat(), ({ body, chances }, which) => {
      const text = textOf(body, chances);
      const leaves = leavesIn(body);
      const at = leaves[which % leaves.length]!;
      // Those by which an item is known make it another one.
      fc.pre(!at.includes('actionId'));
      const wanted = setIn(body, at, 'changed');
      const edited = editYaml(text, wanted);
      expect(alike(readYaml(edited).raw, wanted)).toBe(true);
      const [before, after] = [text.split('\n'), edited.split('\n')];
      expect(after.length, edited).toBe(before.length);
      const changed = after.filter((line, index) => line !== before[index]);
      expect(changed.length, edited).toBe(1);
      expect(changed[0]).toContain('changed');
      expect(edited.match(/#/g)).toEqual(text.match(/#/g));
      expect(getIn(readYaml(edited).raw, at)).toBe('changed');
    }),
    { numRuns: 400 },
  );
});

it('of items that say the same changes the one that is meant', () => {
  const text = 'steps:\n  - true # first\n  - true # second\n  - [7] # third\n';
  const edit = (...steps: Raw[]) => editYaml(text, { steps });
  expect(edit('x', true, [7])).toBe(text.replace('true # first', 'x # first'));
  expect(edit(true, 'x', [7])).toBe(text.replace('true # second', 'x # second'));
  expect(edit('x', true, true, [7])).toBe(text.replace('  - true # first', '  - x\n  - true # first'));
});

it('says whatever is wanted after any edit, below the comment at its top', () => {
  fc.assert(
    fc.property(file, written.object, ({ body, chances }, other) => {
      const text = textOf(body, chances);
      const wanted = { name: 'N', ...other };
      const edited = editYaml(text, wanted);
      expect(alike(readYaml(edited).raw, wanted)).toBe(true);
      expect(edited.startsWith('# A file.\n'), edited).toBe(true);
      expect(editYaml(edited, wanted)).toBe(edited);
    }),
    { numRuns: 400 },
  );
});
