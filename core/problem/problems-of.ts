import type * as z from 'zod';
import { nearest } from './near.ts';
import { pathOf, valueAt } from './path.ts';
import { atMost, moreProblems, PROBLEMS_TOLD_MAX, type Problem } from './problem.ts';
import { quote } from './quote.ts';
import { membersOf, requiredBy, schemasAt } from './schema-at.ts';
import { article, boundOf, lengthOf, oneOf, shortList } from './words.ts';

/** The problems of a schema's issues on an input at `at`. */
export function problemsOf(
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

/** The subject of an issue. */
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
        ? [{ path, code: 'REQUIRED', message: `${member} is required: ${article(issue.expected)}.` }]
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
      // A value that is no list has its problem already.
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
      return [{ path, code, message: `${member}: ${issue.message} (${quote(found)}).` }];
    }
    default:
      return [{ path, code: 'INVALID', message: `${member}: ${issue.message} (${quote(found)}).` }];
  }
}

function unknownMember(path: string, key: string, known: readonly string[]): Problem {
  const near = nearest(key, known);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  const list = known.length === 0 ? 'none are' : `there are ${shortList(known)}`;
  const message = `${path} is not a member that is known here${meant || `: ${list}.`}`;
  return { path, code: 'UNKNOWN_MEMBER', message };
}

type UnionIssue = Extract<z.core.$ZodIssue, { code: 'invalid_union' }>;

/** A value of several forms: its problems in the most similar form, or the list of forms. */
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

/** The problem of a missing kind comes with those of the members that every kind needs. */
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
