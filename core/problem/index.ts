/**
 * What is wrong with an input, said so that a person can mend it: the member by its path, the value in quotes.
 * Every parser of the product answers with these; the API carries them in `errors[]`.
 */
import type { z } from 'zod';
import { unfit } from './bounds.ts';
import { nearest } from './near.ts';
import { membersOf, requiredBy, schemasAt } from './schema-at.ts';
import { putRight } from './tolerance.ts';

export { ARRAY_ITEMS_MAX, OBJECT_MEMBERS_MAX } from './bounds.ts';
export { nearest } from './near.ts';
export { numberIn, truthIn } from './tolerance.ts';
export { toldInTime } from './without-cycles.ts';

/** One thing wrong. `path` is written as code would: `actions[3].connection.nextActionId`; empty for the whole input. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** `putRight` says that the input was changed, since a member came in another type than it has. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly putRight?: true }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Problems quote at most this many characters of a value. */
const QUOTED_CHARACTERS = 80;
/** And paths at most so many of a member's name: a client may make one up that is as long as its body. */
const KEY_CHARACTERS = 200;
/** Problems told of one input; the last of them says how many more there are. */
export const PROBLEMS_TOLD_MAX = 100;

/** Parses with a zod schema; its issues come back as problems below `at`. */
export function parseWith<T>(schema: z.ZodType<T>, input: unknown, at = ''): Parsed<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: problemsOf(schema, result.error.issues, input, at) };
}

/**
 * Reads what a client sent: refuses what is too long before looking inside, and takes numbers, truths and ids for what
 * they say, in whichever type they came. `input` is changed where it was of another type than its member has.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): Parsed<T> {
  const unread = unfit(schema, input);
  if (unread.length > 0) return { ok: false, problems: atMost(unread) };
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  if (putRight(result.error.issues, input)) {
    const again = parseWith(schema, input);
    return again.ok ? { ...again, putRight: true } : again;
  }
  return { ok: false, problems: problemsOf(schema, result.error.issues, input) };
}

function problemsOf(
  schema: z.core.$ZodType,
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  at = '',
): Problem[] {
  const problems: Problem[] = [];
  for (const [index, issue] of issues.entries()) {
    problems.push(...problemsOfIssue(issue, { schema, input, at }));
    const left = issues.length - index - 1;
    if (problems.length >= PROBLEMS_TOLD_MAX && left > 0) {
      const told = problems.slice(0, PROBLEMS_TOLD_MAX - 1);
      return [...told, moreProblems(problems.length - told.length + left)];
    }
  }
  return atMost(problems);
}

/** As many problems as a person reads, the last of which counts the others. */
export function atMost(problems: readonly Problem[]): Problem[] {
  if (problems.length <= PROBLEMS_TOLD_MAX) return [...problems];
  const told = problems.slice(0, PROBLEMS_TOLD_MAX - 1);
  return [...told, moreProblems(problems.length - told.length)];
}

function moreProblems(count: number): Problem {
  return { path: '', code: 'MORE_PROBLEMS', message: `There are ${count} more problems; mend these first.` };
}

/** The member at `path` below `at`, as a reader would write it in code. */
export function pathOf(path: readonly PropertyKey[], at = ''): string {
  let text = at;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? shortKey(key) : `.${shortKey(key)}`;
  }
  return text;
}

function shortKey(key: PropertyKey): string {
  const text = String(key);
  return text.length > KEY_CHARACTERS ? `${text.slice(0, KEY_CHARACTERS)}…` : text;
}

/** A value as it is quoted in a message: JSON, shortened. Takes no longer for a large value than for a small one. */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = shortened(value, QUOTED_CHARACTERS + 1);
  return text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
}

/** The first `room` or more characters of a value's JSON; every nested character costs room, so deep values end too. */
function shortened(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  let text = open;
  for (const key in value) {
    if (text.length >= room) return text;
    if (text.length > 1) text += ',';
    if (open === '{') text += `${JSON.stringify(key.slice(0, room))}:`;
    text += shortened((value as Record<string, unknown>)[key], room - text.length);
  }
  return text + close;
}

/** What an issue is about. */
interface Parsing {
  readonly schema: z.core.$ZodType;
  readonly input: unknown;
  readonly at: string;
}

function problemsOfIssue(issue: z.core.$ZodIssue, parsing: Parsing): Problem[] {
  const { schema, input, at } = parsing;
  const path = pathOf(issue.path, at);
  const member = path === '' ? 'The input' : path;
  const found = valueAt(input, issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined
        ? [{ path, code: 'REQUIRED', message: `${member} is required${asExpected(issue.expected)}.` }]
        : [
            {
              path,
              code: 'WRONG_TYPE',
              message: `${member} must be ${article(issue.expected)}, not ${quote(found)}.`,
            },
          ];
    case 'invalid_value':
      return found === undefined
        ? [{ path, code: 'REQUIRED', message: `${member} is required: ${oneOf(issue.values)}.` }]
        : [
            {
              path,
              code: 'NOT_ALLOWED',
              message: `${member} must be ${oneOf(issue.values)}, not ${quote(found)}.`,
            },
          ];
    case 'unrecognized_keys': {
      const known = membersOf(schemasAt(schema, issue.path));
      return issue.keys.map((key) => unknownMember(pathOf([key], path), key, known));
    }
    case 'too_small':
    case 'too_big':
      // What is not a list at all has been told so.
      if (issue.origin === 'array' && !Array.isArray(found)) return [];
      return [
        {
          path,
          code: 'OUT_OF_RANGE',
          message: `${member} must ${boundOf(issue)}, not ${lengthOf(issue.origin, found)}.`,
        },
      ];
    case 'invalid_union':
      return problemsOfUnion(issue, parsing);
    case 'invalid_format': {
      if (issue.format !== 'regex')
        return [
          {
            path,
            code: 'WRONG_FORMAT',
            message: `${member} must be ${article(issue.format)}, not ${quote(found)}.`,
          },
        ];
      return [{ path, code: 'WRONG_FORMAT', message: `${member}: ${issue.message} (not ${quote(found)}).` }];
    }
    case 'custom': {
      // A refinement may say its own code: `{ params: { code: 'EXAMPLE' } }`.
      const code = typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'INVALID';
      if (code === 'REQUIRED') return [{ path, code, message: `${member} is required, ${issue.message}.` }];
      return [{ path, code, message: `${member}: ${issue.message} (${quote(found)})` }];
    }
    default:
      return [{ path, code: 'INVALID', message: `${member}: ${issue.message} (${quote(found)})` }];
  }
}

function unknownMember(path: string, key: string, known: readonly string[]): Problem {
  const near = nearest(key, known);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  const list = known.length === 0 ? 'none are' : `there are ${shortList(known)}`;
  const message = `${path} is not a member that is known here${meant || `: ${list}.`}`;
  return { path, code: 'UNKNOWN_MEMBER', message };
}

/** Members that are listed when one is unknown. */
const MEMBERS_TOLD = 30;

function shortList(names: readonly string[]): string {
  const told = names.slice(0, MEMBERS_TOLD).join(', ');
  return names.length > MEMBERS_TOLD ? `${told}, …` : told;
}

type UnionIssue = Extract<z.core.$ZodIssue, { code: 'invalid_union' }>;

/** A value of several forms: what is wrong with it as the one that it is most like, or which forms there are. */
function problemsOfUnion(issue: UnionIssue, parsing: Parsing): Problem[] {
  const { schema, input, at } = parsing;
  const path = pathOf(issue.path, at);
  const member = path === '' ? 'The input' : path;
  const found = valueAt(input, issue.path);
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : undefined;
  if (options) {
    if (found !== undefined)
      return [
        { path, code: 'NOT_ALLOWED', message: `${member} must be ${oneOf(options)}, not ${quote(found)}.` },
      ];
    const required = { path, code: 'REQUIRED', message: `${member} is required: ${oneOf(options)}.` };
    return [required, ...missingBeside(issue.path, parsing)];
  }
  const like = issue.errors.filter((issues) => !issues.some(isOfAnotherForm));
  const [closest] = like.sort((a, b) => a.length - b.length);
  if (closest && found !== undefined) {
    const inner = closest.map(
      (each) => ({ ...each, path: [...issue.path, ...each.path] }) as z.core.$ZodIssue,
    );
    return problemsOf(schema, inner, input, at);
  }
  const forms = formsIn(issue);
  const must = forms.length === 0 ? '' : forms.join(' or ');
  if (found === undefined)
    return [{ path, code: 'REQUIRED', message: `${member} is required${must === '' ? '' : `: ${must}`}.` }];
  const message = must === '' ? `cannot be ${quote(found)}` : `must be ${must}, not ${quote(found)}`;
  return [{ path, code: 'NOT_ALLOWED', message: `${member} ${message}.` }];
}

/** The whole value is of another type or kind than the form's. */
function isOfAnotherForm(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function formsIn({ errors }: UnionIssue): string[] {
  const forms = errors.flatMap((issues) =>
    issues.flatMap((issue) => {
      if (issue.path.length > 0) return [];
      if (issue.code === 'invalid_type') return [article(issue.expected)];
      return issue.code === 'invalid_value' ? [oneOf(issue.values)] : [];
    }),
  );
  return [...new Set(forms)];
}

/** Who is told that the kind is missing is told at once what every kind asks for. */
function missingBeside(path: readonly PropertyKey[], { schema, input, at }: Parsing): Problem[] {
  const owner = path.slice(0, -1);
  const holder = valueAt(input, owner);
  if (typeof holder !== 'object' || holder === null) return [];
  return [...requiredBy(schemasAt(schema, owner))].flatMap(([name, member]) => {
    if (name === path.at(-1) || (holder as Readonly<Record<string, unknown>>)[name] !== undefined) return [];
    const result = (member as z.ZodType).safeParse(undefined, { reportInput: true });
    if (result.success) return [];
    return problemsOf(member, result.error.issues, undefined, pathOf([...owner, name], at));
  });
}

function asExpected(expected: string): string {
  return `: ${article(expected)}`;
}

const COUNTED: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' items',
  set: ' items',
  map: ' members',
};

/** "be at least 3", "have at most 20 items", "be more than 0". */
function boundOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const counted = COUNTED[issue.origin] ?? '';
  const [bound, words] =
    issue.code === 'too_small'
      ? [issue.minimum, issue.inclusive === false ? 'more than' : 'at least']
      : [issue.maximum, issue.inclusive === false ? 'less than' : 'at most'];
  return `${counted ? 'have' : 'be'} ${words} ${bound}${Number(bound) === 1 ? counted.replace(/s$/, '') : counted}`;
}

/** Of something long, its length says more than its beginning. */
function lengthOf(origin: string, found: unknown): string {
  if (origin === 'array' && Array.isArray(found)) return String(found.length);
  if (origin === 'string' && typeof found === 'string' && found.length > QUOTED_CHARACTERS)
    return String(found.length);
  return quote(found);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Zod's names of types, where they are not what JSON calls them. */
const NAMES: Readonly<Record<string, string>> = {
  int: 'integer',
  record: 'object',
  bool: 'boolean',
  never: 'absent',
};

function article(expected: string): string {
  const name = NAMES[expected] ?? expected;
  if (name === 'absent') return name;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? quote(values[0]) : `one of ${values.map(quote).join(', ')}`;
}
