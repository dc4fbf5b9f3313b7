import { readdirSync, readFileSync } from 'node:fs';
import { parseRaw, printRaw, type Raw, type RawObject } from '@millrace/core/raw';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alike } from '../alike.ts';
import { editYaml } from './edit.ts';
import { printYaml } from './print.ts';
import { readYaml } from './read.ts';

const CORPUS = new URL('../../../core/flow/definition/corpus/', import.meta.url);

const readRaw = (text: string) => readYaml(text).raw;

/** Texts that YAML may take for something else, and those of people. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '1',
    '1.50',
    '0x1F',
    'yes',
    'Null',
    '~',
    '',
    '-',
    '- a',
    'a: b',
    '# no',
    '2027-01-04',
    '12:30',
    '<<',
    '=',
    '.inf',
    '---',
    '...',
    '? x',
    '[a',
    '{{ contact.email }}',
    '!x',
    '&a',
    '*a',
    '%x',
    '@x',
    '`x',
    "it's",
    '"q"',
    'c:\\x',
    'a #b',
    'a:',
    ' a',
    'a ',
    '\ta',
    'a\n',
    '\na',
    'a\n\n',
    'a\r\nb',
    '\ud800',
    '\u0085',
    '\u2028',
    '\ufeff',
    'Grüße 👩‍🚀',
  ),
  fc
    .array(fc.constantFrom('a', ' ', '  ', '\n', '\t', 'word', '# x', ': ', '- '), { maxLength: 60 })
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('some', 'words', 'of', 'a', 'text', ':', '#'), { minLength: 20, maxLength: 60 })
    .map((words) => words.join(' ')),
);
const numbers = fc
  .constantFrom('0', '-0', '1', '1.0', '1e5', '1E+400', '-0.10', '12345678901234567890', '9007199254740993')
  .map(parseRaw);
const raws = fc.letrec<{ raw: Raw; object: RawObject }>((tie) => ({
  raw: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(texts, numbers, fc.constant(null), fc.boolean()),
    fc.array(tie('raw'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(texts, fc.constantFrom('id', 'actionId', 'name')), tie('raw'), {
    maxKeys: 5,
  }),
}));

describe('YAML', () => {
  it('is printed such that it is read as the same, to the digit', () => {
    fc.assert(
      fc.property(raws.raw, (raw) => {
        const text = printYaml(raw);
        expect(printRaw(readRaw(text)), text).toBe(printRaw(raw));
      }),
      { numRuns: 500 },
    );
  });

  it('holds the whole corpus, and takes any of its flows to any other by edits', () => {
    const flows = readdirSync(CORPUS).map(
      (file) => parseRaw(readFileSync(new URL(file, CORPUS), 'utf8')) as RawObject,
    );
    let before: RawObject = {};
    for (const flow of flows) {
      const text = printYaml(flow);
      expect(printRaw(readRaw(text))).toBe(printRaw(flow));
      expect(editYaml(text, flow)).toBe(text);
      expect(alike(readRaw(editYaml(printYaml(before), flow)), flow)).toBe(true);
      before = flow;
    }
  });

  it('is edited to say anything', () => {
    fc.assert(
      fc.property(raws.object, raws.object, (before, after) => {
        const text = `# top\n\n${printYaml(before)}`;
        const edited = editYaml(text, after);
        expect(alike(readRaw(edited), after), text).toBe(true);
        expect(edited).toMatch(/^# top\n/);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every comment, blank line and quote of what stays, wherever an edit is', () => {
    const change = (wanted: (raw: Record<string, unknown>) => unknown) => {
      const raw = parseRaw(printRaw(readRaw(WRITTEN))) as Record<string, unknown>;
      return editYaml(WRITTEN, (wanted(raw) ?? raw) as RawObject);
    };
    expect(change((raw) => raw)).toBe(WRITTEN);
    const line = (from: string, to: string) => WRITTEN.replace(from, to);
    const set = (path: string, value: unknown) => (raw: object) => {
      const keys = path.split('.');
      const last = keys.pop()!;
      const owner = keys.reduce<Record<string, never>>((at, key) => at[key]!, raw as Record<string, never>);
      (owner as Record<string, unknown>)[last] = value;
    };
    expect(change(set('name', 'Other'))).toBe(line('"Welcome"  # the name', '"Other"  # the name'));
    expect(change(set('ratio', 2))).toBe(line('1.50', '2'));
    expect(change(set('values.1', 'b c'))).toBe(line('[a, b]', '[a, b c]'));
    expect(change(set('values', ['a']))).toBe(line('[a, b]', '[a]'));
    expect(change(set('nothing', 'x'))).toBe(line('nothing:   # yet', 'nothing: x   # yet'));
    expect(change(set('text', 'one\nmore'))).toBe(
      line('|  # lines\n    one\n    two\n', '|- # lines\n  one\n  more\n'),
    );
    expect(change(set('text', 'one'))).toBe(line('|  # lines\n    one\n    two\n', 'one # lines\n'));
    expect(change(set('actions.0.fields.a', 'x'))).toBe(line('a: 1 # a', 'a: x # a'));
    expect(change(set('actions.0.fields', { b: 2, c: { list: 'X' } }))).toBe(
      line('    # of a\n    a: 1 # a\n', '').replace('    b: 2\n', '    b: 2\n    c:\n      list: X\n'),
    );
    expect(
      change((raw) => {
        delete raw['name'];
      }),
    ).toBe(line('# of the name\nname: "Welcome"  # the name\n', ''));
    expect(
      change((raw) => {
        (raw['actions'] as unknown[]).reverse();
      }),
    ).toBe(WRITTEN.replace(/(# one\n(?:.|\n)*?)\n(- actionId: "2"\n)/, '\n$2$1'));
    expect(
      change((raw) => {
        (raw['actions'] as unknown[]).shift();
      }),
    ).toBe(WRITTEN.replace(/# one\n(?:.|\n)*?\n\n- actionId: "2"/, '\n- actionId: "2"'));
    const dos = WRITTEN.replaceAll('\n', '\r\n');
    expect(editYaml(dos, { ...(readRaw(WRITTEN) as RawObject), ratio: 2 })).toBe(dos.replace('1.50', '2'));
  });

  it('refuses what JSON cannot say, by line and column, all of it at once', () => {
    const said = (text: string) => {
      try {
        return printRaw(readRaw(text));
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(
      said('a: &x 1\nb: *x\nc: !!str 2\n<<: {a: 1}\na: 3\nd: 007\ne: .inf\n? [f]\n: 1\n'),
    ).toMatchInlineSnapshot(`
      "line 1, column 7: the anchor &x is not known here: leave it out, and write out what refers to it
      line 2, column 4: the alias *x stands for something else: write it out
      line 3, column 10: the tag tag:yaml.org,2002:str says what JSON cannot: leave it out
      line 4, column 1: the merge key << is not known here: write out what it takes over
      line 5, column 1: "a" is there twice
      line 6, column 4: 007 is a number that JSON cannot write: put it in quotes where a text is meant, or write it in plain digits
      line 7, column 4: .inf is a number that JSON cannot write: put it in quotes where a text is meant, or write it in plain digits
      line 8, column 3: a key must be a text"
    `);
    expect(said('a: 1\n---\nb: 2\n')).toContain('line 2, column 1: a second document');
    expect(said('a: [1\nb: 2\nc: }\n')).toMatch(/^line \d+, column \d+: .*$/);
    expect(said('a: { b: Hi {{ x }}, c: 1 }\nd: 1\n')).toMatch(
      /^line 1, column 12: .* a text with {{ … }} is put in quotes .*$/,
    );
    expect(said('a: {{ x }}\n')).toBe(
      'line 1, column 5: a key must be a text; a text that begins with {{ … }} is put in quotes',
    );
    expect(said('a:\n\tb: 1\n')).toBe('line 2, column 1: tabs do not count as indentation: use spaces');
    expect(said('%YAML 1.1\n---\na: yes\n')).toContain('YAML 1.1');
    expect(said('a: "x')).toBe('line 1, column 6: missing closing "quote');
    expect(said(`a: ${'['.repeat(100_000)}`)).toMatch(
      /^line 1, column \d+: it has objects in objects, deeper than can be read$/,
    );
    expect(said('1: a\ntrue: b\nnull: c\n')).toBe('{"1":"a","true":"b","null":"c"}');
    expect(said('1: a\n"1": b\n')).toContain('line 2, column 1: "1" is there twice');
  });
});

const WRITTEN = `# A flow.

# of the name
name: "Welcome"  # the name
ratio: 1.50
nothing:   # yet

values: [a, b] # two
text: |  # lines
    one
    two

# what is done
actions:
# one
- actionId: '1' # first
  fields:
    # of a
    a: 1 # a
    b: 2

- actionId: "2"
# the end
`;
